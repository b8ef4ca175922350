import * as v from 'valibot';
import { areaLevels } from '../../areas/area-tree.ts';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, list, optionalDay, optionalText, optionalUuid, text, uuidField, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import type { Write } from '../../platform/database.ts';
import { prepareRelease, publishRelease } from '../permissions.ts';
import { topics, type Topic } from '../indicator.ts';
import { listDefinitions } from './definitions.ts';
import { changeRelease, findRelease, type Release, type ReleaseState } from './releases.ts';

/** Each topic's indicators are a group of the form by itself. */
export const indicatorField = (topic: Topic) => `indicators-${topic}`;

/** First step: what is to go out. The audit tries it as it is. */
export const chooseRelease = action({
  may: prepareRelease,
  audit: 'monitoring.release.chosen',
  input: v.object({
    ...Object.fromEntries(topics.map((topic) => [indicatorField(topic), list(text(60))])),
    title: text(160), levels: list(choice(areaLevels)), from: optionalDay(), until: optionalDay(), minimumFrequency: wholeNumber(3, 100), note: optionalText(2000),
  }),
  async run({ tx, municipalityId, clock, who, later, concerns }, input) {
    const known = new Set((await listDefinitions(tx, municipalityId)).map(({ key }) => key));
    const indicators = topics.flatMap((topic) => (input as Record<string, unknown>)[indicatorField(topic)] as string[]).filter((key) => known.has(key));
    if (indicators.length === 0) return refused('required', { field: indicatorField(topics[0]) });
    if (input.levels.length === 0) return refused('required', { field: 'levels' });
    const id = newId();
    await tx.insertInto('monitoring.release').values({
      municipality_id: municipalityId, id, title: input.title, state: 'running', method: 'as-is', criterion: 'T', minimum_frequency: input.minimumFrequency, note: input.note,
      choice: JSON.stringify({ indicators, levels: input.levels, ...(input.from ? { from: input.from } : {}), ...(input.until ? { until: input.until } : {}) }), created_at: clock.now(), created_by: who.personId ?? null,
    }).execute();
    await later('check-release', { releaseId: id });
    concerns(id, ['choice']);
    return accepted(id);
  },
});

async function releaseIn(tx: Write, municipalityId: Uuid, id: Uuid, states: readonly ReleaseState[]): Promise<Release> {
  await tx.selectFrom('monitoring.release').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().execute();
  const release = await findRelease(tx, municipalityId, id);
  if (!release || !states.includes(release.state)) throw new NotFound();
  return release;
}

/** Second step: the platform holds back what has to be. */
export const protectReleaseCells = action({
  may: prepareRelease,
  audit: 'monitoring.release.protected',
  input: v.object({ release: uuidField(), method: choice(['flow', 'exact', 'gauss']) }),
  async run({ tx, municipalityId, configuration, later, concerns }, { release: id, method }) {
    await releaseIn(tx, municipalityId, id, ['refused', 'safe']);
    await changeRelease(tx, municipalityId, configuration, id, { state: 'running', method, progress: 0, failure: null });
    await later('check-release', { releaseId: id });
    concerns(id, ['method']);
    return accepted(id);
  },
});

/**
 * Last step. Refused unless the audit of exactly this release found it safe, and if anything was imported or published since: then the
 * attacker has to try again.
 */
export const publish = action({
  may: publishRelease,
  audit: 'monitoring.release.published',
  input: v.object({ release: uuidField(), publisher: text(200), replaces: optionalUuid() }),
  async run({ tx, municipalityId, configuration, clock, who, concerns }, { release: id, publisher, replaces }) {
    const release = await findRelease(tx, municipalityId, id);
    if (!release) throw new NotFound();
    if (release.state !== 'safe' || !release.summary?.holds.T) return refused('release-not-safe');
    await releaseIn(tx, municipalityId, id, ['safe']);
    const cell = await tx.selectFrom('monitoring.released_cell').select('id').where('municipality_id', '=', municipalityId).where('release_id', '=', id).limit(1).executeTakeFirst();
    if (!cell) return refused('release-empty');
    if (!release.summary.checkedAt || await changedSince(tx, municipalityId, id, new Date(release.summary.checkedAt))) return refused('release-outdated');
    const replaced = replaces && await findRelease(tx, municipalityId, replaces);
    if (replaced && replaced.state === 'published') await changeRelease(tx, municipalityId, configuration, replaced.id, { state: 'replaced' });
    await changeRelease(tx, municipalityId, configuration, id, { state: 'published', publishedAt: clock.now(), publishedByName: who.displayName ?? '', ...(who.personId ? { publishedBy: who.personId } : {}) });
    await tx.updateTable('monitoring.release').set({ publisher, ...(replaced ? { replaces_id: replaced.id } : {}) }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(id, ['state']);
    return accepted(id);
  },
});

/** Has what is out attacked once more, with everything published since: a certificate is worth what it can be verified by. */
export const recheckRelease = action({
  may: prepareRelease,
  audit: 'monitoring.release.rechecked',
  input: v.object({ release: uuidField() }),
  async run({ tx, municipalityId, configuration, clock, later, concerns }, { release: id }) {
    const { summary } = await releaseIn(tx, municipalityId, id, ['published', 'replaced', 'withdrawn']);
    if (!summary) throw new NotFound();
    await changeRelease(tx, municipalityId, configuration, id, { summary: { ...summary, recheck: { askedAt: clock.now().toISOString() } } });
    await later('recheck-release', { releaseId: id });
    concerns(id, ['certificate']);
    return accepted(id);
  },
});

/** Whether a pack changed or another release went out after this one's figures were read for the attacker. */
async function changedSince(tx: Write, municipalityId: Uuid, id: Uuid, checkedAt: Date): Promise<boolean> {
  const pack = await tx.selectFrom('monitoring.pack').select('id').where('municipality_id', '=', municipalityId).where('changed_at', '>', checkedAt).limit(1).executeTakeFirst();
  const other = await tx.selectFrom('monitoring.release').select('id').where('municipality_id', '=', municipalityId).where('id', '<>', id).where('published_at', '>', checkedAt).limit(1).executeTakeFirst();
  return pack !== undefined || other !== undefined;
}

export const withdrawRelease = action({
  may: publishRelease,
  audit: 'monitoring.release.withdrawn',
  input: v.object({ release: uuidField(), reason: text(500) }),
  async run({ tx, municipalityId, configuration, clock, concerns }, { release: id, reason }) {
    await releaseIn(tx, municipalityId, id, ['published', 'replaced']);
    await changeRelease(tx, municipalityId, configuration, id, { state: 'withdrawn', withdrawnAt: clock.now(), withdrawnReason: reason });
    concerns(id, ['state']);
    return accepted(id);
  },
});
