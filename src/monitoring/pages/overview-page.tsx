import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { Tile } from '../../ui/tile.tsx';
import { catalogueIndicators } from '../catalogue.ts';
import { currentDefinitions } from '../indicator.ts';
import { sayPeriod } from '../period-words.ts';
import { readKitaPlan } from '../kita-plan-permissions.ts';
import { chooseFocusAreas, editIndicators, importObservations, prepareRelease, readObservations } from '../permissions.ts';
import { listDefinitions, listMeasures } from '../server/definitions.ts';
import { listPackHeads } from '../server/packs.ts';
import { monitoringTexts } from '../texts.ts';
import { HOME, IMPORT } from './import-pages.tsx';

const t = monitoringTexts.in('de');

/** What there is and what can be done with it; no figure among it. */
export async function overviewPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const definitions = currentDefinitions(await listDefinitions(view.tx, view.town.id), view.clock.today());
  const mayEdit = editIndicators.allows(view.who);
  return {
    title: t('title'),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        {definitions.length === 0 && mayEdit && (
          <Notice title={t('overview.catalogue')}>
            <p>{t('overview.catalogue.text', { count: catalogueIndicators.length })}</p>
            <Form form={form} texts={monitoringTexts} action={view.href(`${HOME}/katalog`)} id="katalog"><Button>{t('overview.catalogue.take')}</Button></Form>
          </Notice>
        )}
        <ul class="tiles">
          {importObservations.allows(view.who) && <li><Tile href={view.href(IMPORT)} icon="upload" title={t('overview.import')} note={t('overview.import.note')} /></li>}
          {readObservations.allows(view.who) && <li><Tile href={view.href(`${HOME}/zahlen`)} icon="map" title={t('overview.figures')} note={t('overview.figures.note')} /></li>}
          <li><Tile href={view.href(`${HOME}/kennzahlen`)} icon="list" title={t('overview.definitions')} note={t('overview.definitions.note', { count: definitions.length })} /></li>
          {prepareRelease.allows(view.who) && <li><Tile href={view.href(`${HOME}/veroeffentlichungen`)} icon="shield" title={t('overview.releases')} note={t('overview.releases.note')} /></li>}
          {chooseFocusAreas.allows(view.who) && <li><Tile href={view.href(`${HOME}/schwerpunkte`)} icon="pin" title={t('overview.focus')} note={t('overview.focus.note')} /></li>}
          {readKitaPlan.allows(view.who) && <li><Tile href={view.href('/verwaltung/kita-planung')} icon="people" title={t('overview.kita-plan')} note={t('overview.kita-plan.note')} /></li>}
          <li><Tile href={view.href('/zahlen')} icon="chart" title={t('overview.public')} note={t('overview.public.note')} /></li>
        </ul>
        {await DataInHand({ view })}
      </>
    ),
  };
}

async function DataInHand({ view }: { view: View }) {
  const heads = await listPackHeads(view.tx, view.town.id);
  const names = new Map((await listMeasures(view.tx, view.town.id)).map(({ key, names: { de } }) => [key, de]));
  const rows = [...new Set(heads.map(({ measure }) => measure))].map((measure) => heads.filter((head) => head.measure === measure));
  const sum = (list: typeof heads, of: 'observations' | 'unknown') => list.reduce((total, head) => total + head[of], 0);
  return (
    <section>
      <h2>{t('overview.data')}</h2>
      <p>{t('overview.data.lead')}</p>
      <Table caption={t('overview.data')} captionHidden rows={rows} empty={<EmptyState title={t('overview.data.none')} explanation={t('overview.data.none.text')} icon="table" />} columns={[
        { header: t('data.measure'), rowHeader: true, cell: (list) => names.get(list[0]!.measure) ?? list[0]!.measure },
        { header: t('data.newest'), cell: (list) => sayPeriod(list.at(-1)!.period, 'de', 'short') },
        { header: t('data.periods'), numeric: true, cell: (list) => <NumberText value={list.length} /> },
        { header: t('data.observations'), numeric: true, cell: (list) => <NumberText value={sum(list, 'observations')} /> },
        { header: t('data.unknown'), numeric: true, cell: (list) => <NumberText value={sum(list, 'unknown')} /> },
      ]} />
    </section>
  );
}
