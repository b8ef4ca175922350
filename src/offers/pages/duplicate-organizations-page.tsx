import { differingOrganizationFields, organizationFields, usualSide, type OrganizationField } from '../../network/duplicates/organization-merge.ts';
import { comparableOrganization, organizationLikeness, type OrganizationSignal } from '../../network/duplicates/organization-likeness.ts';
import type { Organization } from '../../network/organization.ts';
import { findDuplicateOrganizations, listOrganizationMerges, survivorOfOrganization } from '../../network/server/organization-merges.ts';
import { findOrganization, listOrganizations } from '../../network/server/organizations.ts';
import { networkTexts } from '../../network/texts.ts';
import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { duplicatePaths } from '../duplicate-paths.ts';
import { duplicatesTexts } from '../duplicates-texts.ts';
import { seenText } from '../server/merge-organizations.ts';

const t = duplicatesTexts.in('de');
const network = networkTexts.in('de');
const crumbs = (view: View) => [{ label: t('title'), href: view.href(duplicatePaths.list) }];

/** Organizations that look alike, and those that were merged. */
export async function duplicateOrganizationsPage(view: View): Promise<Sheet> {
  const pairs = await findDuplicateOrganizations(view.tx, view.town.id);
  const names = new Map((await listOrganizations(view.tx, view.town.id)).map(({ id, name }) => [id, name]));
  const merges = await listOrganizationMerges(view.tx, view.town.id);
  return {
    title: t('organizations.title'),
    wide: true,
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('organizations.title')} lead={t('organizations.lead')} />
        {view.query.has('kein-doppel') ? <Notice kind="success" live>{t('distinct.saved')}</Notice> : null}
        {view.query.has('zusammengefuehrt') ? <Notice kind="success" live>{t('organizations.merged')}</Notice> : null}
        {view.query.has('getrennt') ? <Notice kind="success" live>{t('organizations.parted')}</Notice> : null}
        <Table
          caption={t('pairs', { count: pairs.length })} rows={pairs} empty={<EmptyState icon="check" title={t('organizations.none')} explanation={t('organizations.none.text')} />}
          columns={[
            { header: t('column.organizations'), rowHeader: true, cell: ({ ids }) => <ul class="plain-list">{ids.map((id) => <li>{names.get(id)}</li>)}</ul> },
            { header: t('column.score'), numeric: true, cell: ({ score }) => t('score', { score }) },
            { header: t('column.why'), cell: ({ signals }) => <OrganizationSignals signals={signals} /> },
            { header: t('column.action'), cell: ({ ids }) => <a href={view.href(duplicatePaths.organizations(ids[0], ids[1]))}>{t('compare')}<span class="visually-hidden">: {ids.map((id) => names.get(id)).join(', ')}</span></a> },
          ]}
        />
        <section>
          <h2>{t('done.list')}</h2>
          <Table
            caption={t('done.list')} captionHidden rows={merges} empty={<p class="muted">{t('done.list.none')}</p>}
            columns={[
              { header: t('done.survivor'), rowHeader: true, cell: ({ survivorName }) => survivorName },
              { header: t('done.merged'), cell: ({ mergedName }) => mergedName },
              { header: t('done.at'), cell: ({ mergedAt, mergedBy }) => <><InstantText at={mergedAt} style="short" />{mergedBy ? `, ${mergedBy}` : ''}</> },
              { header: t('column.action'), cell: ({ id, undoneAt, survivorName, mergedName }) => (undoneAt ? t('organizations.undone') : (
                <Form form={emptyForm} action={view.href(`${duplicatePaths.organizationList}/${id}/trennen`)} id={`trennen-${id}`} label={`${t('undo.button')}: ${survivorName}, ${mergedName}`}>
                  <Button look="tertiary" small>{t('undo.button')}<span class="visually-hidden">: {survivorName}, {mergedName}</span></Button>
                </Form>
              )) },
            ]}
          />
        </section>
      </>
    ),
  };
}

/** After a refusal of the small forms: the page with the reason on top. */
export async function duplicateOrganizationsAgain(view: View, form: FormState): Promise<Sheet> {
  const sheet = await duplicateOrganizationsPage(view);
  const code = form.refusals[0]?.code;
  return code === 'undone' || code === 'survivor-merged' ? { ...sheet, content: <><Notice kind="error" live>{t(code)}</Notice>{sheet.content}</> } : sheet;
}

function OrganizationSignals({ signals }: { signals: readonly OrganizationSignal[] }) {
  return <ul class="plain-list small">{signals.map(({ kind, points }) => <li>{t('signal', { what: t(`organization-signal.${kind}`), points: points > 0 ? `+${points}` : `−${-points}` })}</li>)}</ul>;
}

/** Two organizations side by side, and what to do about them. */
export async function duplicateOrganizationPairPage(view: View, form?: FormState): Promise<Sheet> {
  const [one, other] = await pairOf(view);
  const likeness = organizationLikeness(comparableOrganization(one), comparableOrganization(other));
  const fields = differingOrganizationFields(one, other);
  const value = (organization: Organization, field: OrganizationField) => (field === 'sector' ? network(`sector.${organization.sector}`) : organization[field] ?? '');
  const label = (field: OrganizationField) => network(`organization.${field === 'alternateName' ? 'alternate-name' : field === 'legalForm' ? 'legal-form' : field}`);
  const usual = filledForm({ survivor: 'one', ...Object.fromEntries(fields.map((field) => [field, usualSide(field, one, other) === 'survivor' ? 'one' : 'other'])) });
  const isReason = form?.values['reason'] !== undefined;
  return {
    title: t('organizations.pair'),
    breadcrumbs: [...crumbs(view), { label: t('organizations.title'), href: view.href(duplicatePaths.organizationList) }, { label: t('organizations.pair') }],
    content: (
      <>
        <PageHead title={t('organizations.pair')} lead={t('pair.lead', { score: likeness.score })} />
        <OrganizationSignals signals={likeness.signals} />
        <Table
          caption={t('organizations.pair')} captionHidden rows={organizationFields}
          columns={[
            { header: t('pair.field'), rowHeader: true, cell: label },
            { header: t('organizations.one', { name: one.name }), cell: (field) => value(one, field) || <span class="muted">{t('merge.empty')}</span> },
            { header: t('organizations.other', { name: other.name }), cell: (field) => value(other, field) || <span class="muted">{t('merge.empty')}</span> },
          ]}
        />
        <section>
          <h2>{t('organizations.merge')}</h2>
          <p>{t('organizations.merge.text')}</p>
          <Form form={form && !isReason ? form : usual} texts={duplicatesTexts} action={view.href(`${duplicatePaths.organizations(one.id, other.id)}/zusammenfuehren`)} id="zusammenfuehren" label={t('organizations.merge')}>
            <input type="hidden" name="seen" value={seenText([one, other])} />
            <RadioGroup name="survivor" label={t('organizations.survivor')} options={[{ value: 'one', label: one.name, hint: t('side.organization-one') }, { value: 'other', label: other.name, hint: t('side.organization-other') }]} />
            {fields.map((field) => (
              <RadioGroup name={field} label={label(field)} options={([['one', one], ['other', other]] as const).map(([side, organization]) => ({ value: side, label: value(organization, field) || t('merge.empty') }))} />
            ))}
            <ButtonRow><Button>{t('merge.button')}</Button></ButtonRow>
          </Form>
        </section>
        <section>
          <h2>{t('organizations.distinct')}</h2>
          <Form form={form && isReason ? form : emptyForm} texts={duplicatesTexts} action={view.href(`${duplicatePaths.organizations(one.id, other.id)}/kein-doppel`)} id="kein-doppel" label={t('organizations.distinct')}>
            <TextField name="reason" label={t('distinct.reason')} hint={t('organizations.reason.hint')} />
            <ButtonRow><Button look="secondary">{t('distinct.button')}</Button></ButtonRow>
          </Form>
        </section>
      </>
    ),
  };
}

async function pairOf(view: View): Promise<[Organization, Organization]> {
  const ids = [view.param('one'), view.param('other')];
  if (!isUuid(ids[0]) || !isUuid(ids[1]) || ids[0] === ids[1]) throw new NotFound();
  const found = [];
  for (const id of [ids[0], ids[1]]) {
    const organization = await survivorOfOrganization(view.tx, view.town.id, id) ? undefined : await findOrganization(view.tx, view.town.id, id);
    if (!organization) throw new NotFound();
    found.push(organization);
  }
  return [found[0]!, found[1]!];
}
