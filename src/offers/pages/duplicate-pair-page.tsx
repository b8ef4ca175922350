import { organizationNames } from '../../network/server/organizations.ts';
import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { duplicatePaths } from '../duplicate-paths.ts';
import { duplicatesTexts } from '../duplicates-texts.ts';
import { likenessOf, SUSPICIOUS } from '../duplicates/likeness.ts';
import { contentKey, differingFields, mergeFieldNames, mergeLists, usualChoice } from '../duplicates/merge-plan.ts';
import { loadTerms } from '../server/directory-terms.ts';
import { listDistinctPairs, loadComparables } from '../server/duplicates.ts';
import { loadServices, type StoredService } from '../server/load-services.ts';
import { listLocations } from '../server/locations.ts';
import { survivorsOf } from '../server/survivors.ts';
import { Signals } from './duplicate-list-page.tsx';
import { fieldValue, listValues, type NamedThings } from './duplicate-values.ts';
import { sayDay } from '../said.ts';

const t = duplicatesTexts.in('de');

/** Two offers side by side, and what to do about them. */
export async function duplicatePairPage(view: View, form?: FormState): Promise<Sheet> {
  const [one, other] = await pairOf(view);
  const [first, second] = await loadComparables(view.tx, view.town.id, [one.id, other.id]);
  const likeness = likenessOf(first!, second!);
  const decided = (await listDistinctPairs(view.tx, view.town.id)).find(({ serviceId, otherId }) => [serviceId, otherId].sort().join() === [one.id, other.id].sort().join());
  const things: NamedThings = {
    ...await loadTerms(view.tx, view.town.id), organizations: await organizationNames(view.tx, view.town.id),
    locations: new Map((await listLocations(view.tx, view.town.id)).map((location) => [location.id, location])),
  };
  return {
    title: t('pair.title'),
    wide: true,
    breadcrumbs: [{ label: t('title'), href: view.href(duplicatePaths.list) }, { label: t('pair.title') }],
    content: (
      <>
        <PageHead title={t('pair.title')} lead={t('pair.lead', { score: likeness.score })} />
        {decided ? <Notice kind="info">{t('pair.distinct', { day: sayDay('de', decided.decidedOn), reason: decided.reason })}</Notice> : null}
        {likeness.score < SUSPICIOUS ? <p class="muted">{t('pair.not-alike')}</p> : null}
        <Signals signals={likeness.signals} />
        <SideBySide view={view} one={one} other={other} things={things} />
        <MergeForm view={view} one={one} other={other} things={things} form={form} />
        <section>
          <h2>{t('distinct.title')}</h2>
          <Form form={form?.values['reason'] ? form : emptyForm} texts={duplicatesTexts} action={view.href(`${duplicatePaths.pair(one.id, other.id)}/kein-doppel`)} id="kein-doppel" label={t('distinct.title')}>
            <TextField name="reason" label={t('distinct.reason')} hint={t('distinct.reason.hint')} />
            <ButtonRow><Button look="secondary">{t('distinct.button')}</Button></ButtonRow>
          </Form>
        </section>
      </>
    ),
  };
}

/** The pair an address names; what was merged already is no pair any more. */
async function pairOf(view: View): Promise<[StoredService, StoredService]> {
  const ids = [view.param('one'), view.param('other')];
  if (!isUuid(ids[0]) || !isUuid(ids[1]) || ids[0] === ids[1]) throw new NotFound();
  const [one, other] = await loadServices(view.tx, view.town.id, [ids[0], ids[1]]);
  if (!one || !other || (await survivorsOf(view.tx, view.town.id, [one.id, other.id])).size > 0) throw new NotFound();
  return [one, other];
}

interface PairProps { view: View; one: StoredService; other: StoredService; things: NamedThings }

function SideBySide({ view, one, other, things }: PairProps) {
  const rows = [
    ...mergeFieldNames.map((field) => ({ label: t(`field.${field}`), values: [one, other].map((record) => fieldValue(record, field, things)), isSame: !differingFields(one, other).includes(field) })),
    ...mergeLists.map((list) => ({
      label: t(`list.${list}`), values: [one, other].map((record) => listValues(record, list, things).join('\n')), isSame: contentKey([...one[list]].map(contentKey).sort()) === contentKey([...other[list]].map(contentKey).sort()),
    })),
  ].filter(({ values }) => values.some(Boolean));
  const cell = (value: string | undefined) => (value ? value.split('\n').map((line) => <>{line}<br /></>) : <span class="muted">{t('merge.empty')}</span>);
  return (
    <Table
      caption={t('pair.table')} rows={rows}
      columns={[
        { header: t('pair.field'), rowHeader: true, cell: ({ label, isSame }) => <>{label}{isSame ? null : <> <Badge tone="caution">{t('pair.differs')}</Badge></>}</> },
        { header: t('pair.one', { name: one.name }), cell: ({ values }) => cell(values[0]) },
        { header: t('pair.other', { name: other.name }), cell: ({ values }) => cell(values[1]) },
      ]}
      footer={['', ...[one, other].map((record) => <a href={view.href(`/verwaltung/angebote/${record.id}`)}>{t('pair.open')}<span class="visually-hidden">: {record.name}</span></a>)]}
    />
  );
}

function MergeForm({ view, one, other, things, form }: PairProps & { form: FormState | undefined }) {
  const fields = differingFields(one, other);
  const older = one.createdAt <= other.createdAt ? 'one' : 'other';
  const usual = filledForm({ survivor: older, ...Object.fromEntries(fields.map((field) => [field, sideOf(field)])) });
  function sideOf(field: (typeof fields)[number]) {
    const [survivor, merged] = older === 'one' ? [one, other] : [other, one];
    return usualChoice(field, survivor, merged) === 'survivor' ? older : older === 'one' ? 'other' : 'one';
  }
  const described = (side: 'one' | 'other', text: string) => <>{t(`side.${side}`)}: {text ? <strong>{shortened(text)}</strong> : <span class="muted">{t('merge.empty')}</span>}</>;
  const day = (at: Date) => sayDay('de', at.toISOString().slice(0, 10) as never);
  return (
    <section>
      <h2>{t('merge.title')}</h2>
      <p>{t('merge.text')}</p>
      <Form form={form && form.values['survivor'] ? form : { ...usual, refusals: form?.values['reason'] ? [] : form?.refusals ?? [] }} texts={duplicatesTexts} action={view.href(`${duplicatePaths.pair(one.id, other.id)}/zusammenfuehren`)} id="zusammenfuehren" label={t('merge.title')}>
        <input type="hidden" name="oneVersion" value={String(one.version)} />
        <input type="hidden" name="otherVersion" value={String(other.version)} />
        <RadioGroup name="survivor" label={t('merge.survivor')} hint={t('merge.survivor.hint')} options={([['one', one], ['other', other]] as const).map(([side, record]) => ({
          value: side, label: <>{t(`side.${side}`)}: <strong>{record.name}</strong></>, hint: t('merge.created', { day: day(record.createdAt) }),
        }))} />
        <h3>{t('merge.choose')}</h3>
        {fields.length === 0 ? <p class="muted">{t('merge.same')}</p> : null}
        {fields.map((field) => (
          <RadioGroup name={field} label={t(`field.${field}`)} options={([['one', one], ['other', other]] as const).map(([side, record]) => ({ value: side, label: described(side, fieldValue(record, field, things)) }))} />
        ))}
        <ButtonRow>
          <Button>{t('merge.button')}</Button>
          <LinkButton look="tertiary" href={view.href(duplicatePaths.list)}>{t('title')}</LinkButton>
        </ButtonRow>
      </Form>
    </section>
  );
}

function shortened(text: string): string {
  return text.length > 160 ? `${text.slice(0, 157)} …` : text;
}
