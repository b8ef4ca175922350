import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ticketDrawer } from './verify-tickets.ts';

const openly = (names: readonly string[]) => Number.parseInt(createHash('sha256').update(JSON.stringify(names), 'utf8').digest('hex').slice(0, 13), 16);

test('the verifier draws the ticket any SHA-256 program draws, whatever the names', () => {
  const names = fc.array(fc.oneof(fc.string({ maxLength: 90 }), fc.string({ unit: 'binary', maxLength: 40 })), { minLength: 1, maxLength: 3 });
  fc.assert(fc.property(names, names, (first, more) => void expect(ticketDrawer(...first).draw(...more)).toBe(openly([...first, ...more]))), { numRuns: 300 });
});

test('one drawer draws for long and short names in turn', () => {
  const { draw } = ticketDrawer('s'.repeat(200), '2026/27');
  for (const name of ['a', 'b'.repeat(5_000), '"\\\u0001', 'c']) expect(draw(name)).toBe(openly(['s'.repeat(200), '2026/27', name]));
});
