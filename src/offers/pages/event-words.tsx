import type { Language } from '../../platform/language.ts';
import { usePage } from '../../platform/page-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { LanguageTag } from '../../ui/language-tag.tsx';
import type { Day } from '../../platform/day.ts';
import { addressText } from '../address.ts';
import { eventTexts } from '../event-texts.ts';
import type { EventDate } from '../events/dates.ts';
import { eventWordsIn } from '../events/event-text.ts';
import { placesLeftOn, registrationOn } from '../events/places-left.ts';
import { shortTime, sayTimes } from '../opening.ts';
import { sayDay } from '../said.ts';
import type { StoredEvent } from '../server/load-events.ts';
import type { WeekDate } from '../server/week-dates.ts';
import { textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { sayClosure } from './closure-words.ts';

/** „9:30–11:30 Uhr“, „ab 15 Uhr“, „ohne Uhrzeit“. */
export function sayDateTimes(language: Language, { opensAt, closesAt, lastDay }: Pick<EventDate, 'opensAt' | 'closesAt' | 'lastDay'>): string {
  const t = eventTexts.in(language);
  if (opensAt === undefined) return t('time.none');
  // The end of an event of several days belongs to its last day.
  return closesAt === undefined || lastDay !== undefined ? t('time.from', { from: shortTime(opensAt) }) : sayTimes(opensAt, closesAt, guideTexts.in(language));
}

/** Name and summary of a date in the page's language, with the language each is in. */
export function dateWords(date: WeekDate, language: Language): { name: string; language: Language; summary: string; summaryLanguage: Language } {
  if (date.event) return eventWordsIn(date.event, language);
  return textsIn(date.service, language).head;
}

export function datePath(date: WeekDate): string {
  return date.event ? `/veranstaltungen/${date.event.id}` : `/angebote/${date.service.id}`;
}

/** „Rathaus, Marktplatz 1 – am Brunnen“. */
export function placeText(date: Pick<WeekDate, 'location' | 'placeNote'>, withAddress = true): string {
  const { location, placeNote } = date;
  return [location && [location.name, withAddress ? addressText({ street: location.street, houseNumber: location.houseNumber }) : ''].filter(Boolean).join(', '), placeNote].filter(Boolean).join(' – ');
}

/** What is different about a date, in words; '' if nothing is. */
export function saySpecial(language: Language, date: WeekDate): string {
  const t = eventTexts.in(language);
  if (date.state === 'moved') return t('entry.moved-to', { day: sayDay(language, date.movedTo!, 'weekday') });
  if (date.state === 'cancelled') return t('entry.cancelled');
  if (date.movedFrom) return t('entry.moved-from', { day: sayDay(language, date.movedFrom, 'weekday') });
  if (date.isChanged) return t('entry.changed');
  return date.isExtra ? t('entry.extra') : '';
}

/** Why, in the words of a person (German) or of the calendar (the page's language). */
export function reasonOf(language: Language, date: Pick<WeekDate, 'reason' | 'closure'>): { text: string; language: Language } | undefined {
  if (date.reason) return { text: date.reason, language: 'de' };
  return date.closure?.kind === 'public-holiday' ? { text: sayClosure(language, date.closure), language } : undefined;
}

/** Marks of a date: cancelled, moved, full, places left, free, child care. */
export function DateMarks({ date, today }: { date: WeekDate; today: Day }) {
  const { language } = usePage();
  const t = eventTexts.in(language);
  const special = saySpecial(language, date);
  const reason = reasonOf(language, date);
  const isOn = date.state === 'on';
  return (
    <>
      {special ? <Badge tone={isOn ? 'caution' : 'danger'} icon={isOn ? 'info' : 'close'}>{special}</Badge> : null}
      {reason ? <span class="small"><LanguageTag language={reason.language}>{reason.text}</LanguageTag></span> : null}
      {date.lastDay ? <Badge icon="calendar">{t('entry.until-day', { day: sayDay(language, date.lastDay) })}</Badge> : null}
      {isOn && date.event ? <EventMarks event={date.event} date={date} today={today} /> : null}
      {isOn && date.service?.freeOfCharge === 'yes' ? <Badge tone="good" icon="free">{t('entry.free')}</Badge> : null}
      {isOn && date.location?.stepFree === 'yes' ? <Badge icon="wheelchair">{guideTexts.in(language)('card.step-free')}</Badge> : null}
    </>
  );
}

/** The marks every date of an event shares, and the places left of this one. */
export function EventMarks({ event, date, today }: { event: StoredEvent; date?: Pick<EventDate, 'key'>; today: Day }) {
  const { language } = usePage();
  const t = eventTexts.in(language);
  const left = date && placesLeftOn(event, event.placesLeft, date);
  const registration = registrationOn(event, today, left);
  return (
    <>
      {registration.kind === 'full' ? <Badge tone="caution">{t('entry.full')}</Badge> : null}
      {left !== undefined && left > 0 ? <Badge tone="info">{t('entry.left', { count: left })}</Badge> : null}
      {registration.kind === 'open' || registration.kind === 'later' ? <Badge icon="edit">{t('entry.register')}</Badge> : null}
      {registration.kind === 'closed' ? <Badge tone="caution">{t('event.register.closed')}</Badge> : null}
      {event.freeOfCharge === 'yes' ? <Badge tone="good" icon="free">{t('entry.free')}</Badge> : null}
      {event.childCare === 'yes' ? <Badge icon="child">{t('entry.child-care')}</Badge> : null}
      {event.kind === 'outreach' || event.kind === 'market-day' ? <Badge icon={event.kind === 'outreach' ? 'hand' : 'people'}>{t(`kind.${event.kind}`)}</Badge> : null}
    </>
  );
}
