import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { dayField, text } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { deadlineRules, deadlinesOn, type Deadline } from '../office/deadlines.ts';
import { settleDeadlines } from '../office-permissions.ts';
import type { Day } from '../../platform/day.ts';

/** The deadlines of a municipality's Land as they stand today. */
export async function listDeadlines(tx: Read, municipalityId: Uuid, land: string, today: Day): Promise<Deadline[]> {
  const met = await tx.selectFrom('kita.deadline_done').select(['deadline_key', 'due_on']).where('municipality_id', '=', municipalityId).execute();
  return deadlinesOn(today, deadlineRules(land), new Set(met.map((row) => `${row.deadline_key} ${row.due_on}`)));
}

/** Says that a deadline was met; a second time changes nothing. Refuses `deadline-unknown`. */
export const settleDeadline = action({
  may: settleDeadlines,
  audit: 'kita.deadline.met',
  input: v.object({ key: text(40), dueOn: dayField() }),
  async run({ tx, municipalityId, clock, who, concerns }, { key, dueOn }) {
    const town = await tx.selectFrom('accounts.municipality').select('land').where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
    const found = (await listDeadlines(tx, municipalityId, town.land, clock.today())).find((one) => one.rule.key === key && one.dueOn === dueOn);
    if (!found) return refused('deadline-unknown');
    const id = newId();
    await tx.insertInto('kita.deadline_done').values({ municipality_id: municipalityId, id, deadline_key: key, due_on: dueOn, done_at: clock.now(), done_by: who.personId ?? null })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'deadline_key', 'due_on']).doNothing()).execute();
    concerns(id, ['deadline']);
    return accepted(id);
  },
});
