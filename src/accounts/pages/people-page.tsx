import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { listPeople } from '../server/list-people.ts';
import type { OrganizationChoices } from '../server/organization-choices.ts';
import { staffTexts } from '../texts.ts';
import { AssignmentFields } from './assignment-form.tsx';
import { roleLabel } from './role-label.ts';

export const PEOPLE = '/verwaltung/personen';

/** Everybody of the municipality, with the roles of today. */
export async function peoplePage(view: View): Promise<Sheet> {
  const people = await listPeople(view.tx, view.town.id, view.clock);
  const t = staffTexts.in(view.language);
  return {
    title: t('people.title'),
    wide: true,
    content: (
      <>
        <PageHead title={t('people.title')} lead={t('people.lead')} actions={<LinkButton icon="add" href={view.href(`${PEOPLE}/einladen`)}>{t('people.invite')}</LinkButton>} />
        <Table
          caption={t('people.caption')}
          captionHidden
          rows={people}
          columns={[
            { header: t('people.name'), cell: (person) => <a href={view.href(`${PEOPLE}/${person.id}`)}><bdi>{person.name}</bdi></a>, rowHeader: true },
            { header: t('people.email'), cell: (person) => <bdi>{person.email}</bdi> },
            { header: t('people.roles'), cell: (person) => person.roles.map((role) => roleLabel(t, role)).join(', ') || t('people.no-roles') },
            { header: t('people.factor'), cell: (person) => t(person.hasSecondFactor ? 'people.factor.yes' : 'people.factor.no') },
            { header: t('people.state'), cell: (person) => (person.deactivatedAt ? <Badge tone="caution">{t('people.deactivated')}</Badge> : t('people.active')) },
          ]}
        />
      </>
    ),
  };
}

/** A form for a new person and a first role. */
export function invitePage(organizationChoices: OrganizationChoices): (view: View, form?: FormState) => Promise<Sheet> {
  return async (view, form = emptyForm) => {
    const t = staffTexts.in(view.language);
    return {
      title: t('invite.title'),
      breadcrumbs: [{ label: t('people.title'), href: view.href(PEOPLE) }, { label: t('invite.title') }],
      content: (
        <>
          <PageHead title={t('invite.title')} lead={t('invite.lead')} />
          <Form form={form} texts={staffTexts}>
            <TextField name="name" label={t('invite.name')} autocomplete="off" />
            <TextField name="email" label={t('invite.email')} type="email" autocomplete="off" />
            <AssignmentFields organizations={await organizationChoices(view.tx, view.town.id)} />
            <ButtonRow>
              <Button>{t('invite.submit')}</Button>
              <LinkButton look="tertiary" href={view.href(PEOPLE)}>{t('set-up.cancel')}</LinkButton>
            </ButtonRow>
          </Form>
        </>
      ),
    };
  };
}
