import type { Sheet, View } from '../../platform/house.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { readList } from '../search/base-thesaurus.ts';
import { OTHER } from '../search/misses.ts';
import { baseNeed, needLabel } from '../search/own-need.ts';
import { searchPaths } from '../search-paths.ts';
import { listMisses, type Miss } from '../server/search-misses.ts';
import { listOwnNeeds } from '../server/thesaurus.ts';
import { staffSearchTexts } from '../staff-search-texts.ts';

const t = staffSearchTexts.in('de');
/** Fewer searches than this are nobody's business, and no sign of a gap. */
const LEAST = 3;

/** What families looked for in vain: gaps of the chain, or words the search lacks. */
export async function searchesPage(view: View): Promise<Sheet> {
  const misses = await listMisses(view.tx, view.town.id, view.clock.today(), LEAST);
  const own = new Map((await listOwnNeeds(view.tx, view.town.id)).map((need) => [need.id as string, readList(need.asked).slice(0, 3).join(', ')]));
  const nameOf = ({ needKey }: Miss) => {
    const base = baseNeed(needKey);
    return needKey === OTHER ? t('misses.other') : base ? needLabel(base) : own.get(needKey) ?? t('misses.other');
  };
  return {
    title: t('misses.title'),
    breadcrumbs: [{ label: t('title'), href: view.href(searchPaths.thesaurus) }],
    content: (
      <>
        <PageHead title={t('misses.title')} lead={t('misses.lead')} />
        <p class="muted">{t('misses.privacy', { least: LEAST })}</p>
        <Table caption={t('misses.title')} captionHidden rows={misses} empty={<EmptyState title={t('misses.empty')} explanation={t('misses.empty.text', { least: LEAST })} />} columns={[
          { header: t('misses.need'), rowHeader: true, cell: nameOf },
          { header: t('misses.count'), numeric: true, cell: ({ count }) => count },
          { header: t('misses.last'), cell: ({ lastMonth }) => `${lastMonth.slice(5, 7)}/${lastMonth.slice(0, 4)}` },
          { header: t('misses.action'), cell: (miss) => (miss.needKey === OTHER ? '' : (
            <span class="cluster">
              <a href={view.href('/verwaltung/luecken/neu')}>{t('misses.gap')}<span class="visually-hidden">: {nameOf(miss)}</span></a>
              {baseNeed(miss.needKey) ? <a href={view.href(searchPaths.create, { grund: miss.needKey })}>{t('misses.teach')}<span class="visually-hidden">: {nameOf(miss)}</span></a> : null}
            </span>
          )) },
        ]} />
      </>
    ),
  };
}
