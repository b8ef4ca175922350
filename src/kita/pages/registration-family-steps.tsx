import { languageFacts, languages } from '../../platform/language.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Checkbox, RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { personOfId } from '../../accounts/server/people.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { agreementStatements } from '../registration/agreement.ts';
import { deliveryChoices } from '../registration/delivery.ts';
import { relations } from '../registration/relation.ts';
import { residenceKinds } from '../registration/residence.ts';
import { registrationTexts } from '../registration-texts.ts';
import { readLetterSetting } from '../server/letter-setting.ts';
import { isAsked } from '../server/save-draft-family.ts';
import { sayDeliveryTerms } from './delivery-words.ts';
import { formOf, savedOf, type ShownStep, type StepView } from './registration-step.ts';

/** Who registers, and a second guardian. */
export async function guardiansStep({ view, draft, form: refused }: StepView): Promise<ShownStep> {
  const t = registrationTexts.in(view.language);
  const { guardian, other } = draft;
  const person = await personOfId(view.tx, view.town.id, view.who.personId!);
  const form = formOf(refused, {
    given: guardian?.givenNames, family: guardian?.familyName ?? draft.children[0]?.familyName, relation: guardian?.relation, phone: guardian?.phone, delivery: guardian?.delivery?.choice, 'letter-language': guardian?.language ?? view.language,
    agreement: draft.agreement, others: other === undefined ? '' : other ? 'one' : 'none',
    ...(other ? { 'other-given': other.givenNames, 'other-family': other.familyName, 'other-relation': other.relation, 'other-email': other.email, 'other-right': other.right } : {}),
  });
  const { serviceLaw } = await readLetterSetting(view.tx, view.town.id);
  const choices = relations.map((value) => ({ value, label: t(`relation.${value}`) }));
  return {
    content: (
      <Form form={form} texts={registrationTexts}>
        <input type="hidden" name="saved" value={savedOf(draft, 'sorgeberechtigte')} />
        <fieldset class="reg-child stack">
          <legend>{t('guardian.self')}</legend>
          <TextField name="given" label={t('guardian.given')} autocomplete="given-name" />
          <TextField name="family" label={t('guardian.family')} autocomplete="family-name" />
          <Select name="relation" label={t('guardian.relation')} options={choices} />
          <TextField name="phone" label={t('guardian.phone')} type="tel" hint={t('guardian.phone.hint')} optional autocomplete="tel" />
          <Select name="letter-language" label={t('guardian.language')} prompt={false} options={languages.map((value) => ({ value, label: languageFacts[value].name }))} />
          {person ? <p class="muted">{t('guardian.email', { email: `\u2066${person.email}\u2069` })}</p> : null}
          <RadioGroup name="delivery" label={t('delivery.question')} hint={sayDeliveryTerms(view.language, serviceLaw)} optional options={deliveryChoices.map((value) => ({ value, label: t(`delivery.${value}`) }))} />
          <input type="hidden" name="read-in" value={view.language} />
        </fieldset>
        <RadioGroup name="others" label={t('other.question')} inline options={[{ value: 'none', label: t('other.none') }, { value: 'one', label: t('other.one') }]} />
        <fieldset class="reg-child stack">
          <legend>{t('other.fill')}</legend>
          <TextField name="other-given" label={t('other.given')} optional />
          <TextField name="other-family" label={t('other.family')} optional />
          <Select name="other-relation" label={t('other.relation')} optional options={choices} />
          <RadioGroup name="other-right" label={t('other.right')} optional options={(['decide', 'read', 'nothing'] as const).map((value) => ({ value, label: t(`other.right.${value}`) }))} />
          <TextField name="other-email" label={t('other.email')} type="email" hint={t('other.email.hint')} optional />
        </fieldset>
        <RadioGroup name="agreement" label={t('agreement.question')} hint={t('agreement.hint')} optional options={agreementStatements.map((value) => ({ value, label: t(`agreement.${value}`) }))} />
        <ButtonRow><Button>{t('step.next')}</Button></ButtonRow>
      </Form>
    ),
  };
}

/** The home. A blocked one is never shown again. */
export async function addressStep({ view, draft, form: refused }: StepView): Promise<ShownStep> {
  const areas = (await listAreas(view.tx, view.town.id, view.clock.today())).filter(isAsked);
  const t = registrationTexts.in(view.language);
  const { address } = draft;
  const isKept = draft.keepsBlockedAddress || address?.isBlocked === true;
  const lives = { lives: draft.residence?.kind ?? 'here', 'moves-on': draft.residence?.from };
  const form = formOf(refused, isKept ? { blocked: true, ...lives } : address ? {
    street: address.street, 'house-number': address.houseNumber, addition: address.addition, 'postal-code': address.postalCode, city: address.city, area: address.saidAreaId,
    ...lives,
  } : { ...lives, city: view.town.kind === 'town' ? view.town.name.replace(/^Stadt /, '') : '' });
  const asksSure = form.refusals.some(({ code }) => ['street-unknown', 'number-unknown', 'place-unknown', 'area-asked'].includes(code));
  return {
    content: (
      <Form form={form} texts={registrationTexts}>
        <input type="hidden" name="saved" value={savedOf(draft, 'adresse')} />
        {isKept ? <Notice><p>{t('address.kept')}</p></Notice> : null}
        <RadioGroup name="lives" label={t('address.lives')} hint={t('address.lives.hint', { town: view.town.name })} options={residenceKinds.map((value) => ({ value, label: t(`address.lives.${value}`) }))} />
        <DateField name="moves-on" label={t('address.moves-on')} hint={t('address.moves-on.hint')} optional />
        <TextField name="street" label={t('address.street')} autocomplete="address-line1" optional={isKept} />
        <TextField name="house-number" label={t('address.number')} width="short" optional={isKept} />
        {asksSure ? <Checkbox name="sure" label={t('address.sure')} /> : null}
        <TextField name="addition" label={t('address.addition')} hint={t('address.addition.hint')} optional />
        <TextField name="postal-code" label={t('address.postal-code')} width="short" autocomplete="postal-code" optional={isKept} />
        <TextField name="city" label={t('address.city')} autocomplete="address-level2" optional={isKept} />
        {areas.length > 0 ? <Select name="area" label={t('address.area')} hint={t('address.area.hint')} optional options={areas.map(({ id, name }) => ({ value: id, label: name }))} /> : null}
        <Checkbox name="blocked" label={t('address.blocked')} hint={t('address.blocked.hint')} />
        <ButtonRow><Button>{t('step.next')}</Button></ButtonRow>
      </Form>
    ),
  };
}
