import type { MiddlewareHandler } from 'hono';
import { appendAudit } from './audit.ts';
import type { Write } from './database.ts';
import { BadRequest, Forbidden } from './failure.ts';
import { csrfField, submissionField, type FormState } from './form.ts';
import type { HouseEnv, Sheet, View } from './house.ts';
import { isUuid } from './id.ts';
import { auditDenial, demand, inTown, showSheet, viewOf } from './page.tsx';
import type { Permission } from './permission.ts';
import { submissionSecret } from './request-surroundings.ts';
import { demandSameOrigin, readForm, takeText, typedTexts } from './submit.tsx';

/**
 * A form that only asks: the page it posts to shows the answer itself. For questions that hold personal data – a name typed into a search –
 * and so must stand in no address, history, log or Referer (ASVS 5, 14.2.1). Nothing is written but the audit entry of the read; never cached.
 */
export function ask(may: Permission, show: (view: View, form: FormState) => Promise<Sheet>): MiddlewareHandler<HouseEnv> {
  return async (context) => {
    demandSameOrigin(context);
    const raw = await readForm(context);
    const token = takeText(raw, csrfField);
    const key = takeText(raw, submissionField);
    if (!isUuid(key) || !submissionSecret(context, token, key)) throw new BadRequest('stale-form');
    try {
      return await inTown(context, 'write', async (tx, town, who) => {
        demand(who, may);
        const view = viewOf(context, tx, town, who);
        const response = await showSheet(context, view, await show(view, { values: typedTexts(raw), refusals: [] }));
        await appendAudit(tx as Write, view.clock, who, { name: may.name, outcome: 'read' });
        return response;
      });
    } catch (error) {
      if (error instanceof Forbidden && error.who.personId) await auditDenial(context, error, may.name);
      throw error;
    }
  };
}
