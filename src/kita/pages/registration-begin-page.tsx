import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { nextPath } from '../../accounts/next-path.ts';
import { LINK } from '../../accounts/session.ts';
import { signInTexts } from '../../accounts/texts.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { dayOfInstant, lastDayUntil } from '../registration/day-of-instant.ts';
import { openSteps, stepsOf } from '../registration/draft.ts';
import { registrationTexts } from '../registration-texts.ts';
import { listDrafts, type StoredDraft } from '../server/drafts.ts';
import { openWindows } from '../server/registration-window.ts';
import { sayMonth } from './facility-words.tsx';
import { BEGIN_PATH, OWN_PATH, stepPath } from '../registration-paths.ts';
import { OfficeContact } from './registration-frame.tsx';

const MINUTES = LINK.signIn / 60_000;
const NEEDED = ['child', 'address', 'wishes', 'proof'] as const;

/** What registering is, and the way in: by a mailed link, or straight on for whoever is signed in. */
export async function beginPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const t = registrationTexts.in(view.language);
  const [window] = await openWindows(view.tx, view.town.id, view.clock);
  const drafts = view.who.personId ? await listDrafts(view.tx, view.town.id, view.configuration.secretKey, view.who.personId) : [];
  return {
    title: t('begin.title'),
    description: t('begin.lead', { town: view.town.name }),
    content: (
      <>
        <PageHead title={t('begin.title')} lead={t('begin.lead', { town: view.town.name })} />
        <Notice>
          {window
            ? <p>{said(t('begin.deadline', { start: '\u0001', deadline: '\u0002' }), [sayMonth(view.language, window.firstStart), <DateText day={lastDayUntil(window.deadline)} />])}</p>
            : <p>{t('begin.no-deadline')}</p>}
        </Notice>
        {view.who.personId ? <StartForms view={view} form={form} drafts={drafts} /> : <LinkForm view={view} form={form} />}
        <section aria-labelledby="gefragt">
          <h2 id="gefragt">{t('begin.needed')}</h2>
          <ul>{NEEDED.map((key) => <li>{t(`begin.needed.${key}`)}</li>)}</ul>
          <p>{t('begin.privacy')}</p>
        </section>
        <section aria-labelledby="mehr">
          <h2 id="mehr">{t('begin.more')}</h2>
          <ul>
            <li><a href={view.href('/kitas')}>{t('begin.more.kitas')}</a></li>
            <li><a href={view.href('/kita-kriterien')}>{t('begin.more.criteria')}</a></li>
          </ul>
          <p>{t('begin.paper')}</p>
          <OfficeContact view={view} />
        </section>
      </>
    ),
  };
}

/** A sentence with elements in the places of its marks. */
export function said(sentence: string, elements: readonly (string | ReturnType<typeof DateText>)[]) {
  return sentence.split(/([\u0001-\u0009])/).map((part) => (/^[\u0001-\u0009]$/.test(part) ? elements[part.charCodeAt(0) - 1] ?? null : part));
}

function LinkForm({ view, form }: { view: View; form: FormState }) {
  const t = registrationTexts.in(view.language);
  const next = nextPath(view.query.get('weiter') ?? form.values['next']?.[0]);
  return (
    <section aria-labelledby="weg" class="panel stack">
      <h2 id="weg">{t('link.title')}</h2>
      <p>{t('link.text', { minutes: MINUTES })}</p>
      <Form form={form} texts={registrationTexts} action={view.href(BEGIN_PATH)}>
        <input type="hidden" name="language" value={view.language} />
        <input type="hidden" name="next" value={next === '/' ? BEGIN_PATH : next} />
        <TextField name="email" label={signInTexts.in(view.language)('email')} type="email" autocomplete="email" />
        <ButtonRow><Button>{t('link.submit')}</Button></ButtonRow>
      </Form>
    </section>
  );
}

function StartForms({ view, form, drafts }: { view: View; form: FormState; drafts: readonly StoredDraft[] }) {
  const t = registrationTexts.in(view.language);
  return (
    <section aria-labelledby="los" class="panel stack">
      <h2 id="los">{t('start.title')}</h2>
      {drafts.length > 0 ? <DraftList view={view} drafts={drafts} /> : null}
      <Form form={form} texts={registrationTexts} action={view.href(`${BEGIN_PATH}/neu`)}>
        <ButtonRow>
          <Button look={drafts.length > 0 ? 'secondary' : 'primary'}>{t(drafts.length > 0 ? 'start.another' : 'start.new')}</Button>
          <LinkButton look="tertiary" href={view.href(OWN_PATH)}>{t('start.own')}</LinkButton>
        </ButtonRow>
      </Form>
    </section>
  );
}

/** Registrations that were begun; each leads to the first page that is still to be filled in. */
export function DraftList({ view, drafts, level = 3 }: { view: View; drafts: readonly StoredDraft[]; level?: 2 | 3 }) {
  const t = registrationTexts.in(view.language);
  const Heading = `h${level}` as 'h3';
  return (
    <section class="stack">
      <Heading>{t('draft.title')}</Heading>
      <ul class="plain-list stack">
        {drafts.map(({ id, draft, updatedAt }) => {
          const step = openSteps(draft, stepsOf(draft, { otherChildren: 0, askedFacts: draft.circumstances ? 0 : 1 }))[0] ?? 'pruefen';
          const names = draft.children.map(({ givenNames, familyName }) => `${givenNames} ${familyName}`.trim()).filter(Boolean).join(', ');
          return (
            <li class="stack">
              <p><strong><bdi>{names || t('draft.unnamed')}</bdi></strong><br /><span class="small muted">{said(t('draft.kept', { day: '\u0001' }), [<DateText day={dayOfInstant(updatedAt)} />])}</span></p>
              <ButtonRow>
                <LinkButton href={view.href(stepPath(id, step))}>{t('draft.continue')}</LinkButton>
                <LinkButton look="tertiary" href={view.href(`${BEGIN_PATH}/${id}/verwerfen`)}>{t('draft.discard')}</LinkButton>
              </ButtonRow>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The same for every address. */
export function linkSentPage(view: View): Sheet {
  const t = registrationTexts.in(view.language);
  return {
    title: t('sent.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('sent.title')} lead={t('sent.text', { minutes: MINUTES })} />
        <p>{t('sent.nothing')}</p>
        <p><a href={view.href(BEGIN_PATH)}>{t('sent.again')}</a></p>
      </>
    ),
  };
}

/** Asks once more before what was typed is thrown away. */
export async function discardPage(view: View, form: FormState = filledForm({})): Promise<Sheet> {
  const t = registrationTexts.in(view.language);
  return {
    title: t('discard.title'),
    noIndex: true,
    content: (
      <>
        <PageHead title={t('discard.title')} />
        <Form form={form} texts={registrationTexts}>
          <ButtonRow><Button look="danger">{t('discard.submit')}</Button><LinkButton look="secondary" href={view.href(BEGIN_PATH)}>{t('withdraw.cancel')}</LinkButton></ButtonRow>
        </Form>
      </>
    ),
  };
}
