import { emptyForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { staffEventTexts, type StaffEventKey } from '../event-texts.ts';
import type { StoredEvent } from '../server/load-events.ts';
import { EVENTS, t } from './event-form-page.tsx';

/** How many places are left, and the two buttons of the counter: one taken, one free again. Without a count it asks for one. */
export function PlacesForm({ view, event, dateKey, left, back, label }: { view: View; event: StoredEvent; dateKey: string; left: number | undefined; back: 'termine' | 'plaetze'; label: string }) {
  const id = `plaetze-${event.id.slice(-6)}-${dateKey}`;
  const action = view.href(`${EVENTS}/${event.id}/plaetze`, { zurueck: back });
  return (
    <div class="stack">
      <p>{left === undefined ? t('places.unknown') : <><strong>{event.places === undefined ? left : t('places.of', { left, places: event.places })}</strong> {t('places.left')}</>}</p>
      <Form form={emptyForm} id={id} label={label} action={action} texts={staffEventTexts}>
        <input type="hidden" name="key" value={event.placesFor === 'series' ? '' : dateKey} />
        {left === undefined && event.places === undefined ? (
          <>
            <NumberField name="left" label={t('places.left')} />
            <Button small look="secondary" name="change" value="set">{t('places.set')}</Button>
          </>
        ) : (
          <div class="cluster">
            <Button small name="change" value="take" disabled={left === 0}>{t('places.take')}</Button>
            <Button small look="secondary" name="change" value="free" disabled={left !== undefined && left === event.places}>{t('places.free')}</Button>
          </div>
        )}
      </Form>
    </div>
  );
}

/** What was wrong with a tap, above the list: the form it came from has moved on. */
export function PlacesRefused({ form }: { form: FormState | undefined }) {
  const refusal = form?.refusals[0];
  if (!refusal) return null;
  const key = refusal.code as StaffEventKey;
  return <Notice kind="error" live>{staffEventTexts.has('de', key) ? t(key, refusal.values as Record<string, string | number>) : t('count-first')}</Notice>;
}
