import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, optionalDay, optionalText, text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { editChildFile } from '../office-permissions.ts';
import { openJson, place, sealJson } from './sealed-json.ts';

export const callOutcomes = ['settled', 'call-again', 'not-reached', 'passed-on'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

interface CallContent {
  caller: string;
  subject: string;
  text: string;
}

export interface CallNote extends CallContent {
  id: Uuid;
  calledAt: Date;
  outcome: CallOutcome;
  callAgainOn: Day | null;
  settledAt: Date | null;
  byName: string | null;
}

/** Calls about a child, the latest first. */
export async function listCalls(tx: Read, municipalityId: Uuid, secretKey: Buffer, childId: Uuid): Promise<CallNote[]> {
  const rows = await tx.selectFrom('kita.call_note as call')
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'call.municipality_id').onRef('person.id', '=', 'call.recorded_by'))
    .selectAll('call').select('person.display_name').where('call.municipality_id', '=', municipalityId).where('call.child_id', '=', childId).orderBy('call.called_at', 'desc').orderBy('call.id', 'desc').execute();
  return rows.map((row) => ({
    id: row.id, calledAt: row.called_at, outcome: row.outcome as CallOutcome, callAgainOn: row.call_again_on, settledAt: row.settled_at, byName: row.display_name,
    ...openJson<CallContent>(secretKey, place(municipalityId, 'kita.call_note', 'content_sealed', row.id), row.content_sealed),
  }));
}

export interface DueCall {
  id: Uuid;
  childId: Uuid;
  childName: string;
  callAgainOn: Day;
  subject: string;
}

/** Calls that were promised for today or earlier, the oldest first. */
export async function listDueCalls(tx: Read, municipalityId: Uuid, secretKey: Buffer, today: Day): Promise<DueCall[]> {
  const rows = await tx.selectFrom('kita.call_note as call')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'call.municipality_id').onRef('child.id', '=', 'call.child_id'))
    .select(['call.id', 'call.child_id', 'call.call_again_on', 'call.content_sealed', 'child.given_names', 'child.family_name'])
    .where('call.municipality_id', '=', municipalityId).where('call.settled_at', 'is', null).where('call.call_again_on', '<=', today).orderBy('call.call_again_on').orderBy('call.id').execute();
  return rows.map((row) => ({
    id: row.id, childId: row.child_id, childName: `${row.given_names} ${row.family_name}`.trim(), callAgainOn: row.call_again_on!,
    subject: openJson<CallContent>(secretKey, place(municipalityId, 'kita.call_note', 'content_sealed', row.id), row.content_sealed).subject,
  }));
}

/** Writes a call down. Refuses `in-the-future`, `call-again-missing`, `call-again-only`, `call-again-past`. An older promise to call is kept by this call. */
export const noteCall = action({
  may: editChildFile,
  audit: 'kita.call.noted',
  input: v.object({ id: uuidField(), caller: text(120), subject: text(120), said: optionalText(4000), outcome: choice(callOutcomes), calledOn: dayField(), callAgainOn: optionalDay() }),
  async run(context, { id: child, caller, subject, said, outcome, calledOn, callAgainOn }) {
    const { tx, municipalityId, clock, who, configuration, concerns } = context;
    await demandChild(context, child);
    if (calledOn > clock.today()) return refused('in-the-future', { field: 'calledOn' });
    if (outcome === 'call-again' && !callAgainOn) return refused('call-again-missing', { field: 'callAgainOn' });
    if (outcome !== 'call-again' && callAgainOn) return refused('call-again-only', { field: 'callAgainOn' });
    if (outcome === 'call-again' && callAgainOn! < calledOn) return refused('call-again-past', { field: 'callAgainOn' });
    if (outcome !== 'not-reached') await tx.updateTable('kita.call_note').set({ settled_at: clock.now() }).where('municipality_id', '=', municipalityId).where('child_id', '=', child).where('settled_at', 'is', null).where('call_again_on', 'is not', null).execute();
    const id = newId();
    await tx.insertInto('kita.call_note').values({
      municipality_id: municipalityId, id, child_id: child, outcome, call_again_on: outcome === 'call-again' ? callAgainOn! : null, recorded_at: clock.now(), recorded_by: who.personId ?? null,
      // Of a call of an earlier day nobody says the hour: noon.
      called_at: calledOn === clock.today() ? clock.now() : new Date(`${calledOn}T11:00:00Z`),
      content_sealed: sealJson(configuration.secretKey, place(municipalityId, 'kita.call_note', 'content_sealed', id), { caller, subject, text: said } satisfies CallContent),
    }).execute();
    concerns(child, ['call']);
    return accepted(child);
  },
});

/** NotFound for a child of nobody or of another municipality. */
export async function demandChild({ tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>, id: Uuid): Promise<void> {
  const found = await tx.selectFrom('kita.child').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!found) throw new NotFound();
}
