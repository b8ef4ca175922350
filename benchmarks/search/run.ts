import { loadDemo } from '../../database/demo/load-demo.ts';
import { loadWords } from '../../src/offers/server/directory-words.ts';
import { searchOffers } from '../../src/offers/server/search-offers.ts';
import { findTown } from '../../src/accounts/server/towns.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { day, type Day } from '../../src/platform/day.ts';
import type { Uuid } from '../../src/platform/id.ts';
import { openMeasuredHouse, type MeasuredHouse } from '../measured-house.ts';
import { quantile, type Section } from '../report.ts';
import { askedByDefault, readQueries, type SearchQuery } from './queries/search-query.ts';

interface Answer {
  query: SearchQuery;
  /** external ids of the services found, best first */
  found: string[];
  milliseconds: number;
}

/** How well the search answers everyday questions to the demo towns: what was tuned with, and the half nobody looked at. */
export async function measureSearch(): Promise<Section> {
  const house = await openMeasuredHouse();
  try {
    await loadDemo({ owner: house.ownerConnection, clock: systemClock });
    await house.settle();
    const halves = { tuning: readQueries('tuning'), 'held-out': readQueries('held-out'), 'no answer exists': readQueries('no-answer') };
    for (const query of halves.tuning.slice(0, 60)) await answer(house, query);
    const answers = { tuning: await ask(house, halves.tuning), heldOut: await ask(house, halves['held-out']), noAnswer: await ask(house, halves['no answer exists']) };
    return {
      title: 'Search: everyday questions to the four demo towns',
      conditions: [
        'searchOffers() one question after the other on the embedded server, with the day of asking; a hit is a service the judges of the questions accept as an answer',
        ...describe('tuning', answers.tuning), ...describe('held-out', answers.heldOut),
        `of ${answers.noAnswer.length} questions nothing fits, ${answers.noAnswer.filter(({ found }) => found.length === 0).length} found nothing`,
      ],
      measurements: [
        ...measurementsOf('tuning', answers.tuning, false), ...measurementsOf('held-out', answers.heldOut, true),
      ],
    };
  } finally {
    await house.close();
  }
}

async function ask(house: MeasuredHouse, queries: readonly SearchQuery[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const query of queries) answers.push(await answer(house, query));
  return answers;
}

async function answer({ database }: MeasuredHouse, query: SearchQuery): Promise<Answer> {
  const on: Day = day((query.asked ?? askedByDefault).slice(0, 10));
  const started = performance.now();
  const { ids, externalIds, seconds } = await database.read((tx) => findTown(tx, query.town).then((town) => town!.id), async (tx) => {
    const municipalityId = (await findTown(tx, query.town))!.id;
    const { ids: found } = await searchOffers(tx, municipalityId, { on, words: await loadWords(tx, municipalityId, on) }, query.query, {});
    const milliseconds = performance.now() - started;
    const rows = await tx.selectFrom('offers.service').select(['id', 'external_id']).where('municipality_id', '=', municipalityId).execute();
    return { ids: found, externalIds: new Map<Uuid, string>(rows.map((row) => [row.id, row.external_id ?? ''])), seconds: milliseconds };
  });
  return { query, found: ids.map((id) => externalIds.get(id)!), milliseconds: seconds };
}

function share(answers: readonly Answer[], counts: (answer: Answer) => boolean): number {
  return (100 * answers.filter(counts).length) / answers.length;
}

const isHit = (within: number) => ({ query, found }: Answer) => found.slice(0, within).some((id) => query.relevant.includes(id));

function measurementsOf(half: string, answers: readonly Answer[], isBar: boolean): Section['measurements'] {
  return [
    { what: `${half}: hit@1`, value: share(answers, isHit(1)), unit: '%', ...(isBar ? { goal: { atLeast: 80 }, peer: { name: 'peer', from: 24 } } : {}) },
    { what: `${half}: hit@3`, value: share(answers, isHit(3)), unit: '%', ...(isBar ? { goal: { atLeast: 90 }, peer: { name: 'peer', from: 32 } } : {}) },
    { what: `${half}: empty`, value: share(answers, ({ found }) => found.length === 0), unit: '%', ...(isBar ? { goal: { atMost: 5 }, peer: { name: 'peer', from: 62 } } : {}) },
    { what: `${half}: p95`, value: quantile(answers.map(({ milliseconds }) => milliseconds), 0.95), unit: 'ms', ...(isBar ? { goal: { atMost: 50 } } : {}) },
  ];
}

/** Hit@1 by kind of question and by language: no single question, so that the half nobody looked at stays unseen. */
function describe(half: string, answers: readonly Answer[]): string[] {
  const by = (keyOf: (query: SearchQuery) => string) => [...new Set(answers.map(({ query }) => keyOf(query)))]
    .map((key) => `${key} ${share(answers.filter(({ query }) => keyOf(query) === key), isHit(1)).toFixed(0)} %`).join(', ');
  return [`${half} (${answers.length}), hit@1: ${by(({ kind }) => kind)}`, `${half}, by language: ${by(({ language }) => language)}`];
}
