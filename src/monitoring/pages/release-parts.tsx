import { listAllAreas } from '../../areas/server/list-areas.ts';
import type { View } from '../../platform/house.ts';
import { emptyForm } from '../../platform/form.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Table } from '../../ui/table.tsx';
import { sayBreakdown } from '../import/breakdown-words.ts';
import type { IndicatorState } from '../indicator-value.ts';
import { parsePeriodKey } from '../period.ts';
import { sayPeriod } from '../period-words.ts';
import type { CertificateSummary, GivenAway } from '../release/protect-release.ts';
import { listDefinitions, listMeasures } from '../server/definitions.ts';
import { releaseValues } from '../server/released-values.ts';
import { openFindings, type Release } from '../server/releases.ts';
import { monitoringTexts } from '../texts.ts';

const t = monitoringTexts.in('de');
const MOST = 200;

/** Cells the attacker found: read behind a permission for social data only. */
export async function Findings({ view, release }: { view: View; release: Release }) {
  const found = await openFindings(view.tx, view.town.id, view.configuration, release.id);
  if (found.length === 0) return null;
  const areas = new Map((await listAllAreas(view.tx, view.town.id)).map(({ id, name }) => [id as string, name]));
  const measures = new Map((await listMeasures(view.tx, view.town.id)).map(({ key, names }) => [key, names.de]));
  return (
    <section>
      <h2>{t('release.refused')}</h2>
      <p>{t('release.refused.lead')}</p>
      <Table caption={t('release.refused')} captionHidden rows={found.slice(0, MOST).map((one) => ({ one, place: placeOf(one.cell) }))} columns={[
        { header: t('release.found.where'), rowHeader: true, cell: ({ place }) => areas.get(place.areaId) ?? '' },
        { header: t('release.found.count'), cell: ({ place }) => `${measures.get(place.measure) ?? place.measure}${place.isRest ? ` – ${t('release.found.rest')}` : place.isUnknown ? ` – ${t('release.found.unknown')}` : ''}` },
        { header: t('release.found.who'), cell: ({ place }) => sayBreakdown(place.breakdown) || t('import.everybody') },
        { header: t('release.found.when'), cell: ({ place }) => { const period = parsePeriodKey(place.period); return period ? sayPeriod(period, 'de', 'short') : ''; } },
        { header: t('release.found.proves'), cell: ({ one }) => sayKnown(one) },
      ]} />
    </section>
  );
}

/** `rest of <numerator> of <denominator>` is what is left between the two, `unknown in <total>` what was kept secret at its source. */
function placeOf(cell: string) {
  const isRest = cell.startsWith('rest of ');
  const isUnknown = cell.startsWith('unknown in ');
  const [measure = '', period = '', areaId = '', breakdown = ''] = (isRest ? cell.slice('rest of '.length).split(' of ')[0]! : isUnknown ? cell.slice('unknown in '.length) : cell).split('|');
  return { isRest, isUnknown, measure, period, areaId, breakdown };
}

function sayKnown({ lower, upper }: GivenAway): string {
  if (lower === undefined || upper === undefined) return t('release.found.shown');
  return lower === upper ? t('release.found.exactly', { value: lower }) : t('release.found.between', { lower, upper });
}

/** How a release was proved; also on public pages. */
export function Certificate({ summary }: { summary: CertificateSummary }) {
  return (
    <section>
      <h2>{t('release.certificate')}</h2>
      <DescriptionList entries={[
        { term: t('release.certificate.criterion'), details: t(`release.certificate.criterion.${summary.criterion}`, { minimum: summary.minimumFrequency }) },
        { term: t('release.method'), details: t(`release.method.${summary.method}`) },
        { term: t('release.certificate.tables'), details: <NumberText value={summary.tables} /> },
        { term: t('release.certificate.earlier'), details: <NumberText value={summary.earlierReleases} /> },
        { term: t('release.certificate.hash'), details: <code class="small">{summary.sha256}</code> },
      ]} />
    </section>
  );
}

/** Whether what is out still holds: asked for again whenever somebody doubts it. */
export async function RecheckSection({ view, release, summary: { recheck } }: { view: View; release: Release; summary: CertificateSummary }) {
  const isRunning = recheck !== undefined && recheck.doneAt === undefined;
  return (
    <section id="nachpruefung">
      <h2>{t('release.recheck')}</h2>
      {isRunning ? <Progress label={t('release.recheck.running')} refreshSeconds={5} /> : null}
      {recheck?.doneAt ? (
        <Notice kind={recheck.givenAway ? 'error' : 'success'} title={t(recheck.givenAway ? 'release.recheck.broken' : 'release.recheck.holds', { count: recheck.givenAway ?? 0, day: new Date(recheck.doneAt) })}>
          {recheck.corrected ? <p>{t('release.recheck.corrected', { count: recheck.corrected })}</p> : null}
        </Notice>
      ) : null}
      {recheck?.givenAway ? await Findings({ view, release }) : null}
      {isRunning ? null : (
        <Form form={emptyForm} texts={monitoringTexts} action={view.href(`/verwaltung/monitoring/veroeffentlichungen/${release.id}/nachpruefen`)} id="nachpruefen" label={t('release.recheck')}>
          <p>{t('release.recheck.lead')}</p>
          <ButtonRow><Button look="secondary">{t('release.recheck.again')}</Button></ButtonRow>
        </Form>
      )}
    </section>
  );
}

/** The values as everybody will see them. */
export async function ReleasedPreview({ view, release }: { view: View; release: Release }) {
  const areas = new Map((await listAllAreas(view.tx, view.town.id)).map(({ id, name }) => [id, name]));
  const definitions = new Map((await listDefinitions(view.tx, view.town.id)).map((definition) => [definition.id, definition]));
  const rows = (await releaseValues(view.tx, view.town.id, release.id)).flatMap((column) => column.values.map((value) => ({ column, value })));
  return (
    <section>
      <h2>{t('release.preview')}</h2>
      <Table caption={t('release.preview')} captionHidden rows={rows.slice(0, MOST)} columns={[
        { header: t('release.column.area'), rowHeader: true, cell: ({ value }) => areas.get(value.areaId) ?? '' },
        { header: t('release.column.indicator'), cell: ({ column }) => definitions.get(column.definitionId)?.names.de ?? column.indicatorKey },
        { header: t('release.column.period'), cell: ({ column }) => sayPeriod(column.period, 'de', 'short') },
        { header: t('release.column.value'), numeric: true, cell: ({ column, value }) => <Value result={value.result} decimals={definitions.get(column.definitionId)?.decimals ?? 1} unit={definitions.get(column.definitionId)?.unit} /> },
      ]} />
    </section>
  );
}

function Value({ result, decimals, unit }: { result: IndicatorState; decimals: number; unit: string | undefined }) {
  if (result.state === 'shown') return <NumberText value={result.value} decimals={decimals} unit={unit} />;
  return <span class="unknown">{t(`release.value.${result.state}`)}</span>;
}
