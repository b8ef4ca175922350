import * as v from 'valibot';
import { loadDayCalendar } from '../../offers/server/day-calendar.ts';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, type Outcome } from '../../platform/outcome.ts';
import { servedElectronically } from '../decisions/service.ts';
import type { TellingWay } from '../decisions/telling.ts';
import { answerOwnDecision } from '../decision-permissions.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import { guardianIdsOfPerson } from './guardians.ts';
import { readLetterSetting } from './letter-setting.ts';
import { ownDecision } from './own-decisions.ts';
import { answerAfterService } from './served-notices.ts';

/** How one guardian was told of a decision. */
export interface OwnNotice {
  id: Uuid;
  decisionId: Uuid;
  way: TellingWay;
  isSent: boolean;
  /** lies ready to be retrieved until the end of this day */
  retrieveUntil: Day | null;
  providedAt: Date | null;
  retrievedAt: Date | null;
  servedOn: Day | null;
}

/** The notices of these decisions to this person; decisions the person got no letter about are missing. */
export async function ownNotices(tx: Read, municipalityId: Uuid, personId: Uuid, decisionIds: readonly Uuid[]): Promise<Map<Uuid, OwnNotice>> {
  const guardianIds = decisionIds.length === 0 ? [] : await guardianIdsOfPerson(tx, municipalityId, personId);
  if (guardianIds.length === 0) return new Map();
  const rows = await tx.selectFrom('kita.notice').select(['id', 'decision_id', 'way', 'sent_at', 'retrieve_until', 'provided_at', 'retrieved_at', 'served_on']).where('municipality_id', '=', municipalityId).where('kind', '=', 'decision')
    .where('decision_id', 'in', [...decisionIds]).where('guardian_id', 'in', guardianIds).orderBy('id').execute();
  return new Map(rows.map((row) => [row.decision_id, {
    id: row.id, decisionId: row.decision_id, way: row.way as TellingWay, isSent: row.sent_at !== null, retrieveUntil: row.retrieve_until, providedAt: row.provided_at, retrievedAt: row.retrieved_at, servedOn: row.served_on,
  }]));
}

/** Lies ready and was not opened yet: until then its content is shown nowhere else in the account. */
export const isReady = (notice: OwnNotice | undefined, today: Day): boolean => notice !== undefined && notice.way === 'mail' && notice.retrievedAt === null && notice.retrieveUntil !== null && today <= notice.retrieveUntil;

/** A guardian opens a notice that lies ready: the retrieval is on record, and what it says of the day of service. Opened again nothing changes; another family's is not there. */
export const retrieveOwnNotice = action({
  may: answerOwnDecision,
  audit: 'kita.notice.retrieved',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, clock, configuration, who, concerns }, { id }): Promise<Outcome<Uuid>> {
    const own = who.personId && await ownDecision(tx, municipalityId, configuration.secretKey, who.personId, id);
    if (!own) throw new NotFound();
    concerns(id, ['retrieved_at']);
    const notice = (await ownNotices(tx, municipalityId, who.personId!, [id])).get(id);
    if (!notice || !isReady(notice, clock.today())) return accepted(id);
    const calendar = await loadDayCalendar(tx, municipalityId);
    const { serviceLaw } = await readLetterSetting(tx, municipalityId);
    const servedOn = servedElectronically(serviceLaw, { providedOn: dayOfInstant(notice.providedAt!), retrievedOn: clock.today() }, calendar);
    const done = await tx.updateTable('kita.notice').set({ retrieved_at: clock.now(), served_on: servedOn! }).where('municipality_id', '=', municipalityId).where('id', '=', notice.id)
      .where('retrieved_at', 'is', null).where('way', '=', 'mail').returning('id').execute();
    if (done.length > 0) await answerAfterService(tx, municipalityId, [id], servedOn!, calendar);
    return accepted(id);
  },
});
