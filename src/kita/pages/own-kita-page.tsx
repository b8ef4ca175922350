import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import type { DecisionRecord } from '../decisions/content.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import { registrationTexts } from '../registration-texts.ts';
import { listChildren, type ChildRecord } from '../server/children.ts';
import { listDrafts } from '../server/drafts.ts';
import { listAllFacilities } from '../server/facilities.ts';
import { childrenOfPerson, type OwnChild } from '../server/guardians.ts';
import { decisionsOfPerson } from '../server/own-decisions.ts';
import { isReady, ownNotices, type OwnNotice } from '../server/retrieve-notice.ts';
import { listPlacements } from '../server/placements.ts';
import { listRegistrations, type RegistrationRecord } from '../server/registrations.ts';
import { sayMonth } from './facility-words.tsx';
import { DraftList, said } from './registration-begin-page.tsx';
import { nameOf } from './registration-child-steps.tsx';
import { BEGIN_PATH, OWN_PATH, registrationPath } from '../registration-paths.ts';
import { OfficeContact, RegistrationStyle } from './registration-frame.tsx';
import { WaitingNow } from './waiting-now.tsx';
import { OwnDelivery } from './own-delivery.tsx';
import { sayBirth } from './registration-told.tsx';

interface OwnChildView {
  view: View;
  child: ChildRecord;
  own: OwnChild;
  registration: RegistrationRecord | undefined;
  placeName: string | undefined;
  decisions: readonly DecisionRecord[];
  notices: ReadonlyMap<Uuid, OwnNotice>;
  /** where it stands on the waiting lists now */
  waiting: Child | undefined;
}

/** A guardian's own children, registrations and decisions; nobody else's, and none hidden from this guardian. */
export async function ownKitaPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const t = registrationTexts.in(view.language);
  const { tx, town, who, clock, configuration: { secretKey } } = view;
  const own = await childrenOfPerson(tx, town.id, who.personId!);
  const childIds = own.map(({ childId }) => childId);
  const children = await listChildren(tx, town.id, childIds);
  const registrations = await listRegistrations(tx, town.id, { state: 'submitted', childIds });
  const placements = childIds.length === 0 ? [] : await listPlacements(tx, town.id, { on: clock.today(), childIds });
  const facilityNames = new Map((await listAllFacilities(tx, town.id)).map(({ id, name }) => [id, name]));
  const decisions = childIds.length === 0 ? [] : await decisionsOfPerson(tx, town.id, secretKey, who.personId!);
  const notices = await ownNotices(tx, town.id, who.personId!, decisions.map(({ id }) => id));
  const drafts = await listDrafts(tx, town.id, secretKey, who.personId!);
  const waiting = new Map<Uuid, Child>();
  for (const { childId } of registrations) {
    // What a decision says that lies ready is not told beside it before it was opened.
    const isSealed = decisions.some((decision) => decision.childId === childId && isReady(notices.get(decision.id), clock.today()));
    if (!isSealed) waiting.set(childId, await WaitingNow({ view, childId, level: 3, unknown: t('own.waiting.unknown') }));
  }
  const flash = view.query.get('hinweis');
  return {
    title: t('own.title'),
    noIndex: true,
    ...(flash === 'zurueckgezogen' ? { flash: { kind: 'success' as const, text: t('withdrawn.flash') } } : flash === 'zustellung' ? { flash: { kind: 'success' as const, text: t('delivery.saved') } } : flash === 'verworfen' ? { flash: { kind: 'success' as const, text: t('discarded.flash') } } : {}),
    content: (
      <>
        <RegistrationStyle />
        <PageHead title={t('own.title')} lead={t('own.lead')} />
        {drafts.length > 0 ? <DraftList view={view} drafts={drafts} level={2} /> : null}
        {children.length === 0 && drafts.length === 0 ? <EmptyState icon="child" title={t('own.empty')} explanation={t('own.empty.text')} action={<LinkButton href={view.href(BEGIN_PATH)}>{t('start.new')}</LinkButton>} /> : null}
        {children.map((child) => (
          <ChildSection view={view} child={child} own={own.find(({ childId }) => childId === child.id)!} registration={registrations.find(({ childId }) => childId === child.id)}
            placeName={facilityNames.get(placements.find(({ childId }) => childId === child.id)?.facilityId as Uuid)} decisions={decisions.filter(({ childId }) => childId === child.id)} notices={notices} waiting={waiting.get(child.id)} />
        ))}
        {children.length > 0 ? (
          <Form form={form} texts={registrationTexts} action={view.href(`${BEGIN_PATH}/neu`)} id="neu">
            <ButtonRow><Button look="secondary">{t('start.another')}</Button></ButtonRow>
          </Form>
        ) : null}
        {await OwnDelivery({ view, form })}
        <OfficeContact view={view} />
      </>
    ),
  };
}

function ChildSection({ view, child, own, registration, placeName, decisions, notices, waiting }: OwnChildView): Child {
  const t = registrationTexts.in(view.language);
  return (
    <section class="stack" aria-labelledby={`kind-${child.id}`}>
      <h2 id={`kind-${child.id}`}><bdi>{nameOf(child) || t('draft.unnamed')}</bdi></h2>
      <p class="muted">{sayBirth(view, child)}</p>
      {placeName ? <p>{t('place.has', { name: nameOf(child), facility: placeName })}</p> : null}
      {registration ? (
        <Card title={t('registration.title', { number: registration.number })} level={3}>
          <p>{t('say.from', { month: sayMonth(view.language, registration.wishedStart) })}, {said(t('say.submitted', { day: '\u0001' }), [<DateText day={dayOfInstant(registration.submittedAt)} />])}</p>
          <ButtonRow><LinkButton look="secondary" href={view.href(registrationPath(registration.id))}>{t('own.open')}<span class="visually-hidden">: {registration.number}</span></LinkButton></ButtonRow>
        </Card>
      ) : own.mayDecide ? (
        <Form form={emptyForm} texts={registrationTexts} action={view.href(`${BEGIN_PATH}/neu`)} id={`neu-${child.id}`}>
          <input type="hidden" name="child" value={child.id} />
          <ButtonRow><Button look="secondary">{t('own.wish-change')}</Button></ButtonRow>
        </Form>
      ) : null}
      {waiting}
      {decisions.length > 0 ? (
        <>
          <h3>{t('own.decisions')}</h3>
          <ul>{decisions.map((decision) => <li><a href={view.href(`${OWN_PATH}/bescheid/${decision.id}`)}>{said(isReady(notices.get(decision.id), view.clock.today()) ? t('own.decision.ready', { day: '\u0001' }) : t('own.decision', { day: '\u0001', outcome: t(`own.decision.${decision.outcome}`) }), [<DateText day={dayOfInstant(decision.decidedAt)} />])}</a></li>)}</ul>
        </>
      ) : null}
    </section>
  );
}
