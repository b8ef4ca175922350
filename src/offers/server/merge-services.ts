import * as v from 'valibot';
import { sql } from 'kysely';
import { action } from '../../platform/action.ts';
import type { Write } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, text, uuidField, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { differingFields, mergedRecord, mergeFieldNames, type Choices, type MergeField, type Side } from '../duplicates/merge-plan.ts';
import { mergeDuplicates } from '../permissions.ts';
import type { ServiceRecord } from '../service.ts';
import { storeDistinctPair } from './duplicates.ts';
import { loadServices, type StoredService } from './load-services.ts';
import { moveReferences } from './merge-references.ts';
import { storeServices } from './store-services.ts';
import { survivorsOf } from './survivors.ts';

/** Says that two offers that look alike are not the same, and why: they are not shown again. */
export const decideDistinct = action({
  may: mergeDuplicates,
  audit: 'offers.duplicate.distinct',
  input: v.object({ one: uuidField(), other: uuidField(), reason: text(300) }),
  async run({ tx, who, municipalityId, clock, concerns }, { one, other, reason }): Promise<Outcome<Uuid>> {
    const pair = await lockPair(tx, municipalityId, one, other);
    await storeDistinctPair(tx, municipalityId, pair[0].id, pair[1].id, reason, { on: clock.today(), ...(who.personId ? { personId: who.personId } : {}) });
    concerns(pair[0].id, ['distinct']);
    return accepted(pair[0].id);
  },
});

/** Takes such a decision back: the pair is looked at again. */
export const forgetDistinct = action({
  may: mergeDuplicates,
  audit: 'offers.duplicate.distinct-forgotten',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, concerns }, { id }): Promise<Outcome<Uuid>> {
    const gone = await tx.deleteFrom('offers.distinct_pair').where('municipality_id', '=', municipalityId).where('id', '=', id).returning('service_id').executeTakeFirst();
    if (!gone) throw new NotFound();
    concerns(gone.service_id, ['distinct']);
    return accepted(id);
  },
});

const side = () => v.optional(choice(['one', 'other']));

/**
 * Makes two offers one: of each field the chosen one, of lists the rows of both. The other is retired and leads to it. Both are locked, and
 * the versions that were looked at must be the stored ones: of two merges at once, or a merge and an edit, the second is refused
 * (`changed-meanwhile`). Refuses `proposal-waits`: a change of a provider nobody has decided about would be lost.
 */
export const mergeServices = action({
  may: mergeDuplicates,
  audit: 'offers.duplicate.merged',
  input: v.object({
    one: uuidField(), other: uuidField(), survivor: choice(['one', 'other']), oneVersion: wholeNumber(1, 1e9), otherVersion: wholeNumber(1, 1e9),
    ...Object.fromEntries(mergeFieldNames.map((field) => [field, side()])) as Record<MergeField, ReturnType<typeof side>>,
  }),
  async run({ tx, who, municipalityId, clock, concerns }, { one, other, survivor: kept, oneVersion, otherVersion, ...wins }): Promise<Outcome<Uuid>> {
    const [first, second] = await lockPair(tx, municipalityId, one, other);
    if (first.version !== oneVersion || second.version !== otherVersion) return refused('changed-meanwhile');
    const [survivor, merged] = kept === 'one' ? [first, second] : [second, first];
    const waits = await tx.selectFrom('offers.proposal').select('id').where('municipality_id', '=', municipalityId).where('service_id', 'in', [one, other]).where('state', '=', 'waiting').executeTakeFirst();
    if (waits) return refused('proposal-waits');

    const choices: Choices = Object.fromEntries(differingFields(survivor, merged).flatMap((field) => (wins[field] ? [[field, (wins[field] === kept ? 'survivor' : 'merged') satisfies Side]] : [])));
    const after = mergedRecord(recordOf(survivor), recordOf(merged), choices);
    const note = { origin: 'merged' as const, ...(who.personId ? { by: who.personId } : {}) };
    await storeServices(tx, municipalityId, [after, { ...recordOf(merged), status: 'retired' }], clock, note);
    const moved = await moveReferences(tx, municipalityId, merged.id, survivor.id, clock);
    const [stored] = await loadServices(tx, municipalityId, [survivor.id]);
    const id = newId();
    await tx.insertInto('offers.service_merge').values({
      municipality_id: municipalityId, id, survivor_id: survivor.id, merged_id: merged.id, survivor_before: asJson(recordOf(survivor)), survivor_after: asJson(recordOf(stored!)),
      merged_before: asJson(recordOf(merged)), moved: asJson(moved), merged_at: clock.now(), merged_by: who.personId ?? null,
    }).execute();
    concerns(survivor.id, ['merged', ...Object.keys(choices)]);
    return accepted(id);
  },
});

/** What of a stored offer is the offer itself. */
export function recordOf({ version: _version, createdAt: _createdAt, updatedAt: _updatedAt, ...record }: StoredService): ServiceRecord {
  return record;
}

export function asJson(value: unknown) {
  return sql<never>`${JSON.stringify(value)}::jsonb`;
}

/** Both offers, locked in the order of their ids, so that two who merge the same pair the other way round never wait for each other. */
async function lockPair(tx: Write, municipalityId: Uuid, one: Uuid, other: Uuid): Promise<[StoredService, StoredService]> {
  if (one === other) throw new NotFound();
  await tx.selectFrom('offers.service').select('id').where('municipality_id', '=', municipalityId).where('id', 'in', [one, other]).orderBy('id').forUpdate().execute();
  const [first, second] = await loadServices(tx, municipalityId, [one, other]);
  const gone = await survivorsOf(tx, municipalityId, [one, other]);
  if (!first || !second || gone.size > 0) throw new NotFound();
  return [first, second];
}
