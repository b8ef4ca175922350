import { addressText } from '../../offers/address.ts';
import { sayLanguage } from '../../offers/said.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { seatTypeName, type Facility } from '../facilities/facility.ts';
import { findGroupForm, licensedPlaces } from '../facilities/licence.ts';
import { readSeatShares } from '../facilities-permissions.ts';
import { staffFacilitiesTexts } from '../facilities-texts.ts';
import { listClosingTimes } from '../server/closing-times.ts';
import { listPoolHistories, listSeatTypes, type StoredPoolHistory } from '../server/facilities.ts';
import { facilityOverviews, type FacilityOverview } from '../server/facility-overview.ts';
import { listLeaders, listProviders } from '../server/facility-leaders.ts';
import { poolOn } from '../facilities/capacity.ts';
import { crumbs, FACILITIES, FindingList, flashOf, OCCUPANCY, rightOf, sayShort, sayValid, staffFacility, t } from './facility-frame.tsx';
import { ChildminderSection } from './childminder-section.tsx';
import { sharesPath } from './seat-shares-page.tsx';
import { WeekdayTable } from './weekday-table.tsx';

/** The small forms of the page; what was refused is shown again in its own. */
interface FacilityForms {
  closing?: FormState;
  leader?: FormState;
  cover?: FormState;
}

/** Everything there is to know of one facility, and ways to change what this person may change. */
export async function facilityPage(view: View, forms: FacilityForms = {}): Promise<Sheet> {
  const facility = await staffFacility(view);
  const right = await rightOf(view, facility.id);
  const [overview] = await facilityOverviews(view.tx, view.town.id, view.clock.today(), [facility.id]);
  const path = `${FACILITIES}/${facility.id}`;
  return {
    title: facility.name, wide: true, breadcrumbs: crumbs(view), ...flashOf(view),
    content: (
      <>
        <PageHead preline={t(`kind.${facility.kind}`)} title={<bdi>{facility.name}</bdi>} actions={(
          <>
            {right === 'none' ? null : <LinkButton icon="edit" href={view.href(`${path}/bearbeiten`)}>{t(right === 'all' ? 'edit' : 'details.edit')}</LinkButton>}
            <LinkButton look="secondary" href={view.href(OCCUPANCY, { einrichtung: facility.id })}>{t('occupancy')}</LinkButton>
            <LinkButton look="secondary" href={view.href(`/kitas/${facility.id}`)}>{t('public')}</LinkButton>
          </>
        )} />
        {overview!.findings.length > 0 ? <Notice kind="warning" title={t('section.look')}><FindingList findings={overview!.findings} /></Notice> : null}
        <Master facility={facility} />
        {await PoolSection({ view, overview: overview!, mayEdit: right === 'all' })}
        <GroupSection view={view} overview={overview!} mayEdit={right === 'all'} />
        {facility.kind === 'childminder' ? await ChildminderSection({ view, facility, mayEdit: right === 'all', form: forms.cover ?? emptyForm }) : null}
        {await ClosingSection({ view, facility, mayEdit: right !== 'none', form: forms.closing ?? emptyForm })}
        {right === 'all' ? await LeaderSection({ view, facility, form: forms.leader ?? emptyForm }) : null}
      </>
    ),
  };
}

function Master({ facility }: { facility: Facility }) {
  const languages = facility.languages.map((code) => sayLanguage('de', code)).join(', ');
  return (
    <DescriptionList entries={[
      { term: t('by'), details: <bdi>{facility.organizationName}</bdi> },
      { term: t('section.place'), details: <bdi>{addressText(facility)}</bdi> },
      { term: t('field.stepFree'), details: t(`stepFree.${facility.stepFree}`) },
      { term: t('section.contact'), details: [facility.opensAt && facility.closesAt ? `${facility.opensAt}–${facility.closesAt}` : '', facility.phone, facility.email].filter(Boolean).join(' · ') || t('unknown') },
      { term: t('field.languages'), details: languages || t('unknown') },
      { term: t('field.noticeForm'), details: t(`noticeForm.${facility.noticeForm}`) },
      { term: t('section.concept'), details: facility.concept.de ?? t('unknown') },
    ]} />
  );
}

async function PoolSection({ view, overview, mayEdit }: { view: View; overview: FacilityOverview; mayEdit: boolean }) {
  const { facility, pools, groups } = overview;
  const today = view.clock.today();
  const histories = await listPoolHistories(view.tx, view.town.id, [facility.id]);
  const types = await listSeatTypes(view.tx, view.town.id);
  const path = `${FACILITIES}/${facility.id}/plaetze`;
  const month = (id: string) => pools.find(({ pool }) => pool.id === id);
  const kinds = (history: StoredPoolHistory) => (poolOn(history, today) ?? history.pool).types.flatMap(({ seatTypeId, atMost }) => {
    const type = types.find(({ id }) => id === seatTypeId);
    return type ? [atMost === null ? seatTypeName(type, 'de') : t('pool.kind.most', { kind: seatTypeName(type, 'de'), most: atMost })] : [];
  });
  return (
    <section>
      <h2>{t('section.pools')}</h2>
      {histories.length === 0 ? <p>{t('pools.none')}</p> : (
        <Table caption={t('pools.caption')} captionHidden rows={histories} columns={[
          { header: t('pool.name'), rowHeader: true, cell: ({ pool }) => (mayEdit ? <a href={view.href(`${path}/${pool.id}`)}><bdi>{pool.name}</bdi></a> : <bdi>{pool.name}</bdi>) },
          { header: t('pool.kinds'), cell: (history) => <ul class="plain-list">{kinds(history).map((kind) => <li>{kind}</li>)}</ul> },
          { header: t('places'), numeric: true, cell: ({ pool }) => month(pool.id)?.seats ?? '–' },
          { header: t('pool.licensed'), numeric: true, cell: ({ pool }) => licensedPlaces(groups, pool.id, today) ?? t('unknown') },
          { header: t('taken'), numeric: true, cell: ({ pool }) => month(pool.id)?.taken ?? '–' },
          { header: t('free'), numeric: true, cell: ({ pool }) => month(pool.id)?.free ?? '–' },
          { header: t('pool.states'), cell: ({ pool, states }) => <>{sayValid(pool, today)}{states.length > 1 ? <ul class="plain-list">{states.slice(1).map(({ from, seats }) => <li>{t('pool.state', { from: sayShort(from), seats })}</li>)}</ul> : null}</> },
        ]} />
      )}
      {pools.some(({ shared }) => shared > 0) ? <WeekdayTable caption={t('shares.weekdays')} header={t('pool.name')} rows={pools.map((one) => ({ name: one.pool.name, month: one }))} /> : null}
      <ButtonRow>
        {mayEdit ? <LinkButton look="secondary" icon="add" href={view.href(`${path}/neu`)}>{t('pool.new')}</LinkButton> : null}
        {readSeatShares.allows(view.who) && facility.kind !== 'childminder' ? <LinkButton look="secondary" href={view.href(sharesPath(facility.id))}>{t('shares.link')}</LinkButton> : null}
      </ButtonRow>
    </section>
  );
}

function GroupSection({ view, overview: { facility, groups }, mayEdit }: { view: View; overview: FacilityOverview; mayEdit: boolean }) {
  const today = view.clock.today();
  const path = `${FACILITIES}/${facility.id}/gruppen`;
  const current = groups.filter(({ validUntil }) => validUntil === null || validUntil > today);
  if (facility.kind === 'childminder' && current.length === 0) return null;
  return (
    <section>
      <h2>{t('section.groups')}</h2>
      {current.length === 0 ? <p>{t('groups.none')}</p> : (
        <Table caption={t('groups.caption')} captionHidden rows={current} columns={[
          { header: t('group.name'), rowHeader: true, cell: ({ id, name }) => (mayEdit ? <a href={view.href(`${path}/${id}`)}><bdi>{name}</bdi></a> : <bdi>{name}</bdi>) },
          { header: t('group.form'), cell: ({ rulePack, form, validFrom }) => findGroupForm(rulePack, form, validFrom > today ? validFrom : today)?.name ?? form },
          { header: t('group.licensedPlaces'), numeric: true, cell: ({ licensedPlaces }) => licensedPlaces },
          { header: t('group.inclusivePlaces'), numeric: true, cell: ({ inclusivePlaces }) => inclusivePlaces },
          { header: t('group.sharedPlaces'), numeric: true, cell: ({ sharedPlaces }) => sharedPlaces },
          { header: t('group.licenceNumber'), cell: ({ licenceNumber }) => licenceNumber ?? t('unknown') },
          { header: t('group.valid'), cell: (group) => sayValid(group, today) },
        ]} />
      )}
      {mayEdit ? <p><LinkButton look="secondary" icon="add" href={view.href(`${path}/neu`)}>{t('group.new')}</LinkButton></p> : null}
    </section>
  );
}

async function ClosingSection({ view, facility, mayEdit, form }: { view: View; facility: Facility; mayEdit: boolean; form: FormState }) {
  const closings = await listClosingTimes(view.tx, view.town.id, facility.id, view.clock.today());
  const path = `${FACILITIES}/${facility.id}/schliesszeiten`;
  return (
    <section>
      <h2>{t('section.closings')}</h2>
      {closings.length === 0 ? <p>{t('closing.none')}</p> : (
        <Table caption={t('closings.caption')} captionHidden rows={closings} columns={[
          { header: t('closing.days'), rowHeader: true, cell: ({ firstDay, lastDay }) => (firstDay === lastDay ? sayShort(firstDay) : `${sayShort(firstDay)} – ${sayShort(lastDay)}`) },
          { header: t('closing.reason'), cell: ({ reason }) => <bdi>{reason}</bdi> },
          ...(mayEdit ? [{ header: t('remove'), headerHidden: true, cell: ({ id, firstDay }: (typeof closings)[number]) => <Form form={emptyForm} id={`schliesszeit-${id}`} action={view.href(`${path}/${id}/entfernen`)} label={`${t('remove')}: ${sayShort(firstDay)}`}><Button look="tertiary" small icon="trash">{t('remove')}<span class="visually-hidden">: {sayShort(firstDay)}</span></Button></Form> }] : []),
        ]} />
      )}
      {mayEdit ? (
        <Form form={form} texts={staffFacilitiesTexts} id="schliesszeit" action={view.href(path)} label={t('closing.new')}>
          <h3>{t('closing.new')}</h3>
          <div class="columns">
            <DateField name="firstDay" label={t('closing.firstDay')} />
            <DateField name="lastDay" label={t('closing.lastDay')} optional />
            <TextField name="reason" label={t('closing.reason')} optional />
          </div>
          <ButtonRow><Button look="secondary">{t('add')}</Button></ButtonRow>
        </Form>
      ) : null}
    </section>
  );
}

async function LeaderSection({ view, facility, form }: { view: View; facility: Facility; form: FormState }) {
  const today = view.clock.today();
  const leaders = await listLeaders(view.tx, view.town.id, facility.id, today);
  const people = (await listProviders(view.tx, view.town.id, facility.organizationId, today)).filter(({ id }) => !leaders.some(({ personId }) => personId === id));
  const path = `${FACILITIES}/${facility.id}/leitungen`;
  return (
    <section>
      <h2>{t('section.leaders')}</h2>
      {leaders.length === 0 ? <p>{t('leader.none')}</p> : (
        <Table caption={t('leaders.caption')} captionHidden rows={leaders} columns={[
          { header: t('leader.person'), rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
          { header: t('leader.since'), cell: ({ startsOn }) => sayShort(startsOn) },
          { header: t('remove'), headerHidden: true, cell: ({ id, name }) => <Form form={emptyForm} id={`leitung-${id}`} action={view.href(`${path}/${id}/entfernen`)} label={`${t('remove')}: ${name}`}><Button look="tertiary" small icon="trash">{t('remove')}<span class="visually-hidden">: {name}</span></Button></Form> },
        ]} />
      )}
      {people.length === 0 && leaders.length === 0 ? <p class="muted">{t('leader.nobody')}</p> : null}
      {people.length === 0 ? null : (
        <Form form={form} texts={staffFacilitiesTexts} id="leitung" action={view.href(path)} label={t('leader.new')}>
          <Select name="person" label={t('leader.person')} options={people.map(({ id, name }) => ({ value: id, label: name }))} />
          <ButtonRow><Button look="secondary">{t('leader.new')}</Button></ButtonRow>
        </Form>
      )}
    </section>
  );
}
