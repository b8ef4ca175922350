import type { Day } from '../platform/day.ts';
import { usePage } from '../platform/page-context.ts';
import { dateFormat } from './formats.ts';
import { UnknownText } from './number-text.tsx';

type DateStyle = 'long' | 'short' | 'weekday';

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
};

/** A day in the page's language; „unbekannt“ where there is none. */
export function DateText({ day, style = 'long' }: { day: Day | null | undefined; style?: DateStyle }) {
  const { language } = usePage();
  if (!day) return <UnknownText />;
  const format = dateFormat(language, { ...dateStyles[style], timeZone: 'UTC' });
  return <time datetime={day}>{format.format(new Date(`${day}T00:00:00Z`))}</time>;
}

/** A moment, said as day and time of Europe/Berlin. */
export function InstantText({ at, style = 'long' }: { at: Date | null | undefined; style?: DateStyle }) {
  const { language } = usePage();
  if (!at) return <UnknownText />;
  const format = dateFormat(language, { ...dateStyles[style], hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Europe/Berlin' });
  return <time datetime={at.toISOString()}>{format.format(at)}</time>;
}

/** A time of the clock on no certain day, `14:30`: opening hours. */
export function TimeText({ time }: { time: string }) {
  const { language } = usePage();
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  const format = dateFormat(language, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' });
  return <time datetime={time} dir="ltr">{format.format(new Date(Date.UTC(2000, 0, 1, hour, minute)))}</time>;
}
