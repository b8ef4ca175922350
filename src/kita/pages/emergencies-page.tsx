import { sayDay } from '../../offers/said.ts';
import type { Day } from '../../platform/day.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { proposeEmergency } from '../decision-permissions.ts';
import { staffDecisionTexts } from '../decision-texts.ts';
import { ageBandOn, type AgeBand } from '../facilities/age-band.ts';
import { poolMonth } from '../facilities/free-seats.ts';
import { rulePackOf } from '../facilities/rule-pack.ts';
import { listChildren } from '../server/children.ts';
import { listEmergencies, type Emergency } from '../server/emergencies.ts';
import { listAllFacilities, listPoolHistories, listSeatTypes } from '../server/facilities.ts';
import { listPlacements } from '../server/placements.ts';
import { childOfNumber } from '../server/registration-number.ts';
import { EMERGENCIES, t } from './decision-words.ts';
import { officeCrumb } from './office-crumb.ts';
import { StaffRefusals } from './staff-refusals.tsx';

/** Emergency places: what waits for the second person, what was decided, and a new proposal for the child of `?kind=`. */
export async function emergenciesPage(view: View, form?: FormState): Promise<Sheet> {
  const all = await listEmergencies(view.tx, view.town.id, view.configuration.secretKey);
  const [open, past] = [all.filter(({ outcome }) => outcome === null), all.filter(({ outcome }) => outcome !== null)];
  const asked = form?.values['childId']?.[0] ?? view.query.get('kind');
  const number = view.query.get('nummer')?.trim();
  const childId = isUuid(asked) ? asked : number ? await childOfNumber(view.tx, view.town.id, number) : undefined;
  const [child] = childId ? await listChildren(view.tx, view.town.id, [childId]) : [];
  const decided = form?.values['id']?.[0];
  const isShown = decided === undefined ? child !== undefined : open.some((one) => one.id === decided && one.proposedBy !== view.who.personId);
  return {
    title: t('emergency.navigation'), breadcrumbs: [...officeCrumb(view), { label: t('emergency.navigation') }],
    content: (
      <>
        <PageHead title={t('emergency.navigation')} lead={t('emergency.lead')} />
        {form && !isShown ? <StaffRefusals form={form} /> : null}
        {view.query.has('vorgeschlagen') ? <Notice kind="success" live>{t('emergency.proposed')}</Notice> : null}
        {view.query.has('entschieden') ? <Notice kind="success" live>{t('emergency.decided')}</Notice> : null}
        <section class="stack">
          <h2>{t('emergency.open')}</h2>
          {open.length === 0 ? <EmptyState icon="shield" level={3} title={t('emergency.open.empty')} explanation={t('emergency.open.empty.text')} /> : open.map((one) => <Waiting view={view} one={one} form={form?.values['id']?.[0] === one.id ? form : emptyForm} />)}
        </section>
        {proposeEmergency.allows(view.who) ? (
          <section class="stack">
            <h2>{t('emergency.new')}</h2>
            {child ? await Proposal({ view, child: { id: child.id, name: [child.givenNames, child.familyName].filter(Boolean).join(' '), bornOn: child.bornOn }, form: form?.values['childId'] ? form : undefined }) : <Find view={view} isUnknown={Boolean(number)} />}
          </section>
        ) : null}
        {past.length > 0 ? (
          <section class="stack">
            <h2>{t('emergency.past')}</h2>
            <ul>{past.map((one) => <li>{lineOf(one)} – {t(`emergency.outcome.${one.outcome!}`, { name: one.decidedByName ?? '' })}</li>)}</ul>
          </section>
        ) : null}
      </>
    ),
  };
}

const lineOf = ({ childName, seatTypeName, facilityName, startsOn }: Emergency) => t('emergency.line', { child: childName, seat: seatTypeName, facility: facilityName, day: sayDay('de', startsOn) });

/** By the day of start; a child put back at school or taken in earlier is for the two people to say. */
function suits({ town }: View, bornOn: Day | null, startsOn: Day, band: AgeBand): boolean {
  return bornOn === null || ageBandOn(bornOn, startsOn, rulePackOf(town.land)) === band;
}

function Waiting({ view, one, form }: { view: View; one: Emergency; form: FormState }) {
  return (
    <section class="panel stack">
      <h3>{lineOf(one)}</h3>
      {one.bornOn ? <p>{t('emergency.born', { day: sayDay('de', one.bornOn) })}</p> : null}
      {suits(view, one.bornOn, one.startsOn, one.ageBand) ? null : <Notice kind="warning"><p>{t('emergency.other-age')}</p></Notice>}
      <p class="preline">{one.reason}</p>
      <p class="muted">{t('emergency.by', { name: one.proposedByName })}</p>
      {one.proposedBy === view.who.personId ? <p>{t('emergency.own')}</p> : (
        <Form form={form} texts={staffDecisionTexts} id={`notfall-${one.id}`} label={lineOf(one)} action={view.href(`${EMERGENCIES}/${one.id}`)}>
          <input type="hidden" name="id" value={one.id} />
          <ButtonRow>
            <Button name="outcome" value="approved">{t('emergency.approve')}</Button>
            <Button name="outcome" value="refused" look="secondary">{t('emergency.refuse')}</Button>
          </ButtonRow>
        </Form>
      )}
    </section>
  );
}

function Find({ view, isUnknown }: { view: View; isUnknown: boolean }) {
  return (
    <form method="get" action={view.href(EMERGENCIES)} class="form">
      <p>{t('emergency.find.text')}</p>
      {isUnknown ? <Notice kind="warning" live><p>{t('emergency.not-found')}</p></Notice> : null}
      <label class="kern-label" for="nummer">{t('emergency.number')}</label>
      <input class="kern-form-input__input" id="nummer" name="nummer" autocomplete="off" value={view.query.get('nummer') ?? ''} />
      <Button look="secondary">{t('emergency.find.button')}</Button>
    </form>
  );
}

async function Proposal({ view, child, form }: { view: View; child: { id: Uuid; name: string; bornOn: Day | null }; form: FormState | undefined }) {
  const today = view.clock.today();
  const facilities = await listAllFacilities(view.tx, view.town.id);
  const types = await listSeatTypes(view.tx, view.town.id);
  const placements = await listPlacements(view.tx, view.town.id, { on: today });
  const options = (await listPoolHistories(view.tx, view.town.id)).flatMap((history) => {
    const facility = facilities.find(({ id }) => id === history.pool.facilityId);
    const month = poolMonth(history, types, placements.filter(({ poolId }) => poolId === history.pool.id), today, rulePackOf(view.town.land));
    return !facility || !month ? [] : month.byType.map(({ type, free }) => {
      const isOfAge = suits(view, child.bornOn, today, type.ageBand);
      const label = t('emergency.seat.label', { facility: facility.name, pool: history.pool.name, type: type.names.de ?? '', free });
      return { value: `${history.pool.id}/${type.id}`, isOfAge, label: isOfAge ? label : `${label} – ${t('emergency.seat.other-age')}` };
    });
  });
  return (
    <Form form={form ?? filledForm({ startsOn: today })} texts={staffDecisionTexts} id="vorschlag" label={t('emergency.new')} action={view.href(EMERGENCIES)}>
      <p>{t('emergency.child')}: <strong>{child.name}</strong>{child.bornOn ? `, ${t('emergency.born', { day: sayDay('de', child.bornOn) })}` : ''}</p>
      <input type="hidden" name="childId" value={child.id} />
      <Select name="seat" label={t('emergency.seat')} options={options.sort((a, b) => Number(b.isOfAge) - Number(a.isOfAge) || a.label.localeCompare(b.label, 'de'))} />
      <DateField name="startsOn" label={t('emergency.starts')} />
      <TextArea name="reason" label={t('emergency.reason')} hint={t('emergency.reason.hint')} rows={4} />
      <Button>{t('emergency.propose')}</Button>
    </Form>
  );
}
