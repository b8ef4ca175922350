import type { Comparison } from './compare.ts';
import type { Allocation } from './model.ts';
import type { Statistics } from './statistics.ts';
import type { Verification } from './verify.ts';
import { seatName } from './verify-violation.ts';

/** What the verifier found, in English lines. */
export function verificationLines(verification: Verification, allocation: Allocation): string[] {
  const { violations, total, counted, blocking, ok, stable } = verification;
  const lines = violations.map(({ severity, kind, sentence }) => `${severity}: ${kind}: ${sentence}`);
  if (total > violations.length) lines.push(`… and ${total - violations.length} more.`);
  if (!ok) return lines;
  lines.push(
    `Checked ${counted.applicants} applicants, ${counted.wishes} wishes, ${counted.families} families, ${counted.pools} pools: no violation.`,
    stable ? 'Stable: nobody has a better claim to a seat than somebody who has it.' : `Not stable (${allocation.verdict}); the families with a better claim are named:`,
  );
  if (!stable)
    for (const { family, option, pools, displaced } of allocation.blocking)
      lines.push(`  ${family}: option ${option} in ${pools.join(', ')}${displaced.length > 0 ? `, before ${displaced.join(', ')}` : ', where nobody else would lose a seat'}`);
  lines.push(`Families that block: ${blocking.vacating.length} when they vacate their own seats first, ${blocking.keeping.length} when they do not.`);
  return lines;
}

export function statisticsLines(figures: Statistics, allocation: Allocation): string[] {
  const { applicants, placed, withoutSeat, kept, fates, seats } = figures;
  const first = fates.find(({ category }) => category === 'wish-1')?.count ?? 0;
  return [
    `${applicants} applicants: ${placed} have a seat (${first} their first wish, ${kept} keep theirs), ${withoutSeat} asked in vain.`,
    `${seats.given} of ${seats.all} seats given${seats.unfilled.length > 0 ? `, free seats in ${seats.unfilled.length} pools` : ''}.`,
    `Verdict: ${allocation.verdict}${allocation.blocking.length > 0 ? `, ${allocation.blocking.length} families with a better claim are named` : ''}. Verified.`,
  ];
}

export function comparisonLines({ gained, lost, placed, counts, changed }: Comparison): string[] {
  const seat = (choice: { facility: string; seatType: string } | null): string => (choice ? seatName(choice) : 'no seat');
  return [
    `+${gained} −${lost}: ${placed.before} have a seat before, ${placed.after} after.`,
    `${counts.better} better, ${counts.worse} worse, ${counts.moved} moved, ${counts.same} the same, ${counts['only-before']} only before, ${counts['only-after']} only after.`,
    ...changed.map(({ applicant, difference, before, after }) => `  ${applicant}: ${difference} (${seat(before)} → ${seat(after)})`),
  ];
}
