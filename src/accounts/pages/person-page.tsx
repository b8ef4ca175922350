import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { isOver, type RoleAssignment } from '../role-assignment.ts';
import { findListedPerson, type ListedPerson } from '../server/list-people.ts';
import type { OrganizationChoices } from '../server/organization-choices.ts';
import { listAssignments } from '../server/role-assignments.ts';
import { staffTexts } from '../texts.ts';
import { AssignmentFields } from './assignment-form.tsx';
import { DoneNotice } from './done-notice.tsx';
import { PEOPLE } from './people-page.tsx';

interface Forms {
  roles?: FormState;
  assign?: FormState;
  access?: FormState;
}

/** One person: roles with start and end, and the way in. */
export function personPage(organizationChoices: OrganizationChoices): (view: View, forms?: Forms) => Promise<Sheet> {
  return async (view, forms = {}) => {
    const id = view.param('person');
    const person = isUuid(id) ? await findListedPerson(view.tx, view.town.id, id) : undefined;
    if (!person) throw new NotFound();
    const organizations = await organizationChoices(view.tx, view.town.id);
    const assignments = await listAssignments(view.tx, view.town.id, person.id);
    const t = staffTexts.in(view.language);
    return {
      title: person.name,
      breadcrumbs: [{ label: t('people.title'), href: view.href(PEOPLE) }, { label: person.name }],
      content: (
        <>
          <PageHead title={<bdi>{person.name}</bdi>} />
          <DoneNotice view={view} />
          {person.deactivatedAt ? <Notice kind="warning"><p>{t('people.deactivated')}: <InstantText at={person.deactivatedAt} /></p></Notice> : null}
          <DescriptionList entries={[
            { term: t('person.contact'), details: <bdi>{person.email}</bdi> },
            { term: t('person.since'), details: <InstantText at={person.createdAt} /> },
            { term: t('people.factor'), details: t(person.hasSecondFactor ? 'people.factor.yes' : 'people.factor.no') },
          ]} />
          <section aria-labelledby="abschnitt-rollen">
            <h2 id="abschnitt-rollen">{t('person.roles.heading')}</h2>
            <Roles view={view} person={person} assignments={assignments} nameOf={(organization) => organizations.find((one) => one.id === organization)?.name} form={forms.roles ?? emptyForm} />
          </section>
          {person.deactivatedAt ? null : (
            <section aria-labelledby="abschnitt-neue-rolle">
              <h2 id="abschnitt-neue-rolle">{t('person.assign.heading')}</h2>
              <Form form={forms.assign ?? filledForm({ 'starts-on': view.clock.today() })} texts={staffTexts} action={view.href(`${PEOPLE}/${person.id}/rollen`)} id="neue-rolle">
                <AssignmentFields organizations={organizations} />
                <ButtonRow><Button look="secondary">{t('person.assign.submit')}</Button></ButtonRow>
              </Form>
            </section>
          )}
          <Access view={view} person={person} form={forms.access ?? emptyForm} />
        </>
      ),
    };
  };
}

function Roles({ view, person, assignments, nameOf, form }: { view: View; person: ListedPerson; assignments: RoleAssignment[]; nameOf: (id: string) => string | undefined; form: FormState }) {
  const t = staffTexts.in(view.language);
  if (assignments.length === 0) return <p>{t('person.no-roles')}</p>;
  return (
    <Form form={form} texts={staffTexts} id="rollen">
      <Table
        caption={t('person.roles.caption')}
        captionHidden
        rows={assignments}
        columns={[
          { header: t('person.role'), cell: (one) => t(`role.${one.role}`), rowHeader: true },
          { header: t('person.organization'), cell: (one) => (one.organizationId ? <bdi>{nameOf(one.organizationId) ?? '–'}</bdi> : '–') },
          { header: t('person.starts-on'), cell: (one) => <DateText day={one.startsOn} style="short" /> },
          { header: t('person.ends-on'), cell: (one) => (one.endsOn ? <DateText day={one.endsOn} style="short" /> : t('person.open-end')) },
          {
            header: t('jobs.action'), headerHidden: true,
            cell: (one) => (isOver(one, view.clock.today())
              ? ''
              : <Button look="tertiary" small formaction={view.href(`${PEOPLE}/${person.id}/rollen/${one.id}/beenden`)}>{t('person.role.end')}</Button>),
          },
        ]}
      />
    </Form>
  );
}

function Access({ view, person, form }: { view: View; person: ListedPerson; form: FormState }) {
  const t = staffTexts.in(view.language);
  const to = (path: string) => view.href(`${PEOPLE}/${person.id}/${path}`);
  return (
    <section aria-labelledby="abschnitt-zugang">
      <h2 id="abschnitt-zugang">{t('person.access.heading')}</h2>
      <Form form={form} texts={staffTexts} id="zugang" action={to('abmelden')}>
        {person.deactivatedAt ? <ButtonRow><Button look="secondary" formaction={to('entsperren')}>{t('person.activate')}</Button></ButtonRow> : (
          <>
            <ButtonRow>
              <Button look="secondary" formaction={to('einladung')}>{t('person.invite-again')}</Button>
              <Button look="secondary">{t('person.end-sessions')}</Button>
            </ButtonRow>
            {person.hasSecondFactor ? (
              <>
                <p>{t('person.reset-factor.hint')}</p>
                <ButtonRow><Button look="secondary" formaction={to('zweiter-schritt-zuruecksetzen')}>{t('person.reset-factor')}</Button></ButtonRow>
              </>
            ) : null}
            <p>{t('person.deactivate.hint')}</p>
            <ButtonRow><Button look="danger" formaction={to('sperren')}>{t('person.deactivate')}</Button></ButtonRow>
          </>
        )}
      </Form>
    </section>
  );
}
