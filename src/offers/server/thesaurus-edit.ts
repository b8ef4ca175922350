import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { Conflict, NotFound } from '../../platform/failure.ts';
import { checkbox, optionalText, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { readList } from '../search/base-thesaurus.ts';
import { baseNeed } from '../search/own-need.ts';
import { teachSearch } from '../search-permissions.ts';
import { listOwnNeeds } from './thesaurus.ts';

const MOST_ASKED = 80;
const MOST_MEANS = 24;

/** Adds or changes a need. Refuses `asked-missing`, `means-missing`, `too-many-words`, `need-unknown`. */
export const saveNeed = action({
  may: teachSearch,
  audit: 'offers.search-need.saved',
  input: v.object({
    id: optionalText(60), baseKey: optionalText(60), asked: optionalText(4_000), means: optionalText(1_000), alsoMeans: optionalText(1_000), isOff: checkbox(),
    version: v.optional(wholeNumber(0, 1_000_000), '0'), queries: optionalText(2_000),
  }),
  async run({ tx, municipalityId, clock, concerns }, { id, baseKey, asked, means, alsoMeans, isOff, version }): Promise<Outcome<Uuid>> {
    const own = await listOwnNeeds(tx, municipalityId);
    const stored = own.find((need) => need.id === id) ?? own.find((need) => baseKey !== '' && need.baseKey === baseKey);
    if (id && !stored) throw new NotFound();
    if (baseKey && !baseNeed(baseKey)) return refused('need-unknown');
    if (!baseKey && readList(asked).length === 0) return refused('asked-missing', { field: 'asked' });
    if (!baseKey && readList(means).length === 0) return refused('means-missing', { field: 'means' });
    if (readList(asked).length > MOST_ASKED) return refused('too-many-words', { field: 'asked', values: { max: MOST_ASKED } });
    if (readList(means).length > MOST_MEANS) return refused('too-many-words', { field: 'means', values: { max: MOST_MEANS } });
    if (readList(alsoMeans).length > MOST_MEANS) return refused('too-many-words', { field: 'alsoMeans', values: { max: MOST_MEANS } });
    const words = { asked, means, also_means: alsoMeans, is_off: isOff && baseKey !== '', updated_at: clock.now() };
    if (!stored) {
      const fresh = newId();
      await tx.insertInto('offers.search_need').values({ municipality_id: municipalityId, id: fresh, base_key: baseKey || null, ...words }).execute();
      concerns(fresh, ['asked', 'means', 'also_means', 'is_off']);
      return accepted(fresh);
    }
    const { numUpdatedRows } = await tx.updateTable('offers.search_need').set({ ...words, version: stored.version + 1 })
      .where('municipality_id', '=', municipalityId).where('id', '=', stored.id).where('version', '=', version).executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Conflict();
    concerns(stored.id, ['asked', 'means', 'also_means', 'is_off']);
    return accepted(stored.id);
  },
});

/** Removes a need: the program's words count again. */
export const removeNeed = action({
  may: teachSearch,
  audit: 'offers.search-need.removed',
  input: v.object({ id: v.string() }),
  async run({ tx, municipalityId, concerns }, { id }): Promise<Outcome<Uuid>> {
    const stored = (await listOwnNeeds(tx, municipalityId)).find((need) => need.id === id);
    if (!stored) throw new NotFound();
    await tx.deleteFrom('offers.search_need').where('municipality_id', '=', municipalityId).where('id', '=', stored.id).execute();
    concerns(stored.id);
    return accepted(stored.id);
  },
});
