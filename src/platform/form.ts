import type { Refusal } from './outcome.ts';

/** What a form shows again after it was refused: everything typed, and each message beside its field. */
export interface FormState {
  values: Record<string, readonly string[]>;
  refusals: readonly Refusal[];
}

/** Names of the hidden fields of every form; read and removed before a form is parsed. */
export const csrfField = '_csrf';
export const submissionField = '_submission';

export const emptyForm: FormState = { values: {}, refusals: [] };

/** A form filled from a record: `filledForm({ name: 'KUBA', languages: ['de', 'tr'] })`. */
export function filledForm(values: Record<string, string | number | boolean | null | undefined | readonly string[]>): FormState {
  const entries = Object.entries(values).map(([name, value]) => {
    if (value === null || value === undefined || value === false) return [name, []] as const;
    if (Array.isArray(value)) return [name, value as readonly string[]] as const;
    return [name, [value === true ? 'on' : String(value)]] as const;
  });
  return { values: Object.fromEntries(entries), refusals: [] };
}

/** First value typed into a field, '' if none. */
export function typed(form: FormState, name: string): string {
  return form.values[name]?.[0] ?? '';
}

export function typedAll(form: FormState, name: string): readonly string[] {
  return form.values[name] ?? [];
}

/** Refusals that belong to a field; those of no field with `undefined`. */
export function refusalsOf(form: FormState, field: string | undefined): Refusal[] {
  return form.refusals.filter((refusal) => refusal.field === field);
}
