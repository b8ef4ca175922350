import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { CheckboxGroup, RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { currentDefinitions, topics } from '../indicator.ts';
import { prepareRelease, publishRelease } from '../permissions.ts';
import { listDefinitions } from '../server/definitions.ts';
import { listPackHeads } from '../server/packs.ts';
import { indicatorField } from '../server/edit-releases.ts';
import { findRelease, listReleases, type Release } from '../server/releases.ts';
import { measuresOf } from '../formula.ts';
import { chosenDefinitions } from '../release/choice.ts';
import { monitoringTexts } from '../texts.ts';
import { crumbs, HOME, sayRefusals } from './import-pages.tsx';
import { Certificate, Findings, RecheckSection, ReleasedPreview } from './release-parts.tsx';

const t = monitoringTexts.in('de');
export const RELEASES = `${HOME}/veroeffentlichungen`;

export async function releasesPage(view: View): Promise<Sheet> {
  const releases = await listReleases(view.tx, view.town.id);
  const add = <LinkButton href={view.href(`${RELEASES}/neu`)}>{t('release.new')}</LinkButton>;
  return {
    title: t('release.title'),
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('release.title')} lead={t('release.lead')} actions={add} />
        <Table caption={t('release.title')} captionHidden rows={releases} empty={<EmptyState title={t('release.none')} explanation={t('release.none.text')} action={add} icon="shield" />} columns={[
          { header: t('release.name'), rowHeader: true, cell: (release) => <a href={view.href(`${RELEASES}/${release.id}`)}>{release.title}</a> },
          { header: t('release.state'), cell: ({ state }) => <Badge tone={state === 'published' ? 'good' : state === 'refused' ? 'caution' : 'info'}>{t(`release.state.${state}`)}</Badge> },
          { header: t('release.when'), cell: ({ publishedAt, createdAt }) => <InstantText at={publishedAt ?? createdAt} style="short" /> },
          { header: t('release.cells'), numeric: true, cell: ({ summary }) => <NumberText value={summary?.cells} /> },
          { header: t('release.suppressed'), numeric: true, cell: ({ summary, method }) => (method === 'as-is' ? '' : <NumberText value={summary?.suppressed} />) },
        ]} />
      </>
    ),
  };
}

/** Only indicators there are figures of can be chosen. */
export async function newReleasePage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const all = await listDefinitions(view.tx, view.town.id);
  const measures = new Set((await listPackHeads(view.tx, view.town.id)).map(({ measure }) => measure));
  const definitions = currentDefinitions(all, view.clock.today()).filter(({ key }) => chosenDefinitions(all, [key]).every(({ formula }) => measuresOf(formula).every((measure) => measures.has(measure))));
  const levels = [...new Set((await listAreas(view.tx, view.town.id, view.clock.today())).map(({ level }) => level))].filter((level) => level !== 'municipality' || view.town.kind === 'county');
  return {
    title: t('release.new'),
    breadcrumbs: [...crumbs(view), { label: t('release.title'), href: view.href(RELEASES) }],
    content: (
      <>
        <PageHead title={t('release.new')} lead={t('release.new.lead')} />
        <Form form={form.refusals.length > 0 ? form : filledForm({ minimumFrequency: 5, levels: levels.filter((level) => level === 'quarter' || level === 'municipality') })} texts={monitoringTexts}>
          <TextField name="title" label={t('release.name')} hint={t('release.name.hint')} />
          {topics.filter((topic) => definitions.some((definition) => definition.topic === topic)).map((topic) => (
            <CheckboxGroup name={indicatorField(topic)} label={`${t('release.indicators')}: ${t(`topic.${topic}`)}`} optional options={definitions.filter((definition) => definition.topic === topic).map(({ key, names }) => ({ value: key, label: names.de }))} />
          ))}
          <CheckboxGroup name="levels" label={t('release.levels')} options={levels.map((level) => ({ value: level, label: t(`release.level.${level}`) }))} />
          <DateField name="from" label={t('release.from')} optional />
          <DateField name="until" label={t('release.until')} optional />
          <NumberField name="minimumFrequency" label={t('release.minimum')} hint={t('release.minimum.hint')} />
          <TextArea name="note" label={t('release.note')} optional />
          <ButtonRow><Button>{t('release.check')}</Button></ButtonRow>
        </Form>
      </>
    ),
  };
}

/** A release on its way: refused with the cells, safe with its certificate, published. */
export async function releasePage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const id = view.param('release');
  const release = isUuid(id) ? await findRelease(view.tx, view.town.id, id) : undefined;
  if (!release) throw new NotFound();
  return {
    title: release.title,
    wide: true,
    breadcrumbs: [...crumbs(view), { label: t('release.title'), href: view.href(RELEASES) }],
    content: <><PageHead title={release.title} preline={t(`release.state.${release.state}`)} lead={release.note || undefined} />{await body(view, release, form)}</>,
  };
}

async function body(view: View, release: Release, form: FormState) {
  const base = `${RELEASES}/${release.id}`;
  if (release.state === 'running' || release.state === 'chosen') return <Progress label={t('release.running')} done={release.progress} total={100} refreshSeconds={5} />;
  if (release.state === 'refused') {
    return (
      <>
        <Notice kind="error" title={t('release.refused')}>{sayRefusals(release.failure)}</Notice>
        {await Findings({ view, release })}
        <ProtectForm view={view} release={release} form={form} />
      </>
    );
  }
  const { summary } = release;
  const isOut = release.state !== 'safe';
  const published = isOut ? [] : await listReleases(view.tx, view.town.id, ['published']);
  return (
    <>
      {summary && <Notice kind="success" title={t('release.safe')}><p>{t('release.safe.text', { shown: summary.shown, cells: summary.cells, suppressed: summary.suppressed })}</p></Notice>}
      {release.withdrawnReason && <Notice kind="warning" title={t('release.state.withdrawn')}><p>{release.withdrawnReason}</p></Notice>}
      {summary && <Certificate summary={summary} />}
      {isOut && summary && prepareRelease.allows(view.who) && await RecheckSection({ view, release, summary })}
      {!isOut && publishRelease.allows(view.who) && (
        <section>
          <h2>{t('release.publish')}</h2>
          <Form form={form.refusals.length > 0 ? form : filledForm({ publisher: view.town.name })} texts={monitoringTexts} action={view.href(`${base}/veroeffentlichen`)} id="veroeffentlichen">
            <TextField name="publisher" label={t('release.publisher')} />
            {published.length > 0 && <Select name="replaces" label={t('release.replaces')} prompt={t('release.replaces.none')} optional options={published.map(({ id, title }) => ({ value: id, label: title }))} />}
            <ButtonRow><Button>{t('release.publish')}</Button></ButtonRow>
          </Form>
        </section>
      )}
      {!isOut && <ProtectForm view={view} release={release} form={emptyForm} />}
      {release.state === 'published' && (
        <section>
          <h2>{t('release.open-data')}</h2>
          <p>{t('release.open-data.text')}</p>
          <p class="cluster">
            <a href={view.href(`/zahlen/daten/${release.id}/daten.csv`)} download>{t('release.download')}</a>
            <a href={view.href(`/zahlen/daten/${release.id}/daten.csv-metadata.json`)}>CSVW</a>
            <a href={view.href('/zahlen/dcat.jsonld')}>DCAT-AP.de</a>
          </p>
        </section>
      )}
      {await ReleasedPreview({ view, release })}
      {(release.state === 'published' || release.state === 'replaced') && publishRelease.allows(view.who) && (
        <details>
          <summary>{t('release.withdraw')}</summary>
          <Form form={form} texts={monitoringTexts} action={view.href(`${base}/zurueckziehen`)} id="zurueckziehen">
            <p>{t('release.withdraw.text')}</p>
            <TextField name="reason" label={t('release.withdraw.reason')} />
            <ButtonRow><Button look="secondary">{t('release.withdraw')}</Button></ButtonRow>
          </Form>
        </details>
      )}
    </>
  );
}

function ProtectForm({ view, release, form }: { view: View; release: Release; form: FormState }) {
  const methods = ['flow', 'exact', 'gauss'] as const;
  return (
    <section>
      <h2>{t('release.protect')}</h2>
      <p>{t('release.protect.lead')}</p>
      <Form form={form.refusals.length > 0 ? form : filledForm({ method: release.method === 'as-is' ? 'flow' : release.method })} texts={monitoringTexts} action={view.href(`${RELEASES}/${release.id}/schuetzen`)} id="schuetzen">
        <RadioGroup name="method" label={t('release.method')} options={methods.map((value) => ({ value, label: t(`release.method.${value}`) }))} />
        <ButtonRow><Button look={release.state === 'refused' ? 'primary' : 'secondary'}>{t('release.protect')}</Button></ButtonRow>
      </Form>
    </section>
  );
}
