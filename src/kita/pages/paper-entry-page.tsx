import { readFileSync } from 'node:fs';
import { listAreas } from '../../areas/server/list-areas.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { languageFacts, languages, type Language } from '../../platform/language.ts';
import type { Refusal } from '../../platform/outcome.ts';
import { makePdf } from '../../platform/pdf.ts';
import type { PdfData } from '../../platform/pdf-texts.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { useSayRefusal } from '../../ui/refusal.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { sayLanguage } from '../../offers/said.ts';
import { criteriaTexts } from '../criteria-texts.ts';
import { officePaths } from '../office-paths.ts';
import { startMonths } from '../registration/child-dates.ts';
import { agreementStatements } from '../registration/agreement.ts';
import { deliveryChoices } from '../registration/delivery.ts';
import { relations } from '../registration/relation.ts';
import { urgentReasons } from '../registration/urgency.ts';
import { welcomeLetter } from '../registration/welcome.ts';
import { BEGIN_PATH } from '../registration-paths.ts';
import { registrationTexts } from '../registration-texts.ts';
import { PAPER_WISHES } from '../server/enter-registration.ts';
import { listFacilities } from '../server/facilities.ts';
import { listRegistrations } from '../server/registrations.ts';
import { askedOfFamilies } from '../server/save-draft-circumstances.ts';
import { officeContact } from '../server/office-contact.ts';
import { staffRegistrationTexts } from '../staff-registration-texts.ts';
import { CareTimesFields } from './care-times-fields.tsx';
import { sayMonth } from './facility-words.tsx';
import { officeCrumb } from './office-crumb.ts';
import { OFTEN } from './registration-child-steps.tsx';
import { RegistrationStyle } from './registration-frame.tsx';

const t = staffRegistrationTexts.in('de');

/** One form with everything a family brings on paper. */
export async function paperEntryPage(view: View, form: FormState = filledForm({ 'letter-language': 'de', city: view.town.kind === 'town' ? view.town.name.replace(/^Stadt /, '') : '' })): Promise<Sheet> {
  const facilities = (await listFacilities(view.tx, view.town.id, view.clock.today())).map(({ id, name }) => ({ value: id, label: name }));
  const areas = (await listAreas(view.tx, view.town.id, view.clock.today())).filter(({ level }) => level === 'quarter' || level === 'district');
  const asked = await askedOfFamilies(view.tx, view.town.id, view.clock);
  const f = criteriaTexts.in('de');
  const kin = relations.map((value) => ({ value, label: t(`relation.${value}`) }));
  return {
    title: t('title'),
    breadcrumbs: [...officeCrumb(view), { label: t('navigation') }],
    content: (
      <>
        <RegistrationStyle />
        <PageHead title={t('title')} lead={t('lead')} />
        <PaperForm form={form}>
          <Part title={t('child')}>
            <TextField name="given" label={t('given')} hint={t('given.hint')} optional />
            <TextField name="family" label={t('family')} />
            <RadioGroup name="birth" label={t('birth')} inline options={[{ value: 'born', label: t('birth.born') }, { value: 'expected', label: t('birth.expected') }]} />
            <DateField name="day" label={t('day')} />
            <CheckboxGroup name="languages" label={t('languages')} optional inline options={OFTEN.map((code) => ({ value: code, label: sayLanguage('de', code) }))} />
            <Checkbox name="inclusive" label={t('inclusive')} />
            <TextArea name="need" label={t('need')} hint={t('need.hint')} optional />
          </Part>
          <Part title={t('guardian')}>
            <TextField name="guardian-given" label={t('guardian.given')} />
            <TextField name="guardian-family" label={t('guardian.family')} />
            <Select name="relation" label={t('relation')} options={kin} />
            <TextField name="email" label={t('email')} type="email" optional />
            <TextField name="phone" label={t('phone')} type="tel" optional />
            <Select name="letter-language" label={t('letter-language')} prompt={false} options={languages.map((value) => ({ value, label: languageFacts[value].name }))} />
            <RadioGroup name="delivery" label={t('delivery')} hint={t('delivery.hint')} optional inline options={deliveryChoices.map((value) => ({ value, label: t(`delivery.${value}`) }))} />
          </Part>
          <Part title={t('other')} note={t('other.hint')}>
            <TextField name="other-given" label={t('guardian.given')} optional />
            <TextField name="other-family" label={t('guardian.family')} optional />
            <Select name="other-relation" label={t('relation')} optional options={kin} />
            <TextField name="other-email" label={t('email')} type="email" optional />
            <RadioGroup name="other-right" label={t('other.right')} optional options={(['decide', 'read', 'nothing'] as const).map((value) => ({ value, label: t(`other.right.${value}`) }))} />
            <RadioGroup name="agreement" label={t('agreement')} hint={t('agreement.hint')} optional options={agreementStatements.map((value) => ({ value, label: t(`agreement.${value}`) }))} />
          </Part>
          <Part title={t('address')}>
            <TextField name="street" label={t('street')} />
            <TextField name="house-number" label={t('house-number')} width="short" />
            {form.refusals.some(({ code }) => code === 'street-unknown') ? <Checkbox name="sure" label={t('sure')} /> : null}
            <TextField name="addition" label={t('addition')} optional />
            <TextField name="postal-code" label={t('postal-code')} width="short" />
            <TextField name="city" label={t('city')} />
            {areas.length > 0 ? <Select name="area" label={t('area')} hint={t('area.hint')} optional options={areas.map(({ id, name }) => ({ value: id, label: name }))} /> : null}
            <TextField name="comes-from" label={t('comes-from')} hint={t('comes-from.hint')} optional />
            <Checkbox name="blocked" label={t('blocked')} hint={t('blocked.hint')} />
          </Part>
          <Part title={t('wanted')}>
            <Select name="start" label={t('start')} options={startMonths(view.clock.today()).map((month) => ({ value: month, label: sayMonth('de', month) }))} />
            <TextField name="hours" label={t('hours')} width="short" />
            <CareTimesFields language="de" form={form} />
            <Select name="place" label={t('place')} prompt={t('place.none')} optional options={facilities} />
            <Checkbox name="change" label={t('change')} />
            {Array.from({ length: PAPER_WISHES }, (_, index) => <Select name={`wish-${index + 1}`} label={t('wish', { number: index + 1 })} optional={index > 0} options={facilities} />)}
          </Part>
          {asked.length === 0 ? null : (
            <Part title={t('circumstances')} note={t('circumstances.hint')}>
              {asked.map(({ fact, value }) => (
                <>
                  <Select name={`fact-${fact}`} label={f(`fact.${fact}.label` as Parameters<typeof f>[0])} prompt={t('circumstance.none')} optional options={[{ value: 'claimed', label: t('circumstance.claimed') }, { value: 'seen', label: t('circumstance.seen') }]} />
                  {value === 'truth' ? null : <TextField name={`number-${fact}`} label={`${f(`fact.${fact}.label` as Parameters<typeof f>[0])}: ${t('circumstance.number')}`} width="short" optional />}
                </>
              ))}
            </Part>
          )}
          <Part title={t('concerns')}>
            <Checkbox name="urgent" label={t('urgent')} hint={t('urgent.hint')} />
            <RadioGroup name="urgent-reason" label={t('urgent.reason')} optional options={urgentReasons.map((value) => ({ value, label: registrationTexts.in('de')(`urgent.reason.${value}`) }))} />
            <DateField name="urgent-by" label={t('urgent.by')} optional />
            <Checkbox name="urgent-seen" label={t('urgent.seen')} />
            <TextArea name="remark" label={t('remark')} hint={t('remark.hint')} optional />
          </Part>
          <DateField name="received" label={t('received')} hint={t('received.hint')} optional />
          <ButtonRow><Button>{t('save')}</Button></ButtonRow>
        </PaperForm>
        <WelcomeLetters view={view} />
      </>
    ),
  };
}

/** Refusals of dates, names and wishes are said as to families, the office's own first. */
function PaperForm({ form, children }: { form: FormState; children: Child }) {
  const own = useSayRefusal(staffRegistrationTexts);
  const shared = useSayRefusal(registrationTexts);
  const say = (refusal: Refusal) => (staffRegistrationTexts.has('de', refusal.code as never) ? own(refusal) : shared(refusal));
  return <Form form={form} say={say}>{children}</Form>;
}

function Part({ title, note, children }: { title: string; note?: string; children: Child }) {
  return <fieldset class="reg-child stack"><legend>{title}</legend>{note ? <p class="muted">{note}</p> : null}{children}</fieldset>;
}

function WelcomeLetters({ view }: { view: View }) {
  return (
    <section class="stack" aria-labelledby="willkommen">
      <h2 id="willkommen">{t('welcome.title')}</h2>
      <p>{t('welcome.text')}</p>
      <p><a href={view.href(officePaths.welcome)}>{t('welcome.list')}</a></p>
      <ul>{languages.map((language) => <li><a href={view.href('/verwaltung/kita/willkommen.pdf', { sprache: language })}>{t('welcome.link', { language: languageFacts[language].name })}</a></li>)}</ul>
    </section>
  );
}

/** Says the number; the address holds the registration's id only. */
export async function paperEnteredPage(view: View): Promise<Sheet> {
  const id = view.param('id');
  if (!isUuid(id)) throw new NotFound();
  const [registration] = await listRegistrations(view.tx, view.town.id, { ids: [id] });
  if (!registration) throw new NotFound();
  return {
    title: t('saved.title'), breadcrumbs: [...officeCrumb(view), { label: t('navigation'), href: view.href(officePaths.entry) }, { label: t('saved.title') }],
    content: (
      <>
        <PageHead title={t('saved.title')} lead={t('saved.text', { number: registration.number })} />
        <ButtonRow>
          <LinkButton href={view.href(officePaths.child(registration.childId))}>{t('saved.child')}</LinkButton>
          <LinkButton look="secondary" href={view.href(officePaths.entry)}>{t('saved.next')}</LinkButton>
        </ButtonRow>
      </>
    ),
  };
}

const template = { name: 'kita-welcome', source: readFileSync(new URL('../registration/welcome.typ', import.meta.url), 'utf8') };

/** The letter in one language; printed ahead, it names nobody. */
export async function welcomePdf(view: View): Promise<Sheet | Response> {
  const language = view.query.get('sprache') ?? 'de';
  if (!(languages as readonly string[]).includes(language)) throw new NotFound();
  const address = new URL(view.hrefIn(language as Language, BEGIN_PATH), view.configuration.baseUrl).href;
  const letter = welcomeLetter({ language: language as Language, town: view.town.name, phone: (await officeContact(view.tx, view.town)).phone, address });
  const made = await makePdf({ template, data: letter as unknown as PdfData, at: view.clock.now() });
  if (!made.ok) return { title: t('welcome.title'), status: 503, content: <PageHead title={t('welcome.title')} lead={t(made.refusals[0]!.code === 'pdf-unavailable' ? 'pdf-unavailable' : 'pdf-busy')} /> };
  return new Response(made.value.content as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="willkommen-${language}.pdf"` } });
}
