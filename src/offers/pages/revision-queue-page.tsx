import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Badge } from '../../ui/badge.tsx';
import { Select } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { revisionTexts, type RevisionKey } from '../revision-texts.ts';
import { loadServices } from '../server/load-services.ts';
import { listWaiting, queueKinds, type Waiting } from '../server/review-queue.ts';

const t = revisionTexts.in('de');
export const QUEUE = '/verwaltung/pruefen';

/** Where each thing that waits is looked at. */
export function queuePath({ kind, id }: Pick<Waiting, 'kind' | 'id'>): string {
  return `${QUEUE}/${kind === 'correction' ? 'hinweis' : 'aenderung'}/${id}`;
}

/** One page on which everything that waits is worked off, the oldest first. */
export async function queuePage(view: View): Promise<Sheet> {
  const { query } = view;
  const all = await listWaiting(view.tx, view.town.id);
  const words = (query.get('suche') ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  const kind = query.get('art');
  const shown = all.filter((one) => (!kind || one.kind === kind) && words.every((word) => `${one.offerName} ${one.organizationName}`.toLowerCase().includes(word)));
  return {
    title: t('queue.title'), wide: true,
    content: (
      <>
        <PageHead title={t('queue.title')} lead={t('queue.lead')} />
        {await Done({ view })}
        {all.length > 0 ? (
          <FilterBar>
            <div class="columns">
              <Select name="art" label={t('queue.kind')} prompt={t('queue.any')} optional options={queueKinds.map((value) => ({ value, label: `${t(`kind.${value}`)} (${all.filter((one) => one.kind === value).length})` }))} />
              <TextField name="suche" label={`${t('queue.offer')}, ${t('queue.organization')}`} optional />
            </div>
          </FilterBar>
        ) : null}
        <Table
          caption={t('queue.table', { count: shown.length })} rows={shown}
          empty={<EmptyState title={t('queue.none')} explanation={t(all.length === 0 ? 'queue.none.text' : 'queue.none.filtered')} />}
          columns={[
            { header: t('queue.offer'), rowHeader: true, cell: (one) => <a href={view.href(queuePath(one))}>{one.offerName}</a> },
            { header: t('queue.kind'), cell: (one) => <Badge tone={one.kind === 'correction' ? 'info' : one.kind === 'retirement' ? 'caution' : 'plain'}>{t(`kind.${one.kind}`)}</Badge> },
            { header: t('queue.what'), cell: (one) => (one.about ? t(`correction.topic.${one.about}`) : one.topics.map((topic) => t(`topic.${topic}`)).join(', ')) },
            { header: t('queue.organization'), cell: (one) => one.organizationName },
            { header: t('queue.since'), cell: (one) => <InstantText at={one.since} style="short" /> },
          ]}
        />
      </>
    ),
  };
}

/** What was just done; the name is looked up, never taken from the address. */
async function Done({ view }: { view: View }) {
  const done = view.query.get('erledigt');
  const key = `queue.done.${done}` as RevisionKey;
  if (!done || !revisionTexts.has('de', key)) return null;
  const id = view.query.get('angebot');
  const [service] = isUuid(id) ? await loadServices(view.tx, view.town.id, [id]) : [];
  return (
    <>
      <Notice kind="success" live>{t(key, { name: service?.name ?? '' })}</Notice>
      {view.query.has('weggelassen') ? <Notice kind="warning">{t('queue.done.dropped')}</Notice> : null}
    </>
  );
}
