import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { checkbox, choice, optionalText, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import { freeKey, nameFields, namesOf, placedAt } from './name-input.ts';
import { configurePhases } from '../permissions.ts';
import { listFields } from './phases.ts';
import { refreshServicesOfField } from './refresh-services.ts';
import { countUses, removeWord } from './remove-word.ts';
import { storePhases } from './store-phases.ts';

/** Drawings (src/ui/icon-drawings.ts) that can stand for a topic. */
export const fieldIcons = [
  'talk', 'health', 'pregnancy', 'baby', 'child', 'youth', 'family', 'people', 'school', 'book', 'language', 'work', 'money', 'home', 'play', 'sport', 'food', 'shield', 'hand', 'heart', 'idea', 'free', 'question',
] as const;

/** Adds or changes a field of action and its place. Offers are found by its names, so theirs are gathered anew when it is renamed. */
export const saveField = action({
  may: configurePhases,
  audit: 'offers.field.saved',
  input: v.object({ ...nameFields, id: optionalText(60), icon: choice(fieldIcons), place: wholeNumber(1, 100) }),
  async run({ tx, municipalityId, clock, concerns }, { id, icon, place, ...typed }): Promise<Outcome<Uuid>> {
    const fields = await listFields(tx, municipalityId);
    const stored = fields.find((field) => field.id === id);
    if (id && !stored) throw new NotFound();
    const names = namesOf(typed);
    const field: FieldOfAction = { id: stored?.id ?? newId(), key: stored?.key ?? freeKey(names.de, fields.map(({ key }) => key)), names, icon, position: 0 };
    await storePhases(tx, municipalityId, { phases: [], transitions: [], fields: placedAt(fields, field, place) });
    const isRenamed = stored && JSON.stringify(Object.entries(stored.names).sort()) !== JSON.stringify(Object.entries(names).sort());
    if (isRenamed) await refreshServicesOfField(tx, municipalityId, field.id, clock);
    concerns(field.id, ['names', 'icon', 'position']);
    return accepted(field.id);
  },
});

/** Removes a field of action. Refuses `removal-unconfirmed` (ratings of the chain go with it), `word-in-use`, `word-in-use-by-chain`. */
export const removeField = action({
  may: configurePhases,
  audit: 'offers.field.removed',
  input: v.object({ id: v.string(), confirmed: checkbox() }),
  async run({ tx, municipalityId, concerns }, { id, confirmed }): Promise<Outcome<Uuid>> {
    const stored = (await listFields(tx, municipalityId)).find((field) => field.id === id);
    if (!stored) throw new NotFound();
    if (!confirmed) return refused('removal-unconfirmed', { field: 'confirmed' });
    const count = (await countUses(tx, municipalityId, 'offers.field_of_action')).get(stored.id);
    if (count) return refused('word-in-use', { values: { count } });
    if (!(await removeWord(tx, municipalityId, 'offers.field_of_action', stored.id))) return refused('word-in-use-by-chain');
    concerns(stored.id);
    return accepted(stored.id);
  },
});
