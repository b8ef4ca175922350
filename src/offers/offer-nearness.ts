import type { OfferFacts, OfferFilter } from './offer-filter.ts';

/** An offer for the whole town beside one in the district that was asked for. */
const ELSEWHERE = 0.6;
/** Offers for a few years of life say more about an age than those for most of childhood, and those more than offers for everybody. */
const SPANS = [{ months: 60, nearness: 1 }, { months: 130, nearness: 0.9 }] as const;
const FOR_EVERYBODY = 0.7;
const [YOUNGEST, OLDEST] = [-9, 323];

/** How near an offer that answers the filter is to the age and place it asks for, 1 at most. */
export function nearnessOf(offer: OfferFacts, { age, areaIds }: OfferFilter): number {
  const place = areaIds === undefined || offer.placeAreaIds.some((id) => areaIds.has(id)) ? 1 : ELSEWHERE;
  if (age === undefined) return place;
  const span = (offer.maximumAgeMonths ?? OLDEST) - (offer.minimumAgeMonths ?? YOUNGEST);
  return place * (SPANS.find(({ months }) => span <= months)?.nearness ?? FOR_EVERYBODY);
}
