/** Why something of a foreign feed was not taken, or taken with a remark. Every code has a sentence in staff-interfaces.de.json. */
export const problemCodes = [
  'id-missing', 'id-twice', 'not-a-record', 'name-missing', 'organization-missing', 'orphaned', 'status-missing', 'status-unknown', 'time-unreadable', 'time-in-utc', 'time-order', 'rule-incomplete', 'rule-unsupported',
  'day-unreadable', 'validity-order', 'url-without-scheme', 'url-unreadable', 'email-unreadable', 'language-unknown', 'phone-unreadable', 'number-unreadable', 'age-order', 'currency-unknown', 'amount-unreadable',
  'coordinates-unreadable', 'country-foreign', 'term-unknown', 'area-unknown', 'text-too-long', 'hidden-characters', 'markup', 'word-unknown', 'exception-unreadable', 'line-unreadable', 'offer-ambiguous', 'offer-meant-twice',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface FeedProblem {
  /** HSDS name of the kind of record: `service`, `schedule` … */
  entity: string;
  /** of the record, as far as it has one */
  id: string;
  field?: string;
  code: ProblemCode;
  /** what stands there, shortened */
  value?: string;
}

/** Collects what is wrong. `refused`: the record itself cannot be taken. */
export interface Reporter {
  problems: FeedProblem[];
  report(entity: string, id: string, code: ProblemCode, field?: string, value?: unknown): void;
}

const SHOWN = 80;

export function reporter(): Reporter {
  const problems: FeedProblem[] = [];
  return {
    problems,
    report(entity, id, code, field, value) {
      const text = value === undefined || value === null ? '' : typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
      problems.push({ entity, id: id.slice(0, SHOWN), code, ...(field ? { field } : {}), ...(text ? { value: [...text].slice(0, SHOWN).join('') } : {}) });
    },
  };
}
