import { NotFound } from '../../platform/failure.ts';
import type { View } from '../../platform/house.ts';
import { addressText } from '../address.ts';
import { serviceCalendar } from '../service-calendar.ts';
import { textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { offerOf } from './offer-page.tsx';

/** The dates of an offer for a calendar. */
export async function offerCalendar(view: View): Promise<Response> {
  const { service, organizationName, places, elsewhere, calendar } = await offerOf(view);
  const t = guideTexts.in(view.language);
  const { head } = textsIn(service, view.language);
  const url = `${view.configuration.baseUrl.origin}${view.href(`/angebote/${service.id}`)}`;
  const contact = [service.phones[0] && `${t('offer.phone')}: ${service.phones[0].number}`, service.email && `${t('offer.email')}: ${service.email}`, url];
  const text = serviceCalendar(service, calendar, {
    name: head.name,
    description: [head.summary, organizationName, ...contact].filter(Boolean).join('\n'),
    location: (id) => {
      const at = (id ? elsewhere.get(id) : undefined) ?? places[0]?.location;
      return at ? [at.name, addressText(at)].filter(Boolean).join(', ') : '';
    },
    url, host: view.configuration.baseUrl.hostname,
  }, view.clock.today(), view.clock.now());
  if (!text) throw new NotFound();
  return new Response(text, { headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': 'attachment; filename="termine.ics"' } });
}
