import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { optionalText } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { readSetting, writeSetting } from '../../platform/municipality-setting.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { licenceKeys, type OpenDataSetting } from '../feeds/licence.ts';
import { plainEmail } from '../hsds/web-address.ts';
import { configureOpenData } from '../permissions.ts';

const NAME = 'offers.open-data';
const some = () => v.optional(v.string());
const stored = v.object({ licence: v.optional(v.picklist(licenceKeys)), attribution: some(), publisher: some(), contactName: some(), contactEmail: some() });

/** What the municipality decided of its open data; nothing until it does. */
export async function readOpenDataSetting(tx: Read, municipalityId: Uuid): Promise<OpenDataSetting> {
  return ((await readSetting(tx, municipalityId, NAME, stored)) ?? {}) as OpenDataSetting;
}

/** Names licence, publisher and contact of the open data. Refuses `not-an-email`. */
export const saveOpenDataSetting = action({
  may: configureOpenData,
  audit: 'offers.open-data.configured',
  input: v.object({ licence: v.optional(v.picklist(['', ...licenceKeys], 'choose-one'), ''), attribution: optionalText(200), publisher: optionalText(200), contactName: optionalText(200), contactEmail: optionalText(254) }),
  async run({ tx, municipalityId, who, clock, concerns }, input): Promise<Outcome<null>> {
    if (input.contactEmail !== '' && !plainEmail(input.contactEmail)) return refused('not-an-email', { field: 'contactEmail' });
    const setting = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ''));
    await writeSetting(tx, municipalityId, NAME, setting, { clock, ...(who.personId ? { personId: who.personId } : {}) });
    concerns(municipalityId, Object.keys(input));
    return accepted(null);
  },
});
