import type { Sheet, View } from '../../platform/house.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { topics, type IndicatorDefinition } from '../indicator.ts';
import { sayPeriod } from '../period-words.ts';
import { definitionOf, loadFigures, type Basis } from '../server/figures.ts';
import type { IndicatorColumn } from '../indicator-value.ts';
import { FIGURES, t } from './figure-words.ts';

interface Listed {
  definition: IndicatorDefinition;
  columns: IndicatorColumn[];
}

/** All indicators there are figures of, by topic. */
export async function figuresPage(view: View, basis: Basis): Promise<Sheet> {
  const figures = await loadFigures(view, basis);
  const keys = [...new Set(figures.columns.map(({ indicatorKey }) => indicatorKey))];
  const listed = keys.flatMap((key): Listed[] => {
    const columns = figures.columns.filter(({ indicatorKey }) => indicatorKey === key);
    const definition = definitionOf(figures, columns.at(-1)!);
    return definition ? [{ definition, columns }] : [];
  }).sort((one, other) => one.definition.position - other.definition.position || one.definition.names.de.localeCompare(other.definition.names.de, 'de'));
  const [title, lead] = basis === 'raw' ? [t('title.raw'), t('lead.raw')] : [t('title'), t('lead', { town: view.town.name })];
  return inGerman(view, {
    title,
    content: (
      <>
        <PageHead title={title} lead={lead} />
        {listed.length === 0 ? <EmptyState title={t(basis === 'raw' ? 'none.raw' : 'none')} explanation={t(basis === 'raw' ? 'none.raw.text' : 'none.text')} icon="question" /> : null}
        {topics.map((topic) => ({ topic, ofTopic: listed.filter(({ definition }) => definition.topic === topic) })).filter(({ ofTopic }) => ofTopic.length > 0).map(({ topic, ofTopic }) => (
          <section class="stack">
            <h2>{t(`topic.${topic}`)}</h2>
            <Table caption={t('list.caption', { topic: t(`topic.${topic}`) })} captionHidden rows={ofTopic} columns={[
              { header: t('list.indicator'), rowHeader: true, cell: ({ definition }) => <a href={view.href(`${FIGURES[basis]}/${definition.key}`)}>{definition.names.de}</a> },
              { header: t('list.newest'), cell: ({ columns }) => sayPeriod(columns.at(-1)!.period, 'de', 'short') },
              { header: t('list.times'), numeric: true, cell: ({ columns }) => columns.length },
            ]} />
          </section>
        ))}
      </>
    ),
  });
}

/** In another language the content stays German, is marked as such and says so first. */
export function inGerman(view: View, sheet: Sheet): Sheet {
  if (view.language === 'de' || view.language === 'de-easy') return sheet;
  return { ...sheet, content: <div lang="de" dir="ltr" class="stack"><Notice title={t('german-only')} />{sheet.content}</div> };
}
