import type { Sheet, View } from '../platform/house.ts';
import type { NavigationEntry } from '../platform/navigation.ts';
import { Badge } from '../ui/badge.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { texts } from './texts.ts';

export const overviewPath = '/verwaltung';

/** Everything the person may open behind the counter: daily work, then what is set up once and looked at now and then. */
export function overviewPage(navigation: readonly NavigationEntry[]): (view: View) => Promise<Sheet> {
  return async (view) => {
    const t = texts.in(view.language);
    const mine = navigation.filter((entry) => entry.may.allows(view.who));
    const waiting = new Map<NavigationEntry, number>();
    for (const entry of mine) if (entry.waiting) waiting.set(entry, await entry.waiting(view.tx, view.town.id));
    const groups = [
      { title: t('overview.daily'), entries: mine.filter((entry) => entry.area === 'staff' || entry.area === 'work') },
      { title: t('overview.settings'), entries: mine.filter((entry) => entry.area === 'settings') },
    ];
    return {
      title: t('navigation.overview'),
      noIndex: true,
      content: (
        <>
          <PageHead title={t('navigation.overview')} lead={t('overview.lead')} />
          {groups.filter(({ entries }) => entries.length > 0).map(({ title, entries }) => (
            <section class="stack">
              <h2>{title}</h2>
              <ul class="columns">{entries.map((entry) => <li><a href={view.href(entry.path)}>{entry.label(view.language)}</a>{waiting.get(entry) ? <> <Badge tone="caution">{t('overview.waiting', { count: waiting.get(entry)! })}</Badge></> : null}</li>)}</ul>
            </section>
          ))}
        </>
      ),
    };
  };
}
