import type { SeatChoice } from '@lueckenlos/fair-allocation';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { listChildren } from './children.ts';
import { openRun } from './run-records.ts';

export interface AmendableChild {
  childId: Uuid;
  name: string;
  now: SeatChoice | null;
  /** what it asked for and may have, and what it holds; without the present one */
  seats: SeatChoice[];
  /** a child that holds a place is never left without one */
  mayBeWithout: boolean;
}

/** A child of a proposal with the places it could be given by hand; undefined for one that is not in it. */
export async function amendableChild(tx: Read, municipalityId: Uuid, secretKey: Buffer, runId: Uuid, of: { childId: Uuid } | { number: string }): Promise<AmendableChild | undefined> {
  const childId = 'childId' in of ? of.childId
    : (await tx.selectFrom('kita.registration').select('child_id').where('municipality_id', '=', municipalityId).where('number', '=', of.number).executeTakeFirst())?.child_id;
  if (!childId) return undefined;
  const { market, allocation } = await openRun(tx, municipalityId, secretKey, runId);
  const at = market.applicants.findIndex(({ id }) => id === childId);
  const [child] = at === -1 ? [] : await listChildren(tx, municipalityId, [childId]);
  if (!child) return undefined;
  const { wishes, holds } = market.applicants[at]!;
  const { seat: now } = allocation.placements[at]!;
  const isNow = ({ facility, seatType }: SeatChoice) => facility === now?.facility && seatType === now.seatType;
  const asked = wishes.filter(({ ineligible }) => ineligible === undefined).map(({ facility, seatType }) => ({ facility, seatType }));
  const held = holds && !asked.some(({ facility, seatType }) => facility === holds.facility && seatType === holds.seatType) ? [holds] : [];
  return { childId, name: `${child.givenNames} ${child.familyName}`.trim(), now, seats: [...asked, ...held].filter((seat) => !isNow(seat)), mayBeWithout: !holds && now !== null };
}
