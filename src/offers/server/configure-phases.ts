import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { checkbox, optionalText, uuidField, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { freeKey, nameFields, namesOf, placedAt } from './name-input.ts';
import { configurePhases } from '../permissions.ts';
import type { LifePhase, Transition } from '../phase.ts';
import { listPhases, listTransitions } from './phases.ts';
import { countUses, removeWord } from './remove-word.ts';
import { storePhases } from './store-phases.ts';

/** Nobody of 27 is looked after by the youth welfare any more (§ 7 Abs. 1 Nr. 4 SGB VIII); a phase of work may go on. */
const OLDEST_MONTH = 100 * 12;
const PLACES = 100;

/** Adds or changes a life phase and its place among the others. Refuses `phase-backwards`; holes and overlaps are the chain's question. */
export const savePhase = action({
  may: configurePhases,
  audit: 'offers.phase.saved',
  input: v.object({ ...nameFields, id: optionalText(60), fromMonth: wholeNumber(-9, OLDEST_MONTH), untilMonth: wholeNumber(-8, OLDEST_MONTH), place: wholeNumber(1, PLACES) }),
  async run({ tx, municipalityId, concerns }, { id, fromMonth, untilMonth, place, ...typed }): Promise<Outcome<Uuid>> {
    const phases = await listPhases(tx, municipalityId);
    const stored = phases.find((phase) => phase.id === id);
    if (id && !stored) throw new NotFound();
    if (untilMonth <= fromMonth) return refused('phase-backwards', { field: 'untilMonth' });
    const names = namesOf(typed);
    const phase: LifePhase = { id: stored?.id ?? newId(), key: stored?.key ?? freeKey(names.de, phases.map(({ key }) => key)), names, fromMonth, untilMonth, position: 0 };
    await storePhases(tx, municipalityId, { phases: placedAt(phases, phase, place), transitions: [], fields: [] });
    concerns(phase.id, ['names', 'ages', 'position']);
    return accepted(phase.id);
  },
});

/**
 * Removes a life phase. Refuses `removal-unconfirmed` (ratings of the chain go with it), `phase-has-transitions`, `word-in-use` with the
 * number of offers, `word-in-use-by-chain`.
 */
export const removePhase = action({
  may: configurePhases,
  audit: 'offers.phase.removed',
  input: v.object({ id: v.string(), confirmed: checkbox() }),
  async run({ tx, municipalityId, concerns }, { id, confirmed }): Promise<Outcome<Uuid>> {
    const stored = (await listPhases(tx, municipalityId)).find((phase) => phase.id === id);
    if (!stored) throw new NotFound();
    if (!confirmed) return refused('removal-unconfirmed', { field: 'confirmed' });
    const count = (await countUses(tx, municipalityId, 'offers.life_phase')).get(stored.id);
    if (count) return refused('word-in-use', { values: { count } });
    const transitions = (await listTransitions(tx, municipalityId)).filter((one) => one.fromPhaseId === stored.id || one.toPhaseId === stored.id);
    if (transitions.length > 0) return refused('phase-has-transitions', { values: { names: transitions.map(({ names }) => names.de).join(', ') } });
    if (!(await removeWord(tx, municipalityId, 'offers.life_phase', stored.id))) return refused('word-in-use-by-chain');
    concerns(stored.id);
    return accepted(stored.id);
  },
});

/** Adds or changes a transition. Refuses `transition-to-itself` and `transition-twice`. */
export const saveTransition = action({
  may: configurePhases,
  audit: 'offers.transition.saved',
  input: v.object({ ...nameFields, id: optionalText(60), fromPhaseId: uuidField(), toPhaseId: uuidField(), place: wholeNumber(1, PLACES) }),
  async run({ tx, municipalityId, concerns }, { id, fromPhaseId, toPhaseId, place, ...typed }): Promise<Outcome<Uuid>> {
    const transitions = await listTransitions(tx, municipalityId);
    const stored = transitions.find((transition) => transition.id === id);
    if (id && !stored) throw new NotFound();
    const phases = new Set((await listPhases(tx, municipalityId)).map((phase) => phase.id));
    for (const [field, phase] of [['fromPhaseId', fromPhaseId], ['toPhaseId', toPhaseId]] as const) if (!phases.has(phase)) return refused('choose-one', { field });
    if (fromPhaseId === toPhaseId) return refused('transition-to-itself', { field: 'toPhaseId' });
    const twin = transitions.find((one) => one.id !== stored?.id && one.fromPhaseId === fromPhaseId && one.toPhaseId === toPhaseId);
    if (twin) return refused('transition-twice', { field: 'toPhaseId', values: { name: twin.names.de } });
    const names = namesOf(typed);
    const transition: Transition = { id: stored?.id ?? newId(), key: stored?.key ?? freeKey(names.de, transitions.map(({ key }) => key)), names, fromPhaseId, toPhaseId, position: 0 };
    await storePhases(tx, municipalityId, { phases: [], transitions: placedAt(transitions, transition, place), fields: [] });
    concerns(transition.id, ['names', 'phases', 'position']);
    return accepted(transition.id);
  },
});

/** Removes a transition. Refuses `removal-unconfirmed`, `word-in-use`, `word-in-use-by-chain`. */
export const removeTransition = action({
  may: configurePhases,
  audit: 'offers.transition.removed',
  input: v.object({ id: v.string(), confirmed: checkbox() }),
  async run({ tx, municipalityId, concerns }, { id, confirmed }): Promise<Outcome<Uuid>> {
    const stored = (await listTransitions(tx, municipalityId)).find((transition) => transition.id === id);
    if (!stored) throw new NotFound();
    if (!confirmed) return refused('removal-unconfirmed', { field: 'confirmed' });
    const count = (await countUses(tx, municipalityId, 'offers.transition')).get(stored.id);
    if (count) return refused('word-in-use', { values: { count } });
    if (!(await removeWord(tx, municipalityId, 'offers.transition', stored.id))) return refused('word-in-use-by-chain');
    concerns(stored.id);
    return accepted(stored.id);
  },
});
