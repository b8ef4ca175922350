import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { openDisagreements, stillConcerns } from './family-concerns.ts';

/** Kinds of work the list knows, the most urgent first. */
export const workKinds = ['emergencies', 'urgent', 'disagreements', 'remarks', 'objections', 'answers-overdue', 'calls', 'proofs', 'answers-due', 'not-retrieved', 'letters', 'births', 'duplicates', 'moved-with-place', 'cost-shares', 'hand-overs'] as const;
export type WorkKind = (typeof workKinds)[number];

export interface Work {
  kind: WorkKind;
  count: number;
  /** since when the oldest waits, or by when the next is due */
  day: Day | null;
}

/** An answer is due soon within so many days. */
const SOON_DAYS = 7;

/** How much of each kind waits; duplicates are counted by their own search. One statement. Kinds with nothing are missing. */
export async function waitingWork(tx: Read, municipalityId: Uuid, today: Day): Promise<Work[]> {
  const open = sql`decision.municipality_id = ${municipalityId} and decision.outcome = 'place' and decision.replaced_at is null and decision.answer_until is not null
    and not exists (select from kita.answer answer where answer.municipality_id = decision.municipality_id and answer.decision_id = decision.id)`;
  const day = (instant: string) => sql.raw(`min((${instant} at time zone 'Europe/Berlin')::date)`);
  const { rows } = await sql<{ kind: WorkKind; count: number; day: Day | null }>`
    select 'emergencies' as kind, count(*)::int as count, ${day('proposed_at')} as day from kita.emergency_placement where municipality_id = ${municipalityId} and outcome is null
    union all select 'urgent', count(*)::int, min(urgent_by) from kita.registration registration where municipality_id = ${municipalityId} and urgent_by is not null and urgent_settled_at is null and ${stillConcerns()}
    union all select 'remarks', count(*)::int, ${day('updated_at')} from kita.registration registration where municipality_id = ${municipalityId} and remark_sealed is not null and remark_read_at is null and ${stillConcerns()}
    union all select 'disagreements', count(*)::int, ${day('said_at')} from (${openDisagreements(municipalityId)}) open
    union all select 'objections', count(*)::int, ${day('raised_at')} from kita.objection where municipality_id = ${municipalityId} and outcome is null
    union all select 'answers-overdue', count(*)::int, min(answer_until) from kita.decision decision where ${open} and answer_until < ${today}
    union all select 'answers-due', count(*)::int, min(answer_until) from kita.decision decision where ${open} and answer_until between ${today} and ${addDays(today, SOON_DAYS)}
    union all select 'calls', count(*)::int, min(call_again_on) from kita.call_note where municipality_id = ${municipalityId} and settled_at is null and call_again_on <= ${today}
    union all select 'proofs', count(*)::int, ${day('circumstance.claimed_at')} from kita.circumstance circumstance
      join kita.registration registration on registration.municipality_id = circumstance.municipality_id and registration.id = circumstance.registration_id
      where circumstance.municipality_id = ${municipalityId} and circumstance.state = 'claimed' and registration.state = 'submitted'
    union all select case when notice.retrieve_until is null then 'letters' else 'not-retrieved' end, count(*)::int, ${day('coalesce(notice.provided_at, notice.made_at)')} from kita.notice notice
      join kita.decision decision on decision.municipality_id = notice.municipality_id and decision.id = notice.decision_id
      where notice.municipality_id = ${municipalityId} and notice.way in ('post', 'hand-over') and notice.sent_at is null and decision.replaced_at is null group by notice.retrieve_until is null
    union all select 'births', count(*)::int, min(expected_on) from kita.child where municipality_id = ${municipalityId} and expected_on < ${today}
    union all select 'moved-with-place', count(distinct child.id)::int, min(child.lives_here_until) from kita.child child
      where child.municipality_id = ${municipalityId} and child.lives_here_until <= ${today}
      and (exists (select from kita.registration registration where registration.municipality_id = child.municipality_id and registration.child_id = child.id and registration.state = 'submitted')
        or exists (select from kita.placement placement where placement.municipality_id = child.municipality_id and placement.child_id = child.id and (placement.ends_on is null or placement.ends_on > ${today})
          and not exists (select from kita.move move where move.municipality_id = child.municipality_id and move.child_id = child.id and move.direction = 'out' and move.keeps_place)))
    union all select 'hand-overs', count(*)::int, ${day('made_at')} from kita.series_letter where municipality_id = ${municipalityId} and way = 'hand-over' and handed_over_at is null
    union all select 'cost-shares', count(*)::int, null::date from kita.cost_share where municipality_id = ${municipalityId} and amount_cents is null and state = 'open' and year < ${Number(today.slice(0, 4))}`.execute(tx);
  return rows.filter(({ count }) => count > 0).sort((one, other) => workKinds.indexOf(one.kind) - workKinds.indexOf(other.kind));
}

/** What waits in all, for the overview of the administration. */
export async function countWaitingWork(tx: Read, municipalityId: Uuid, today: Day): Promise<number> {
  return (await waitingWork(tx, municipalityId, today)).reduce((sum, { count }) => sum + count, 0);
}
