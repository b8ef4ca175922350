import { addDays, parseDay } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { countPlaces, editEvent } from '../event-permissions.ts';
import { staffEventTexts } from '../event-texts.ts';
import { datesOf, type EventDate } from '../events/dates.ts';
import { placesLeftOn } from '../events/places-left.ts';
import { sayDay } from '../said.ts';
import { mayEditFor } from '../server/edit-service.ts';
import type { StoredEvent } from '../server/load-events.ts';
import { listLocations } from '../server/locations.ts';
import { shownEvents } from '../server/shown-events.ts';
import { EVENTS, staffEvent, t } from './event-form-page.tsx';
import { PlacesForm, PlacesRefused } from './event-places-form.tsx';
import { placeText, sayDateTimes } from './event-words.tsx';

const SHOWN_DAYS = 200;
const SHOWN = 30;

/** The dates of an event to come: each can be cancelled, moved, changed; one more can be added; places are counted. */
export async function eventDatesPage(view: View, form?: FormState): Promise<Sheet> {
  const event = await staffEvent(view);
  const today = view.clock.today();
  const [shown] = await shownEvents(view.tx, view.town.id, [event]);
  const dates = datesOf(event, today, addDays(today, SHOWN_DAYS), shown!.calendar).slice(0, SHOWN);
  const mayEdit = editEvent.allows(view.who) && mayEditFor(view.who, event.organizationId);
  const mayCount = countPlaces.allows(view.who);
  const isSeries = event.placesFor === 'series';
  return {
    title: t('dates.title', { name: event.name }), wide: true,
    breadcrumbs: [{ label: t('list.title'), href: view.href(EVENTS) }, { label: event.name, href: view.href(`${EVENTS}/${event.id}`) }, { label: t('form.dates') }],
    content: (
      <>
        <PageHead title={t('dates.title', { name: event.name })} lead={t('dates.lead')} actions={<LinkButton look="secondary" href={view.href(`${EVENTS}/${event.id}`)}>{t('form.edit')}</LinkButton>} />
        {view.query.has('gespeichert') ? <Notice kind="success" live>{t('dates.saved')}</Notice> : null}
        {view.query.has('gezaehlt') ? <Notice kind="success" live>{t('counter.taken')}</Notice> : null}
        {form && !('onDay' in form.values) ? <PlacesRefused form={form} /> : null}
        {isSeries && mayCount ? <section class="panel"><h2>{t('places.for-series')}</h2><PlacesForm view={view} event={event} dateKey="" left={event.placesLeft.get('series')} back="termine" label={t('places.for-series')} /></section> : null}
        <Table
          caption={t('dates.table')} rows={dates} empty={<EmptyState icon="calendar" title={t('dates.none')} explanation={t('dates.none.text')} />}
          columns={[
            { header: t('dates.day'), rowHeader: true, cell: (date) => sayDay('de', date.day, 'weekday') },
            { header: t('dates.time'), cell: (date) => sayDateTimes('de', date) },
            { header: t('dates.place'), cell: (date) => placeText({ ...date, ...(date.locationId && shown!.places.has(date.locationId) ? { location: shown!.places.get(date.locationId)! } : {}) }, false) },
            { header: t('dates.state'), cell: (date) => <><Badge tone={date.state === 'on' ? (date.movedFrom || date.isChanged || date.isExtra ? 'info' : 'good') : 'caution'}>{sayState(date)}</Badge>{date.reason ? <> {date.reason}</> : null}</> },
            ...(isSeries || !mayCount ? [] : [{ header: t('dates.left'), cell: (date: EventDate) => (date.state === 'on' ? <PlacesForm view={view} event={event} dateKey={date.key} left={placesLeftOn(event, event.placesLeft, date)} back="termine" label={`${t('dates.left')}: ${sayDay('de', date.day)}`} /> : '') }]),
            ...(mayEdit ? [{ header: t('dates.change'), headerHidden: true, cell: (date: EventDate) => <a href={view.href(`${EVENTS}/${event.id}/termine/${date.key}`)}>{t('dates.change')}<span class="visually-hidden">: {sayDay('de', date.day)}</span></a> }] : []),
          ]}
        />
        {mayEdit ? <section class="stack"><h2>{t('dates.add')}</h2>{await DateForm({ view, event, form: form && 'onDay' in form.values ? form : emptyForm, what: 'add', id: 'termin-neu', action: view.href(`${EVENTS}/${event.id}/termine`) })}</section> : null}
      </>
    ),
  };
}

/** One date: cancel it, move it, or take that back. */
export async function eventDatePage(view: View, form?: FormState): Promise<Sheet> {
  const event = await staffEvent(view);
  const key = parseDay(view.param('day'));
  if (!key || !mayEditFor(view.who, event.organizationId)) throw new NotFound();
  const [shown] = await shownEvents(view.tx, view.town.id, [event]);
  const date = datesOf(event, addDays(key, -1), addDays(key, SHOWN_DAYS), shown!.calendar).filter((one) => one.key === key).sort((one, other) => Number(other.state === 'on') - Number(one.state === 'on'))[0];
  if (!date) throw new NotFound();
  const isSpecial = event.exceptions.some(({ originalDay }) => originalDay === key);
  const asked = (what: string): FormState => (form?.values['what']?.[0] === what ? form : what === 'change' ? filledForm({ onDay: date.day, opensAt: date.opensAt, closesAt: date.closesAt, locationId: date.locationId, placeNote: date.placeNote, reason: date.reason }) : emptyForm);
  const title = t('date.title', { day: sayDay('de', date.day, 'weekday') });
  const action = view.href(view.path);
  return {
    title, breadcrumbs: [{ label: t('list.title'), href: view.href(EVENTS) }, { label: event.name, href: view.href(`${EVENTS}/${event.id}`) }, { label: t('form.dates'), href: view.href(`${EVENTS}/${event.id}/termine`) }, { label: title }],
    content: (
      <>
        <PageHead preline={event.name} title={title} lead={`${sayState(date)}${date.reason ? `: ${date.reason}` : ''}`} />
        {date.state === 'cancelled' ? null : (
          <section class="stack">
            <h2>{t('date.cancel')}</h2>
            <p>{t('date.cancel.text')}</p>
            <Form form={asked('cancel')} texts={staffEventTexts} id="absagen" label={t('date.cancel')} action={action}>
              <Hidden event={event} what="cancel" />
              <TextField name="reason" label={t('date.reason')} hint={t('date.reason.hint')} />
              <Button look="danger">{t('date.cancel.button')}</Button>
            </Form>
          </section>
        )}
        <section class="stack">
          <h2>{t('date.change')}</h2>
          <p>{t('date.change.text')}</p>
          {await DateForm({ view, event, form: asked('change'), what: 'change', id: 'aendern', action })}
        </section>
        {isSpecial ? (
          <section class="stack">
            <h2>{t('date.restore')}</h2>
            <p>{t('date.restore.text')}</p>
            <Form form={asked('restore')} texts={staffEventTexts} id="zuruecknehmen" label={t('date.restore')} action={action}><Hidden event={event} what="restore" /><Button look="secondary">{t('date.restore.button')}</Button></Form>
          </section>
        ) : null}
      </>
    ),
  };
}

/** Whoever has another version before them than the stored one is told. */
function Hidden({ event, what }: { event: StoredEvent; what: string }) {
  return <><input type="hidden" name="what" value={what} /><input type="hidden" name="version" value={String(event.version)} /></>;
}

async function DateForm({ view, event, form, what, id, action }: { view: View; event: StoredEvent; form: FormState; what: 'add' | 'change'; id: string; action: string }) {
  const locations = await listLocations(view.tx, view.town.id);
  return (
    <Form form={form} texts={staffEventTexts} id={id} label={t(what === 'add' ? 'dates.add' : 'date.change')} action={action}>
      <Hidden event={event} what={what} />
      <div class="columns">
        <DateField name="onDay" label={t(what === 'add' ? 'date.onDay.add' : 'date.onDay')} />
        <TimeField name="opensAt" label={t('field.opensAt')} optional />
        <TimeField name="closesAt" label={t('field.closesAt')} optional />
      </div>
      <Select name="locationId" label={t('field.locationId')} prompt={t('field.locationId.none')} optional options={locations.map((one) => ({ value: one.id, label: one.name }))} />
      <TextField name="placeNote" label={t('field.placeNote')} optional />
      <TextField name="reason" label={t('date.reason.optional')} hint={t('date.reason.hint')} optional />
      <Button look={what === 'add' ? 'secondary' : 'primary'}>{t(what === 'add' ? 'dates.add' : 'date.change.button')}</Button>
    </Form>
  );
}

function sayState(date: EventDate): string {
  if (date.state === 'moved') return t('dates.state.moved', { day: sayDay('de', date.movedTo!) });
  if (date.state === 'cancelled') return t('dates.state.cancelled');
  if (date.movedFrom) return t('dates.state.moved-from', { day: sayDay('de', date.movedFrom) });
  return t(date.isChanged ? 'dates.state.changed' : date.isExtra ? 'dates.state.extra' : 'dates.state.on');
}
