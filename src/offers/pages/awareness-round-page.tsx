import { NotFound } from '../../platform/failure.ts';
import { emptyForm } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { languageFacts, languages } from '../../platform/language.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { published, type PublishedFigure } from '../awareness/publication.ts';
import { reasons, sheetsNeeded } from '../awareness/survey.ts';
import { shareInterval } from '../../monitoring/statistics/interval.ts';
import { surveyTexts } from '../awareness-texts.ts';
import { runSurvey } from '../permissions.ts';
import { findRound, findRoundBefore, loadFigures, type AwarenessRound } from '../server/awareness-rounds.ts';
import { AwarenessChart, changeOf, KnownTable, ReasonTable, sayReadable, sayShare, UseTable, type Before } from './awareness-figures.tsx';
import { QrCode } from './list-qr.tsx';
import { sayDay } from '../said.ts';
import { AWARENESS, t } from './awareness-rounds-page.tsx';
import { surveyPath } from './awareness-survey-page.tsx';

async function roundOf(view: View): Promise<AwarenessRound> {
  const id = view.param('id');
  const round = isUuid(id) ? await findRound(view.tx, view.town.id, id) : undefined;
  if (!round) throw new NotFound();
  return round;
}

/** A survey: while it runs how many sheets there are, afterwards what came of it. */
export async function awarenessRoundPage(view: View): Promise<Sheet> {
  const round = await roundOf(view);
  const breadcrumbs = [{ label: t('title'), href: view.href(AWARENESS) }, { label: round.title }];
  return { title: round.title, breadcrumbs, wide: true, content: round.closedOn ? await Results({ view, round }) : await Running({ view, round }) };
}

async function Running({ view, round }: { view: View; round: AwarenessRound }) {
  const offers = (await loadFigures(view.tx, view.town.id, round.id)).length;
  return (
    <>
      <PageHead
        title={round.title} preline={t(`audience.${round.audience}`)} lead={t('running.lead', { sheets: round.sheets, offers, needed: sheetsNeeded(offers, round.offersPerSheet) })}
        actions={<LinkButton look="secondary" icon="print" href={view.href(`${AWARENESS}/${round.id}/aushang`)}>{t('poster')}</LinkButton>}
      />
      <p>{t('poster.link')}: <a href={view.href(surveyPath(round.audience))}><bdi dir="ltr">{addressOf(view, round)}</bdi></a></p>
      <Notice><p>{t('running.hidden')}</p></Notice>
      {runSurvey.allows(view.who) ? (
        <section class="stack">
          <h2>{t('close.title')}</h2>
          <p>{t('close.text')}</p>
          <Form form={emptyForm} action={view.href(`${AWARENESS}/${round.id}/schliessen`)} id="schliessen" label={t('close.title')}><Button look="danger">{t('close.button')}</Button></Form>
        </section>
      ) : null}
    </>
  );
}

interface Read {
  figures: PublishedFigure[];
  few: number;
  before?: Before;
}

/** The figures that may be read, the least known offer first, and those of the round before. */
async function readFigures(view: View, round: AwarenessRound): Promise<Read> {
  const all = await loadFigures(view.tx, view.town.id, round.id);
  const figures = all.flatMap((figure) => published(figure) ?? []).sort((a, b) => a.known / a.answered - b.known / b.answered || b.answered - a.answered);
  const earlier = await findRoundBefore(view.tx, view.town.id, round);
  const old = earlier && (await loadFigures(view.tx, view.town.id, earlier.id)).flatMap((figure) => published(figure) ?? []);
  return { figures, few: all.length - figures.length, ...(earlier && old ? { before: { title: earlier.title, figures: new Map(old.map((figure) => [figure.serviceId, figure])) } } : {}) };
}

async function Results({ view, round }: { view: View; round: AwarenessRound }) {
  const { figures, few, before } = await readFigures(view, round);
  const csv = view.href(`${AWARENESS}/${round.id}/bekanntheit.csv`);
  return (
    <>
      <PageHead title={round.title} preline={t(`audience.${round.audience}`)} lead={t('result.lead', { sheets: round.sheets, day: sayDay('de', round.closedOn!) })} actions={<PrintButton />} />
      {figures.length === 0 ? <EmptyState icon="chart" title={t('result.none')} explanation={t('result.none.text')} /> : (
        <>
          <AwarenessChart round={round} figures={figures} csv={csv} table={<KnownTable view={view} figures={figures} />} />
          <section class="stack">
            <h2>{t('result.use')}</h2>
            <UseTable view={view} round={round} figures={figures} before={before} />
            {before ? <p class="small">{t('change.explained')}</p> : null}
          </section>
          <section class="stack">
            <h2>{t('result.reasons')}</h2>
            <p>{t('result.reasons.text')}</p>
            <ReasonTable view={view} figures={figures} />
          </section>
        </>
      )}
      {few > 0 ? <Notice title={t('result.few')}><p>{t('result.few.text', { count: few })}</p></Notice> : null}
    </>
  );
}

/** The same figures as the page shows, none besides. */
export async function awarenessCsv(view: View): Promise<Response> {
  const round = await roundOf(view);
  if (!round.closedOn) throw new NotFound();
  const { figures, before } = await readFigures(view, round);
  const header = [
    t('column.offer'), t('column.closed'), t('column.answered'), t('column.known'), t('column.unknown'), t('column.range'), t(`column.used.${round.audience}`), t('column.recommended'),
    ...reasons.map((reason) => t(`reason.${reason}`)), ...(before ? [t('column.change', { title: before.title })] : []),
  ];
  const rows = figures.map((figure) => [
    figure.name, { day: round.closedOn! }, figure.answered, figure.known, figure.answered - figure.known, sayShare(shareInterval(figure.known, figure.answered)), sayReadable(figure.used), sayReadable(figure.recommended),
    ...reasons.map((reason) => sayReadable(figure.reasons[reason])), ...(before ? [t(`change.${changeOf(figure, before)}`)] : []),
  ]);
  return new Response(writeCsv(header, rows) as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="bekanntheit-${round.closedOn}.csv"` },
  });
}

/** A sheet for the wall. */
export async function awarenessPosterPage(view: View): Promise<Sheet> {
  const round = await roundOf(view);
  const address = addressOf(view, round);
  return {
    title: t('poster'), noIndex: true,
    breadcrumbs: [{ label: t('title'), href: view.href(AWARENESS) }, { label: round.title, href: view.href(`${AWARENESS}/${round.id}`) }, { label: t('poster') }],
    content: (
      <>
        <PageHead title={t('poster.title')} lead={t('poster.text')} actions={<PrintButton />} />
        {round.audience === 'families' ? (
          <ul class="plain-list">
            {languages.filter((language) => languageFacts[language].tag !== 'de').map((language) => {
              const { tag, direction } = languageFacts[language];
              return <li class="lead"><bdi lang={tag} dir={direction}>{surveyTexts('families').in(language)('title')}</bdi></li>;
            })}
          </ul>
        ) : null}
        <QrCode text={address} label={t('poster')} correction="M" />
        <p>{t('poster.scan')}</p>
        <p class="lead"><bdi dir="ltr">{address}</bdi></p>
        <p class="only-print small">{view.town.name}</p>
      </>
    ),
  };
}

function addressOf(view: View, round: AwarenessRound): string {
  return new URL(view.hrefIn('de', surveyPath(round.audience)), view.configuration.baseUrl).href;
}
