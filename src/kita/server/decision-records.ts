import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import type { Answer, AnswerWay, DecisionContent, DecisionOutcome, DecisionRecord } from '../decisions/content.ts';
import { openJson, place } from './sealed-json.ts';

export interface DecisionFilter {
  ids?: readonly Uuid[];
  childIds?: readonly Uuid[];
  roundId?: Uuid;
  /** places that still wait for their answer */
  isOpen?: boolean;
  isAnswered?: boolean;
  dueBy?: Day;
  facilityIds?: readonly Uuid[];
  outcome?: DecisionOutcome;
  limit?: number;
}

/** Decisions with child, facility and answer, those to be answered first; without their content. */
export async function listDecisions(tx: Read, municipalityId: Uuid, filter: DecisionFilter): Promise<DecisionRecord[]> {
  if (filter.ids?.length === 0 || filter.childIds?.length === 0 || filter.facilityIds?.length === 0) return [];
  let query = tx.selectFrom('kita.decision as decision')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'decision.municipality_id').onRef('child.id', '=', 'decision.child_id'))
    .leftJoin('kita.facility as facility', (join) => join.onRef('facility.municipality_id', '=', 'decision.municipality_id').onRef('facility.id', '=', 'decision.facility_id'))
    .leftJoin('kita.seat_type as type', (join) => join.onRef('type.municipality_id', '=', 'decision.municipality_id').onRef('type.id', '=', 'decision.seat_type_id'))
    .leftJoin('kita.answer as answer', (join) => join.onRef('answer.municipality_id', '=', 'decision.municipality_id').onRef('answer.decision_id', '=', 'decision.id'))
    .select(['decision.id', 'decision.number', 'decision.round_id', 'decision.child_id', 'decision.registration_id', 'decision.outcome', 'decision.facility_id', 'decision.pool_id', 'decision.seat_type_id',
      'decision.starts_on', 'decision.weekly_hours', 'decision.form', 'decision.answer_until', 'decision.decided_at', 'decision.replaced_at', 'child.given_names', 'child.family_name',
      'facility.name as facility_name', 'type.names as seat_type_names', 'answer.answer', 'answer.way', 'answer.at', 'answer.first_day'])
    .where('decision.municipality_id', '=', municipalityId);
  if (filter.ids) query = query.where('decision.id', '=', sql<Uuid>`any(${[...filter.ids]}::uuid[])`);
  if (filter.childIds) query = query.where('decision.child_id', '=', sql<Uuid>`any(${[...filter.childIds]}::uuid[])`);
  if (filter.facilityIds) query = query.where('decision.facility_id', '=', sql<Uuid>`any(${[...filter.facilityIds]}::uuid[])`);
  if (filter.roundId) query = query.where('decision.round_id', '=', filter.roundId);
  if (filter.outcome) query = query.where('decision.outcome', '=', filter.outcome);
  if (filter.dueBy) query = query.where('decision.answer_until', '<=', filter.dueBy);
  if (filter.isOpen) query = query.where('decision.outcome', '=', 'place').where('decision.replaced_at', 'is', null).where('answer.answer', 'is', null).where('decision.answer_until', 'is not', null);
  if (filter.isAnswered) query = query.where('answer.answer', 'is not', null);
  query = filter.isOpen ? query.orderBy('decision.answer_until') : query.orderBy('decision.decided_at', 'desc');
  if (filter.limit) query = query.limit(filter.limit);
  const rows = await query.orderBy('decision.number', filter.isOpen ? 'asc' : 'desc').execute();
  return rows.map((row) => ({
    id: row.id, number: row.number, roundId: row.round_id, childId: row.child_id, childName: [row.given_names, row.family_name].filter(Boolean).join(' '), registrationId: row.registration_id,
    outcome: row.outcome as DecisionOutcome, facilityId: row.facility_id, facilityName: row.facility_name, poolId: row.pool_id, seatTypeId: row.seat_type_id,
    seatTypeNames: row.seat_type_names as Partial<Record<Language, string>> | null, weeklyHours: row.weekly_hours === null ? null : Number(row.weekly_hours), startsOn: row.starts_on,
    form: row.form as DecisionRecord['form'], answerUntil: row.answer_until, decidedAt: row.decided_at, replacedAt: row.replaced_at,
    answer: row.answer === null ? null : { answer: row.answer as Answer, way: row.way as AnswerWay, at: row.at!, firstDay: row.first_day },
  }));
}

/** What these decisions say, decrypted; ids that are not there are missing. Where an address was blocked since (§ 51 BMG), other Kitas stand without distance and by name. */
export async function decisionContents(tx: Read, municipalityId: Uuid, secretKey: Buffer, ids: readonly Uuid[]): Promise<Map<Uuid, DecisionContent>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('kita.decision').select(['id', 'content_sealed', sql<boolean>`exists (select from kita.guardianship bond join kita.guardian guardian on guardian.municipality_id = bond.municipality_id and guardian.id = bond.guardian_id
    where bond.municipality_id = decision.municipality_id and bond.child_id = decision.child_id and guardian.is_address_blocked)`.as('is_blocked')])
    .where('municipality_id', '=', municipalityId).where('id', '=', sql<Uuid>`any(${[...ids]}::uuid[])`).execute();
  return new Map(rows.map((row) => {
    const content = openJson<DecisionContent>(secretKey, contentPlace(municipalityId, row.id), row.content_sealed);
    return [row.id, row.is_blocked ? withoutDistances(content) : content];
  }));
}

function withoutDistances(content: DecisionContent): DecisionContent {
  const alternatives = content.alternatives.map(({ metres: _metres, ...one }) => one).sort((one, other) => one.facilityName.localeCompare(other.facilityName, 'de'));
  return { ...content, alternatives };
}

export const contentPlace = (municipalityId: Uuid, decisionId: Uuid) => place(municipalityId, 'kita.decision', 'content_sealed', decisionId);

/** Places offered and not answered yet: taken for everybody but the child they were offered to. */
export interface OpenOffer {
  decisionId: Uuid;
  childId: Uuid;
  bornOn: Day | null;
  facilityId: Uuid;
  poolId: Uuid;
  seatTypeId: Uuid;
  startsOn: Day;
}

export async function openOffers(tx: Read, municipalityId: Uuid, { facilityIds, childIds }: { facilityIds?: readonly Uuid[]; childIds?: readonly Uuid[] } = {}): Promise<OpenOffer[]> {
  let query = tx.selectFrom('kita.decision as decision')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'decision.municipality_id').onRef('child.id', '=', 'decision.child_id'))
    .leftJoin('kita.answer as answer', (join) => join.onRef('answer.municipality_id', '=', 'decision.municipality_id').onRef('answer.decision_id', '=', 'decision.id'))
    .select(['decision.id', 'decision.child_id', 'decision.facility_id', 'decision.pool_id', 'decision.seat_type_id', 'decision.starts_on', sql<Day | null>`coalesce(child.born_on, child.expected_on)`.as('born_on')])
    .where('decision.municipality_id', '=', municipalityId).where('decision.outcome', '=', 'place').where('decision.replaced_at', 'is', null).where('answer.answer', 'is', null);
  if (facilityIds) query = query.where('decision.facility_id', '=', sql<Uuid>`any(${[...facilityIds]}::uuid[])`);
  if (childIds) query = query.where('decision.child_id', '=', sql<Uuid>`any(${[...childIds]}::uuid[])`);
  const rows = await query.orderBy('decision.id').execute();
  return rows.map((row) => ({
    decisionId: row.id, childId: row.child_id, bornOn: row.born_on, facilityId: row.facility_id!, poolId: row.pool_id!, seatTypeId: row.seat_type_id!, startsOn: row.starts_on!,
  }));
}

/** How many places wait for their answer. */
export async function countOpenAnswers(tx: Read, municipalityId: Uuid): Promise<number> {
  const row = await tx.selectFrom('kita.decision as decision').select(sql<number>`count(*)::int`.as('count')).where('decision.municipality_id', '=', municipalityId).where('decision.outcome', '=', 'place')
    .where('decision.replaced_at', 'is', null).where('decision.answer_until', 'is not', null)
    .where((where) => where.not(where.exists(where.selectFrom('kita.answer as answer').select('answer.id').whereRef('answer.municipality_id', '=', 'decision.municipality_id').whereRef('answer.decision_id', '=', 'decision.id'))))
    .executeTakeFirstOrThrow();
  return row.count;
}
