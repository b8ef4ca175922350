import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { duplicatePaths } from '../duplicate-paths.ts';
import { duplicatesTexts } from '../duplicates-texts.ts';
import type { Signal } from '../duplicates/likeness.ts';
import { findDuplicates, listDistinctPairs } from '../server/duplicates.ts';
import { shownOffers } from '../server/shown-offers.ts';
import { listMerges } from '../server/undo-merge.ts';

const t = duplicatesTexts.in('de');
const SHOWN = 100;

/** Pairs that look like one offer; what was merged; what was found to be two. */
export async function duplicatesPage(view: View): Promise<Sheet> {
  const found = await findDuplicates(view.tx, view.town.id);
  const pairs = found.slice(0, SHOWN);
  const offers = new Map((await shownOffers(view.tx, view.town.id, [...new Set(pairs.flatMap(({ ids }) => ids))])).map((offer) => [offer.service.id, offer]));
  const nameOf = (id: string) => {
    const offer = offers.get(id as never);
    return offer ? <>{offer.service.name} <span class="small muted">({offer.organizationName})</span></> : null;
  };
  return {
    title: t('title'),
    wide: true,
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} actions={<LinkButton look="secondary" href={view.href(duplicatePaths.organizationList)}>{t('organizations.link')}</LinkButton>} />
        {view.query.has('kein-doppel') ? <Notice kind="success" live>{t('distinct.saved')}</Notice> : null}
        {view.query.has('getrennt') ? <Notice kind="success" live>{t('undo.done')}</Notice> : null}
        {found.length > SHOWN ? <p>{t('pairs.more', { shown: SHOWN, count: found.length })}</p> : null}
        <Table
          caption={t('pairs', { count: found.length })} rows={pairs} empty={<EmptyState icon="check" title={t('pairs.none')} explanation={t('pairs.none.text')} />}
          columns={[
            { header: t('column.pair'), rowHeader: true, cell: ({ ids }) => <ul class="plain-list">{ids.map((id) => <li>{nameOf(id)}</li>)}</ul> },
            { header: t('column.score'), numeric: true, cell: ({ score }) => t('score', { score }) },
            { header: t('column.why'), cell: ({ signals }) => <Signals signals={signals} /> },
            { header: t('column.action'), cell: ({ ids }) => (
              <a href={view.href(duplicatePaths.pair(ids[0], ids[1]))}>{t('compare')}<span class="visually-hidden">: {ids.map((id) => offers.get(id)?.service.name).join(', ')}</span></a>
            ) },
          ]}
        />
        {await Merges({ view })}
        {await DistinctPairs({ view })}
      </>
    ),
  };
}

/** After a refusal of the small forms on this page. */
export async function duplicatesAgain(view: View, _form: FormState): Promise<Sheet> {
  return duplicatesPage(view);
}

export function Signals({ signals }: { signals: readonly Signal[] }) {
  return <ul class="plain-list small">{signals.map(({ kind, points }) => <li>{t('signal', { what: t(`signal.${kind}`), points: points > 0 ? `+${points}` : `−${-points}` })}</li>)}</ul>;
}

async function Merges({ view }: { view: View }) {
  const merges = await listMerges(view.tx, view.town.id);
  return (
    <section>
      <h2>{t('done.list')}</h2>
      <Table
        caption={t('done.list')} captionHidden rows={merges} empty={<p class="muted">{t('done.list.none')}</p>}
        columns={[
          { header: t('done.survivor'), rowHeader: true, cell: (merge) => merge.survivorName },
          { header: t('done.merged'), cell: (merge) => merge.mergedName },
          { header: t('done.at'), cell: (merge) => <><InstantText at={merge.mergedAt} style="short" />{merge.mergedBy ? `, ${merge.mergedBy}` : ''}</> },
          { header: t('done.state'), cell: (merge) => (merge.undoneAt ? t('done.undone', { day: new Intl.DateTimeFormat('de-DE', { dateStyle: 'short', timeZone: 'Europe/Berlin' }).format(merge.undoneAt) }) : t('done.in-force')) },
          { header: t('column.action'), cell: (merge) => <a href={view.href(duplicatePaths.merge(merge.id))}>{t('done.show')}<span class="visually-hidden">: {merge.survivorName}, {merge.mergedName}</span></a> },
        ]}
      />
    </section>
  );
}

async function DistinctPairs({ view }: { view: View }) {
  const pairs = await listDistinctPairs(view.tx, view.town.id);
  return (
    <section>
      <h2>{t('distinct.list')}</h2>
      <Table
        caption={t('distinct.list')} captionHidden rows={pairs} empty={<p class="muted">{t('distinct.list.none')}</p>}
        columns={[
          { header: t('column.pair'), rowHeader: true, cell: (pair) => <a href={view.href(duplicatePaths.pair(pair.serviceId, pair.otherId))}>{pair.serviceName} / {pair.otherName}</a> },
          { header: t('distinct.reason'), cell: (pair) => pair.reason },
          { header: t('distinct.on'), cell: (pair) => <><DateText day={pair.decidedOn} style="short" />{pair.decidedBy ? `, ${pair.decidedBy}` : ''}</> },
          { header: t('column.action'), cell: (pair) => (
            <Form form={emptyForm} action={view.href(`${duplicatePaths.list}/kein-doppel/${pair.id}/vergessen`)} id={`vergessen-${pair.id}`} label={`${t('distinct.forget')}: ${pair.serviceName}, ${pair.otherName}`}>
              <Button look="tertiary" small>{t('distinct.forget')}<span class="visually-hidden">: {pair.serviceName}, {pair.otherName}</span></Button>
            </Form>
          ) },
        ]}
      />
    </section>
  );
}
