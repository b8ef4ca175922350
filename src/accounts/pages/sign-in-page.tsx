import { emptyForm, typed, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { nextPath } from '../next-path.ts';
import { LINK } from '../session.ts';
import { signInTexts } from '../texts.ts';
import { seeOther } from './see-other.ts';

interface Forms {
  link?: FormState;
  password?: FormState;
  passkey?: FormState;
}

const MINUTES = LINK.signIn / 60_000;

/** The way in; whoever is in already, or half-way, is led on. */
export function signInPage(view: View): Sheet | Response {
  const next = nextPath(view.query.get('weiter'));
  if (view.who.personId) return alreadySignedIn(view);
  if (view.who.sessionId) return seeOther(view.href('/anmelden/bestaetigen', next === '/' ? {} : { weiter: next }));
  return signInSheet(view, {});
}

/** All ways in on one page; none of them needs JavaScript but the passkey. */
export function signInSheet(view: View, { link = emptyForm, password = emptyForm, passkey = emptyForm }: Forms): Sheet {
  const next = nextPath(view.query.get('weiter') ?? ([link, password, passkey].map((form) => typed(form, 'next')).find(Boolean)));
  const t = signInTexts.in(view.language);
  const Next = () => <input type="hidden" name="next" value={next} />;
  return {
    title: t('sign-in.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('sign-in.title')} lead={t('sign-in.lead')} />
        <Hint hint={view.query.get('hinweis')} say={t} />
        <section aria-labelledby="weg-link">
          <h2 id="weg-link">{t('link.heading')}</h2>
          <p>{t('link.lead', { minutes: MINUTES })}</p>
          <Form form={link} texts={signInTexts} action={view.href('/anmelden')} id="anmeldelink">
            <Next />
            <input type="hidden" name="language" value={view.language} />
            <TextField name="email" label={t('email')} type="email" autocomplete="username" />
            <ButtonRow><Button>{t('link.submit')}</Button></ButtonRow>
          </Form>
        </section>
        <section aria-labelledby="weg-kennwort">
          <h2 id="weg-kennwort">{t('password.heading')}</h2>
          <Form form={password} texts={signInTexts} action={view.href('/anmelden/kennwort')} id="kennwort">
            <Next />
            <TextField name="email" label={t('email')} type="email" autocomplete="username" />
            <PasswordField name="password" label={t('password')} autocomplete="current-password" />
            <ButtonRow><Button look="secondary">{t('password.submit')}</Button></ButtonRow>
          </Form>
        </section>
        <section aria-labelledby="weg-passkey">
          <h2 id="weg-passkey">{t('passkey.heading')}</h2>
          <p>{t('passkey.lead')}</p>
          <Form form={passkey} texts={signInTexts} action={view.href('/anmelden/passkey')} id="passkey">
            <Next />
            <ButtonRow><Button look="secondary">{t('passkey.submit')}</Button></ButtonRow>
          </Form>
        </section>
        {view.configuration.oidc ? (
          <section aria-labelledby="weg-dienst">
            <h2 id="weg-dienst">{t('provider.heading')}</h2>
            <ButtonRow><LinkButton look="secondary" href={view.href('/anmelden/dienst', next === '/' ? {} : { weiter: next })}>{t('provider.submit')}</LinkButton></ButtonRow>
          </section>
        ) : null}
      </>
    ),
  };
}

function Hint({ hint, say }: { hint: string | null; say: ReturnType<typeof signInTexts.in> }) {
  if (hint === 'dienst-fehler') return <Notice kind="error"><p>{say('provider.failed')}</p></Notice>;
  if (hint === 'dienst-unbekannt') return <Notice kind="error"><p>{say('provider.unknown')}</p></Notice>;
  return null;
}

function alreadySignedIn(view: View): Sheet {
  const t = signInTexts.in(view.language);
  return {
    title: t('sign-in.title'),
    content: (
      <>
        <PageHead title={t('sign-in.title')} lead={t('sign-in.already', { name: view.who.displayName ?? '' })} />
        <ButtonRow>
          <LinkButton href={view.href('/')}>{t('sign-in.home')}</LinkButton>
          <LinkButton look="secondary" href={view.href('/konto')}>{t('sign-in.account')}</LinkButton>
          <LinkButton look="tertiary" href={view.href('/abmelden')}>{t('sign-out.title')}</LinkButton>
        </ButtonRow>
      </>
    ),
  };
}

/** The same for every address. */
export function linkSentPage(view: View): Sheet {
  const t = signInTexts.in(view.language);
  return {
    title: t('sent.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('sent.title')} lead={t('sent.text', { minutes: MINUTES })} />
        <p>{t('sent.nothing')}</p>
        <p><a href={view.href('/anmelden')}>{t('sent.again')}</a></p>
      </>
    ),
  };
}

/**
 * Where the mailed link leads: one button. Mail scanners that open links do not press it; whether the link is still good is
 * only said to whoever does.
 */
export function linkPage(view: View, form: FormState = emptyForm): Sheet {
  const t = signInTexts.in(view.language);
  return {
    title: t('link-page.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('link-page.title')} lead={t('link-page.text')} />
        <Form form={form} texts={signInTexts}>
          <ButtonRow><Button>{t('link-page.submit')}</Button></ButtonRow>
        </Form>
        {form.refusals.length > 0 ? <p><a href={view.href('/anmelden')}>{t('sent.again')}</a></p> : null}
      </>
    ),
  };
}

export function signOutPage(view: View, form: FormState = emptyForm): Sheet {
  const t = signInTexts.in(view.language);
  return {
    title: t('sign-out.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('sign-out.title')} lead={t('sign-out.text')} />
        <Form form={form} texts={signInTexts}>
          <ButtonRow><Button>{t('sign-out.submit')}</Button></ButtonRow>
        </Form>
      </>
    ),
  };
}
