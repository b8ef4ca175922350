import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField, wholeNumber } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { isStale, withStep, type Draft, type DraftStep } from '../registration/draft.ts';
import { ownRegistration } from '../registration-permissions.ts';
import { lockOwnDraft, updateDraft } from './drafts.ts';

/** Where a saved page leads: on, or back to itself (a child or a wish was added). */
export interface SavedStep {
  id: Uuid;
  step: DraftStep;
  stays: boolean;
}

type Entries = Record<string, v.GenericSchema<unknown, unknown>>;
export interface StepChange {
  change: Partial<Draft>;
  stays?: boolean;
}

/**
 * Saves one page of a draft: the person's own draft is locked, a page saved elsewhere meanwhile is refused (`stale-page`, with everything
 * typed), and only what the page asks is changed.
 */
export function draftStepAction<const Fields extends Entries>(
  step: DraftStep, fields: Fields, read: (input: v.InferOutput<v.ObjectSchema<Fields, undefined>>, draft: Draft, context: ActionContext) => Promise<Outcome<StepChange>> | Outcome<StepChange>,
) {
  const input = v.object({ id: uuidField(), saved: wholeNumber(0, 1_000_000), ...fields });
  return action({
    may: ownRegistration,
    audit: 'kita.registration-draft.saved',
    input,
    async run(context, typed) {
      const { tx, clock, municipalityId, configuration: { secretKey }, who, concerns } = context;
      const { id, saved } = typed as { id: Uuid; saved: number };
      const draft = await lockOwnDraft(tx, municipalityId, secretKey, who.personId!, id);
      // Sent in another tab, thrown away, or somebody else's: all the same.
      if (!draft) throw new NotFound();
      if (isStale(draft, step, saved)) return refused('stale-page');
      const outcome = await read(typed as v.InferOutput<v.ObjectSchema<Fields, undefined>>, draft, context);
      if (!outcome.ok) return outcome;
      await updateDraft(tx, municipalityId, clock, secretKey, id, withStep(draft, step, outcome.value.change));
      concerns(id, [step]);
      return accepted<SavedStep>({ id, step, stays: outcome.value.stays ?? false });
    },
  });
}
