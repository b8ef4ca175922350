import { filledForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { sectors, type Organization } from '../organization.ts';
import { mayChange, maySee } from '../permissions.ts';
import { findOrganization } from '../server/organizations.ts';
import { networkTexts } from '../texts.ts';

const t = networkTexts.in('de');
const crumbs = (view: View) => [{ label: t('organizations.title'), href: view.href('/verwaltung/traeger') }];

export function newOrganizationPage(view: View, form: FormState): Sheet {
  return { title: t('organization.new'), breadcrumbs: crumbs(view), content: <><PageHead title={t('organization.new')} /><OrganizationForm view={view} form={form} /></> };
}

/** The form for whom may change it, its record for whom may only read. */
export async function organizationPage(view: View, form?: FormState): Promise<Sheet> {
  const id = view.param('id');
  const stored = isUuid(id) && maySee(view.who, id) ? await findOrganization(view.tx, view.town.id, id) : undefined;
  if (!stored) throw new NotFound();
  const title = t(mayChange(view.who, stored.id) ? 'organization.edit' : 'organization.show');
  return {
    title: `${title}: ${stored.name}`,
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={stored.name} preline={title} />
        {mayChange(view.who, stored.id) ? <OrganizationForm view={view} form={form ?? filledForm({ ...stored })} /> : <OrganizationRecord view={view} organization={stored} />}
      </>
    ),
  };
}

function OrganizationForm({ view, form }: { view: View; form: FormState }) {
  return (
    <Form form={form} texts={networkTexts}>
      <TextField name="name" label={t('organization.name')} hint={t('organization.name.hint')} />
      <TextField name="alternateName" label={t('organization.alternate-name')} hint={t('organization.alternate-name.hint')} optional />
      <TextField name="legalForm" label={t('organization.legal-form')} hint={t('organization.legal-form.hint')} optional />
      <Select name="sector" label={t('organization.sector')} options={sectors.map((sector) => ({ value: sector, label: t(`sector.${sector}`) }))} />
      <TextArea name="description" label={t('organization.description')} optional />
      <TextField name="email" type="email" label={t('organization.email')} hint={t('organization.email.hint')} optional />
      <TextField name="phone" type="tel" label={t('organization.phone')} optional />
      <TextField name="website" type="url" label={t('organization.website')} optional />
      <ButtonRow><Button>{t('organization.save')}</Button><LinkButton look="secondary" href={view.href('/verwaltung/traeger')}>{t('organization.cancel')}</LinkButton></ButtonRow>
    </Form>
  );
}

function OrganizationRecord({ view, organization }: { view: View; organization: Organization }) {
  const said = (text: string | undefined) => text ?? t('organization.unknown');
  return (
    <>
      <DescriptionList entries={[
        { term: t('organization.alternate-name'), details: said(organization.alternateName) },
        { term: t('organization.legal-form'), details: said(organization.legalForm) },
        { term: t('organization.sector'), details: t(`sector.${organization.sector}`) },
        { term: t('organization.description'), details: said(organization.description) },
        { term: t('organization.email'), details: said(organization.email) },
        { term: t('organization.phone'), details: said(organization.phone) },
        { term: t('organization.website'), details: organization.website ? <a href={organization.website} rel="noopener noreferrer">{organization.website}</a> : t('organization.unknown') },
      ]} />
      <p><a href={view.href('/verwaltung/traeger')}>{t('organization.back')}</a></p>
    </>
  );
}
