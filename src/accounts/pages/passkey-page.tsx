import { emptyForm, typed, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { nextPath } from '../next-path.ts';
import { readPasskeySignIn } from '../server/sign-in-with-passkey.ts';
import { signInTexts } from '../texts.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { seeOther } from './see-other.ts';

/** Asks the device for a passkey; a challenge that has expired leads back to the beginning. */
export async function passkeyPage(view: View): Promise<Sheet | Response> {
  const options = await optionsOf(view);
  return options ? passkeySheet(view, emptyForm) : seeOther(otherWay(view, nextPath(view.query.get('weiter'))));
}

/** After a refusal the device may be asked again, as long as the challenge is good. */
export async function passkeySheet(view: View, form: FormState): Promise<Sheet> {
  const next = nextPath(view.query.get('weiter') ?? typed(form, 'next'));
  const t = signInTexts.in(view.language);
  return {
    title: t('passkey-page.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('passkey-page.title')} lead={t('passkey-page.text')} />
        <PasskeyForm form={form} options={await optionsOf(view)} kind="get" next={next} otherWay={otherWay(view, next)} />
      </>
    ),
  };
}

function optionsOf(view: View) {
  const id = view.param('challenge');
  return isUuid(id) ? readPasskeySignIn(view.tx, view.clock, view.configuration, view.town.id, id) : undefined;
}

function otherWay(view: View, next: string): string {
  return view.href(view.who.sessionId ? '/anmelden/bestaetigen' : '/anmelden', next === '/' ? {} : { weiter: next });
}
