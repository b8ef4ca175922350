import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { commitToSecret, facilityTicket, revealSeed, ticket } from './lottery.ts';

test('anybody can recompute a ticket with a SHA-256 program', () => {
  const digest = createHash('sha256').update('["seed","2026/27","Zoë"]').digest('hex');
  expect(ticket('seed', '2026/27', 'Zoë')).toBe(Number.parseInt(digest.slice(0, 13), 16));
});

test('tickets depend on seed, round and child, and with scope facility on the facility', () => {
  const tickets = [ticket('a', 'r', 'c'), ticket('b', 'r', 'c'), ticket('a', 's', 'c'), ticket('a', 'r', 'd'), facilityTicket('a', 'r', 'x', 'c'), facilityTicket('a', 'r', 'y', 'c')];
  expect(new Set(tickets).size).toBe(tickets.length);
});

test('the parts of a ticket cannot run into each other', () => {
  expect(ticket('a', 'b","c', 'd')).not.toBe(ticket('a', 'b', 'c","d'));
});

test('the seed is fixed by the published commitment and public randomness', () => {
  const commitment = commitToSecret('envelope');
  expect(revealSeed('envelope', '6 aus 49: 1 2 3 4 5 6', commitment)).toMatch(/^[0-9a-f]{64}$/);
  expect(revealSeed('envelope', 'other numbers', commitment)).not.toBe(revealSeed('envelope', '6 aus 49: 1 2 3 4 5 6', commitment));
});

test('a secret that was not committed to, and a missing public draw, are refused', () => {
  const commitment = commitToSecret('envelope');
  expect(() => revealSeed('another envelope', 'draw', commitment)).toThrow('does not belong to the published commitment');
  expect(() => revealSeed('envelope', '', commitment)).toThrow('Public randomness');
});
