import { filledForm, type FormState } from '../../platform/form.ts';
import type { Child, View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Draft, DraftStep } from '../registration/draft.ts';
import { childrenOfPerson } from '../server/guardians.ts';

/** What a page of the form is given. */
export interface StepView {
  view: View;
  id: Uuid;
  draft: Draft;
  steps: readonly DraftStep[];
  /** as typed before it was refused; missing when the page is opened */
  form: FormState | undefined;
}

export interface ShownStep {
  lead?: Child;
  content: Child;
}

/** The form of a page: what was typed before a refusal, else what is saved. */
export const formOf = (form: FormState | undefined, saved: Parameters<typeof filledForm>[0]): FormState => form ?? filledForm(saved);

/** How often this page was saved when it was shown. */
export const savedOf = (draft: Draft, step: DraftStep): string => String(draft.saved[step] ?? 0);

/** The family's children who are not in this draft. */
export async function otherChildren(view: View, draft: Draft): Promise<Uuid[]> {
  const inDraft = new Set(draft.children.map(({ childId }) => childId));
  return (await childrenOfPerson(view.tx, view.town.id, view.who.personId!)).map(({ childId }) => childId).filter((id) => !inDraft.has(id));
}

export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
}
