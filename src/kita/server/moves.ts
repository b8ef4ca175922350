import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { checkbox, dayField, text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { editChildFile } from '../office-permissions.ts';
import { addClaimEvent } from './claim-file.ts';
import { endPlacement, listPlacements } from './placements.ts';
import { planReplacement } from './plan-replacement.ts';

export interface Move {
  id: Uuid;
  direction: 'in' | 'out';
  movedOn: Day;
  otherMunicipality: string;
  keepsPlace: boolean;
}

export async function listMoves(tx: Read, municipalityId: Uuid, childId: Uuid): Promise<Move[]> {
  const rows = await tx.selectFrom('kita.move').selectAll().where('municipality_id', '=', municipalityId).where('child_id', '=', childId).orderBy('moved_on').orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, direction: row.direction as Move['direction'], movedOn: row.moved_on, otherMunicipality: row.other_municipality, keepsPlace: row.keeps_place }));
}

/** Children who have moved away and still have a registration, or a place that nobody said they keep; the earliest first. */
export async function listMovedWithPlace(tx: Read, municipalityId: Uuid, today: Day): Promise<{ id: Uuid; givenNames: string; familyName: string; until: Day }[]> {
  const rows = await tx.selectFrom('kita.child as child').select(['child.id', 'child.given_names', 'child.family_name', 'child.lives_here_until']).where('child.municipality_id', '=', municipalityId)
    .where('child.lives_here_until', '<=', today).where((where) => where.or([
      where.exists(where.selectFrom('kita.registration as registration').select('registration.id').whereRef('registration.municipality_id', '=', 'child.municipality_id').whereRef('registration.child_id', '=', 'child.id').where('registration.state', '=', 'submitted')),
      where.and([
        where.exists(where.selectFrom('kita.placement as placement').select('placement.id').whereRef('placement.municipality_id', '=', 'child.municipality_id').whereRef('placement.child_id', '=', 'child.id')
          .where((one) => one.or([one('placement.ends_on', 'is', null), one('placement.ends_on', '>', today)]))),
        where.not(where.exists(where.selectFrom('kita.move as move').select('move.id').whereRef('move.municipality_id', '=', 'child.municipality_id').whereRef('move.child_id', '=', 'child.id').where('move.direction', '=', 'out').where('move.keeps_place', '=', true))),
      ]),
    ])).orderBy('child.lives_here_until').orderBy('child.id').execute();
  return rows.map((row) => ({ id: row.id, givenNames: row.given_names, familyName: row.family_name, until: row.lives_here_until! }));
}

/**
 * A child moves away. Its registration ends; its place ends that day and is free for those who wait – unless it stays in its Kita, then the
 * new municipality is asked to share the cost. Refuses `moved-already`, `no-place-to-keep` and what ending a place refuses.
 */
export const moveOut = action({
  may: editChildFile,
  audit: 'kita.child.moved-out',
  input: v.object({ id: uuidField(), movedOn: dayField(), place: text(120), keepsPlace: checkbox() }),
  async run({ tx, municipalityId, clock, who, later, concerns }, { id: child, movedOn, place, keepsPlace }) {
    const row = await tx.selectFrom('kita.child').select(['lives_here_until', 'comes_from']).where('municipality_id', '=', municipalityId).where('id', '=', child).forUpdate().executeTakeFirst();
    if (!row) throw new NotFound();
    if (row.lives_here_until) return refused('moved-already');
    const places = await listPlacements(tx, municipalityId, { childIds: [child], from: movedOn });
    if (keepsPlace && places.length === 0) return refused('no-place-to-keep', { field: 'keepsPlace' });
    await tx.updateTable('kita.registration').set({ state: 'ended', ended_at: clock.now(), ended_reason: 'moved-away', updated_at: clock.now(), version: (version) => version('version', '+', 1) })
      .where('municipality_id', '=', municipalityId).where('child_id', '=', child).where('state', '=', 'submitted').execute();
    // The home is another one now: the old one says nothing of distance and area any more.
    await tx.updateTable('kita.child').set({ lives_here_until: movedOn, ...(keepsPlace ? { comes_from: place } : {}), area_id: null, longitude: null, latitude: null, updated_at: clock.now(), version: (version) => version('version', '+', 1) })
      .where('municipality_id', '=', municipalityId).where('id', '=', child).execute();
    if (!keepsPlace) {
      for (const placement of places) {
        const ended = await endPlacement(tx, municipalityId, { id: placement.id, endsOn: movedOn, reason: 'moved-away' });
        if (!ended.ok) return { ok: false, refusals: ended.refusals.map((refusal) => ({ ...refusal, field: 'movedOn' })) };
      }
      await planReplacement(tx, municipalityId, later);
    }
    await tx.insertInto('kita.move').values({
      municipality_id: municipalityId, id: newId(), child_id: child, direction: 'out', moved_on: movedOn, other_municipality: place, keeps_place: keepsPlace, recorded_at: clock.now(), recorded_by: who.personId ?? null,
    }).execute();
    concerns(child, ['moved-out', ...(keepsPlace ? [] : ['placement'])]);
    return accepted(child);
  },
});

/** A child moves here, or back. From that day it is one of ours; its need counts as reported that day if it never was. Refuses `lives-here`. */
export const moveIn = action({
  may: editChildFile,
  audit: 'kita.child.moved-in',
  input: v.object({ id: uuidField(), movedOn: dayField(), place: text(120) }),
  async run({ tx, municipalityId, clock, who, configuration, concerns }, { id: child, movedOn, place }) {
    const row = await tx.selectFrom('kita.child').select(['lives_here_until', 'comes_from']).where('municipality_id', '=', municipalityId).where('id', '=', child).forUpdate().executeTakeFirst();
    if (!row) throw new NotFound();
    if (!row.lives_here_until && !row.comes_from) return refused('lives-here');
    await tx.updateTable('kita.child').set({ lives_here_from: movedOn, lives_here_until: null, comes_from: null, updated_at: clock.now(), version: (version) => version('version', '+', 1) })
      .where('municipality_id', '=', municipalityId).where('id', '=', child).execute();
    await tx.insertInto('kita.move').values({
      municipality_id: municipalityId, id: newId(), child_id: child, direction: 'in', moved_on: movedOn, other_municipality: place, keeps_place: false, recorded_at: clock.now(), recorded_by: who.personId ?? null,
    }).execute();
    const reported = await tx.selectFrom('kita.claim_event').select('id').where('municipality_id', '=', municipalityId).where('child_id', '=', child).where('kind', '=', 'need-reported').limit(1).execute();
    const inForce = await tx.selectFrom('kita.registration').select('id').where('municipality_id', '=', municipalityId).where('child_id', '=', child).where('state', '=', 'submitted').limit(1).execute();
    if (reported.length === 0 && inForce.length > 0) await addClaimEvent(tx, municipalityId, clock, configuration.secretKey, { childId: child, kind: 'need-reported', on: movedOn, recordedBy: who.personId });
    concerns(child, ['moved-in']);
    return accepted(child);
  },
});
