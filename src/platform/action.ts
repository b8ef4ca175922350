import * as v from 'valibot';
import type { Clock } from './clock.ts';
import type { Write } from './database.ts';
import type { RunningConfiguration } from './house.ts';
import type { Uuid } from './id.ts';
import type { JobOptions } from './jobs.ts';
import type { Mail } from './outbox.ts';
import type { Outcome, Refusal } from './outcome.ts';
import type { Permission, Who } from './permission.ts';

/** What a use case works with: its transaction, who asks, the clock, and things planned in the same commit. */
export interface ActionContext {
  tx: Write;
  who: Who;
  clock: Clock;
  municipalityId: Uuid;
  configuration: RunningConfiguration;
  /** 256 bits that the same form sent again brings along again, and nobody else knows */
  submissionSecret: string;
  /** plans background work in this transaction: nothing is planned if it is rolled back */
  later(task: string, payload: Record<string, unknown>, options?: JobOptions): Promise<void>;
  /** puts a mail into the outbox in this transaction */
  post(mail: Mail): Promise<void>;
  /** names the record concerned for the audit entry */
  concerns(subject: Uuid, fields?: readonly string[]): void;
}

export type InputSchema = v.GenericSchema<unknown, unknown>;

/**
 * One use case: may → load → decide → save → tell, in one transaction. Permission and audit name are required by the
 * type. Refused outcomes are rolled back and audited as refused.
 */
export interface Action<Schema extends InputSchema, Value> {
  may: Permission;
  audit: string;
  input: Schema;
  run(context: ActionContext, input: v.InferOutput<Schema>): Promise<Outcome<Value>>;
}

export function action<Schema extends InputSchema, Value>(definition: Action<Schema, Value>): Action<Schema, Value> {
  return definition;
}

/** Checks raw form values against the schema; each issue becomes a refusal beside its field, its message a text key. */
export function checkInput<Schema extends InputSchema>(schema: Schema, raw: unknown): Outcome<v.InferOutput<Schema>> {
  const result = v.safeParse(schema, raw);
  if (result.success) return { ok: true, value: result.output };
  const refusals: Refusal[] = [];
  for (const issue of result.issues) {
    const field = issue.path?.map((part) => String(part.key)).join('.');
    // One message a field is enough, the first is the nearest to what was typed.
    if (refusals.some((refusal) => refusal.field === field)) continue;
    // A field that was not sent at all is a field left empty.
    const code = issue.type === 'object' ? 'required' : issue.message;
    refusals.push({ code, ...(field === undefined ? {} : { field }), ...limitOf(issue) });
  }
  return { ok: false, refusals };
}

const BYTES_PER_MEGABYTE = 1024 * 1024;

/** The limit a value has broken, for its message: `{min}`, `{max}`; of files in megabytes. */
function limitOf(issue: v.BaseIssue<unknown>): Pick<Refusal, 'values'> {
  if (typeof issue.requirement !== 'number') return {};
  if (issue.type.startsWith('min_')) return { values: { min: issue.requirement } };
  return { values: { max: issue.type === 'max_size' ? Math.floor(issue.requirement / BYTES_PER_MEGABYTE) : issue.requirement } };
}
