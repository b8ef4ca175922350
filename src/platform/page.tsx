import type { MiddlewareHandler } from 'hono';
import { appendAudit } from './audit.ts';
import type { Database, Read, Write } from './database.ts';
import { Busy, Forbidden, NotFound } from './failure.ts';
import type { Uuid } from './id.ts';
import type { Child, HouseContext, HouseEnv, Sheet, View } from './house.ts';
import { PageContext, type PageSurroundings } from './page-context.ts';
import type { Permission, Who } from './permission.ts';
import { sessionToken, splitAddress, surroundingsOf } from './request-surroundings.ts';
import type { Town } from './town.ts';

export type Show = (view: View) => Promise<Sheet | Response> | Sheet | Response;

/**
 * A page inside a town: finds the municipality, who asks and whether they may, all in one transaction, then shows it.
 * Reads of personal, social and entrusted records are audited in the same transaction under the permission's name.
 */
export function page(may: Permission, show: Show): MiddlewareHandler<HouseEnv> {
  return async (context) => {
    const isProtected = may.protects !== 'open' && may.protects !== 'internal';
    try {
      return await inTown(context, isProtected ? 'write' : 'read', async (tx, town, who) => {
        demand(who, may);
        const view = viewOf(context, tx, town, who);
        const shown = await show(view);
        const response = shown instanceof Response ? withoutStore(shown, who) : await showSheet(context, view, shown);
        if (isProtected) await appendAudit(tx as Write, view.clock, who, { name: may.name, outcome: 'read' });
        return response;
      });
    } catch (error) {
      // A visitor who is not signed in is asked to sign in (src/platform/app.tsx); nothing was denied yet.
      if (error instanceof Forbidden && error.who.personId) await auditDenial(context, error, may.name);
      throw error;
    }
  };
}

/** Ids of towns by their address, as last read; each use is checked against the town itself. */
const knownTowns = new WeakMap<Database, Map<string, Uuid>>();

/** Opens the request's one transaction with its municipality set, and says who asks. */
export async function inTown<Result>(
  context: HouseContext, mode: 'read' | 'write', work: (tx: Read, town: Town, who: Who) => Promise<Result>,
): Promise<Result> {
  const { database, findTown, identify, clock } = context.get('house');
  if (database.isBusy()) throw new Busy();
  const slug = splitAddress(new URL(context.req.url).pathname).town;
  const known = knownTowns.get(database) ?? new Map<string, Uuid>();
  knownTowns.set(database, known);
  const workIn = async (tx: Read, town: Town) => work(tx, town, await identify(tx, town, sessionToken(context), clock));
  const id = known.get(slug);
  if (id) {
    // The transaction begins with its municipality in one message to the database instead of two.
    const done = await database[mode](id, async (tx: Read) => {
      const town = await findTown(tx, slug);
      return town?.id === id ? { result: await workIn(tx, town) } : undefined;
    });
    if (done) return done.result;
    known.delete(slug);
  }
  let town: Town | undefined;
  const municipality = async (tx: Read) => {
    town = await findTown(tx, slug);
    if (!town) throw new NotFound();
    return town.id;
  };
  return database[mode](municipality, async (tx: Read) => {
    known.set(slug, town!.id);
    return workIn(tx, town!);
  });
}

/** Lets pass who may. */
export function demand(who: Who, may: Permission): void {
  if (!may.allows(who)) throw new Forbidden(may.name, who);
}

/** In a transaction of its own, after the denied one was rolled back. */
export async function auditDenial(context: HouseContext, denied: Forbidden, name: string): Promise<void> {
  const { database, clock } = context.get('house');
  await database.write(denied.who.municipalityId, (tx) => appendAudit(tx, clock, denied.who, { name, outcome: 'denied' }));
}

/** Downloads for people who are signed in are not kept by any cache. */
function withoutStore(response: Response, who: Who): Response {
  if (who.personId) response.headers.set('Cache-Control', 'no-store');
  return response;
}

export function viewOf(context: HouseContext, tx: Read, town: Town, who: Who): View {
  const { clock, configuration } = context.get('house');
  const view: Omit<View, keyof PageSurroundings> = {
    tx, town, who, clock, configuration, param: (name) => context.req.param(name) ?? '',
  };
  return Object.assign(Object.create(surroundingsOf(context)) as PageSurroundings, view);
}

export async function showSheet(context: HouseContext, view: View, sheet: Sheet): Promise<Response> {
  const html = await render(view, context.get('house').layout(view, sheet));
  const isPersonal = view.who.personId !== undefined || (sheet.status ?? 200) >= 400;
  if (isPersonal) context.header('Cache-Control', 'no-store');
  else if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'private, no-cache');
  return context.html(html, sheet.status ?? 200);
}

/** Renders a document with its surroundings; rendered to the end before anything is sent. */
export async function render(surroundings: PageSurroundings, document: Child): Promise<string> {
  const element = <PageContext.Provider value={surroundings}>{document}</PageContext.Provider>;
  return String(await element.toString());
}
