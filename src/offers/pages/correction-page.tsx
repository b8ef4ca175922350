import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { correctionTopics } from '../correction/correction.ts';
import { correctionTexts } from '../correction-texts.ts';
import { HONEYPOT } from '../server/suggest-correction.ts';
import { textsIn } from '../service-text.ts';
import { offerOf } from './offer-page.tsx';

/** A form shown again carries no more than this of a text that was far too long: enough to go on with. */
const SHOWN_AGAIN = 20_000;

/** Somebody without an account says what is wrong in an entry. */
export async function correctionPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const { service } = await offerOf(view);
  const t = correctionTexts.in(view.language);
  const { head } = textsIn(service, view.language);
  const offer = view.href(`/angebote/${service.id}`);
  const isLimited = form.refusals.some(({ code }) => code === 'too-many-requests');
  const kept = { ...form, values: Object.fromEntries(Object.entries(form.values).map(([name, values]) => [name, values.map((value) => value.slice(0, SHOWN_AGAIN))])) };
  return {
    title: t('title'), noIndex: true,
    breadcrumbs: [{ label: head.name, href: offer }, { label: t('title') }],
    content: (
      <>
        <PageHead preline={<bdi>{head.name}</bdi>} title={t('title')} lead={t('lead')} />
        {isLimited ? <Notice kind="warning" title={t('limited')} live><Phone view={view} label={t('limited.phone')} /></Notice> : null}
        <Form form={kept} texts={correctionTexts} label={t('title')}>
          <input type="hidden" name="sprache" value={view.language} />
          <RadioGroup name="topic" label={t('topic')} options={correctionTopics.map((value) => ({ value, label: t(`topic.${value}`) }))} />
          <TextArea name="said" label={t('said')} hint={t('said.hint')} rows={4} />
          <TextField name="email" label={t('email')} hint={t('email.hint')} type="email" autocomplete="email" optional />
          <p hidden><label>{t('honeypot')} <input type="text" name={HONEYPOT} tabindex={-1} autocomplete="off" /></label></p>
          <ButtonRow>
            <Button>{t('send')}</Button>
            <LinkButton look="secondary" href={offer}>{t('back')}</LinkButton>
          </ButtonRow>
        </Form>
      </>
    ),
  };
}

function Phone({ view, label }: { view: View; label: string }) {
  const { phone } = view.town.contact;
  return phone ? <p>{label}: <PhoneLink number={phone} label={label} /></p> : null;
}

export async function correctionThanksPage(view: View): Promise<Sheet> {
  const { service } = await offerOf(view);
  const t = correctionTexts.in(view.language);
  return {
    title: t('thanks.title'), noIndex: true,
    content: (
      <>
        <PageHead title={t('thanks.title')} lead={t('thanks.text')} />
        <p><LinkButton href={view.href(`/angebote/${service.id}`)}>{t('back')}</LinkButton></p>
      </>
    ),
  };
}
