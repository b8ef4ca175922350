import { mustShow, type Pattern } from './gauss.ts';
import { cheapestNearby, FREE, WORK, type Neighbourhood, type Place } from './neighbourhood.ts';
import { randomOf } from './prng.ts';
import { costOf, type Fractional } from './relaxation.ts';
import { mostWorthFinding, type Search } from './search.ts';

/** Neighbourhoods tried, and how many in a row may hold nothing better. */
const TRIES = 4;
const IN_VAIN = 2;
/** More free cells than this make the integer programs slow. */
const LARGEST = 160;
/** How far chance raises the costs the relaxation is asked with. */
const NOISE = 0.4;
const WHOLE = 1e-3;

/**
 * A safe pattern made cheaper by integer programs around it (relaxation-induced neighbourhoods, Danna, Rothberg & Le Pape 2005): what
 * pattern and relaxation agree on stays, the rest is decided anew. Where nothing better is found, the relaxation is asked again with
 * costs a little moved by chance. Deterministic for a seed: work is counted, not seconds.
 * Complexity: at most 4 neighbourhoods (see cheapestNearby).
 */
export async function polished(search: Search, start: Pattern, fractional: Fractional, seed: number): Promise<Pattern> {
  const { relaxation: { costs, solveFor }, primaries, pace } = search;
  const place: Place = { ...search, witnesses: primaries.map(() => []), left: WORK };
  const random = randomOf(seed);
  let [pattern, guide, vain]: [Pattern, ArrayLike<number>, number] = [start, fractional.y, 0];
  for (let tried = 0; tried < TRIES && vain < IN_VAIN && place.left > 0 && !pace.isOver(); tried++) {
    const cost = costOf(search.relaxation, pattern);
    if (mostWorthFinding(search, cost) < fractional.cost) break;
    await pace.step('polish', tried, TRIES);
    if (vain > 0) guide = solveFor(costs.map((price) => price * (1 + NOISE * random()))) ?? guide;
    const better = cheapestNearby(place, around(search, pattern, guide), cost);
    [pattern, vain] = better ? [better, 0] : [pattern, vain + 1];
  }
  return pattern;
}

/** Free is what pattern and guide do not agree on; where that is too much, the clearest cells are taken out of the question. */
function around({ system, rule, relaxation: { costs } }: Search, pattern: Pattern, guide: ArrayLike<number>): Neighbourhood {
  const neighbourhood: Neighbourhood = Uint8Array.from(pattern);
  const doubtful: { cell: number; doubt: number }[] = [];
  for (let cell = 0; cell < system.size; cell++) {
    if (costs[cell] === 0 || mustShow(system, cell, rule)) continue;
    const doubt = Math.abs(guide[cell]! - pattern[cell]!);
    if (doubt > WHOLE) doubtful.push({ cell, doubt });
  }
  doubtful.sort((one, other) => other.doubt - one.doubt || one.cell - other.cell);
  for (const { cell } of doubtful.slice(0, LARGEST)) neighbourhood[cell] = FREE;
  return neighbourhood;
}
