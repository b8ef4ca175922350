import type { Uuid } from '../../platform/id.ts';

/**
 * The offers on one sheet: those with the fewest answers so far, which of equals is left to chance. So no offer is ever more than one sheet
 * ahead of another, and a sheet cannot be chosen. `random` gives numbers from 0 to 1.
 */
export function chooseOffers(offers: readonly { serviceId: Uuid; answered: number }[], count: number, random: () => number): Uuid[] {
  return offers.map((offer) => ({ ...offer, lot: random() }))
    .sort((a, b) => a.answered - b.answered || a.lot - b.lot)
    .slice(0, count)
    // Their order on the sheet says nothing about how often they were asked for.
    .sort((a, b) => a.lot - b.lot)
    .map(({ serviceId }) => serviceId);
}
