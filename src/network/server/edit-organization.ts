import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, optionalText, text } from '../../platform/field.ts';
import { isUuid, newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { optionalEmail, optionalPhone, optionalWebsite, unlessEmpty } from './contact-fields.ts';
import { nameKey, sectors, type Organization } from '../organization.ts';
import { addOrganizations, editOrganizations, mayChange } from '../permissions.ts';
import { findOrganization, listOrganizations } from './organizations.ts';
import { storeOrganizations } from './store-organizations.ts';

const fields = {
  name: text(300), alternateName: unlessEmpty(200), legalForm: unlessEmpty(200), sector: choice(sectors), description: unlessEmpty(5000),
  email: optionalEmail(), phone: optionalPhone(), website: optionalWebsite(),
};

/** Adds an organization. Refuses `organization-name-taken`: the import knows organizations by their names. */
export const addOrganization = action({
  may: addOrganizations,
  audit: 'network.organization.added',
  input: v.object(fields),
  async run({ tx, municipalityId, clock, concerns }, typed): Promise<Outcome<Uuid>> {
    const taken = await findNamesake(tx, municipalityId, typed.name);
    if (taken) return refused('organization-name-taken', { field: 'name', values: { name: taken.name } });
    const id = newId();
    await storeOrganizations(tx, municipalityId, [{ ...typed, id, isDemo: false }], clock);
    concerns(id, Object.keys(fields));
    return accepted(id);
  },
});

/** Changes an organization; for provider editors anybody else's looks as if it were not there. */
export const editOrganization = action({
  may: editOrganizations,
  audit: 'network.organization.edited',
  input: v.object({ ...fields, id: optionalText(60) }),
  async run({ tx, who, municipalityId, clock, concerns }, { id, ...typed }): Promise<Outcome<Uuid>> {
    const stored = isUuid(id) && mayChange(who, id) ? await findOrganization(tx, municipalityId, id) : undefined;
    if (!stored) throw new NotFound();
    const taken = await findNamesake(tx, municipalityId, typed.name, stored.id);
    if (taken) return refused('organization-name-taken', { field: 'name', values: { name: taken.name } });
    const changed: Organization = { ...stored, ...typed };
    const names = (Object.keys(fields) as (keyof typeof fields)[]).filter((name) => changed[name] !== stored[name]);
    if (names.length > 0) await storeOrganizations(tx, municipalityId, [changed], clock);
    concerns(stored.id, names);
    return accepted(stored.id);
  },
});

async function findNamesake(tx: Read, municipalityId: Uuid, name: string, but?: Uuid): Promise<Organization | undefined> {
  const key = nameKey(name);
  return (await listOrganizations(tx, municipalityId)).find((one) => one.id !== but && nameKey(one.name) === key);
}
