import { describe, expect, test } from 'vitest';
import { halfOf, queryFiles, queryKinds, readQueries, type SearchQuery } from '../benchmarks/search/queries/search-query.ts';
import { demoSlugs, readDemoFiles } from '../database/demo/demo-files.ts';
import { languages } from '../src/platform/language.ts';

const tuning = readQueries('tuning');
const heldOut = readQueries('held-out');
const noAnswer = readQueries('no-answer');
const answerable = [...tuning, ...heldOut];
const all = queryFiles.flatMap(readQueries);

const servicesOf = new Map(demoSlugs.map((town) => [town, new Set(readDemoFiles(town).services.map(({ externalId }) => externalId))]));
const share = (queries: SearchQuery[], of: (query: SearchQuery) => boolean) => queries.filter(of).length / queries.length;

describe('the questions the search is measured with', () => {
  test('expect only services that exist in the town they are asked in', () => {
    const unknown = all.flatMap(({ id, town, relevant }) => relevant.filter((service) => !servicesOf.get(town)?.has(service)).map((service) => `${id}: ${service}`));
    expect(unknown).toEqual([]);
  });

  test('name a good answer, each service once, and the best ones among the good ones', () => {
    expect(answerable.filter(({ relevant }) => relevant.length === 0)).toEqual([]);
    expect(answerable.filter(({ relevant }) => new Set(relevant).size !== relevant.length)).toEqual([]);
    expect(answerable.filter(({ best, relevant }) => best && (best.length === 0 || best.some((service) => !relevant.includes(service))))).toEqual([]);
  });

  test('without an answer stand in a file of their own', () => {
    expect(noAnswer.length).toBeGreaterThanOrEqual(15);
    expect(noAnswer.filter(({ kind, relevant }) => kind !== 'nothing' || relevant.length > 0)).toEqual([]);
    expect(answerable.filter(({ kind }) => kind === 'nothing')).toEqual([]);
  });

  test('have an id of their own and are asked once per town', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ town, query }) => `${town}: ${query.toLowerCase()}`)).size).toBe(all.length);
    expect(all.filter(({ query }) => query.trim() !== query || query === '')).toEqual([]);
  });

  test('come in languages and kinds that exist, at a time that can be read', () => {
    expect(all.filter(({ language }) => !languages.includes(language))).toEqual([]);
    expect(all.filter(({ kind }) => !queryKinds.includes(kind))).toEqual([]);
    expect(all.filter(({ asked }) => asked !== undefined && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(asked))).toEqual([]);
  });

  test('lie in the half the rule says, at least a hundred in each', () => {
    expect(tuning.filter(({ query }) => halfOf(query) !== 'tuning')).toEqual([]);
    expect(heldOut.filter(({ query }) => halfOf(query) !== 'held-out')).toEqual([]);
    expect(Math.min(tuning.length, heldOut.length)).toBeGreaterThanOrEqual(100);
  });

  test('are of every town, kind and language in both halves, in about the same mix', () => {
    const groups = [
      ...demoSlugs.map((town) => [town, (query: SearchQuery) => query.town === town] as const),
      ...queryKinds.filter((kind) => kind !== 'nothing').map((kind) => [kind, (query: SearchQuery) => query.kind === kind] as const),
      ...languages.map((language) => [language, (query: SearchQuery) => query.language === language] as const),
    ];
    const uneven = groups.filter(([, belongs]) => {
      const [first, second] = [share(tuning, belongs), share(heldOut, belongs)];
      return Math.min(first, second) < 0.6 * Math.max(first, second);
    });
    expect(uneven.map(([name]) => name)).toEqual([]);
  });
});
