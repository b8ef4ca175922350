import { emptyForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { criteriaTexts } from '../criteria-texts.ts';
import { lastDayUntil } from '../registration/day-of-instant.ts';
import { stepsOf } from '../registration/draft.ts';
import { PROOF_BYTES } from '../registration/proof-file.ts';
import { registrationTexts } from '../registration-texts.ts';
import { agreementsOf } from '../server/agreements.ts';
import { draftOf, isSender, ownRegistrationOf } from '../server/begin-draft.ts';
import { listCircumstances, type Circumstance } from '../server/circumstances.ts';
import { childrenOfPerson } from '../server/guardians.ts';
import { listRegistrations } from '../server/registrations.ts';
import { decidingRound, openWindows, type RegistrationWindow } from '../server/registration-window.ts';
import { askedOfFamilies, type AskedFact } from '../server/save-draft-circumstances.ts';
import { said } from './registration-begin-page.tsx';
import { urgentReasonOf } from '../registration/urgency.ts';
import { OWN_PATH, registrationPath } from '../registration-paths.ts';
import { OwnAgreement } from './own-agreement.tsx';
import { careCostsSection } from './care-costs.tsx';
import { OfficeContact, RegistrationStyle } from './registration-frame.tsx';
import { loadToldNames, Told } from './registration-told.tsx';

const FLASHES = { neu: 'sent.flash', geaendert: 'changed.flash', nachweis: 'proof.flash', einverstanden: 'agreement.flash' } as const;

/** Everything a family sent: the confirmation, to be printed, changed, proved and withdrawn. */
export async function ownRegistrationPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const t = registrationTexts.in(view.language);
  const { tx, town, who, clock, configuration: { secretKey } } = view;
  const id = view.param('id');
  if (!isUuid(id)) throw new NotFound();
  const registration = await ownRegistrationOf(tx, town.id, who.personId!, id);
  const ownChildren = await childrenOfPerson(tx, town.id, who.personId!);
  const mayDecide = ownChildren.some(({ childId, mayDecide: may }) => childId === registration.childId && may);
  const isOwn = await isSender(tx, town.id, who.personId!, id);
  const draft = await draftOf(tx, town.id, secretKey, who.personId!, registration);
  const steps = stepsOf(draft, { otherChildren: draft.siblings ? 1 : 0, askedFacts: draft.circumstances?.length ?? 0 });
  const names = await loadToldNames(view, draft);
  const deciding = await decidingRound(tx, town.id, clock, registration.wishedStart);
  const window = (await openWindows(tx, town.id, clock)).find(({ firstStart, lastStart }) => firstStart <= registration.wishedStart && registration.wishedStart <= lastStart);
  const circumstances = isOwn ? await listCircumstances(tx, town.id, secretKey, [id]) : [];
  const twins = draft.siblings ? await listRegistrations(tx, town.id, { state: 'submitted', childIds: ownChildren.map(({ childId }) => childId).filter((childId) => draft.siblings!.childIds.includes(childId)) }) : [];
  const asked = await askedOfFamilies(tx, town.id, clock);
  const flash = FLASHES[view.query.get('hinweis') as keyof typeof FLASHES];
  return {
    title: t('registration.title', { number: registration.number }),
    noIndex: true,
    breadcrumbs: [{ label: t('own.title'), href: view.href(OWN_PATH) }, { label: t('registration.title', { number: registration.number }) }],
    ...(flash ? { flash: { kind: 'success' as const, text: t(flash) } } : {}),
    content: (
      <>
        <RegistrationStyle />
        <PageHead title={t('registration.title', { number: registration.number })} lead={t('registration.lead')} actions={<PrintButton />} />
        {twins.map(({ id: other, number }) => <p><a href={view.href(registrationPath(other))}>{t('registration.siblings', { number })}</a></p>)}
        <Next view={view} window={window} />
        <Changing view={view} id={id} form={form.values['circumstance'] || form.values['statement'] ? emptyForm : form} mayDecide={mayDecide} deciding={deciding} window={window} />
        {isOwn ? null : <OwnAgreement view={view} id={id} said={(await agreementsOf(tx, town.id, [id])).get(id)?.findLast(({ saidBy, personId }) => saidBy === 'other' && personId === who.personId)} form={form.values['statement'] ? form : emptyForm} />}
        {circumstances.length > 0 ? <Proofs view={view} id={id} circumstances={circumstances} asked={asked} form={form.values['circumstance'] ? form : emptyForm} /> : null}
        {steps.filter((step) => step !== 'pruefen' && step !== 'lebenslage').map((step) => (
          <section class="stack" aria-labelledby={`s-${step}`}>
            <h2 id={`s-${step}`}>{t(`step.${step}`)}</h2>
            <Told view={view} draft={draft} step={step} names={names} />
          </section>
        ))}
        {await careCostsSection(view)}
        <OfficeContact view={view} />
      </>
    ),
  };
}

function Next({ view, window }: { view: View; window: RegistrationWindow | undefined }): Child {
  const t = registrationTexts.in(view.language);
  return (
    <section class="panel stack" aria-labelledby="weiter">
      <h2 id="weiter">{t('registration.next')}</h2>
      <ol>
        <li>{t('registration.next.check')}</li>
        <li>{window ? said(t('registration.next.round', { deadline: '\u0001' }), [<DateText day={lastDayUntil(window.deadline)} />]) : t('registration.next.rolling')}</li>
      </ol>
    </section>
  );
}

interface ChangingProps {
  view: View;
  id: string;
  form: FormState;
  mayDecide: boolean;
  deciding: RegistrationWindow | undefined;
  window: RegistrationWindow | undefined;
}

function Changing({ view, id, form, mayDecide, deciding, window }: ChangingProps): Child {
  const t = registrationTexts.in(view.language);
  if (!mayDecide) return <Notice><p>{t('registration.read-only')}</p></Notice>;
  return (
    <div class="stack no-print">
      {deciding ? <Notice kind="warning"><p>{t('registration.locked')}</p></Notice> : window ? <p>{said(t('registration.until', { deadline: '\u0001' }), [<DateText day={lastDayUntil(window.deadline)} />])}</p> : null}
      <Form form={form} texts={registrationTexts} action={view.href(`${registrationPath(id)}/aendern`)} id="aendern">
        <ButtonRow>
          {deciding ? null : <Button icon="edit">{t('registration.change')}</Button>}
          <LinkButton look="tertiary" href={view.href(`${registrationPath(id)}/zurueckziehen`)}>{t('registration.withdraw')}</LinkButton>
        </ButtonRow>
      </Form>
    </div>
  );
}

function Proofs({ view, id, circumstances, asked, form }: { view: View; id: string; circumstances: readonly Circumstance[]; asked: readonly AskedFact[]; form: FormState }): Child {
  const t = registrationTexts.in(view.language);
  const f = criteriaTexts.in(view.language);
  const statement = ({ fact }: Circumstance) => {
    const reason = urgentReasonOf(fact);
    return reason ? `${t('urgent.title')}: ${t(`urgent.reason.${reason}`)}` : f(`fact.${fact}.statement` as Parameters<typeof f>[0]);
  };
  const asks = new Map(asked.map(({ fact, proof }) => [fact as string, proof]));
  const way = ({ fact, isUrgency }: Circumstance) => (isUrgency ? 'upload' : asks.get(fact));
  const open = circumstances.filter((one) => one.state !== 'proved' && way(one) === 'upload');
  return (
    <section class="stack" aria-labelledby="nachweise">
      <h2 id="nachweise">{t('proof.title')}</h2>
      <ul class="stack">
        {circumstances.map((one) => (
          <li>
            {statement(one)}{one.value === true ? null : `: ${one.value}`}<br />
            <Badge tone={one.state === 'proved' ? 'good' : one.state === 'refused' ? 'caution' : 'plain'} icon={one.state === 'proved' ? 'check' : 'info'}>{t(one.state === 'claimed' && one.proofs === 0 && way(one) === 'upload' ? 'proof.state.waiting' : `proof.state.${one.state}`)}</Badge>
            {one.proofs > 0 ? <span class="small muted"> {t('proof.count', { count: one.proofs })}</span> : null}
            {one.note ? <p dir="auto">{one.note}</p> : null}
            {one.state === 'claimed' && way(one) === 'seen' ? <p class="small muted">{t('proof.seen')}</p> : null}
          </li>
        ))}
      </ul>
      <p class="small muted">{t('proof.deleted')}</p>
      {open.length === 0 ? null : (
        <Form form={form} texts={registrationTexts} action={view.href(`${registrationPath(id)}/nachweis`)} id="nachweis" label={t('proof.title')}>
          <div class="stack no-print">
            <Select name="circumstance" label={t('proof.which')} options={open.map((one) => ({ value: one.id, label: statement(one) }))} />
            <FileField name="file" label={t('proof.file')} accept=".pdf,.jpg,.jpeg,.png" maxMegabytes={PROOF_BYTES / 1024 / 1024} />
            <ButtonRow><Button icon="upload">{t('proof.submit')}</Button></ButtonRow>
          </div>
        </Form>
      )}
    </section>
  );
}

/** Asks once more before everything is deleted. */
export async function withdrawPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const t = registrationTexts.in(view.language);
  const id = view.param('id');
  if (!isUuid(id)) throw new NotFound();
  const registration = await ownRegistrationOf(view.tx, view.town.id, view.who.personId!, id, { mustDecide: true });
  return {
    title: t('withdraw.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('withdraw.title')} preline={t('registration.title', { number: registration.number })} lead={t('withdraw.lead')} />
        <p>{t('withdraw.keeps')}</p>
        <Form form={form} texts={registrationTexts}>
          <ButtonRow><Button look="danger">{t('withdraw.submit')}</Button><LinkButton look="secondary" href={view.href(registrationPath(id))}>{t('withdraw.cancel')}</LinkButton></ButtonRow>
        </Form>
      </>
    ),
  };
}
