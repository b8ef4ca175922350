import { addDays } from '../../platform/day.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { countPlaces, editEvent } from '../event-permissions.ts';
import { lastDayOf, nextEventDates, type EventDate } from '../events/dates.ts';
import { eventKinds, eventStatuses } from '../events/event.ts';
import { placesLeftOn } from '../events/places-left.ts';
import { worksForAll } from '../permissions.ts';
import { sayDay } from '../said.ts';
import { loadEvents } from '../server/load-events.ts';
import { shownEvents, type ShownEvent } from '../server/shown-events.ts';
import { EVENTS, t } from './event-form-page.tsx';
import { sayDateTimes } from './event-words.tsx';

const ON_A_PAGE = 50;

interface Row extends ShownEvent {
  next?: EventDate;
}

/** All events of those this person works with, the next to come first. */
export async function staffEventsPage(view: View): Promise<Sheet> {
  const today = view.clock.today();
  const isAll = worksForAll(view.who);
  const { query } = view;
  const events = (await loadEvents(view.tx, view.town.id)).filter(({ organizationId }) => isAll || view.who.organizationIds.includes(organizationId));
  const words = (query.get('suche') ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  const rows = (await shownEvents(view.tx, view.town.id, events)).map((shown): Row => {
    const next = nextEventDates(shown.event, today, 1, shown.calendar)[0];
    return { ...shown, ...(next ? { next } : {}) };
  }).filter(({ event, organizationName, next }) => {
    const text = `${event.name} ${organizationName}`.toLowerCase();
    const when = query.get('zeit');
    const isComing = next !== undefined || (lastDayOf(event) ?? addDays(today, 1)) >= today;
    return words.every((word) => text.includes(word)) && (!query.get('art') || event.kind === query.get('art')) && (!query.get('zustand') || event.status === query.get('zustand')) && (!when || (when === 'kommend') === isComing);
  }).sort((one, other) => (one.next?.day ?? '9999').localeCompare(other.next?.day ?? '9999') || (one.next?.opensAt ?? '').localeCompare(other.next?.opensAt ?? '') || one.event.name.localeCompare(other.event.name, 'de'));
  const pages = Math.max(1, Math.ceil(rows.length / ON_A_PAGE));
  const current = Math.min(Math.max(1, Number(query.get('seite')) || 1), pages);
  const isFiltered = ['suche', 'art', 'zeit', 'zustand'].some((name) => query.get(name));
  return {
    title: t('list.title'), wide: true,
    content: (
      <>
        <PageHead title={t('list.title')} lead={t(isAll ? 'list.lead' : 'list.lead.provider')} actions={(
          <>
            {editEvent.allows(view.who) ? <LinkButton icon="add" href={view.href(`${EVENTS}/neu`)}>{t('list.new')}</LinkButton> : null}
            {countPlaces.allows(view.who) ? <LinkButton look="secondary" icon="people" href={view.href(`${EVENTS}/plaetze`)}>{t('list.counter')}</LinkButton> : null}
          </>
        )} />
        <FilterBar>
          <div class="columns">
            <TextField name="suche" label={t('filter.search')} optional />
            <Select name="art" label={t('filter.kind')} prompt={t('list.any')} optional options={eventKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
            <Select name="zeit" label={t('filter.when')} prompt={t('list.any')} optional options={[{ value: 'kommend', label: t('filter.when.coming') }, { value: 'vorbei', label: t('filter.when.over') }]} />
            <Select name="zustand" label={t('filter.status')} prompt={t('list.any')} optional options={eventStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))} />
          </div>
        </FilterBar>
        <Table
          caption={t('list.table', { count: rows.length })} rows={rows.slice((current - 1) * ON_A_PAGE, current * ON_A_PAGE)}
          empty={<EmptyState icon="calendar" title={t(isFiltered ? 'list.none.filtered' : 'list.none')} explanation={isFiltered ? '' : t('list.none.text')} action={isFiltered ? <LinkButton look="secondary" href={view.href(EVENTS)}>{t('list.any.link')}</LinkButton> : null} />}
          columns={[
            { header: t('column.name'), rowHeader: true, cell: ({ event }) => <a href={view.href(`${EVENTS}/${event.id}`)}>{event.name}</a> },
            { header: t('column.organization'), cell: ({ organizationName }) => organizationName },
            { header: t('column.kind'), cell: ({ event }) => t(`kind.${event.kind}`) },
            { header: t('column.next'), cell: ({ event, next }) => (next ? <a href={view.href(`${EVENTS}/${event.id}/termine`)}>{sayDay('de', next.day, 'short')}, {sayDateTimes('de', next)}</a> : t('next.none')) },
            { header: t('column.left'), numeric: true, cell: ({ event, next }) => (next ? placesLeftOn(event, event.placesLeft, next) ?? '–' : '–') },
            { header: t('column.status'), cell: ({ event }) => <Badge tone={event.status === 'active' ? 'good' : event.status === 'cancelled' ? 'caution' : 'plain'}>{t(`status.${event.status}`)}</Badge> },
            { header: t('column.assured'), cell: ({ event }) => (event.assuredAt ? <DateText day={event.assuredAt} style="short" /> : t('assured.never')) },
          ]}
        />
        <Pagination current={current} pages={pages} />
      </>
    ),
  };
}
