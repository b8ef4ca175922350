import { Hono } from 'hono';
import type { HouseContext, HouseEnv, View } from '../platform/house.ts';
import type { FormState } from '../platform/form.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { countPlaces as mayCount, editEvent as mayEdit, listEvents, readEvents } from './event-permissions.ts';
import { countPlacesPage } from './pages/event-counter-page.tsx';
import { eventDatePage, eventDatesPage } from './pages/event-dates-page.tsx';
import { eventCalendarFile } from './pages/event-files.ts';
import { eventFormPage, EVENTS, newEventPage } from './pages/event-form-page.tsx';
import { eventPage } from './pages/event-page.tsx';
import { staffEventsPage } from './pages/event-staff-page.tsx';
import { confirmEvent, saveEvent } from './server/edit-event.ts';
import { changeDate } from './server/edit-event-dates.ts';
import { changePlaces } from './server/edit-event-places.ts';

const ONE = `${EVENTS}/:id{[0-9a-f-]{36}}`;
const one = (id: string, query: string) => `${EVENTS}/${id}?${query}`;
/** The counter and the dates of one event send the same tap; each gets back to where it was. */
const fromCounter = (view: View) => view.query.get('zurueck') === 'plaetze';
const placesAgain = (view: View, form: FormState) => (fromCounter(view) ? countPlacesPage(view, form) : eventDatesPage(view, form));
const placesDone = ({ id }: { id: string }, view: View, _context: HouseContext) => (fromCounter(view) ? `${EVENTS}/plaetze?gezaehlt=${id}` : `${EVENTS}/${id}/termine?gezaehlt=1`);

/** Events: for families, and for those who keep them. */
export const eventRoutes = new Hono<HouseEnv>()
  .get('/veranstaltungen/:id{[0-9a-f-]+\\.ics}', page(readEvents, eventCalendarFile))
  .get('/veranstaltungen/:id', page(readEvents, eventPage))
  .get(EVENTS, page(listEvents, staffEventsPage))
  .get(`${EVENTS}/plaetze`, page(mayCount, (view) => countPlacesPage(view)))
  .get(`${EVENTS}/neu`, page(mayEdit, (view) => newEventPage(view)))
  .post(`${EVENTS}/neu`, submit(saveEvent, { again: newEventPage, done: ({ id }) => one(id, 'gespeichert=1') }))
  .get(ONE, page(listEvents, (view) => eventFormPage(view)))
  .post(ONE, submit(saveEvent, { params: ['id'], again: eventFormPage, done: ({ id }) => one(id, 'gespeichert=1') }))
  .post(`${ONE}/bestaetigen`, submit(confirmEvent, { params: ['id'], again: eventFormPage, done: ({ id }) => one(id, 'bestaetigt=1') }))
  .post(`${ONE}/plaetze`, submit(changePlaces, { params: ['id'], again: placesAgain, done: placesDone }))
  .get(`${ONE}/termine`, page(listEvents, (view) => eventDatesPage(view)))
  .post(`${ONE}/termine`, submit(changeDate, { params: ['id'], again: eventDatesPage, done: ({ id }) => `${EVENTS}/${id}/termine?gespeichert=1` }))
  .get(`${ONE}/termine/:day`, page(mayEdit, (view) => eventDatePage(view)))
  .post(`${ONE}/termine/:day`, submit(changeDate, { params: ['id', 'day'], again: eventDatePage, done: ({ id }) => `${EVENTS}/${id}/termine?gespeichert=1` }));
