import type { Sheet, View } from '../../platform/house.ts';
import { PrintButton } from '../../ui/print-button.tsx';
import { loadWords } from '../server/directory-words.ts';
import { standingOf, textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { ForWhom } from './offer-audience.tsx';
import { ContactBlock } from './offer-contact.tsx';
import { AssuredText, InOwnLanguage, OfferBadges, TextState } from './offer-marks.tsx';
import { offerOf } from './offer-page.tsx';
import { CostBlock, RegisterBlock } from './offer-terms.tsx';
import { WhenBlock } from './offer-when.tsx';
import { WhereBlock } from './offer-where.tsx';
import { sayDay } from '../said.ts';

/** The same offer on one sheet of paper, to take along or to hand over. */
export async function offerSheetPage(view: View): Promise<Sheet> {
  const offer = await offerOf(view);
  const words = await loadWords(view.tx, view.town.id, view.clock.today());
  const t = guideTexts.in(view.language);
  const { head } = textsIn(offer.service, view.language);
  return {
    title: head.name,
    noIndex: true,
    breadcrumbs: [{ label: t('offer.back'), href: view.href('/angebote') }, { label: head.name, href: view.href(`/angebote/${offer.service.id}`) }, { label: t('offer.print') }],
    content: (
      <>
        <PrintButton />
        <p class="preline"><bdi lang="de">{offer.organizationName}</bdi></p>
        <h1><InOwnLanguage text={head}>{head.name}</InOwnLanguage></h1>
        {head.summary ? <p class="lead"><InOwnLanguage text={{ language: head.summaryLanguage }}>{head.summary}</InOwnLanguage></p> : null}
        <TextState text={standingOf(offer.service, view.language)} />
        <p class="cluster"><OfferBadges service={offer.service} places={offer.places} /></p>
        <ContactBlock service={offer.service} />
        <WhenBlock offer={offer} today={view.clock.today()} />
        {await WhereBlock({ view, offer, words, withMap: false })}
        <RegisterBlock service={offer.service} />
        <CostBlock service={offer.service} />
        <ForWhom offer={offer} words={words} />
        <p><AssuredText offer={offer} today={view.clock.today()} /></p>
        <p class="small"><bdi dir="ltr">{view.configuration.baseUrl.origin}{view.href(`/angebote/${offer.service.id}`)}</bdi> · {sayDay(view.language, view.clock.today())}</p>
      </>
    ),
  };
}
