import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Town } from '../../platform/town.ts';

/** The municipality whose addresses begin with this slug. */
export async function findTown(tx: Read, slug: string): Promise<Town | undefined> {
  const row = await tx.selectFrom('accounts.municipality').selectAll().where('slug', '=', slug).executeTakeFirst();
  return row && townOf(row);
}

/** The municipality with this id; it must be there. */
export async function townOfId(tx: Read, id: Uuid): Promise<Town> {
  return townOf(await tx.selectFrom('accounts.municipality').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

/** All municipalities, by name: the list is public. */
export async function listTowns(tx: Read): Promise<Town[]> {
  const rows = await tx.selectFrom('accounts.municipality').selectAll().orderBy('name').execute();
  return rows.map(townOf);
}

interface TownRow {
  id: Town['id']; slug: string; name: string; kind: string; land: string; is_demo: boolean;
  contact_name: string | null; contact_email: string | null; contact_phone: string | null; website: string | null;
}

function townOf(row: TownRow): Town {
  const contact = { name: row.contact_name, email: row.contact_email, phone: row.contact_phone, website: row.website };
  return {
    id: row.id, slug: row.slug, name: row.name, kind: row.kind as Town['kind'], land: row.land, isDemo: row.is_demo,
    contact: Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== null)),
  };
}
