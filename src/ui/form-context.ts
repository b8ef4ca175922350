import { createContext, useContext } from 'hono/jsx';
import { emptyForm, refusalsOf, typed, typedAll, type FormState } from '../platform/form.ts';
import type { Refusal } from '../platform/outcome.ts';

/** What the fields inside a form know of it, and what they tell it while they are rendered. */
export interface FormSurroundings {
  id: string;
  form: FormState;
  say(refusal: Refusal): string;
  /** label of each rendered field in reading order; the error summary names fields by it */
  labels: Map<string, { label: string; target: string }>;
  /** a choice of filters: nothing in it is required, so nothing is marked */
  filtering: boolean;
  /** set by fields that need it */
  seen: { file: boolean; optional: boolean; required: boolean };
}

export function newSurroundings(id: string, form: FormState, say: (refusal: Refusal) => string, filtering = false): FormSurroundings {
  return { id, form, say, filtering, labels: new Map(), seen: { file: false, optional: false, required: false } };
}

export const FormContext = createContext<FormSurroundings>(newSurroundings('', emptyForm, (refusal) => refusal.code));

/** State of one field, read by its name from the form it stands in. */
export interface Field {
  id: string;
  name: string;
  value: string;
  values: readonly string[];
  messages: string[];
  hintId: string | undefined;
  errorId: string | undefined;
  /** `aria-describedby`: hint and messages, in reading order */
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
  /** „freiwillig“ stands behind the label */
  marked: boolean;
}

export interface FieldFacts {
  name: string;
  label: string;
  hint?: unknown;
  optional?: boolean;
  /** neither required nor marked as optional, e.g. a single tick */
  unmarked?: boolean;
  /** id of the element a link of the error summary leads to, if it is not the field's own id */
  target?: string;
}

/** Reads a field from its form and tells the form that it is there. */
export function useField(facts: FieldFacts): Field {
  const surroundings = useContext(FormContext);
  const id = fieldId(surroundings.id, facts.name);
  surroundings.labels.set(facts.name, { label: facts.label, target: facts.target ?? id });
  const quiet = facts.unmarked === true || surroundings.filtering;
  if (!quiet) surroundings.seen[facts.optional ? 'optional' : 'required'] = true;
  const messages = refusalsOf(surroundings.form, facts.name).map(surroundings.say);
  const hintId = facts.hint === undefined ? undefined : `${id}-hinweis`;
  const errorId = messages.length === 0 ? undefined : `${id}-fehler`;
  return {
    id,
    name: facts.name,
    value: typed(surroundings.form, facts.name),
    values: typedAll(surroundings.form, facts.name),
    messages,
    hintId,
    errorId,
    describedBy: [hintId, errorId].filter(Boolean).join(' ') || undefined,
    invalid: messages.length > 0,
    required: !quiet && !facts.optional,
    marked: !quiet && facts.optional === true,
  };
}

function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-/, 'feld-');
}
