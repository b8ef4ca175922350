import { describe, expect, test } from 'vitest';
import { explained } from './explain.ts';
import { protect } from './protect.ts';
import { tree, workedExample } from './sample-table.fixture.ts';
import { figuresFromJson, ratesFromJson, taskFromJson } from './task.ts';

const file = (extra: object) => JSON.stringify({ table: { id: 'grid', dimensions: workedExample().dimensions, cells: workedExample().cells.map(({ codes, count }) => ({ codes, count })) }, ...extra });

describe('a task in JSON', () => {
  test('is a table with what to do to it', async () => {
    const { table, options } = taskFromJson(file({ method: 'exact', rule: { minimumFrequency: 5 }, seed: 4 }));
    expect(table.relations).toHaveLength(8);
    expect(options).toMatchObject({ method: 'exact', rule: { minimumFrequency: 5 }, seed: 4 });
    expect((await protect(table, options)).state).toBe('safe');
  });

  test('links tables by their shared cells', () => {
    const { id, dimensions, cells } = tree([9, 8, 7, 6]);
    const { table } = taskFromJson(JSON.stringify({ tables: [{ id, dimensions, cells }, { id: 'again', dimensions, cells }], same: 'shared' }));
    expect(table.relations.filter(({ id }) => id.startsWith('same: '))).toHaveLength(7);
  });

  test('takes earlier releases', () => {
    expect(taskFromJson(file({ earlier: [{ id: '2025', shown: { 'B1|A1': null, 'B2|A2': 7 } }] })).options.earlier![0]!.shown.get('B1|A1')).toBeNull();
  });

  test.each([
    ['no JSON', '{', 'The file is no JSON'],
    ['no table', '{}', 'The file needs "table" or "tables"'],
    ['no cells', '{"table":{"id":"x"}}', 'Every table needs "id" and "cells"'],
    ['a cell without codes', '{"table":{"id":"x","dimensions":[],"cells":[{"id":"a","count":1}]}}', 'Table "x", cell 1: "codes" is missing'],
    ['a list of nothing', '[1]', 'The file must be an object in braces'],
    ['a misspelt rule', '{"table":{"id":"x","cells":[]},"rules":{"minimumFrequency":5}}', 'The file says "rules", which means nothing here'],
    ['a misspelt part of the rule', '{"table":{"id":"x","cells":[]},"rule":{"minimum":5}}', '"rule" says "minimum", which means nothing here'],
    ['two tables nobody has linked', '{"tables":[{"id":"x","cells":[]},{"id":"y","cells":[]}]}', 'does not say which cells count the same people'],
    ['two tables that share no names', '{"tables":[{"id":"x","cells":[]},{"id":"y","cells":[]}],"same":"shared"}', 'The tables share no cells'],
    ['a misspelt second hierarchy', '{"table":{"id":"x","dimensions":[{"name":"area","codes":[],"gruops":[]}],"cells":[]}}', 'Table "x", dimension 1 says "gruops", which means nothing here; known are name, codes, groups'],
    ['a misspelt parent', '{"table":{"id":"x","dimensions":[{"name":"area","codes":[{"code":"B1","parnet":"Q1"}]}],"cells":[]}}', 'Table "x", dimension "area", code 1 says "parnet"'],
    ['a misspelt status', '{"table":{"id":"x","cells":[{"id":"a","count":1,"satus":"known"}]}}', 'Table "x", cell "a" says "satus"'],
    ['misspelt relations', '{"table":{"id":"x","cells":[],"relation":[]}}', 'Table "x" says "relation"'],
    ['a misspelt correction', '{"table":{"id":"x","cells":[]},"earlier":[{"id":"2025","shown":{},"revised":1}]}', '"earlier", entry 1 says "revised"'],
    ['a figure of then in quotes', '{"table":{"id":"x","cells":[]},"earlier":[{"id":"2025","shown":{"a":"5"}}]}', 'The earlier release "2025", cell "a": what was shown must be a number'],
    ['a fact without bounds', '{"table":{"id":"x","cells":[],"facts":[{"id":"f","terms":[]}]}}', 'Table "x", fact 1: "lower" and "upper" must be numbers'],
    ['a relation without parts', '{"table":{"id":"x","cells":[],"relations":[{"id":"sum","total":"a"}]}}', 'Table "x", "relations", entry 1: "parts" must be a list of names'],
    ['a dimension without codes', '{"table":{"id":"x","dimensions":[{"name":"area"}],"cells":[]}}', 'Table "x", dimension "area", "codes" must be a list'],
    ['a status nobody knows', '{"table":{"id":"x","cells":[{"id":"a","count":1,"status":"secret"}]}}', 'Table "x", cell "a": The status "secret" is unknown'],
    ['an earlier release without figures', '{"table":{"id":"x","cells":[]},"earlier":[{"id":"2025"}]}', 'The earlier release "2025": "shown" must be an object'],
    ['a pair of cells without a table', '{"tables":[{"id":"x","cells":[]}],"same":[{"one":{"cell":"a"}}]}', '"same", entry 1, "one": "table" is missing'],
    ['a rate without denominator', '{"table":{"id":"x","cells":[]},"rates":[{"id":"r","numerator":"a"}]}', '"rates", entry 1: "denominator" is missing'],
    ['an unknown method', '{"table":{"id":"x","cells":[]},"method":"magic"}', 'The method "magic" is unknown'],
    ['an unknown criterion', '{"table":{"id":"x","cells":[]},"criterion":"Z"}', 'The criterion "Z" is unknown'],
  ])('with %s is refused', (_, text, message) => {
    expect(() => taskFromJson(text)).toThrow(message);
  });
});

test('what protect has written can be read again', async () => {
  const protection = await protect(workedExample(), { method: 'exact' });
  if (protection.state !== 'safe') throw new Error('Expected a safe table.');
  expect(figuresFromJson(JSON.stringify(protection))).toEqual(new Map(protection.publication.cells.map(({ id, count }) => [id, count])));
  expect(ratesFromJson('{"publication":{"rates":[{"id":"r","percent":null},{"id":"s","percent":12.5}]}}')).toEqual([{ id: 'r', percent: null }, { id: 's', percent: 12.5 }]);
  expect(() => ratesFromJson('{"rates":[{"id":"r","percent":"12,5"}]}')).toThrow('must be a list of "id" and "percent"');
  expect(() => figuresFromJson('{"cells":[{"id":"a"}]}')).toThrow('The published figures, cell 1: "id" or "count" is missing');
});

describe('an explanation', () => {
  test('says in words what the attacker can know', async () => {
    const words = explained(await protect(workedExample(), { method: 'exact' }));
    expect(words).toContain('Safe to publish (exact).');
    expect(words).toContain('16 cells, 1 confidential by themselves, 3 more suppressed');
    expect(words).toContain('No pattern with less suppression exists: proven.');
    expect(words).toMatch(/B1\|A1 \(too few people\): the attacker proves between 1 and \d+; another table with the same publication changes 4 cells/);
  });

  test('of a black page names what to do instead', async () => {
    expect(explained(await protect(tree([1, 1, 1, 1])))).toContain('coarser: drop-level in area → 3 cells');
  });
});
