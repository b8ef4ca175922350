import { sayDay } from '../../offers/said.ts';
import { loadDayCalendar } from '../../offers/server/day-calendar.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { decisionTexts } from '../decision-texts.ts';
import { servedElectronically } from '../decisions/service.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import { readLetterSetting } from '../server/letter-setting.ts';
import type { OwnNotice } from '../server/retrieve-notice.ts';

/** A notice that lies ready: what opening it means, and the button that opens it. */
export async function ReadyNotice({ view, notice, action, form = emptyForm }: { view: View; notice: OwnNotice; action: string; form?: FormState | undefined }) {
  const t = decisionTexts.in(view.language);
  const { serviceLaw } = await readLetterSetting(view.tx, view.town.id);
  const servedOn = servedElectronically(serviceLaw, { providedOn: dayOfInstant(notice.providedAt!), retrievedOn: view.clock.today() }, await loadDayCalendar(view.tx, view.town.id));
  return (
    <section class="panel stack">
      <p>{t('ready.text')}</p>
      {servedOn ? <p>{t(`ready.law.${serviceLaw}`, { day: sayDay(view.language, servedOn, 'weekday') })}</p> : null}
      <p>{t('ready.until', { day: sayDay(view.language, notice.retrieveUntil!, 'weekday') })}</p>
      <Form form={form} texts={decisionTexts} id="oeffnen" label={t('ready.open')} action={action}><Button icon="mail">{t('ready.open')}</Button></Form>
    </section>
  );
}

/** Whether this page is the notice itself or a copy of the one on paper, and the day from which periods count. */
export function ServiceNote({ view, notice }: { view: View; notice: OwnNotice | undefined }) {
  if (!notice) return null;
  const t = decisionTexts.in(view.language);
  const day = notice.servedOn && sayDay(view.language, notice.servedOn);
  if (notice.retrievedAt && day) return <Notice><p>{t('served.opened', { opened: sayDay(view.language, dayOfInstant(notice.retrievedAt)), day })}</p></Notice>;
  if (notice.way === 'mail') return null;
  const kind = notice.way === 'post' ? 'copy.post' : 'copy.hand';
  return <Notice><p>{notice.isSent && day ? t(`${kind}.sent`, { day }) : t(kind)}</p></Notice>;
}
