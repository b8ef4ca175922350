import type { MiddlewareHandler } from 'hono';
import type { Action, InputSchema } from './action.ts';
import { appendAudit } from './audit.ts';
import type { Write } from './database.ts';
import { BadRequest } from './failure.ts';
import { csrfField, submissionField } from './form.ts';
import type { HouseEnv } from './house.ts';
import type { Refusal } from './outcome.ts';
import { demand, inTown, showSheet, viewOf } from './page.tsx';
import { runAction, typedTexts, type RawInput, type SubmitOptions } from './submit.tsx';

class Refused extends Error {
  readonly refusals: Refusal[];
  constructor(refusals: Refusal[]) {
    super('refused');
    this.refusals = refusals;
  }
}

/**
 * A form whose address itself is the right to send it: the sealed link of a mail. It works without session, cookie, script and from any
 * program that sends a POST – there is nothing another website could borrow. Such an action changes nothing when it comes a second
 * time; it is audited like any other. Read with {@link submit}, which everything else goes through.
 */
export function submitByAddress<Schema extends InputSchema, Value>(
  action: Action<Schema, Value>, { params, again, done }: Pick<SubmitOptions<Value>, 'again' | 'done'> & { params: readonly string[] },
): MiddlewareHandler<HouseEnv> {
  return async (context) => {
    const raw: RawInput = await context.req.parseBody({ all: true }).catch(() => {
      throw new BadRequest('unreadable');
    });
    delete raw[csrfField];
    delete raw[submissionField];
    const input: RawInput = { ...raw };
    for (const name of params) input[name] = context.req.param(name) ?? '';
    const { database, clock } = context.get('house');
    context.header('Cache-Control', 'no-store');
    try {
      const location = await inTown(context, 'write', async (read, town, who) => {
        demand(who, action.may);
        const tx = read as Write;
        const view = viewOf(context, tx, town, who);
        const { outcome, subject, fields } = await runAction(context.get('house'), tx, who, action, input);
        if (!outcome.ok) throw new Refused(outcome.refusals);
        const target = view.href(done(outcome.value, view, context));
        await appendAudit(tx, clock, who, { name: action.audit, outcome: 'done', subject, fields });
        return target;
      });
      return context.redirect(location, 303);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { refusals } = error;
      const who = await inTown(context, 'read', async (_tx, _town, asker) => asker);
      await database.write(who.municipalityId, (tx) => appendAudit(tx, clock, who, { name: action.audit, outcome: 'refused' }));
      return inTown(context, 'read', async (tx, town, asker) => {
        const view = viewOf(context, tx, town, asker);
        return showSheet(context, view, { status: 422, ...(await again(view, { values: typedTexts(raw), refusals })) });
      });
    }
  };
}
