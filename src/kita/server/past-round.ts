import type { Read } from '../../platform/database.ts';
import { addDays } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { endByAge, type Placement } from '../facilities/placement.ts';
import type { Round } from '../rounds/round.ts';
import { listPoolHistories, listSeatTypes } from './facilities.ts';
import { listPlacements } from './placements.ts';
import { listRegistrations, type RegistrationRecord } from './registrations.ts';
import { townRulePack } from './town-rules.ts';

type Past = Pick<Round, 'firstStart' | 'lastStart' | 'deadline'> & { id: Uuid | null; mainRoundId: Uuid | null };

/** Who had registered by a round's deadline, also those whose registration ended since; what was withdrawn is gone for good. */
export async function registrationsThen(tx: Read, municipalityId: Uuid, { lastStart, deadline }: Past): Promise<RegistrationRecord[]> {
  const all = await listRegistrations(tx, municipalityId, { startsUntil: lastStart, submittedUntil: deadline });
  return all.filter(({ state, endedAt }) => state === 'submitted' || (endedAt !== null && endedAt > deadline));
}

/** Places as they were before a round gave any: what it and its replacements gave is left out, what children left for it goes on. */
export async function placementsThen(tx: Read, municipalityId: Uuid, round: Past): Promise<Placement[]> {
  // A place that was left for one of this round's ended on the day before it began.
  const all = await listPlacements(tx, municipalityId, { from: addDays(round.firstStart, -1), until: addDays(round.lastStart, 1) });
  const given = await placementsOfRound(tx, municipalityId, round.mainRoundId ?? round.id);
  const begun = new Map(all.filter(({ id }) => given.has(id)).map(({ childId, startsOn }) => [childId, startsOn]));
  if (begun.size === 0) return all;
  const bands = new Map((await listSeatTypes(tx, municipalityId)).map(({ id, ageBand }) => [id, ageBand]));
  const pack = await townRulePack(tx, municipalityId);
  const forOlder = new Set((await listPoolHistories(tx, municipalityId)).filter(({ states }) => states.some(({ types }) => types.some(({ seatTypeId }) => bands.get(seatTypeId) === 'from-3'))).map(({ pool }) => pool.id));
  return all.filter(({ id }) => !given.has(id)).map((placement) => {
    const { childId, endsOn, bornOn, seatTypeId, poolId } = placement;
    if (endsOn === null || begun.get(childId) !== endsOn) return placement;
    return { ...placement, endsOn: null, expectedEndsOn: bornOn && endByAge(bornOn, bands.get(seatTypeId)!, pack, forOlder.has(poolId)) };
  });
}

async function placementsOfRound(tx: Read, municipalityId: Uuid, mainRoundId: Uuid | null): Promise<ReadonlySet<Uuid>> {
  if (mainRoundId === null) return new Set();
  const rows = await tx.selectFrom('kita.placement as placement')
    .innerJoin('kita.decision as decision', (join) => join.onRef('decision.municipality_id', '=', 'placement.municipality_id').onRef('decision.id', '=', 'placement.decision_id'))
    .innerJoin('kita.round as round', (join) => join.onRef('round.municipality_id', '=', 'decision.municipality_id').onRef('round.id', '=', 'decision.round_id'))
    .select('placement.id').where('placement.municipality_id', '=', municipalityId)
    .where((where) => where.or([where('round.id', '=', mainRoundId), where('round.main_round_id', '=', mainRoundId)])).execute();
  return new Set(rows.map(({ id }) => id));
}
