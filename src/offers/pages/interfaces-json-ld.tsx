import { raw } from 'hono/html';
import { offerJsonLd, type DescribedOffer } from '../feeds/json-ld.ts';

/** The offer for search engines: data, not a script – nothing is executed. No text can end the element. */
export function OfferJsonLd({ offer, page }: { offer: DescribedOffer; page: Parameters<typeof offerJsonLd>[1] }) {
  return <JsonLd data={offerJsonLd(offer, page)} />;
}

/** The dates of an event, each an Event. */
export function EventJsonLd({ data }: { data: readonly Record<string, unknown>[] }) {
  return data.length === 0 ? null : <JsonLd data={data} />;
}

function JsonLd({ data }: { data: unknown }) {
  const json = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return <script type="application/ld+json">{raw(json)}</script>;
}
