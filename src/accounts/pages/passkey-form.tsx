import type { FormState } from '../../platform/form.ts';
import { usePage } from '../../platform/page-context.ts';
import type { Texts } from '../../platform/texts.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Island } from '../../ui/island.tsx';
import { signInTexts } from '../texts.ts';

interface PasskeyFormProps {
  form: FormState;
  /** in which refusals are said */
  texts?: Texts<string>;
  /** what the browser asks the device for, as the WebAuthn library made it; undefined: too late, nothing to ask any more */
  options: unknown;
  kind: 'create' | 'get';
  next: string;
  /** where people without JavaScript or without a fitting device go on */
  otherWay: string;
}

/**
 * A form whose one value comes from the device: src/accounts/islands/passkey.ts asks for it when the button is pressed, and posts
 * the form. Without JavaScript the form says so and shows the other way.
 */
export function PasskeyForm({ form, texts = signInTexts as Texts<string>, options, kind, next, otherWay }: PasskeyFormProps) {
  const { language } = usePage();
  const t = signInTexts.in(language);
  return (
    <>
      <Form form={form} texts={texts} id="passkey">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="credential" value="" />
        {options === undefined ? null : <PasskeyButton options={options} kind={kind} />}
      </Form>
      <p><a href={otherWay}>{t('passkey-page.other')}</a></p>
      <Island name="accounts/passkey" />
    </>
  );
}

function PasskeyButton({ options, kind }: Pick<PasskeyFormProps, 'options' | 'kind'>) {
  const { language } = usePage();
  const t = signInTexts.in(language);
  return (
    <passkey-button data-kind={kind} data-options={JSON.stringify(options)} data-cancelled={t('passkey-page.cancelled')} data-unsupported={t('passkey-page.unsupported')}>
      <ButtonRow>
        <button type="button" class="kern-btn kern-btn--primary" hidden><span class="kern-label">{t('passkey-page.start')}</span></button>
      </ButtonRow>
      <p role="status"></p>
      <noscript><p>{t('passkey-page.no-script')}</p></noscript>
    </passkey-button>
  );
}
