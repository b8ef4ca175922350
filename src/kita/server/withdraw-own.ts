import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import { accepted } from '../../platform/outcome.ts';
import { ownRegistration } from '../registration-permissions.ts';
import { ownRegistrationOf } from './begin-draft.ts';
import { deleteDraft, findDraft } from './drafts.ts';
import { withdrawRegistration } from './withdraw-registration.ts';

/** A guardian takes a registration back: nothing of it stays but the audit entry. */
export const withdrawOwn = action({
  may: ownRegistration,
  audit: 'kita.registration.withdrawn',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, who, concerns }, { id }) {
    await ownRegistrationOf(tx, municipalityId, who.personId!, id, { mustDecide: true });
    concerns(id);
    const withdrawn = await withdrawRegistration(tx, municipalityId, id);
    if (!withdrawn.ok) throw new NotFound();
    return accepted(undefined);
  },
});

/** What was begun and not sent is thrown away; a registration it would have changed stays as it is. */
export const discardDraft = action({
  may: ownRegistration,
  audit: 'kita.registration-draft.discarded',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, configuration: { secretKey }, who, concerns }, { id }) {
    if (!await findDraft(tx, municipalityId, secretKey, who.personId!, id)) throw new NotFound();
    concerns(id);
    await deleteDraft(tx, municipalityId, id);
    return accepted(undefined);
  },
});
