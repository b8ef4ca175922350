import { sql } from 'kysely';
import * as v from 'valibot';
import { moveOrganizationRoles } from '../../accounts/server/move-organization-roles.ts';
import { differingOrganizationFields, mergedOrganization, organizationFields, partedOrganization, type OrganizationField, type Side } from '../../network/duplicates/organization-merge.ts';
import { endOrganizationMerge, listOrganizationMerges, lockOrganizations, storeDistinctOrganizations, storeOrganizationMerge, survivorOfOrganization } from '../../network/server/organization-merges.ts';
import { findOrganization } from '../../network/server/organizations.ts';
import { action } from '../../platform/action.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, text, uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { mergeDuplicates } from '../permissions.ts';
import type { ChangeNote } from '../revision/version.ts';
import { loadServices } from './load-services.ts';
import { recordOf } from './merge-services.ts';
import { storeServices } from './store-services.ts';

const side = () => v.optional(choice(['one', 'other']));

/**
 * Makes two organizations one: offers, events, points, seals, calendars and the roles of editors go along. What was looked at must be what is
 * stored (`seen`): otherwise `organizations-changed`. Two at once wait for each other; the second finds no pair any more.
 */
export const mergeOrganizations = action({
  may: mergeDuplicates,
  audit: 'offers.duplicate.organizations-merged',
  input: v.object({
    one: uuidField(), other: uuidField(), survivor: choice(['one', 'other']), seen: text(20_000),
    ...Object.fromEntries(organizationFields.map((field) => [field, side()])) as Record<OrganizationField, ReturnType<typeof side>>,
  }),
  async run({ tx, who, municipalityId, clock, concerns }, { one, other, survivor: kept, seen, ...wins }): Promise<Outcome<Uuid>> {
    const pair = await lockOrganizations(tx, municipalityId, one, other);
    if (!pair) throw new NotFound();
    if (seenText(pair) !== seen) return refused('organizations-changed');
    const [survivor, merged] = kept === 'one' ? pair : [pair[1], pair[0]];
    const choices = Object.fromEntries(differingOrganizationFields(survivor, merged).flatMap((field) => (wins[field] ? [[field, (wins[field] === kept ? 'survivor' : 'merged') satisfies Side]] : [])));
    const by = { clock, ...(who.personId ? { personId: who.personId } : {}) };
    const moved = await moveBelongings(tx, municipalityId, merged.id, survivor.id, by);
    const id = await storeOrganizationMerge(tx, municipalityId, { before: survivor, after: mergedOrganization(survivor, merged, choices), mergedId: merged.id, moved }, by);
    concerns(survivor.id, ['merged', ...Object.keys(choices)]);
    return accepted(id);
  },
});

/** Parts two organizations again; what was edited or added since stays with the one that went on. Refuses `undone`, `survivor-merged`. */
export const undoOrganizationMerge = action({
  may: mergeDuplicates,
  audit: 'offers.duplicate.organizations-parted',
  input: v.object({ id: uuidField() }),
  async run({ tx, who, municipalityId, clock, concerns }, { id }): Promise<Outcome<Uuid>> {
    const [found] = await listOrganizationMerges(tx, municipalityId, id);
    if (!found) throw new NotFound();
    await tx.selectFrom('network.organization').select('id').where('municipality_id', '=', municipalityId).where('id', 'in', [found.survivorId, found.mergedId]).orderBy('id').forUpdate().execute();
    const [merge] = await listOrganizationMerges(tx, municipalityId, id);
    if (merge!.undoneAt) return refused('undone');
    if (await survivorOfOrganization(tx, municipalityId, merge!.survivorId)) return refused('survivor-merged');
    const now = await findOrganization(tx, municipalityId, merge!.survivorId);
    const by = { clock, ...(who.personId ? { personId: who.personId } : {}) };
    const { organization, kept } = partedOrganization(merge!.survivorBefore, merge!.survivorAfter, now!);
    await endOrganizationMerge(tx, municipalityId, merge!, organization, by);
    await moveBelongings(tx, municipalityId, merge!.survivorId, merge!.mergedId, by, merge!.moved);
    concerns(merge!.survivorId, ['parted', ...kept]);
    return accepted(id);
  },
});

/** Says that two organizations that look alike are two, and why. */
export const decideDistinctOrganizations = action({
  may: mergeDuplicates,
  audit: 'offers.duplicate.organizations-distinct',
  input: v.object({ one: uuidField(), other: uuidField(), reason: text(300) }),
  async run({ tx, who, municipalityId, clock, concerns }, { one, other, reason }): Promise<Outcome<Uuid>> {
    if (!await lockOrganizations(tx, municipalityId, one, other)) throw new NotFound();
    await storeDistinctOrganizations(tx, municipalityId, one, other, reason, { on: clock.today(), ...(who.personId ? { personId: who.personId } : {}) });
    concerns(one, ['distinct']);
    return accepted(one);
  },
});

/** What somebody has seen of two organizations before deciding; compared with what is stored then. */
export function seenText(pair: readonly object[]): string {
  return JSON.stringify(pair.map((one) => Object.entries(one).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Records of this part that name an organization, offers aside: they are stored with their search text. */
const TABLES = ['offers.event', 'offers.place_point', 'offers.seal', 'offers.calendar_source'] as const;

/** Moves what belongs to an organization to another; with `among` only what went along before. Returns what was moved, by kind. */
async function moveBelongings(tx: Write, municipalityId: Uuid, from: Uuid, to: Uuid, by: { clock: Clock; personId?: Uuid }, among?: Readonly<Record<string, readonly Uuid[]>>): Promise<Record<string, Uuid[]>> {
  const ids = (kind: string) => [...(among?.[kind] ?? [])];
  const offers = await tx.selectFrom('offers.service').select('id').where('municipality_id', '=', municipalityId).where('organization_id', '=', from)
    .$if(among !== undefined, (query) => query.where('id', '=', sql<Uuid>`any(${ids('offers')}::uuid[])`)).execute();
  const note: ChangeNote = { origin: 'merged', ...(by.personId ? { by: by.personId } : {}) };
  const services = await loadServices(tx, municipalityId, offers.map(({ id }) => id));
  await storeServices(tx, municipalityId, services.map((service) => ({ ...recordOf(service), organizationId: to })), by.clock, note);
  const moved: Record<string, Uuid[]> = { offers: offers.map(({ id }) => id) };
  for (const table of TABLES) {
    // Two applications for the seal are not one: the second stays where it was made.
    const isFree = table === 'offers.seal' ? sql`and not (own.state = 'applied' and exists (select from offers.seal other where other.municipality_id = own.municipality_id and other.organization_id = ${to} and other.state = 'applied'))` : sql``;
    const wanted = among ? sql`and own.id = any(${ids(table)}::uuid[])` : sql``;
    const { rows } = await sql<{ id: Uuid }>`update ${sql.table(table)} as own set organization_id = ${to} where own.municipality_id = ${municipalityId} and own.organization_id = ${from} ${wanted} ${isFree} returning own.id`.execute(tx);
    moved[table] = rows.map(({ id }) => id);
  }
  moved['roles'] = await moveOrganizationRoles(tx, municipalityId, from, to, among ? ids('roles') : undefined);
  return moved;
}
