import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cityWithSmallCells, HARDER_CITY, LARGE_CITY, SMALL_TOWN, type CityShape } from '../city.ts';
import type { Criterion } from '../criterion.ts';
import { tableFromCsv } from '../csv.ts';
import { protect, type Method } from '../protect.ts';
import { ruleOf, type Rule } from '../rule.ts';
import type { Table } from '../table.ts';
import { crowdedTable } from './crowded-table.ts';
import { measured, plainGauss, type Measured } from './measured.ts';
import { peersOn } from './peers.ts';
import { rowOf } from './table-row.ts';

/**
 * `node --import tsx bench/run.ts [large|harder|small|crowded] [--peers Rscript] [--patience seconds]`: every method beside the plain
 * Gaussian pattern, and each bar met or not. With `--peers`, the tables also go through the R packages GaussSuppression and
 * sdcTable, as far as that R has them; HYPERCUBE is stopped after `--patience` seconds (20), the others after 120, and the row says so.
 * `--seeds 4,5`: only these of the large tables. `--table file.csv [--minimum 3]`: the same rows for a table of one's own.
 * Seeds are 1 … n, not picked, and all are printed; the size of an invented city is the one that comes nearest to the number of
 * small cells wanted. What was changed in the generator, when, and by whose figures: README, Benchmark.
 */
const LARGE = { small: 46, secondary: 185, seconds: 15 };
const SMALL = { seeds: [1, 2, 3], small: [6, 12], seconds: 9 };
const METHODS: readonly (readonly [Method, Criterion])[] = [['flow', 'T'], ['exact', 'E'], ['exact', 'T'], ['round', 'E'], ['cell-key', 'E']];
/** Seconds (of the wall clock) after which the exact search gives its best pattern unproven; it is not made for thousands of cells, so the first seed is enough there. */
const PATIENCE = { small: 90, large: 25 };

const { positionals: [asked], values } = parseArgs({
  allowPositionals: true,
  options: { peers: { type: 'string' }, patience: { type: 'string', default: '20' }, seeds: { type: 'string', default: '1,2,3,4,5' }, table: { type: 'string' }, minimum: { type: 'string', default: '3' } },
});
const verdicts: string[] = [];
const judge = (bar: string, isMet: boolean, found: string) => verdicts.push(`${isMet ? 'met    ' : 'NOT MET'}  ${bar}: ${found}`);

/** The WebAssembly and the compiler's first runs belong to nobody's seconds. */
await protect(cityWithSmallCells({ ...SMALL_TOWN, districts: 4, quarters: 2 }, 1, 2), { method: 'exact', evenIfTooFine: true, attempts: 2 });

if (values.table) await own(values.table, { minimumFrequency: Number(values.minimum) });
else {
  if (!asked || asked === 'large') await large('4,116 cells', LARGE_CITY);
  if (!asked || asked === 'harder') await large('4,116 cells, harder city', HARDER_CITY);
  if (!asked || asked === 'small') await small();
  if (!asked || asked === 'crowded') await crowded();
}
if (verdicts.length > 0) console.log(`\n${verdicts.join('\n')}`);

async function large(name: string, shape: CityShape): Promise<void> {
  const found: Measured[] = [];
  for (const seed of values.seeds.split(',').map(Number)) {
    const table = cityWithSmallCells(shape, seed, LARGE.small);
    heading(table, `seed ${seed}`, name);
    await plainAndPeers(table);
    for (const [method, criterion] of METHODS) {
      if (method === 'exact' && (criterion === 'E' || seed !== 1)) continue;
      const row = await measured(table, method, criterion, PATIENCE.large);
      console.log(rowOf(row));
      if (method !== 'flow') continue;
      found.push(row);
      const isClean = row.holds?.T === true;
      judge(`${name}, seed ${seed}, ≤ ${LARGE.secondary} secondary, ≤ ${LARGE.seconds} CPU s, clean`, isClean && row.secondary! <= LARGE.secondary && row.seconds <= LARGE.seconds, `${row.secondary} secondary (no pattern has fewer than ${row.atLeast}), ${row.seconds.toFixed(1)} s, ${isClean ? 'clean' : 'not clean'}`);
    }
  }
  const median = (of: (row: Measured) => number) => found.map(of).sort((one, other) => one - other)[Math.floor(found.length / 2)]!;
  judge(`${name}, median of ${found.length} seeds`, found.every(({ holds }) => holds?.T === true) && median((row) => row.secondary!) <= LARGE.secondary && median((row) => row.seconds) <= LARGE.seconds, `${median((row) => row.secondary!)} secondary, ${median((row) => row.seconds).toFixed(1)} s`);
}

async function plainAndPeers(table: Table, rule: Partial<Rule> = {}): Promise<void> {
  console.log(rowOf(await plainGauss(table, rule)));
  if (values.peers) for await (const row of peersOn(table, values.peers, Number(values.patience), rule)) console.log(rowOf(row));
}

async function small(): Promise<void> {
  for (const wanted of SMALL.small) {
    for (const seed of SMALL.seeds) {
      const table = cityWithSmallCells(SMALL_TOWN, seed, wanted);
      heading(table, `seed ${seed}`);
      await plainAndPeers(table);
      for (const [method, criterion] of METHODS) {
        const row = await measured(table, method, criterion, PATIENCE.small);
        console.log(rowOf(row));
        if (method === 'exact') judge(`1,152 cells, ${wanted} small, seed ${seed}, optimum for ${criterion} proven in ≤ ${SMALL.seconds} CPU s`, row.proven === true && row.seconds <= SMALL.seconds, `${row.secondary} secondary, ${row.proven ? 'proven' : `not proven (at least ${row.atLeast})`}, ${row.seconds.toFixed(1)} s`);
      }
    }
  }
}

async function own(file: string, rule: Partial<Rule>): Promise<void> {
  const table = tableFromCsv(readFileSync(file, 'utf8'));
  heading(table, file, `${table.cells.length} cells`, ruleOf(rule).minimumFrequency);
  await plainAndPeers(table, rule);
  for (const [method, criterion] of METHODS) console.log(rowOf(await measured(table, method, criterion, PATIENCE.small, rule)));
}

async function crowded(): Promise<void> {
  const answer = await protect(crowdedTable());
  const proposed = answer.state === 'refused' && answer.because === 'too-many-small-cells' && (answer.proposals.length > 0 || answer.instead.includes('round'));
  judge('999 small cells: coarsening or rounding, no black page', proposed, answer.state === 'refused' && answer.because === 'too-many-small-cells' ? `${answer.primary} small cells; ${answer.proposals.length} coarser tables, or ${answer.instead.join(', ')}` : answer.state);
}

function heading(table: Table, which: string, name = `${table.cells.length} cells`, minimum = 3): void {
  const small = table.cells.filter(({ count }) => count > 0 && count < minimum).length;
  console.log(`\n${name}, ${table.relations.length} relations, ${small} primary cells (${which})\n${rowOf()}`);
}
