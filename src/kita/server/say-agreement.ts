import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { checkbox, choice, uuidField } from '../../platform/field.ts';
import { accepted } from '../../platform/outcome.ts';
import { editChildFile } from '../office-permissions.ts';
import { agreementStatements } from '../registration/agreement.ts';
import { ownRegistration } from '../registration-permissions.ts';
import { addAgreement } from './agreements.ts';
import { isSender, ownRegistrationOf } from './begin-draft.ts';
import { listRegistrations } from './registrations.ts';

/** A guardian who did not register says whether they agree. Foreign, hidden and own registrations are not there. */
export const sayAgreement = action({
  may: ownRegistration,
  audit: 'kita.agreement.said',
  input: v.object({ id: uuidField(), statement: choice(['agrees', 'disagrees']) }),
  async run({ tx, municipalityId, clock, who, concerns }, { id, statement }) {
    const registration = await ownRegistrationOf(tx, municipalityId, who.personId!, id);
    if (await isSender(tx, municipalityId, who.personId!, registration.id)) throw new NotFound();
    await addAgreement(tx, municipalityId, clock, { registrationId: id, statement, saidBy: 'other', personId: who.personId });
    concerns(id, ['agreement']);
    return accepted(id);
  },
});

/** The office writes down what it was told, or that it has dealt with it. */
export const noteAgreement = action({
  may: editChildFile,
  audit: 'kita.agreement.noted',
  input: v.object({ id: uuidField(), registration: uuidField(), statement: choice(agreementStatements), settled: checkbox() }),
  async run({ tx, municipalityId, clock, who, concerns }, { id: childId, registration, statement, settled }) {
    const [found] = await listRegistrations(tx, municipalityId, { ids: [registration] });
    if (found?.childId !== childId) throw new NotFound();
    await addAgreement(tx, municipalityId, clock, { registrationId: registration, statement, saidBy: 'office', personId: who.personId, isSettled: settled });
    concerns(registration, ['agreement']);
    return accepted(childId);
  },
});
