import { jointOptions, type Applicant, type Family, type FamilyOption } from '@lueckenlos/fair-allocation';
import { groupedBy } from '../../platform/grouped.ts';
import type { RoundRegistration } from './round-input.ts';

/** More combinations are not made; the last wishes of each child are left out first. */
const MOST_COMBINATIONS = 20_000;
/** Options made before those in which twins would get different hours are taken out, and kept at most. */
const [MADE, KEPT] = [2_000, 500];

/**
 * Siblings who are to be placed together (or rather together) become a family with joint options; `independent` ones compete alone. A brother or sister who
 * has a place and asks for nothing is no member: that is the sibling criterion's business.
 */
export function familiesOf(registrations: readonly RoundRegistration[], applicants: readonly Applicant[]): { families: Family[]; shortened: string[] } {
  const applicantOf = new Map(applicants.map((applicant) => [applicant.id, applicant]));
  const groups = groupedBy(registrations.filter(({ siblingGroup, childId }) => siblingGroup && siblingGroup.rule !== 'independent' && !applicantOf.get(childId)?.locked), ({ siblingGroup }) => siblingGroup!.id);
  const families: Family[] = [];
  const shortened: string[] = [];
  for (const [id, members] of groups) {
    if (members.length < 2) continue;
    // The eldest first: among equal options the better one for the child named first wins.
    const sorted = [...members].sort((a, b) => (a.bornOn === b.bornOn ? (a.childId < b.childId ? -1 : 1) : a.bornOn < b.bornOn ? -1 : 1));
    const rule = sorted[0]!.siblingGroup!.rule as 'together' | 'rather-together';
    const lists = sorted.map(({ childId }) => applicantOf.get(childId)!);
    const asked = rule === 'together' ? atCommonFacilities(lists) : lists;
    const fitting = cut(asked);
    if (fitting !== asked) shortened.push(id);
    const options = jointOptions(fitting, { rule, longest: MADE }).filter((option) => keepsTwins(sorted, option)).slice(0, KEPT);
    families.push({ id, members: lists.map(({ id: member }) => member), options, rule });
  }
  return { families, shortened };
}

/** "Together" needs only the facilities all of them ask for or hold. */
function atCommonFacilities(members: readonly Applicant[]): Applicant[] {
  const facilities = members.map(({ wishes, holds }) => new Set([...wishes.filter(({ ineligible }) => ineligible === undefined).map(({ facility }) => facility), ...(holds ? [holds.facility] : [])]));
  return members.map((member) => ({
    ...member,
    wishes: member.wishes.filter(({ facility, seatType }) => facilities.every((known) => known.has(facility)) || (member.holds?.facility === facility && member.holds.seatType === seatType)),
  }));
}

function cut(members: readonly Applicant[]): readonly Applicant[] {
  const size = (list: readonly Applicant[]) => list.reduce((product, { wishes }) => product * (wishes.length + 1), 1);
  if (size(members) <= MOST_COMBINATIONS) return members;
  let longest = Math.max(...members.map(({ wishes }) => wishes.length));
  let shorter = members;
  while (size(shorter) > MOST_COMBINATIONS && longest > 1) {
    longest -= 1;
    shorter = members.map((member) => ({ ...member, wishes: member.wishes.slice(0, longest) }));
  }
  return shorter;
}

/** Twins in one facility get the same kind of seat, unless only one of them needs an inclusive one. */
function keepsTwins(members: readonly RoundRegistration[], { seats }: FamilyOption): boolean {
  return members.every((a, i) => members.slice(i + 1).every((b, offset) => {
    const [first, second] = [seats[i], seats[i + 1 + offset]];
    if (a.bornOn !== b.bornOn || a.needsInclusiveSeat !== b.needsInclusiveSeat || !first || !second || first.facility !== second.facility) return true;
    return first.seatType === second.seatType;
  }));
}
