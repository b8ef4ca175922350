import { describe, expect, test } from 'vitest';
import { languageFacts } from '../../src/platform/language.ts';
import { translations } from './format.ts';
import { facts, networks, papers, steering } from './format-papers.ts';
import { demoSlugs, readDemoFiles, type DemoFiles } from './demo-files.ts';
import { readDemoJson } from './demo-json.fixture.ts';

const TODAY = '2026-11-22';
const towns = demoSlugs.map((slug) => [slug, readDemoFiles(slug)] as const);

const keysOf = (rows: readonly { key: string }[]) => new Set(rows.map(({ key }) => key));
const externalIds = (rows: readonly { externalId: string }[]) => rows.map(({ externalId }) => externalId);
const unknownIn = (known: ReadonlySet<string>, used: readonly (string | null | undefined)[]) => used.filter((one) => one != null && !known.has(one));

test('a file with a fault is refused with its place', () => {
  expect(() => readDemoJson('alfeld', 'people.json', facts)).toThrow(/^alfeld\/people\.json: /);
});

test('the papers\' bodies, goals, networks, financing plan and facts have their shapes', () => {
  expect(readDemoJson('voerde', 'facts.json', facts).facts.length).toBeGreaterThan(40);
  expect(readDemoJson('alfeld', 'papers.json', papers).papers.map(({ number }) => number)).toEqual(['341/XIX', '351/XIX']);
  expect(readDemoJson('krefeld', 'steering.json', steering).goals).toHaveLength(3);
  expect(readDemoJson('peine', 'networks.json', networks).networks).toHaveLength(5);
});

describe.each(towns)('%s', (slug, town) => {
  test('every key a record names exists', () => {
    const [areas, phases, fields, transitions] = [keysOf(town.areas.areas), keysOf(town.phases), keysOf(town.fields), keysOf(town.transitions)];
    const organizations = new Set(externalIds(town.organizations));
    const locations = new Set(externalIds(town.locations));
    const { services, gaps } = town;
    expect(unknownIn(areas, town.areas.areas.map(({ parent }) => parent))).toEqual([]);
    expect(unknownIn(areas, town.locations.map(({ area }) => area))).toEqual([]);
    expect(unknownIn(areas, services.flatMap((service) => service.areas ?? []))).toEqual([]);
    expect(unknownIn(organizations, services.map(({ organization }) => organization))).toEqual([]);
    expect(unknownIn(locations, services.flatMap((service) => service.locations))).toEqual([]);
    expect(unknownIn(phases, services.flatMap((service) => service.phases ?? []))).toEqual([]);
    expect(unknownIn(fields, services.flatMap((service) => service.fields))).toEqual([]);
    expect(unknownIn(transitions, services.flatMap((service) => service.transitions ?? []))).toEqual([]);
    expect(unknownIn(phases, town.transitions.flatMap(({ from, to }) => [from, to]))).toEqual([]);
    expect(unknownIn(organizations, town.people.flatMap(({ roles }) => roles.map(({ organization }) => organization)))).toEqual([]);
    const cells = [...town.notExpected, ...gaps, ...town.ratings.flatMap(({ ratings }) => ratings)];
    expect(unknownIn(phases, cells.map(({ phase }) => phase))).toEqual([]);
    expect(unknownIn(fields, cells.map(({ field }) => field))).toEqual([]);
    expect(unknownIn(transitions, gaps.map(({ transition }) => transition))).toEqual([]);
    expect(unknownIn(areas, [...gaps, ...town.ratings.flatMap(({ ratings }) => ratings)].map(({ area }) => area))).toEqual([]);
  });

  test('every key is given once', () => {
    const once = (keys: string[]) => expect(keys).toEqual([...new Set(keys)]);
    for (const rows of [town.areas.areas, town.phases, town.fields, town.transitions, town.gaps]) once(rows.map(({ key }) => key));
    for (const rows of [town.organizations, town.locations, town.services]) once(externalIds(rows));
    once(town.people.map(({ email }) => email));
  });

  test('there is one area at the top, and every other one hangs below it', () => {
    const parents = new Map(town.areas.areas.map(({ key, parent }) => [key, parent]));
    const top = (key: string, seen = 0): string => (parents.get(key) == null || seen > 9 ? key : top(parents.get(key)!, seen + 1));
    expect(new Set(town.areas.areas.map(({ key }) => top(key)))).toEqual(new Set([slug]));
  });

  test('there is a person for each task, and editors belong to a provider', () => {
    const roles = new Set(town.people.flatMap((person) => person.roles.filter(({ endsOn }) => !endsOn).map(({ role }) => role)));
    expect([...roles]).toEqual(expect.arrayContaining(
      ['administrator', 'auditor', 'coordinator', 'department-head', 'kita-office', 'navigator', 'planner', 'provider-editor'],
    ));
  });

  test('there are as many offers as promised, each written for itself', () => {
    const { services } = town;
    expect(services.length).toBeGreaterThanOrEqual(slug === 'alfeld' || slug === 'voerde' ? 120 : 25);
    for (const field of ['name', 'summary', 'description'] as const) {
      expect(new Set(services.map((service) => service[field])).size).toBe(services.length);
    }
    expect(services.filter(({ summary, description }) => summary.length < 25 || description.length < 25)).toEqual([]);
  });

  test('no sentence of the offers reads like one of another town', () => {
    const others = towns.filter(([other]) => other !== slug).flatMap(([, other]) => other.services);
    const summaries = new Set(others.map(({ summary }) => summary));
    expect(town.services.filter(({ summary }) => summaries.has(summary))).toEqual([]);
  });

  test('at least twelve offers speak every language of the product', () => {
    const complete = town.services.filter(({ texts }) => texts && translations.every((language) => texts[language]));
    expect(complete.length).toBeGreaterThanOrEqual(12);
    for (const { texts } of complete) {
      for (const language of ['uk', 'ru'] as const) expect(texts![language]!.summary).toMatch(/\p{Script=Cyrillic}/u);
      expect(texts!.ar!.summary).toMatch(/\p{Script=Arabic}/u);
      const said = translations.filter((language) => languageFacts[language].tag !== 'ar').map((language) => texts![language]!.summary);
      expect(new Set(said).size).toBe(said.length);
    }
  });

  test('confirmations lie in the past, and some are older than a year', () => {
    const days = town.services.flatMap(({ assuredAt }) => (assuredAt ? [assuredAt] : []));
    expect(days.filter((day) => day > TODAY || day < '2024-05-01')).toEqual([]);
    expect(days.some((day) => day < '2025-11-22')).toBe(true);
  });

  test('of the gaps one is closed with proof, the others are open and have evidence', () => {
    expect(town.gaps.length).toBeGreaterThanOrEqual(3);
    expect(town.gaps.filter(({ closedOn }) => closedOn)).toHaveLength(1);
    for (const { noticedOn, history, closedOn } of town.gaps) {
      const days = [...history.map(({ on }) => on), closedOn ?? TODAY];
      expect([...days].sort()).toEqual(days);
      expect(noticedOn <= days[0]!).toBe(true);
    }
  });

  test('groups disagree about at least one cell', () => {
    expect(disagreements(town)).not.toEqual([]);
  });
});

/** Cells and questions to which one group says yes or rather yes and another no or rather no. */
function disagreements({ ratings: groups }: DemoFiles): string[] {
  const answers = new Map<string, Set<boolean>>();
  for (const { ratings } of groups) {
    for (const { phase, field, area, answers: given } of ratings) {
      for (const [question, answer] of Object.entries(given)) {
        if (answer === 'unknown') continue;
        const key = [phase, field, area ?? '', question].join('|');
        answers.set(key, (answers.get(key) ?? new Set()).add(answer.endsWith('yes')));
      }
    }
  }
  return [...answers].filter(([, said]) => said.size > 1).map(([key]) => key);
}
