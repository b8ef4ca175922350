import { emptyForm, typed, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { nextPath } from '../next-path.ts';
import { hasSecondFactor } from '../second-factor.ts';
import { ownSession } from '../server/own-session.ts';
import { signInTexts } from '../texts.ts';
import { seeOther } from './see-other.ts';

interface Forms {
  code?: FormState;
  recovery?: FormState;
  passkey?: FormState;
}

/** Between the first and the second factor: whoever has none yet is led to set one up. */
export async function secondFactorPage(view: View): Promise<Sheet | Response> {
  const next = nextPath(view.query.get('weiter'));
  const session = await ownSession(view.tx, view.who, view.clock);
  if (!hasSecondFactor(session)) return seeOther(view.href('/konto/zweiter-schritt', next === '/' ? {} : { weiter: next }));
  return secondFactorSheet(view, {});
}

/** The second factors this person has, and recovery codes. */
export async function secondFactorSheet(view: View, { code = emptyForm, recovery = emptyForm, passkey = emptyForm }: Forms): Promise<Sheet> {
  const next = nextPath(view.query.get('weiter') ?? [code, recovery, passkey].map((form) => typed(form, 'next')).find(Boolean));
  const session = await ownSession(view.tx, view.who, view.clock);
  const t = signInTexts.in(view.language);
  const Next = () => <input type="hidden" name="next" value={next} />;
  return {
    title: t('confirm.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('confirm.title')} lead={t('confirm.lead')} />
        {session.hasTotp ? (
          <section aria-labelledby="weg-app">
            <h2 id="weg-app">{t('confirm.code.heading')}</h2>
            <Form form={code} texts={signInTexts} action={view.href('/anmelden/bestaetigen/code')} id="app">
              <Next />
              <PasswordField name="code" label={t('confirm.code')} hint={t('confirm.code.hint')} autocomplete="one-time-code" />
              <ButtonRow><Button>{t('confirm.submit')}</Button></ButtonRow>
            </Form>
          </section>
        ) : null}
        {session.passkeys > 0 ? (
          <section aria-labelledby="weg-passkey">
            <h2 id="weg-passkey">{t('passkey.heading')}</h2>
            <p>{t('passkey.lead')}</p>
            <Form form={passkey} texts={signInTexts} action={view.href('/anmelden/passkey')} id="passkey">
              <Next />
              <ButtonRow><Button look={session.hasTotp ? 'secondary' : 'primary'}>{t('confirm.passkey.submit')}</Button></ButtonRow>
            </Form>
          </section>
        ) : null}
        <section aria-labelledby="weg-ersatz">
          <h2 id="weg-ersatz">{t('confirm.recovery.heading')}</h2>
          <Form form={recovery} texts={signInTexts} action={view.href('/anmelden/bestaetigen/ersatzcode')} id="ersatz">
            <Next />
            <TextField name="code" label={t('confirm.recovery')} hint={t('confirm.recovery.hint')} width="medium" dir="ltr" autocomplete="off" />
            <ButtonRow><Button look="secondary">{t('confirm.submit')}</Button></ButtonRow>
          </Form>
          <p>{t('confirm.lost')}</p>
        </section>
        <p><a href={view.href('/abmelden')}>{t('confirm.cancel')}</a></p>
      </>
    ),
  };
}
