import { correctionTexts } from '../correction-texts.ts';
import { isUuid } from '../../platform/id.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { languageFacts } from '../../platform/language.ts';
import { LinkButton } from '../../ui/button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { nextDates } from '../schedule.ts';
import { loadWords } from '../server/directory-words.ts';
import { findPublicOffer, type ShownOffer } from '../server/shown-offers.ts';
import { standingOf, textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { ContactBlock, ProviderBlock } from './offer-contact.tsx';
import { CostBlock, RegisterBlock } from './offer-terms.tsx';
import { ForWhom } from './offer-audience.tsx';
import { FirstContact } from './guide-facts.tsx';
import { SaveButton, SaveForm } from './list-save.tsx';
import { AssuredText, InOwnLanguage, OfferBadges, TextState } from './offer-marks.tsx';
import { WhenBlock } from './offer-when.tsx';
import { WhereBlock } from './offer-where.tsx';
import { sayDay } from '../said.ts';
import { OfferJsonLd } from './interfaces-json-ld.tsx';
import { Paragraphs } from './paragraphs.tsx';
import { EasyLanguageSeal, ReviewedNote } from './translation-marks.tsx';

/** The offer an address names, if families may see it. */
export async function offerOf(view: View): Promise<ShownOffer> {
  const id = view.param('id').replace(/\.ics$/, '');
  const offer = isUuid(id) ? await findPublicOffer(view.tx, view.town.id, id, view.clock.today()) : undefined;
  if (!offer) throw new NotFound();
  return offer;
}

/** One offer with everything a family needs to get there; prints as a sheet of its own. */
export async function offerPage(view: View): Promise<Sheet> {
  const { language, clock, town } = view;
  const offer = await offerOf(view);
  const words = await loadWords(view.tx, town.id, clock.today());
  const { service } = offer;
  const t = guideTexts.in(language);
  const { head, description } = textsIn(service, language);
  const standing = standingOf(service, language);
  const hasDates = nextDates(service.schedules.filter((rule) => !rule.byAppointment), service.exceptions, offer.calendar, clock.today(), 1).length > 0;
  return {
    title: head.name,
    description: head.summary || undefined,
    breadcrumbs: [{ label: t('offer.back'), href: view.href('/angebote') }, { label: head.name }],
    content: (
      <>
        <PageHead
          preline={<bdi lang="de">{offer.organizationName}</bdi>}
          title={<InOwnLanguage text={head}>{head.name}</InOwnLanguage>}
          lead={head.summary ? <InOwnLanguage text={{ language: head.summaryLanguage }}>{head.summary}</InOwnLanguage> : undefined}
          actions={<OfferActions view={view} service={service} id={service.id} name={head.name} hasDates={hasDates} />}
        />
        <SaveForm id="merken" />
        <TextState text={standing} />
        <ReviewedNote text={standing} />
        {await EasyLanguageSeal({ view, serviceId: service.id })}
        <p class="cluster"><OfferBadges service={service} places={offer.places} /></p>
        <ContactBlock service={service} />
        <WhenBlock offer={offer} today={clock.today()} />
        {await WhereBlock({ view, offer, words })}
        <RegisterBlock service={service} />
        <CostBlock service={service} />
        {description.text ? (
          <section>
            <h2>{t('offer.about')}</h2>
            <Paragraphs text={description.text} language={description.language} />
          </section>
        ) : null}
        <ForWhom offer={offer} words={words} />
        <ProviderBlock organization={offer.organizationName} service={service} />
        <p><AssuredText offer={offer} today={clock.today()} />{service.assuredAt && service.assuredBy ? <span class="small muted"> – {t('offer.assured-by', { name: service.assuredBy })}</span> : null}</p>
        <p class="no-print"><a href={view.href(`/angebote/${service.id}/korrektur`)}>{correctionTexts.in(language)('link')}</a></p>
        <OfferJsonLd offer={offer} page={{ url: `${view.configuration.baseUrl.origin}${view.href(view.path)}`, name: head.name, description: head.summary, language: languageFacts[head.language].tag }} />
        <p class="only-print">{view.configuration.baseUrl.origin}{view.href(view.path)} · {sayDay(language, clock.today())}</p>
      </>
    ),
  };
}

/** Telephone first, also where the screen ends under the buttons. */
function OfferActions({ view, service, id, name, hasDates }: { view: View; service: ShownOffer['service']; id: string; name: string; hasDates: boolean }) {
  const t = guideTexts.in(view.language);
  return (
    <>
      <FirstContact service={service} />
      <SaveButton form="merken" id={id} name={name} />
      {hasDates ? <LinkButton look="secondary" icon="calendar" href={view.href(`/angebote/${id}.ics`)} download>{t('offer.calendar')}</LinkButton> : null}
      <LinkButton look="secondary" icon="print" href={view.href(`/angebote/${id}/drucken`)}>{t('offer.print')}</LinkButton>
    </>
  );
}
