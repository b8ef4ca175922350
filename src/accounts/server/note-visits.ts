import type { MiddlewareHandler } from 'hono';
import type { HouseEnv } from '../../platform/house.ts';
import { errorFacts } from '../../platform/log.ts';
import { sessionToken, splitAddress } from '../../platform/request-surroundings.ts';
import { SESSION } from '../session.ts';
import { noteVisit, tokenHash } from './sessions.ts';
import { findTown } from './towns.ts';

const REMEMBERED = 10_000;

/**
 * Keeps sessions in use from ending: after a page was made, the time of the visit is written in a small transaction of its own
 * (pages themselves only read). This process remembers when it last did so only to save the database a question; another process
 * that does not know writes nothing twice either, because the row itself says when.
 */
export function noteVisits(): MiddlewareHandler<HouseEnv> {
  const noted = new Map<string, number>();
  return async (context, next) => {
    const token = sessionToken(context);
    await next();
    if (!token || context.res.status >= 500) return;
    const { clock, database, log } = context.get('house');
    const key = tokenHash(token).toString('base64');
    const now = clock.now().getTime();
    if (now - (noted.get(key) ?? -Infinity) < SESSION.visitEvery) return;
    if (noted.size >= REMEMBERED) noted.clear();
    noted.set(key, now);
    try {
      const { town: slug } = splitAddress(new URL(context.req.url).pathname);
      const town = await database.readPublic((tx) => findTown(tx, slug));
      if (town) await database.write(town.id, (tx) => noteVisit(tx, clock, town.id, token));
    } catch (error) {
      // The page is made; that its time could not be written is no reason to lose it.
      log('warn', { event: 'visit-not-noted', ...errorFacts(error) });
    }
  };
}
