import type { Language } from '../../platform/language.ts';
import { dateFormat, numberFormat } from '../../ui/formats.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { FormState } from '../../platform/form.ts';
import { weekdays, type Weekday } from '../facilities/share-part.ts';
import { hoursOf, spansOf, type CareTimes } from '../registration/care-times.ts';
import { registrationTexts } from '../registration-texts.ts';

/** 5 January 2026 is a Monday. */
const sayWeekday = (language: Language, day: Weekday): string => dateFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 0, 4 + day)));

/** From–until of every day, and days that differ to unfold: no script is needed. */
export function CareTimesFields({ language, form }: { language: Language; form: FormState }) {
  const t = registrationTexts.in(language);
  const isOpen = weekdays.some((day) => (['from', 'until'] as const).some((end) => (form.values[`time-${day}-${end}`]?.[0] ?? '') !== ''));
  return (
    <fieldset class="reg-child stack">
      <legend>{t('times.title')}</legend>
      <p class="muted">{t('times.hint')}</p>
      <div class="reg-times">
        <TextField name="time-from" label={t('times.from')} hint={t('times.example', { time: '7:30' })} width="short" optional />
        <TextField name="time-until" label={t('times.until')} hint={t('times.example', { time: '15:00' })} width="short" optional />
      </div>
      <details class="accordion" open={isOpen}>
        <summary>{t('times.days')}</summary>
        <div class="accordion-body stack">
          <p class="muted">{t('times.days.hint')}</p>
          {weekdays.map((day) => (
            <div class="reg-times">
              <TextField name={`time-${day}-from`} label={t('times.from.of', { day: sayWeekday(language, day) })} width="short" optional />
              <TextField name={`time-${day}-until`} label={t('times.until.of', { day: sayWeekday(language, day) })} width="short" optional />
            </div>
          ))}
        </div>
      </details>
    </fieldset>
  );
}

/** „jeden Tag 7:00 bis 15:00 Uhr; Mittwoch: …; zusammen 37,5 Stunden in der Woche“ */
export function sayCareTimes(language: Language, times: CareTimes): string {
  const t = registrationTexts.in(language);
  const said = [
    ...(times.daily ? [t('say.times.daily', plain(times.daily))] : []),
    ...weekdays.flatMap((day) => { const span = times.days?.[day]; return span ? [t('say.times.day', { day: sayWeekday(language, day), ...plain(span) })] : []; }),
    ...(spansOf(times).length > 0 ? [t('say.times.sum', { hours: numberFormat(language, { maximumFractionDigits: 2 }).format(hoursOf(times)) })] : []),
  ];
  return said.join(language === 'ar' ? '؛ ' : '; ');
}

/** 07:30 is read as 7:30. */
const plain = ({ from, until }: { from: string; until: string }) => ({ from: from.replace(/^0/, ''), until: until.replace(/^0/, '') });
