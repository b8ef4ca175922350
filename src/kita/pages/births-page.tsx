import type { Sheet, View } from '../../platform/house.ts';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { officePaths } from '../office-paths.ts';
import { listOverdueBirths } from '../server/births.ts';
import { listDueCalls } from '../server/calls.ts';
import { listMovedWithPlace } from '../server/moves.ts';
import { crumbs, sayDay, sayName, t } from './office-frame.tsx';

/** Children whose record has to be completed today: births to enter, promised calls, moves that left something open. */
export async function birthsPage(view: View): Promise<Sheet> {
  const { tx, town, clock } = view;
  const births = await listOverdueBirths(tx, town.id, clock.today());
  const calls = await listDueCalls(tx, town.id, view.configuration.secretKey, clock.today());
  const moved = await listMovedWithPlace(tx, town.id, clock.today());
  return {
    title: t('today.title'), ...crumbs(view, t('today.title')),
    content: (
      <>
        <PageHead title={t('today.title')} lead={t('today.lead')} />
        <section class="stack" id="geburtstage">
          <h2>{t('births.title')}</h2>
          <p>{t('births.lead')}</p>
          <Table
            caption={t('births.title')} captionHidden rows={births} empty={<EmptyState title={t('births.none')} explanation={t('births.none.text')} icon="check" level={3} />}
            columns={[
              { header: t('search.child'), rowHeader: true, cell: (child) => <a href={view.href(officePaths.child(child.id))}><bdi>{sayName(child)}</bdi></a> },
              { header: t('search.born'), cell: ({ expectedOn }) => t('search.expected', { day: sayDay(expectedOn) }) },
            ]}
          />
        </section>
        <section class="stack" id="rueckrufe">
          <h2>{t('calls.due')}</h2>
          <Table
            caption={t('calls.due')} captionHidden rows={calls} empty={<p>{t('calls.due.none')}</p>}
            columns={[
              { header: t('search.child'), rowHeader: true, cell: ({ childId, childName }) => <a href={view.href(officePaths.child(childId))}><bdi>{childName}</bdi></a> },
              { header: t('call.subject'), cell: ({ subject }) => subject },
              { header: t('call.again'), cell: ({ callAgainOn }) => <DateText day={callAgainOn} style="short" /> },
            ]}
          />
        </section>
        <section class="stack" id="weggezogen">
          <h2>{t('work.moved-with-place')}</h2>
          <Table
            caption={t('work.moved-with-place')} captionHidden rows={moved} empty={<p>{t('moved.none')}</p>}
            columns={[
              { header: t('search.child'), rowHeader: true, cell: (child) => <a href={view.href(officePaths.child(child.id))}><bdi>{sayName(child)}</bdi></a> },
              { header: t('move.day'), cell: ({ until }) => <DateText day={until} style="short" /> },
            ]}
          />
        </section>
      </>
    ),
  };
}
