import { expect, test } from 'vitest';
import { id } from './chain.fixture.ts';
import type { CellState } from './cell-state.ts';
import { countStates, linkOf } from './link.ts';

const link = (...states: CellState[]) => linkOf(id('0-3'), states.map((state, number) => ({ fieldId: id(`f${number}`), state })));

test('a link is as strong as its weakest segment', () => {
  expect(link('covered', 'gap', 'thin').state).toBe('gap');
  expect(link('covered', 'unknown', 'thin').state).toBe('thin');
  expect(link('covered', 'unknown').state).toBe('unknown');
  expect(link('covered', 'covered').state).toBe('covered');
});

test('a segment in which nothing is expected does not weaken the link', () => {
  expect(link('covered', 'not-expected').state).toBe('covered');
  expect(link('not-expected', 'not-expected').state).toBe('not-expected');
});

test('the states of a link are counted', () => {
  expect(countStates(link('gap', 'gap', 'covered').segments)).toEqual({ gap: 2, thin: 0, unknown: 0, covered: 1, 'not-expected': 0 });
});
