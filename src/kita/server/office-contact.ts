import * as v from 'valibot';
import type { Read } from '../../platform/database.ts';
import { readSetting } from '../../platform/municipality-setting.ts';
import type { Town } from '../../platform/town.ts';

const schema = v.object({ officeName: v.string(), phone: v.string() });

/** Whom families ask about a Kita place: the Kita office, as its letters say; where it has no number of its own, the town. */
export async function officeContact(tx: Read, { id, name, contact }: Pick<Town, 'id' | 'name' | 'contact'>): Promise<{ name: string; phone?: string; email?: string }> {
  const office = await readSetting(tx, id, 'kita.letters', schema);
  if (office && office.phone !== '') return { name: office.officeName, phone: office.phone };
  return { name: contact.name ?? name, ...(contact.phone ? { phone: contact.phone } : {}), ...(contact.email ? { email: contact.email } : {}) };
}
