import { addDays } from '../../platform/day.ts';
import type { FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { datesOf, type EventDate } from '../events/dates.ts';
import { placesLeftOn } from '../events/places-left.ts';
import { worksFor } from '../permissions.ts';
import { sayDay } from '../said.ts';
import { loadEvents, type StoredEvent } from '../server/load-events.ts';
import { shownEvents } from '../server/shown-events.ts';
import { EVENTS, t } from './event-form-page.tsx';
import { PlacesForm, PlacesRefused } from './event-places-form.tsx';
import { sayDateTimes } from './event-words.tsx';

interface CountedDate {
  event: StoredEvent;
  organizationName: string;
  date: EventDate;
}

const COUNTER_DAYS = 28;

/** The counter's page: all dates of the next weeks with limited places, each with its two buttons. */
export async function countPlacesPage(view: View, form?: FormState): Promise<Sheet> {
  const rows = await countedDates(view);
  return {
    title: t('counter.title'), wide: true, breadcrumbs: [{ label: t('list.title'), href: view.href(EVENTS) }, { label: t('counter.title') }],
    content: (
      <>
        <PageHead title={t('counter.title')} lead={t('counter.lead')} />
        {view.query.has('gezaehlt') && !form ? <Notice kind="success" live>{t('counter.taken')}</Notice> : null}
        <PlacesRefused form={form} />
        <Table
          caption={t('counter.title')} captionHidden rows={rows} empty={<EmptyState icon="people" title={t('counter.none')} explanation={t('counter.none.text')} />}
          columns={[
            { header: t('column.name'), rowHeader: true, cell: ({ event, organizationName }) => <>{event.name}<br /><span class="small muted">{organizationName}</span></> },
            { header: t('dates.day'), cell: ({ date }) => `${sayDay('de', date.day, 'weekday')}, ${sayDateTimes('de', date)}` },
            { header: t('dates.left'), cell: ({ event, date }) => <PlacesForm view={view} event={event} dateKey={date.key} left={placesLeftOn(event, event.placesLeft, date)} back="plaetze" label={`${event.name}, ${sayDay('de', date.day)}`} /> },
          ]}
        />
      </>
    ),
  };
}

async function countedDates(view: View): Promise<CountedDate[]> {
  const today = view.clock.today();
  const events = (await loadEvents(view.tx, view.town.id)).filter((event) => event.status === 'active' && worksFor(view.who, event.organizationId) && (event.places !== undefined || event.placesLeft.size > 0 || event.registration === 'open'));
  const shown = await shownEvents(view.tx, view.town.id, events);
  const rows = shown.flatMap(({ event, organizationName, calendar }) => datesOf(event, today, addDays(today, COUNTER_DAYS), calendar).filter(({ state }) => state === 'on').slice(0, event.placesFor === 'series' ? 1 : undefined).map((date) => ({ event, organizationName, date })));
  return rows.sort((one, other) => one.date.day.localeCompare(other.date.day) || (one.date.opensAt ?? '').localeCompare(other.date.opensAt ?? ''));
}
