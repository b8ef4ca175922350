import { sayLanguage } from '../../offers/said.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { Table } from '../../ui/table.tsx';
import { officePaths } from '../office-paths.ts';
import { loadChildFile, type ChildFile } from '../server/child-file.ts';
import { deliveriesOf, type DeliveryRecord } from '../server/delivery-choices.ts';
import type { GuardianRecord } from '../server/guardians.ts';
import { AgreementNote } from './agreement-note.tsx';
import { sayCareTimes } from './care-times-fields.tsx';
import { GuardianDelivery } from './guardian-delivery.tsx';
import { BirthForm, CallForm, EndPlaceForms, MoveForms, NoteForm, OutsidePlaceForm } from './child-file-forms.tsx';
import { DecisionsSection, ClaimSection, PlacementsSection } from './child-file-history.tsx';
import { crumbs, said, sayBirth, sayDay, sayInstant, sayName, t } from './office-frame.tsx';
import { sayFact } from './proof-pages.tsx';

/** Which form of the page was refused. */
export type FileForm = 'agreement' | 'delivery' | 'call' | 'note' | 'birth' | 'out' | 'in' | 'outside' | 'place';

/** Everything of one child on one page; what is refused stands in its own form again. */
export async function childFilePage(view: View, form?: FormState, which?: FileForm): Promise<Sheet> {
  const file = await loadChildFile(view.tx, view.town.id, view.configuration.secretKey, view.param('id'));
  const { child, duplicates } = file;
  const deliveries = await deliveriesOf(view.tx, view.town.id, file.guardians.map(({ id }) => id));
  const own = (name: FileForm) => (form && which === name ? form : undefined);
  const isBlocked = file.guardians.some(({ isAddressBlocked }) => isAddressBlocked);
  return {
    title: t('file.title', { name: sayName(child) }), ...crumbs(view, sayName(child), { label: t('search.title'), href: officePaths.search }),
    ...said(view, { gespraech: 'said.call', notiz: 'said.note', geburt: 'said.birth', zustellung: 'said.delivery', umzug: 'said.moved', platz: 'said.place-ended', einverstaendnis: 'said.agreement' }),
    content: (
      <>
        <PageHead title={<bdi>{sayName(child)}</bdi>} lead={sayBirth(child)} />
        {isBlocked ? <Notice kind="warning">{t('file.blocked')}</Notice> : null}
        {duplicates.map(({ childId, otherChildId }) => <Notice kind="info">{t('file.duplicates')} <a href={view.href(officePaths.pair(childId, otherChildId))}>{t('file.duplicates.open')}</a></Notice>)}
        {child.expectedOn ? <BirthForm view={view} child={child} form={own('birth')} /> : null}
        <ChildSection file={file} />
        <RegistrationsSection view={view} file={file} form={own('agreement')} />
        <GuardiansSection view={view} childId={child.id} guardians={file.guardians} deliveries={deliveries} form={own('delivery')} />
        <CircumstancesSection view={view} file={file} />
        <PlacementsSection view={view} file={file} />
        <EndPlaceForms view={view} file={file} form={own('place')} />
        <DecisionsSection view={view} file={file} />
        <ClaimSection file={file} />
        <CallsSection file={file} />
        <div class="no-print"><CallForm view={view} childId={child.id} form={own('call') ?? filledForm({ calledOn: view.clock.today() })} /></div>
        <NotesSection file={file} />
        <div class="no-print"><NoteForm view={view} childId={child.id} form={own('note')} /></div>
        <MoveForms view={view} file={file} out={own('out')} back={own('in')} />
        <div class="no-print"><OutsidePlaceForm view={view} childId={child.id} form={own('outside')} /></div>
      </>
    ),
  };
}

function ChildSection({ file: { child, areaName, inclusion } }: { file: ChildFile }) {
  const lives = child.livesHereUntil ? t('file.lives.until', { day: sayDay(child.livesHereUntil) }) : child.comesFrom ? t('file.comes-from', { place: child.comesFrom }) : t('file.lives.yes');
  return (
    <section class="stack">
      <h2>{t('file.child')}</h2>
      <DescriptionList entries={[
        { term: t('file.area'), details: areaName ?? t('file.area.unknown') },
        { term: t('file.lives'), details: lives },
        ...(child.languages.length > 0 ? [{ term: t('file.languages'), details: child.languages.map((code) => sayLanguage('de', code)).join(', ') }] : []),
        ...(inclusion ? [{ term: t('file.inclusion'), details: <span class="preline">{inclusion}</span> }] : []),
      ]} />
    </section>
  );
}

function RegistrationsSection({ view, file: { child, registrations, agreements, remarks, facilityName, seatTypeName }, form }: { view: View; file: ChildFile; form: FormState | undefined }) {
  return (
    <section class="stack">
      <h2>{t('file.registrations')}</h2>
      {registrations.length === 0 ? <p>{t('file.registrations.none')}</p> : null}
      {registrations.map((one) => (
        <section class="panel stack">
          <h3>{one.number}</h3>
          <DescriptionList entries={[
            { term: t('file.state'), details: one.state === 'ended' && one.endedReason ? t(`file.state.ended.${one.endedReason}`) : t(`file.state.${one.state}`) },
            { term: t('file.submitted'), details: sayInstant(one.submittedAt) },
            { term: t('file.start'), details: <DateText day={one.wishedStart} style="short" /> },
            ...(one.weeklyHours === null ? [] : [{ term: t('file.hours'), details: String(one.weeklyHours).replace('.', ',') }]),
            ...(one.wishedTimes ? [{ term: t('file.times'), details: sayCareTimes('de', one.wishedTimes) }] : []),
            ...(one.urgentBy ? [{ term: t('file.urgent'), details: t(one.urgentSettledAt ? 'file.urgent.settled' : 'file.urgent.by', { day: sayDay(one.urgentBy) }) }] : []),
            ...(one.wantsChange ? [{ term: t('file.change'), details: t('file.lives.yes') }] : []), ...(one.needsInclusiveSeat ? [{ term: t('file.inclusive'), details: t('file.lives.yes') }] : []),
            ...(remarks.has(one.id) ? [{ term: t('file.remark'), details: <span class="preline" dir="auto">{remarks.get(one.id)}</span> }] : []),
          ]} />
          <h4>{t('file.wishes')}</h4>
          <ol>{one.wishes.map(({ facilityId, seatTypeId }) => <li>{facilityName.get(facilityId)} – {seatTypeName.get(seatTypeId)}</li>)}</ol>
          <AgreementNote view={view} childId={child.id} registrationId={one.id} said={agreements.get(one.id) ?? []} form={form?.values['registration']?.[0] === one.id ? form : undefined} />
          {one.state === 'submitted' ? <p><LinkButton look="secondary" small href={view.href(`${officePaths.entry}/${one.id}`)}>{t('file.edit')}</LinkButton></p> : null}
        </section>
      ))}
    </section>
  );
}

function GuardiansSection({ view, childId, guardians, deliveries, form }: { view: View; childId: string; guardians: readonly GuardianRecord[]; deliveries: ReadonlyMap<string, DeliveryRecord>; form: FormState | undefined }) {
  return (
    <section class="stack">
      <h2>{t('file.guardians')}</h2>
      <ul class="card-list">
        {guardians.map((guardian) => (
          <li class="panel stack">
            <h3><bdi>{guardian.givenNames} {guardian.familyName}</bdi></h3>
            <p>{t(`relation.${guardian.relation}`)} · {rightsOf(guardian)} · {t('file.guardian.language')}: {sayLanguage('de', guardian.language)}</p>
            <p>{guardian.email ? <a href={`mailto:${guardian.email}`}>{guardian.email}</a> : null} {guardian.phone ? <PhoneLink number={guardian.phone} /> : null}</p>
            {guardian.isAddressBlocked ? <Notice kind="warning">{t('file.guardian.blocked')}</Notice> : <Address guardian={guardian} />}
            <GuardianDelivery view={view} childId={childId} guardian={guardian} chosen={deliveries.get(guardian.id)} form={form} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function rightsOf({ mayRead, mayDecide, getsLetters }: GuardianRecord): string {
  const rights = [mayRead ? t('file.guardian.read') : t('file.guardian.none'), ...(mayDecide ? [t('file.guardian.decide')] : []), ...(getsLetters ? [t('file.guardian.letters')] : [])];
  return rights.join(', ');
}

function Address({ guardian: { address } }: { guardian: GuardianRecord }) {
  if (!address) return <p class="muted">{t('file.guardian.no-address')}</p>;
  return <address>{address.addition ? <>{address.addition}<br /></> : null}{address.street} {address.houseNumber}<br />{address.postalCode} {address.city}</address>;
}

function CircumstancesSection({ view, file: { circumstances } }: { view: View; file: ChildFile }) {
  return (
    <section class="stack">
      <h2>{t('file.circumstances')}</h2>
      <Table
        caption={t('file.circumstances')} captionHidden rows={circumstances} empty={<p>{t('file.circumstances.none')}</p>}
        columns={[
          { header: t('file.circumstance'), rowHeader: true, cell: (one) => sayFact(one) },
          { header: t('file.state'), cell: ({ id, state, note }) => <>{state === 'claimed' ? <a href={view.href(officePaths.proof(id))}>{t('circumstance.check')}</a> : t(`circumstance.${state}`)}{note ? <><br /><span class="small">{note}</span></> : null}</> },
          { header: t('file.checked'), cell: ({ checkedAt }) => (checkedAt ? sayInstant(checkedAt) : '') },
        ]}
      />
    </section>
  );
}

function CallsSection({ file: { calls } }: { file: ChildFile }) {
  return (
    <section class="stack">
      <h2>{t('file.calls')}</h2>
      <Table
        caption={t('file.calls')} captionHidden rows={calls} empty={<p>{t('file.calls.none')}</p>}
        columns={[
          { header: t('call.day'), rowHeader: true, cell: ({ calledAt }) => sayInstant(calledAt) },
          { header: t('call.caller'), cell: ({ caller }) => <bdi>{caller}</bdi> },
          { header: t('call.subject'), cell: ({ subject, text }) => <><strong>{subject}</strong>{text ? <><br /><span class="preline">{text}</span></> : null}</> },
          { header: t('call.outcome'), cell: ({ outcome, callAgainOn, settledAt }) => <>{t(`call.outcome.${outcome}`)}{callAgainOn ? <><br /><span class="small">{settledAt ? t('call.settled') : `${t('call.again')} ${sayDay(callAgainOn)}`}</span></> : null}</> },
          { header: t('call.by'), cell: ({ byName }) => byName ?? t('by.deleted') },
        ]}
      />
    </section>
  );
}

function NotesSection({ file: { notes } }: { file: ChildFile }) {
  return (
    <section class="stack">
      <h2>{t('file.notes')}</h2>
      {notes.length === 0 ? <p>{t('file.notes.none')}</p> : null}
      {notes.map(({ text, writtenAt, byName }) => <div class="panel"><p class="preline">{text}</p><p class="small muted">{sayInstant(writtenAt)}, {byName ?? t('by.deleted')}</p></div>)}
    </section>
  );
}
