import { usePage } from '../../platform/page-context.ts';
import { MoneyText } from '../../ui/number-text.tsx';
import type { CostOption } from '../service.ts';
import type { StoredService } from '../server/load-services.ts';
import { textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { OfferNote } from './offer-marks.tsx';
import { Paragraphs } from './paragraphs.tsx';

/** How to come in: just so, or registered. */
export function RegisterBlock({ service }: { service: StoredService }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const { applicationProcess } = textsIn(service, language);
  const said = service.walkIn === 'yes' ? 'register.no' : service.walkIn === 'no' ? 'register.yes' : 'register.unknown';
  return (
    <section>
      <h2>{t('offer.register')}</h2>
      {service.walkIn === 'unknown' && service.applicationProcess ? null : <p>{t(said)}</p>}
      {applicationProcess.text ? <Paragraphs text={applicationProcess.text} language={applicationProcess.language} /> : null}
    </section>
  );
}

/** What it costs; what nobody knows is said to be unknown, never free. */
export function CostBlock({ service }: { service: StoredService }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const said = service.freeOfCharge === 'yes' ? 'cost.free' : service.freeOfCharge === 'no' ? 'cost.charged' : 'cost.unknown';
  return (
    <section>
      <h2>{t('offer.costs')}</h2>
      {service.costs.length === 0 || service.freeOfCharge === 'yes' ? <p>{t(said)}</p> : null}
      {service.costs.length > 0 ? <ul class="plain-list">{service.costs.map((cost) => <li><Cost service={service} cost={cost} /></li>)}</ul> : null}
    </section>
  );
}

function Cost({ service, cost }: { service: StoredService; cost: CostOption }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const [before, after] = t('cost.reduced', { text: '\u0000' }).split('\u0000');
  return (
    <>
      {cost.amountCents === undefined ? <span class="unknown">{t('cost.amount-unknown')}</span> : cost.amountCents === 0 ? t('cost.free') : <MoneyText cents={cost.amountCents} />}
      {cost.description ? <> <OfferNote service={service} kind="cost-note" text={cost.description} /></> : null}
      {cost.reducedFor ? <span class="small"> – {before}<OfferNote service={service} kind="reduction" text={cost.reducedFor} />{after}</span> : null}
    </>
  );
}
