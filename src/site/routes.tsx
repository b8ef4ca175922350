import { Hono } from 'hono';
import { permitEverybody, permitSignedIn } from '../accounts/permit.ts';
import { listTowns } from '../accounts/server/towns.ts';
import type { HouseEnv } from '../platform/house.ts';
import type { NavigationEntry } from '../platform/navigation.ts';
import { page, render } from '../platform/page.tsx';
import { surroundingsOf } from '../platform/request-surroundings.ts';
import { frontPage } from './front-page.tsx';
import { MusterbuchPage } from '../ui/musterbuch.tsx';
import { accessibilityPage, imprintPage, privacyPage } from './legal-pages.tsx';
import { overviewPage, overviewPath } from './overview-page.tsx';

const everybody = permitEverybody('site.page.read');

/** Pages every town has; the overview lists the entries of the menu. */
export const townSiteRoutes = (navigation: readonly NavigationEntry[]) => new Hono<HouseEnv>()
  .get(overviewPath, page(permitSignedIn('site.overview.read', 'internal'), overviewPage(navigation)))
  .get('/barrierefreiheit', page(everybody, accessibilityPage))
  .get('/impressum', page(everybody, imprintPage))
  .get('/datenschutz', page(everybody, privacyPage));

/** Pages outside any town. */
export const siteRoutes = new Hono<HouseEnv>()
  .get('/', async (context) => {
    const { database, siteLayout } = context.get('house');
    const surroundings = surroundingsOf(context);
    const towns = await database.readPublic(listTowns);
    return context.html(await render(surroundings, siteLayout(surroundings, frontPage(surroundings, towns))));
  })
  .get('/gesundheit', async (context) => {
    await context.get('house').database.readPublic(listTowns);
    return context.text('ok\n');
  })
  .get('/musterbuch', async (context) => {
    const surroundings = surroundingsOf(context);
    return context.html(await render(surroundings, <MusterbuchPage />));
  })
  .get('/robots.txt', (context) => context.text(`User-agent: *\nDisallow: /_mail\nDisallow: /musterbuch\nSitemap: ${context.get('house').configuration.baseUrl.origin}/sitemap.xml\n`))
  .get('/.well-known/security.txt', (context) => {
    const { configuration, clock } = context.get('house');
    const nextYear = new Date(clock.now().getTime() + 364 * 86_400_000).toISOString();
    return context.text([
      `Contact: mailto:security@${configuration.baseUrl.hostname}`,
      `Expires: ${nextYear}`,
      'Preferred-Languages: de, en',
      `Canonical: ${configuration.baseUrl.origin}/.well-known/security.txt`,
      '',
    ].join('\n'));
  });
