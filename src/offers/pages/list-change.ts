import type { MiddlewareHandler } from 'hono';
import { BadRequest } from '../../platform/failure.ts';
import { csrfField, type FormState } from '../../platform/form.ts';
import type { HouseContext, HouseEnv, Sheet, View } from '../../platform/house.ts';
import { page } from '../../platform/page.tsx';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Permission, Who } from '../../platform/permission.ts';
import { isFormTokenValid } from '../../platform/request-surroundings.ts';
import { typedTexts, type RawInput } from '../../platform/submit.tsx';
import { handOver } from '../permissions.ts';
import type { PersonalList } from '../personal-list.ts';
import { clearListCookie, readListCookie, writeListCookie } from '../server/personal-list-cookie.ts';
import { sealList } from '../server/personal-list-seal.ts';

/** A list after a change, and the address to go to. */
export interface Changed {
  list: PersonalList;
  to: string;
}

interface ChangeOptions {
  /** what a form with these texts makes of the list */
  change(view: View, list: PersonalList, form: FormState): Promise<Outcome<Changed>> | Outcome<Changed>;
  /** a form that may come from a page without a secret of its own: the browser's word that it is one of ours is enough for what it does */
  isHarmless?(form: FormState): boolean;
  /** shows the form again with what was typed */
  again(view: View, list: PersonalList, form: FormState): Promise<Sheet>;
}

/** Shows a page that needs to know the personal list of this browser. */
export function withList(may: Permission, show: (view: View, list: PersonalList) => Promise<Sheet | Response>): MiddlewareHandler<HouseEnv> {
  return async (context, next) => {
    context.header('Cache-Control', 'no-store');
    return page(may, (view) => show(view, listOf(context, view)))(context, next);
  };
}

/**
 * A form that changes the personal list. Nothing is written here: the changed list goes back to the browser, sealed. Forms without the
 * page's secret are refused like everywhere, so that no other site fills somebody's list.
 */
export function changeList(may: Permission, { change, isHarmless, again }: ChangeOptions): MiddlewareHandler<HouseEnv> {
  return async (context, next) => {
    const raw: RawInput = await context.req.parseBody({ all: true }).catch(() => ({}));
    const token = raw[csrfField];
    delete raw[csrfField];
    const form: FormState = { values: typedTexts(raw), refusals: [] };
    const isOwn = (typeof token === 'string' && isFormTokenValid(context, token)) || (isHarmless?.(form) === true && isFromOwnPage(context));
    if (!isOwn) throw new BadRequest('stale-form');
    context.header('Cache-Control', 'no-store');
    return page(may, async (view) => {
      const list = listOf(context, view);
      const outcome = keep(context, view, await change(view, list, form));
      // Made by the context, because the cookie was put there.
      if (outcome.ok) return context.redirect(outcome.value.to, 303);
      return { status: 422, ...(await again(view, list, { ...form, refusals: outcome.refusals })) };
    })(context, next);
  };
}

/** Said by the browser, which no page can make it say (Fetch Metadata; older ones: Origin). One that says nothing is not believed. */
function isFromOwnPage(context: HouseContext): boolean {
  const site = context.req.header('Sec-Fetch-Site');
  return site === undefined ? context.req.header('Origin') === context.get('house').configuration.baseUrl.origin : site === 'same-origin';
}

function listOf(context: HouseContext, view: View): PersonalList {
  return readListCookie(context, view.town, view.clock.today());
}

function keep(context: HouseContext, view: View, outcome: Outcome<Changed>): Outcome<Changed> {
  if (!outcome.ok) return outcome;
  const list = { ...outcome.value.list, changedOn: view.clock.today() };
  const sealed = sealList(view.configuration.secretKey, view.town.id, list);
  if (!sealed) return refused('list-too-long');
  if (list.entries.length === 0 && !list.language) clearListCookie(context, view.town);
  else writeListCookie(context, view.town, sealed, isAtCounter(view.who));
  return outcome;
}

/** Who hands over lists at a counter works on the same list as everybody, but it ends with the day. */
export function isAtCounter(who: Who): boolean {
  return handOver.allows(who);
}

/** Notes on the list itself that it was counted, so that one sheet counts once. */
export function markCounted(context: HouseContext, view: View, to: string): string {
  keep(context, view, accepted({ list: { ...listOf(context, view), counted: true }, to }));
  return to;
}
