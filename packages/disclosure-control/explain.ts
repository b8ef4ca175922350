import type { Certificate, Finding } from './audit.ts';
import type { Protection } from './protect.ts';

const REASON: Record<Finding['reason'], string> = { frequency: 'too few people', zero: 'a protected zero', dominance: 'one contributor dominates', 'p-percent': 'a contributor can be estimated' };

/** A protection in words, for people who answer for it. */
export function explained(protection: Protection): string {
  if (protection.state === 'refused' && protection.because === 'too-many-small-cells') {
    return [
      `Refused: ${protection.primary} of ${protection.cells} cells are confidential, more than a fifth. Suppression would leave a black page.`,
      ...protection.proposals.map(({ kind, dimension, cells, primaries }) => `  coarser: ${kind} in ${dimension} → ${cells} cells, ${primaries} confidential`),
      `  or keep the table and use: ${protection.instead.join(', ')}`, '',
    ].join('\n');
  }
  const { summary, certificate } = protection;
  return [
    `${protection.state === 'safe' ? 'Safe to publish' : 'Not published: the attacker gets through'} (${summary.method}).`,
    `${summary.cells} cells, ${summary.primary} confidential by themselves, ${summary.secondary} more suppressed to protect them (${summary.suppressedSum} people or cases).`,
    ...(summary.proven === undefined ? [] : [summary.proven ? 'No pattern with less suppression exists: proven.' : 'The search ended before the optimum was proven.']),
    ...(summary.largestChange === undefined ? [] : [`Largest distance from a true count: ${summary.largestChange}.`]),
    explainedCertificate(certificate),
  ].join('\n');
}

/** A certificate in words: what the attacker can and cannot know about each confidential cell. */
export function explainedCertificate({ criterion, holds, findings }: Certificate): string {
  return [
    `Criterion E (nobody exactly recomputable): ${holds.E ? 'holds' : 'BROKEN'}. Criterion T (may reach the threshold): ${holds.T ? 'holds' : 'not reached'}. Asked for: ${criterion}.`,
    ...findings.map((finding) => `  ${finding.cell} (${REASON[finding.reason]}): ${range(finding)}; ${finding.witness ? `another table with the same publication changes ${finding.witness.length} cells` : `GIVEN AWAY (must reach ${finding.mustReach})`}`),
    '',
  ].join('\n');
}

function range({ lower, upper }: Finding): string {
  if (lower === undefined || upper === undefined) return 'its interval was not computed';
  const number = (value: number) => String(Math.round(value * 1000) / 1000);
  if (lower === upper) return `the attacker proves exactly ${number(lower)}`;
  return upper === Infinity ? `the attacker proves ${number(lower)} or more` : `the attacker proves between ${number(lower)} and ${number(upper)}`;
}
