import type { MiddlewareHandler } from 'hono';
import { csrfField, submissionField, type FormState } from './form.ts';
import type { HouseContext, HouseEnv, Sheet, View } from './house.ts';
import type { Uuid } from './id.ts';
import { inTown, showSheet, viewOf } from './page.tsx';
import { countAttempt, type Counted } from './rate-limit.ts';
import { isFormTokenValid } from './request-surroundings.ts';
import { typedTexts, type RawInput } from './submit.tsx';

export interface LimitOptions {
  /** what this attempt is counted by, in this order; the first that is used up refuses it */
  counts(context: HouseContext, raw: RawInput): readonly Counted[] | Promise<readonly Counted[]>;
  /** shows the form again with the message beside it */
  again(view: View, form: FormState): Promise<Sheet> | Sheet;
  /** the address itself is the right to send the form ({@link submitByAddress}): it has no secret of its own, and every attempt counts */
  byAddress?: boolean;
}

/**
 * Stands before `submit`: counts the attempt and answers 429 with the form and the minutes to wait. Forged forms are not
 * counted (submit refuses them), so that no other site can use up somebody's attempts.
 */
export function limited({ counts, again, byAddress = false }: LimitOptions): MiddlewareHandler<HouseEnv> {
  return async (context, next) => {
    const raw: RawInput = await context.req.parseBody({ all: true }).catch(() => ({}));
    const token = raw[csrfField];
    if (!byAddress && (typeof token !== 'string' || !isFormTokenValid(context, token))) return next();
    delete raw[csrfField];
    delete raw[submissionField];
    const wait = await minutesToWait(context, await counts(context, raw));
    if (wait === undefined) return next();
    context.header('Retry-After', String(wait * 60));
    const form: FormState = { values: typedTexts(raw), refusals: [{ code: 'too-many-requests', values: { minutes: wait } }] };
    return inTown(context, 'read', async (tx, town, who) => {
      const view = viewOf(context, tx, town, who);
      return showSheet(context, view, { ...(await again(view, form)), status: 429 });
    });
  };
}

/** Counts each of them; the minutes to wait if one is used up. */
export async function minutesToWait(context: HouseContext, counts: readonly Counted[]): Promise<number | undefined> {
  const { database, clock, configuration } = context.get('house');
  const municipalityId = await municipalityOf(context);
  for (const counted of counts) {
    const attempt = await countAttempt({ database, clock, secretKey: configuration.secretKey }, municipalityId, counted);
    if (!attempt.allowed) return attempt.waitMinutes;
  }
  return undefined;
}

function municipalityOf(context: HouseContext): Promise<Uuid> {
  return inTown(context, 'read', async (_tx, town) => town.id);
}
