import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { optionalText } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { languages, type Language } from '../../platform/language.ts';
import { readSetting, writeSetting } from '../../platform/municipality-setting.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { TextByLanguage } from '../facilities/facility.ts';
import { configureFacilities } from '../facilities-permissions.ts';
import { optionalAddress } from './facility-input.ts';

const NAME = 'kita.care-costs';
const schema = v.object({ text: v.record(v.string(), v.string()), link: v.optional(v.string(), '') });

/** What the town tells of the fees: in its own words, by language, and where to read on. § 5 Abs. 2 KiBiz asks that the confirmation of a registration names them. */
export interface CareCosts {
  text: TextByLanguage;
  /** an address, or empty */
  link: string;
}

/** Undefined where the town has said nothing. */
export async function readCareCosts(tx: Read, municipalityId: Uuid): Promise<CareCosts | undefined> {
  const found = await readSetting(tx, municipalityId, NAME, schema);
  return found && (Object.keys(found.text).length > 0 || found.link !== '') ? (found as CareCosts) : undefined;
}

/** Sets it, for the demo. */
export async function storeCareCosts(tx: Write, municipalityId: Uuid, clock: Clock, costs: CareCosts): Promise<void> {
  await writeSetting(tx, municipalityId, NAME, costs, { clock });
}

const textFields = Object.fromEntries(languages.map((language) => [`text-${language}`, optionalText(3000)])) as { [Key in `text-${Language}`]: ReturnType<typeof optionalText> };

/** Sets what families are told of the fees; everything empty takes it away. Refuses `costs-german-first`: other languages stand beside the German text. */
export const saveCareCosts = action({
  may: configureFacilities,
  audit: 'kita.care-costs.changed',
  input: v.object({ ...textFields, link: optionalAddress() }),
  async run({ tx, municipalityId, clock, who, concerns }, { link, ...typed }): Promise<Outcome<Uuid>> {
    const text = Object.fromEntries(languages.flatMap((language) => (typed[`text-${language}`] ? [[language, typed[`text-${language}`]]] : [])));
    if (Object.keys(text).length > 0 && !text['de']) return refused('costs-german-first', { field: 'text-de' });
    await writeSetting(tx, municipalityId, NAME, { text, link }, { clock, ...(who.personId ? { personId: who.personId } : {}) });
    concerns(municipalityId, ['text', 'link']);
    return accepted(municipalityId);
  },
});
