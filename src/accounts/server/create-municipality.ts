import * as v from 'valibot';
import { checkInput } from '../../platform/action.ts';
import { appendAudit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Write } from '../../platform/database.ts';
import { choice, email, optionalText, text } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { checkSlug } from '../municipality-name.ts';
import { insertPerson } from './people.ts';
import { insertAssignment } from './role-assignments.ts';
import { makeLink } from './sign-in-links.ts';

export const municipalityFacts = v.object({
  slug: text(41), name: text(120), kind: choice(['town', 'county']), land: text(60), regionalKey: v.pipe(optionalText(12), v.regex(/^(\d{12})?$/, 'regional-key-unfit')),
  contactEmail: v.union([v.literal(''), email()], 'not-an-email'), adminName: text(120), adminEmail: email(),
});

export interface CreatedMunicipality {
  id: Uuid;
  slug: string;
  /** for the first administrator's invitation; shown once, kept only as a hash */
  invitation: string;
}

/**
 * Makes a municipality with its first administrator, in one transaction. `owner` is connected as the owner of the schema: the
 * application itself may not make municipalities. `furnish` fills in what parts above need from the beginning.
 */
export async function createMunicipality(
  owner: Database, clock: Clock, facts: unknown, furnish: (tx: Write, municipalityId: Uuid) => Promise<void> = async () => undefined,
): Promise<Outcome<CreatedMunicipality>> {
  const checked = checkInput(municipalityFacts, facts);
  if (!checked.ok) return checked;
  const slug = checkSlug(checked.value.slug);
  if (!slug.ok) return refused(slug.refusals[0]!.code, { field: 'slug' });
  const id = newId();
  return owner.write(id, async (tx) => {
    const taken = await tx.selectFrom('accounts.municipality').select('id').where('slug', '=', slug.value).executeTakeFirst();
    if (taken) return refused('slug-taken', { field: 'slug' });
    const { name, kind, land, regionalKey, contactEmail, adminName, adminEmail } = checked.value;
    await tx.insertInto('accounts.municipality').values({
      municipality_id: id, id, slug: slug.value, name, kind, land, regional_key: regionalKey || null, contact_email: contactEmail || null, created_at: clock.now(),
    }).execute();
    const personId = (await insertPerson(tx, clock, id, { name: adminName, email: adminEmail }))!;
    await insertAssignment(tx, clock, id, personId, { role: 'administrator', organizationId: null, startsOn: clock.today(), endsOn: null });
    await furnish(tx, id);
    const invitation = await makeLink(tx, clock, id, personId, { purpose: 'invitation', next: '' });
    await appendAudit(tx, clock, { municipalityId: id, roles: [], organizationIds: [] }, { name: 'accounts.municipality.created', outcome: 'done', subject: id });
    return accepted({ id, slug: slug.value, invitation });
  });
}
