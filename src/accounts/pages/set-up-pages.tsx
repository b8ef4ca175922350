import { encode } from 'uqr';
import { emptyForm, typed, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import type { Texts } from '../../platform/texts.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { nextPath } from '../next-path.ts';
import { spelledSecret, totpAddress } from '../one-time-password.ts';
import { readChallenge } from '../server/challenges.ts';
import { mayChangeFactors, ownSession } from '../server/own-session.ts';
import { personOfId } from '../server/people.ts';
import { readIssuedCodes } from '../server/recovery-codes.ts';
import { readRegistration } from '../server/register-passkey.ts';
import { staffTexts } from '../texts.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { seeOther } from './see-other.ts';

const START = '/konto/zweiter-schritt';

function nextOf(view: View, ...forms: FormState[]): string {
  return nextPath(view.query.get('weiter') ?? forms.map((form) => typed(form, 'next')).find(Boolean));
}

/** Where people go when they break off: to their account, or out if they are nobody yet. */
function wayOut(view: View): string {
  return view.href(view.who.personId ? '/konto' : '/abmelden');
}

/** Chooses a second factor; also the first page of staff who have none yet. */
export async function setUpPage(view: View, forms: { passkey?: FormState; totp?: FormState } = {}): Promise<Sheet> {
  const { passkey = emptyForm, totp = emptyForm } = forms;
  const next = nextOf(view, passkey, totp);
  const session = await ownSession(view.tx, view.who, view.clock);
  const may = mayChangeFactors(session, view.who, view.clock);
  const t = staffTexts.in(view.language);
  return {
    title: t('set-up.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('set-up.title')} lead={t('set-up.lead')} />
        {view.who.personId ? null : <Notice><p>{t('set-up.needed')}</p></Notice>}
        {may.ok || passkey.refusals.length + totp.refusals.length > 0 ? null : <Notice kind="warning"><p>{t(may.refusals[0]!.code as 'sign-in-again')}</p></Notice>}
        <section aria-labelledby="weg-passkey">
          <h2 id="weg-passkey">{t('set-up.passkey.heading')}</h2>
          <p>{t('set-up.passkey.text')}</p>
          <Form form={passkey} texts={staffTexts} action={view.href('/konto/passkeys', next === '/' ? {} : { weiter: next })} id="passkey">
            <input type="hidden" name="next" value={next} />
            <TextField name="label" label={t('set-up.passkey.label')} hint={t('set-up.passkey.label.hint')} width="medium" autocomplete="off" />
            <ButtonRow><Button>{t('set-up.passkey.submit')}</Button></ButtonRow>
          </Form>
        </section>
        <section aria-labelledby="weg-app">
          <h2 id="weg-app">{t('set-up.totp.heading')}</h2>
          <p>{t('set-up.totp.text')}</p>
          <Form form={totp} texts={staffTexts} action={view.href('/konto/app', next === '/' ? {} : { weiter: next })} id="app">
            <input type="hidden" name="next" value={next} />
            <ButtonRow><Button look="secondary">{t('set-up.totp.submit')}</Button></ButtonRow>
          </Form>
        </section>
        <p><a href={wayOut(view)}>{t('set-up.cancel')}</a></p>
      </>
    ),
  };
}

/** The secret as a picture and as letters, and the first code as proof that it arrived. */
export async function totpPage(view: View, form: FormState = emptyForm): Promise<Sheet | Response> {
  const shown = await totpSheet(view, form);
  return shown ?? seeOther(view.href(START));
}

export async function totpSheet(view: View, form: FormState): Promise<Sheet | undefined> {
  const { tx, town, who, clock, configuration } = view;
  const id = view.param('challenge');
  const session = await ownSession(tx, who, clock);
  const setUp = isUuid(id) ? await readChallenge<string>(tx, clock, configuration, town.id, 'totp-set-up', id) : undefined;
  if (!setUp || setUp.personId !== session.personId) return undefined;
  const person = (await personOfId(tx, town.id, session.personId))!;
  const t = staffTexts.in(view.language);
  return {
    title: t('set-up.totp.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('set-up.totp.title')} />
        <p>{t('set-up.totp.scan')}</p>
        <QrCode text={totpAddress(setUp.secret, { issuer: `Lückenlos ${town.name}`, account: person.email })} label={t('set-up.totp.image')} />
        <p>{t('set-up.totp.type')}<br /><strong dir="ltr">{spelledSecret(setUp.secret)}</strong></p>
        <Form form={form} texts={staffTexts}>
          <input type="hidden" name="next" value={nextOf(view, form)} />
          <PasswordField name="code" label={t('set-up.totp.code')} autocomplete="one-time-code" />
          <ButtonRow>
            <Button>{t('set-up.totp.confirm')}</Button>
            <LinkButton look="tertiary" href={view.href(START)}>{t('set-up.cancel')}</LinkButton>
          </ButtonRow>
        </Form>
      </>
    ),
  };
}

/** Drawn on the server: the secret leaves for nobody else. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width="240" height="240" shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  );
}

/** Asks the device to make a passkey. */
export async function newPasskeyPage(view: View): Promise<Sheet | Response> {
  return (await registrationOf(view)) ? newPasskeySheet(view, emptyForm) : seeOther(view.href(START));
}

export async function newPasskeySheet(view: View, form: FormState): Promise<Sheet> {
  const t = staffTexts.in(view.language);
  return {
    title: t('set-up.passkey.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('set-up.passkey.title')} lead={t('set-up.passkey.ask')} />
        <PasskeyForm form={form} texts={staffTexts as Texts<string>} options={(await registrationOf(view))?.options} kind="create" next={nextOf(view, form)} otherWay={view.href(START)} />
      </>
    ),
  };
}

async function registrationOf(view: View) {
  const { tx, town, who, clock, configuration } = view;
  const id = view.param('challenge');
  const session = await ownSession(tx, who, clock);
  return isUuid(id) ? readRegistration(tx, clock, configuration, town.id, id, session.personId) : undefined;
}

/** The codes just made; readable for some minutes, by their owner only. */
export async function recoveryCodesPage(view: View): Promise<Sheet | Response> {
  const { tx, town, who, clock, configuration } = view;
  const id = view.param('challenge');
  const codes = isUuid(id) ? await readIssuedCodes(tx, clock, configuration, town.id, who.personId, id) : undefined;
  if (!codes) return seeOther(view.href('/konto'));
  const t = staffTexts.in(view.language);
  return {
    title: t('codes.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('codes.title')} lead={t('codes.lead')} actions={<PrintButton />} />
        <ul dir="ltr">{codes.map((code) => <li><code>{code}</code></li>)}</ul>
        <Notice kind="warning"><p>{t('codes.once')}</p></Notice>
        <ButtonRow><LinkButton href={view.href(nextOf(view))}>{t('codes.done')}</LinkButton></ButtonRow>
      </>
    ),
  };
}
