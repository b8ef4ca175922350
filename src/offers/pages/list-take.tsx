import type { FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { listTexts } from '../list-texts.ts';
import { withoutNotes, type PersonalList } from '../personal-list.ts';
import { sealList } from '../server/personal-list-seal.ts';
import { QrCode } from './list-qr.tsx';

/** Path of a list in a link. */
export const GIVEN_PATH = '/merkliste/liste';

/** The address that opens a list on another device, in the page's language; without sentences where the whole would not fit. */
export function listAddress(view: View, list: PersonalList): string {
  const { secretKey, baseUrl } = view.configuration;
  const sealed = sealList(secretKey, view.town.id, list) ?? sealList(secretKey, view.town.id, withoutNotes(list))!;
  return `${baseUrl.origin}${view.href(`${GIVEN_PATH}/${sealed}`)}`;
}

/** Taking the list along: by camera, as a link, as a text message from one's own phone, by mail. */
export function TakeAlong({ view, list, form }: { view: View; list: PersonalList; form: FormState }) {
  const t = listTexts.in(view.language);
  const link = listAddress(view, list);
  const message = t('list.sms.text', { town: view.town.name, link });
  // A mail waits in the outbox of this installation; sentences of a Lotse are never stored here.
  const sealed = sealList(view.configuration.secretKey, view.town.id, withoutNotes(list))!;
  return (
    <section class="panel no-print" aria-labelledby="mitnehmen">
      <h2 id="mitnehmen">{t('list.take')}</h2>
      <div class="take-grid">
        <div class="stack">
          <div>
            <label class="kern-label" for="list-link">{t('list.link')}</label>
            <input class="copy-field" id="list-link" type="text" readonly value={link} dir="ltr" aria-describedby="list-link-hint" />
            <p class="small muted" id="list-link-hint">{t('list.link.hint')}</p>
          </div>
          <p><LinkButton look="secondary" icon="phone" href={`sms:?body=${encodeURIComponent(message)}`}>{t('list.sms')}</LinkButton></p>
          <Form form={form} texts={listTexts} action={view.href('/merkliste/senden')} id="senden" label={t('list.mail')}>
            <h3>{t('list.mail')}</h3>
            <input type="hidden" name="liste" value={sealed} />
            <input type="hidden" name="sprache" value={view.language} />
            <TextField name="email" label={t('list.mail.address')} hint={t('list.mail.hint')} type="email" autocomplete="email" />
            <Button look="secondary" icon="mail">{t('list.mail.send')}</Button>
          </Form>
        </div>
        <div><QrCode text={link} label={t('list.qr')} /></div>
      </div>
    </section>
  );
}
