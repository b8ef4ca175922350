import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import pg from 'pg';
import { checkInput, type Action, type ActionContext, type InputSchema } from './action.ts';
import { appendAudit } from './audit.ts';
import type { Read, Write } from './database.ts';
import { BadRequest, Conflict, Forbidden } from './failure.ts';
import { csrfField, submissionField, type FormState } from './form.ts';
import type { HouseContext, HouseEnv, Sheet, View } from './house.ts';
import { asLastStatement } from './house-dialect.ts';
import { isUuid, type Uuid } from './id.ts';
import type { Outcome, Refusal } from './outcome.ts';
import { auditDenial, demand, inTown, showSheet, viewOf } from './page.tsx';
import type { Who } from './permission.ts';
import { submissionSecret as secretOf } from './request-surroundings.ts';
import { sameCommit } from './same-commit.ts';

/** A form field is a text, several texts, or a file. */
export type RawInput = Record<string, string | File | (string | File)[]>;

export interface SubmitOptions<Value> {
  /** shows the form again with everything typed and each message beside its field */
  again(view: View, form: FormState): Promise<Sheet> | Sheet;
  /** where a successful submit leads: a path inside the town; may set cookies on the context */
  done(value: Value, view: View, context: HouseContext): string;
  /**
   * The same form sent again (a double click loses the first answer with its cookies): gives the browser again what `done` gave it,
   * if the secret of the submission shows that it is its own. False: this form was not the one.
   */
  repeated?(repeated: Repeated, context: HouseContext): Promise<boolean>;
  /** parts of the address that belong to the input: `['gap']` adds view.param('gap') as `gap` */
  params?: readonly string[];
}

export interface Repeated {
  tx: Read;
  municipalityId: Uuid;
  clock: ActionContext['clock'];
  submissionSecret: string;
}

class Refused extends Error {
  readonly refusals: Refusal[];
  constructor(refusals: Refusal[]) {
    super('refused');
    this.refusals = refusals;
  }
}

/**
 * A form's way into an action: origin, form token, permission, input, then the action, its audit entry and the
 * submission key in one transaction. The same form sent twice is stored once and leads to the same place.
 */
export function submit<Schema extends InputSchema, Value>(action: Action<Schema, Value>, options: SubmitOptions<Value>): MiddlewareHandler<HouseEnv> {
  return async (context) => {
    demandSameOrigin(context);
    const raw = await readForm(context);
    const token = takeText(raw, csrfField);
    const key = takeText(raw, submissionField);
    const submissionSecret = secretOf(context, token, key);
    if (!submissionSecret || !isUuid(key)) throw new BadRequest('stale-form');
    const input: RawInput = { ...raw };
    for (const name of options.params ?? []) input[name] = context.req.param(name) ?? '';

    try {
      const location = await inTown(context, 'write', async (read, town, who) => {
        const tx = read as Write;
        const repeatedLocation = async () => {
          const repeated = { tx, municipalityId: town.id, clock: context.get('house').clock, submissionSecret };
          return await options.repeated?.(repeated, context) ? (await earlierSubmission(tx, town.id, key))?.location : undefined;
        };
        const before = await repeatedLocation();
        if (before !== undefined) return before;
        demand(who, action.may);
        const earlier = await claimSubmission(tx, context, who, key, action.audit);
        if (earlier !== undefined) return await repeatedLocation() ?? earlier;
        const view = viewOf(context, tx, town, who);
        const { outcome, subject, fields } = await runAction(context.get('house'), tx, who, action, input, submissionSecret);
        if (!outcome.ok) throw new Refused(outcome.refusals);
        const target = view.href(options.done(outcome.value, view, context));
        // The row is this transaction's own: nothing can be wrong with it, so it is written in one message with the audit entry and the commit.
        await tx.executeQuery(asLastStatement(`update platform.submission set location = ${pg.escapeLiteral(target)} where id = ${pg.escapeLiteral(key)} and municipality_id = ${pg.escapeLiteral(town.id)}`));
        await appendAudit(tx, view.clock, who, { name: action.audit, outcome: 'done', subject, fields });
        return target;
      });
      context.header('Cache-Control', 'no-store');
      return context.redirect(location, 303);
    } catch (error) {
      if (error instanceof Forbidden) await auditDenial(context, error, action.audit);
      if (!(error instanceof Refused)) throw error;
      return showAgain(context, action.audit, raw, error.refusals, options);
    }
  };
}

/** Checks the input and runs the action in a given transaction; also the way in for tests, imports and the demo loader. */
export async function runAction<Schema extends InputSchema, Value>(
  house: ActionHouse, tx: Write, who: Who, action: Action<Schema, Value>, raw: unknown, submissionSecret = randomBytes(32).toString('base64url'),
): Promise<{ outcome: Outcome<Value>; subject?: Uuid; fields?: readonly string[] }> {
  const checked = checkInput(action.input, raw);
  if (!checked.ok) return { outcome: checked };
  let subject: Uuid | undefined;
  let fields: readonly string[] | undefined;
  const actionContext: ActionContext = {
    tx, who, clock: house.clock, municipalityId: who.municipalityId, configuration: house.configuration, submissionSecret,
    ...sameCommit(tx, who.municipalityId, house.clock),
    concerns: (id, names) => {
      subject = id;
      fields = names;
    },
  };
  const outcome = await action.run(actionContext, checked.value);
  return { outcome, ...(subject ? { subject } : {}), ...(fields ? { fields } : {}) };
}

export type ActionHouse = { clock: ActionContext['clock']; configuration: ActionContext['configuration'] };

async function showAgain<Value>(context: HouseContext, audit: string, raw: RawInput, refusals: Refusal[], options: SubmitOptions<Value>): Promise<Response> {
  const { database, clock } = context.get('house');
  const who = await inTown(context, 'read', async (_tx, _town, asker) => asker);
  await database.write(who.municipalityId, (tx) => appendAudit(tx, clock, who, { name: audit, outcome: 'refused' }));
  const form: FormState = { values: typedTexts(raw), refusals };
  return inTown(context, 'read', async (tx, town, asker) => {
    const view = viewOf(context, tx, town, asker);
    return showSheet(context, view, { status: 422, ...(await options.again(view, form)) });
  });
}

/** Stores the submission key; the place it led to if it was stored before, by this or another process. */
async function claimSubmission(tx: Write, context: HouseContext, who: Who, key: Uuid, audit: string): Promise<string | undefined> {
  const claimed = await tx.insertInto('platform.submission')
    .values({ municipality_id: who.municipalityId, id: key, action: audit, person_id: who.personId ?? null, location: '', at: context.get('house').clock.now() })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doNothing())
    .returning('id').executeTakeFirst();
  if (claimed) return undefined;
  const earlier = await earlierSubmission(tx, who.municipalityId, key);
  if (!earlier || earlier.action !== audit || earlier.person_id !== (who.personId ?? null)) throw new Conflict();
  return earlier.location;
}

function earlierSubmission(tx: Read, municipalityId: Uuid, key: Uuid) {
  return tx.selectFrom('platform.submission').select(['location', 'action', 'person_id']).where('municipality_id', '=', municipalityId).where('id', '=', key).executeTakeFirst();
}

/** Browsers send Origin with every POST; one that names another place is refused (the token is checked as well). */
export function demandSameOrigin(context: HouseContext): void {
  const origin = context.req.header('Origin');
  const own = context.get('house').configuration.baseUrl.origin;
  if (origin !== undefined && origin !== own) throw new BadRequest('wrong-origin');
  const site = context.req.header('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new BadRequest('wrong-origin');
}

export async function readForm(context: HouseContext): Promise<RawInput> {
  try {
    return await context.req.parseBody({ all: true });
  } catch {
    throw new BadRequest('unreadable');
  }
}

export function takeText(raw: RawInput, name: string): string {
  const value = raw[name];
  delete raw[name];
  return typeof value === 'string' ? value : '';
}

/** Passwords and codes are never shown again. */
const NEVER_SHOWN_AGAIN = /password|passwort|^code$|secret/i;

export const isShownAgain = (name: string): boolean => !NEVER_SHOWN_AGAIN.test(name);

export function typedTexts(raw: RawInput): Record<string, string[]> {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => isShownAgain(name)).map(([name, value]) => [
    name, (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string'),
  ]));
}
