import { NotFound } from '../../platform/failure.ts';
import type { FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { Refusal } from '../../platform/outcome.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { useSayRefusal } from '../../ui/refusal.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { freshnessTexts } from '../freshness-texts.ts';
import { isPublic } from '../service.ts';
import { EVERY_OFFER } from '../server/answer-by-link.ts';
import { findConfirmationLink, openLink, openQuestions, type ConfirmationLink } from '../server/confirmation-link.ts';
import { loadWords, type DirectoryWords } from '../server/directory-words.ts';
import { proposalsOf } from '../server/proposals.ts';
import { shownOffers, type ShownOffer } from '../server/shown-offers.ts';
import { ForWhom } from './offer-audience.tsx';
import { ProviderBlock } from './offer-contact.tsx';
import { AssuredText } from './offer-marks.tsx';
import { CostBlock, RegisterBlock } from './offer-terms.tsx';
import { WhenBlock } from './offer-when.tsx';
import { Paragraphs } from './paragraphs.tsx';
import { sayDay } from '../said.ts';

const t = freshnessTexts.in('de');

/** The link of this page's address; a forged or foreign one is not there. */
export async function linkOf(view: View): Promise<ConfirmationLink & { path: string; isExpired: boolean }> {
  const token = view.param('link');
  const id = openLink(view.configuration.secretKey, view.town.id, token);
  const link = id && await findConfirmationLink(view.tx, view.town.id, id);
  if (!link) throw new NotFound();
  return { ...link, path: `/bestaetigen/${token}`, isExpired: link.expiresAt <= view.clock.now() };
}

/**
 * Where a provider answers: every entry of the mail as families see it, and beside it what can be said with one click. Reading changes
 * nothing: programs that check mails for their readers open every link.
 */
export async function linkPage(view: View, form?: FormState): Promise<Sheet> {
  const link = await linkOf(view);
  if (link.isExpired) return expiredSheet(view);
  const offers = await shownOffers(view.tx, view.town.id, link.serviceIds);
  const words = await loadWords(view.tx, view.town.id, view.clock.today());
  const open = await openQuestions(view.tx, view.town.id, link.serviceIds);
  const said = view.query.get('danke');
  const title = t(offers.length === 1 ? 'link.title.one' : 'link.title');
  const sections = [];
  for (const offer of offers) sections.push(await OfferAnswer({ view, link, offer, words, isAsked: open.has(offer.service.id), ...(form && view.param('angebot') === offer.service.id ? { form } : {}) }));
  return {
    title, noIndex: true,
    content: (
      <>
        <PageHead title={title} lead={t('link.lead', { town: view.town.name })} />
        {said ? <Notice kind="success" live>{t(said === EVERY_OFFER ? 'link.thanks.all' : said === 'ende' ? 'link.thanks.end' : said === 'aenderung' ? 'link.thanks.change' : 'link.thanks')}</Notice> : null}
        {form ? <Refusals refusals={form.refusals.filter(({ field }) => field !== 'note')} /> : null}
        {open.size > 1 ? (
          <div class="panel stack">
            <p>{t('link.all.text')}</p>
            <Answer action={view.href(`${link.path}/${EVERY_OFFER}/stimmt`)} label={t('link.all', { count: offers.length })} />
          </div>
        ) : null}
        {sections}
      </>
    ),
  };
}

function Answer({ action, label }: { action: string; label: string }) {
  return <Form form={{ values: {}, refusals: [] }} id={`ja-${action.split('/').at(-2)}`} label={label} action={action}><Button icon="check">{label}</Button></Form>;
}

function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  const say = useSayRefusal(freshnessTexts);
  return <>{refusals.map((refusal) => <Notice kind="error" live>{say(refusal)}</Notice>)}</>;
}

/** More than this is not sent back to be shortened. */
const SHOWN_AGAIN = 5_000;

interface OfferAnswerProps {
  view: View;
  link: { path: string };
  offer: ShownOffer;
  words: DirectoryWords;
  isAsked: boolean;
  /** what was refused of this offer */
  form?: FormState;
}

async function OfferAnswer({ view, link, offer, words, isAsked, form }: OfferAnswerProps) {
  const { service } = offer;
  const today = view.clock.today();
  const proposal = (await proposalsOf(view.tx, view.town.id, service.id)).find(({ origin, state }) => origin === 'link' && state === 'waiting');
  const isShown = isPublic(service, today);
  const ofIt = `${link.path}/${service.id}`;
  return (
    <section class="stack" aria-labelledby={`angebot-${service.id}`}>
      <h2 id={`angebot-${service.id}`}>{service.name}</h2>
      {!isShown && service.status !== 'active' ? <p>{isAsked ? t('link.rests') : t(`link.status.${service.status}`)}</p> : null}
      {proposal ? <Notice kind="success">{t(proposal.kind === 'retirement' ? 'link.proposed.end' : 'link.proposed')}</Notice> : null}
      {!isAsked && service.assuredAt ? <Notice kind="success">{t('link.confirmed', { day: sayDay('de', service.assuredAt) })}</Notice> : null}
      {isAsked ? <Answer action={view.href(`${ofIt}/stimmt`)} label={t('link.yes.of', { name: service.name })} /> : null}
      <ButtonRow>
        <LinkButton look="secondary" href={view.href(`${ofIt}/aendern`)}>{t('link.change')}<span class="visually-hidden">: {service.name}</span></LinkButton>
        {isShown ? <LinkButton look="tertiary" href={view.href(`/angebote/${service.id}`)}>{t('link.public')}<span class="visually-hidden">: {service.name}</span></LinkButton> : null}
      </ButtonRow>
      {service.status === 'retired' || proposal?.kind === 'retirement' ? null : (
        <details open={form?.refusals.some(({ field }) => field === 'note')}>
          <summary>{t('link.end')}<span class="visually-hidden">: {service.name}</span></summary>
          <p>{t('link.end.text')}</p>
          <Form form={{ values: { note: (form?.values['note'] ?? []).map((typed) => typed.slice(0, SHOWN_AGAIN)) }, refusals: form?.refusals.filter(({ field }) => field === 'note') ?? [] }} texts={freshnessTexts} id={`ende-${service.id}`} label={t('link.end.of', { name: service.name })} action={view.href(`${ofIt}/ende`)}>
            <TextArea name="note" label={t('link.end.note')} rows={2} optional />
            <Button look="secondary">{t('link.end.send')}</Button>
          </Form>
        </details>
      )}
      <div class="panel stack">
        {service.summary ? <p class="lead">{service.summary}</p> : null}
        {service.description ? <Paragraphs text={service.description} language="de" /> : null}
        <ForWhom offer={offer} words={words} />
        <WhenBlock offer={offer} today={today} />
        <ul>{offer.places.map(({ location, description }) => <li>{[location.name, [location.street, location.houseNumber].filter(Boolean).join(' '), description].filter(Boolean).join(', ')}</li>)}</ul>
        <CostBlock service={service} />
        <RegisterBlock service={service} />
        <ul class="plain-list">{contactLines(service).map((line) => <li>{line}</li>)}</ul>
        <ProviderBlock organization={offer.organizationName} service={service} />
        <p><AssuredText offer={offer} today={today} /></p>
      </div>
    </section>
  );
}

/** Telephones, address and persons, as far as families see them. */
function contactLines({ phones, email, contacts }: ShownOffer['service']): string[] {
  const people = contacts.filter(({ isPublic }) => isPublic).map(({ name, title, phone, email: own }) => [name, title, phone, own].filter(Boolean).join(', '));
  return [...phones.map(({ number, description }) => [number, description].filter(Boolean).join(', ')), ...(email ? [email] : []), ...people];
}

function expiredSheet(view: View): Sheet {
  const phone = view.town.contact.phone;
  return {
    title: t('link.expired.title'), noIndex: true,
    content: (
      <>
        <PageHead title={t('link.expired.title')} lead={t('link.expired.text')} />
        {phone ? <p>{t('link.expired.phone')}: <PhoneLink number={phone} label={t('link.expired.phone')} /></p> : null}
        <p>{t('link.expired.correction')}</p>
        <p><a href={view.href('/angebote')}>{view.town.name}</a></p>
      </>
    ),
  };
}
