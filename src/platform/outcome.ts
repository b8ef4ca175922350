/**
 * Outcome of a rule or a use case. Refusals a person can do something about are values, not exceptions:
 * a message key of the part's own texts, the values to put into it, and the form field it belongs to.
 */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; refusals: Refusal[] };

export interface Refusal {
  /** key in the part's texts, e.g. `round-not-closed` */
  code: string;
  values?: Record<string, string | number>;
  /** name of the form field beside which the message is shown; without one it is shown above the form */
  field?: string;
}

export function accepted<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function refused(code: string, details: Omit<Refusal, 'code'> = {}): { ok: false; refusals: Refusal[] } {
  return { ok: false, refusals: [{ code, ...details }] };
}
