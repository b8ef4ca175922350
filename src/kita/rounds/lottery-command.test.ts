import { execFileSync } from 'node:child_process';
import { commitToSecret, facilityTicket, revealSeed, ticket } from '@lueckenlos/fair-allocation';
import { expect, test } from 'vitest';
import { lotteryCommands } from './lottery-command.ts';

const inShell = (command: string) => execFileSync('sh', ['-c', command], { encoding: 'utf8' }).split(' ')[0]!;
const firstBits = (hash: string) => Number.parseInt(hash.slice(0, 13), 16);

test.each([
  { lotteryName: 'Kita-Jahr 2027/28', publicRandomness: 'Lotto 6 aus 49: 4 11 23 30 41 49' },
  { lotteryName: "Kinder' Jahr 100 % \\n „1“", publicRandomness: `'; echo "x" $(date) \\` },
])('what the public page tells people to type gives the lottery that was drawn (%#)', ({ lotteryName, publicRandomness }) => {
  const secret = 'b2a86a37';
  const seed = revealSeed(secret, publicRandomness, commitToSecret(secret));
  const words = { child: 'Kind', facility: 'Kita' };
  const told = lotteryCommands({ secret, publicRandomness, seed, lotteryName, scope: 'market' }, words);
  expect([inShell(told.commitment), inShell(told.seed)]).toEqual([commitToSecret(secret), seed]);
  expect(firstBits(inShell(told.ticket.replace('<Kind>', 'c1')))).toBe(ticket(seed, lotteryName, 'c1'));
  const ofFacility = lotteryCommands({ secret, publicRandomness, seed, lotteryName, scope: 'facility' }, words);
  expect(firstBits(inShell(ofFacility.ticket.replace('<Kind>', 'c1').replace('<Kita>', 'f1')))).toBe(facilityTicket(seed, lotteryName, 'f1', 'c1'));
});
