import { groupedBy } from '../../platform/grouped.ts';
import type { Found } from './check.ts';
import { takingPart, type BuiltMarket } from './market.ts';
import type { RoundInput, RoundRegistration } from './round-input.ts';

/** Are all who belong together linked, and does the market know it? A town had to stop its round because siblings were split. */
export function checkSiblings(input: RoundInput, { market, notes }: BuiltMarket): Found[] {
  const children = takingPart(input);
  const locked = new Set(market.applicants.flatMap(({ id, locked: isLocked }) => (isLocked ? [id] : [])));
  const found: Found[] = [];

  // Brothers and sisters by guardians who are both registered, and nobody said what that shall mean.
  const byGuardian = groupedBy(children.flatMap((child) => child.guardianIds.map((guardianId) => ({ child, guardianId }))), ({ guardianId }) => guardianId);
  const unlinked = new Set<string>();
  const linked = new Set<string>();
  for (const entries of byGuardian.values()) {
    for (const { child } of entries) {
      const others = entries.filter((one) => one.child.childId !== child.childId);
      if (others.length === 0) continue;
      const isLinked = others.every((one) => child.siblingGroup !== null && one.child.siblingGroup?.id === child.siblingGroup.id);
      (isLinked ? linked : unlinked).add(child.childId);
    }
  }
  if (unlinked.size > 0) {
    // Single families forget it; when most are not linked, the links were lost.
    const isLost = unlinked.size >= 4 && unlinked.size > linked.size;
    found.push({ code: isLost ? 'siblings-lost' : 'siblings-unlinked', severity: isLost ? 'invariant' : 'finding', count: unlinked.size, childIds: [...unlinked], values: { linked: linked.size } });
  }

  const memberOf = new Map((market.families ?? []).flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
  const leftOut: string[] = [];
  const hopeless: RoundRegistration[] = [];
  for (const [id, members] of groupedBy(children.filter(({ siblingGroup, childId }) => siblingGroup && siblingGroup.rule !== 'independent' && !locked.has(childId)), ({ siblingGroup }) => siblingGroup!.id)) {
    if (members.length < 2) continue;
    leftOut.push(...members.filter(({ childId }) => memberOf.get(childId) !== id).map(({ childId }) => childId));
    if (members[0]!.siblingGroup!.rule === 'together' && (market.families ?? []).find((family) => family.id === id)?.options.length === 0) hopeless.push(...members);
  }
  if (leftOut.length > 0) found.push({ code: 'siblings-left-out', severity: 'invariant', count: leftOut.length, childIds: leftOut });
  if (hopeless.length > 0) found.push({ code: 'siblings-no-common-wish', severity: 'finding', count: hopeless.length, childIds: hopeless.map(({ childId }) => childId) });
  if (notes.shortenedFamilies.length > 0) {
    const shortened = new Set(notes.shortenedFamilies);
    found.push({ code: 'siblings-shortened', severity: 'finding', count: shortened.size, childIds: children.filter(({ siblingGroup }) => siblingGroup && shortened.has(siblingGroup.id)).map(({ childId }) => childId) });
  }
  return found;
}
