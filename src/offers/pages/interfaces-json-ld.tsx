import { raw } from 'hono/html';
import { offerJsonLd, type DescribedOffer } from '../feeds/json-ld.ts';

/** The offer for search engines: data, not a script – nothing is executed. No text can end the element. */
export function OfferJsonLd({ offer, page }: { offer: DescribedOffer; page: Parameters<typeof offerJsonLd>[1] }) {
  const json = JSON.stringify(offerJsonLd(offer, page)).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return <script type="application/ld+json">{raw(json)}</script>;
}
