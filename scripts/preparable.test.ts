import { expect, test } from 'vitest';
import { preparable, tablesMadeBy } from './preparable.ts';

test('statements that differ only in a value, in how many rows they fill or how many entries a list has are one', () => {
  expect(preparable([
    'insert into a.b (c, d) values ($1, $2) on conflict (c) do nothing',
    'insert into a.b (c, d) values ($1, $2), ($3, $4), ($5, $6) on conflict (c) do nothing',
    'select 1 from a.b where c in ($1) and d = $2',
    'select 1 from a.b where c in ($1, $2, $3) and d = $4',
    'select 1 from a.b where c in ($1) or d = $2',
    "select f('x')",
    "select f('it''s; y')",
  ])).toEqual(['insert into a.b (c, d) values ($1, $2) on conflict (c) do nothing', 'select 1 from a.b where c in ($1) and d = $2', 'select 1 from a.b where c in ($1) or d = $2', "select f('x')"]);
});

test('several in one message are taken apart, and what cannot be prepared is left out', () => {
  expect(preparable(['begin', "set local app.municipality = 'x'", "update a.b set c = 'd;e'; select f('it''s'); commit", ' with x as (select 1) select * from x;']))
    .toEqual(["update a.b set c = 'd;e'", "select f('it''s')", 'with x as (select 1) select * from x']);
});

test('a table that a test makes for itself is known as its own', () => {
  expect([...tablesMadeBy(['-- first\ncreate table platform.thing (name text); create temp table if not exists other (x int)', "select 'create'"])]).toEqual(['platform.thing', 'other']);
});
