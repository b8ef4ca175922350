import type { Sheet, View } from '../../platform/house.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { LEAST_MISSES, OTHER } from '../search/misses.ts';
import { baseNeed } from '../search/own-need.ts';
import { searchPaths } from '../search-paths.ts';
import { listMisses, namesOfNeeds, type Miss } from '../server/search-misses.ts';
import { staffSearchTexts } from '../staff-search-texts.ts';

const t = staffSearchTexts.in('de');

/** What families looked for in vain: gaps of the chain, or words the search lacks. */
export async function searchesPage(view: View): Promise<Sheet> {
  const misses = await listMisses(view.tx, view.town.id, view.clock.today(), LEAST_MISSES);
  const names = await namesOfNeeds(view.tx, view.town.id);
  const nameOf = ({ needKey }: Miss) => names(needKey) ?? t('misses.other');
  return {
    title: t('misses.title'),
    breadcrumbs: [{ label: t('title'), href: view.href(searchPaths.thesaurus) }],
    content: (
      <>
        <PageHead title={t('misses.title')} lead={t('misses.lead')} />
        <p class="muted">{t('misses.privacy', { least: LEAST_MISSES })}</p>
        <Table caption={t('misses.title')} captionHidden rows={misses} empty={<EmptyState title={t('misses.empty')} explanation={t('misses.empty.text', { least: LEAST_MISSES })} />} columns={[
          { header: t('misses.need'), rowHeader: true, cell: nameOf },
          { header: t('misses.count'), numeric: true, cell: ({ count }) => count },
          { header: t('misses.last'), cell: ({ lastMonth }) => `${lastMonth.slice(5, 7)}/${lastMonth.slice(0, 4)}` },
          { header: t('misses.action'), cell: (miss) => (miss.needKey === OTHER ? '' : (
            <span class="cluster">
              <a href={view.href('/verwaltung/luecken/neu', { gesucht: miss.needKey })}>{t('misses.gap')}<span class="visually-hidden">: {nameOf(miss)}</span></a>
              {baseNeed(miss.needKey) ? <a href={view.href(searchPaths.create, { grund: miss.needKey })}>{t('misses.teach')}<span class="visually-hidden">: {nameOf(miss)}</span></a> : null}
            </span>
          )) },
        ]} />
      </>
    ),
  };
}
