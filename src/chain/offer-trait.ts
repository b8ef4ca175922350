import type { YesNoUnknown } from '../offers/service.ts';
import { addMonths, type Day } from '../platform/day.ts';
import { isValidOn, type ChainOffer } from './chain-input.ts';
import type { Measures } from './threshold.ts';

/** What an offer is like on a day, each answered with yes, no or unknown. */
export interface OfferTraits {
  /** costs nothing */
  free: YesNoUnknown;
  /** open in the afternoon of a working day */
  afternoon: YesNoUnknown;
  /** without appointment or at people's homes: the open door the Voerde paper (ch. 3) misses */
  lowThreshold: YesNoUnknown;
  walkIn: YesNoUnknown;
  outreach: YesNoUnknown;
  /** somebody confirmed it lately; without a date nobody ever has, so that is a no */
  confirmed: 'yes' | 'no';
  /** does not end within the next months */
  lasting: 'yes' | 'no';
}

/** How offers are measured on a day, worked out once for all of them. */
export interface TraitRules {
  on: Day;
  measures: Measures;
  confirmedSince: Day;
  lastsUntil: Day;
}

export function traitRules(on: Day, measures: Measures): TraitRules {
  return { on, measures, confirmedSince: addMonths(on, -measures['confirmed-within-months']), lastsUntil: addMonths(on, measures['lasting-months']) };
}

export function traitsOf(offer: ChainOffer, { on, measures, confirmedSince, lastsUntil }: TraitRules): OfferTraits {
  return {
    free: offer.freeOfCharge,
    afternoon: isOpenInTheAfternoon(offer, on, measures),
    lowThreshold: either(offer.walkIn, offer.outreach),
    walkIn: offer.walkIn,
    outreach: offer.outreach,
    confirmed: offer.assuredAt !== undefined && offer.assuredAt >= confirmedSince ? 'yes' : 'no',
    lasting: offer.validUntil === undefined || offer.validUntil >= lastsUntil ? 'yes' : 'no',
  };
}

/**
 * Yes if some schedule of Monday to Friday covers enough minutes of the afternoon. Times on the same weekday are not
 * added up: half an hour twice is no afternoon. Schedules that are over say nothing; without any other it is unknown.
 */
function isOpenInTheAfternoon(offer: Pick<ChainOffer, 'schedules'>, on: Day, measures: Measures): YesNoUnknown {
  const current = offer.schedules.filter((schedule) => schedule.validUntil === undefined || on < schedule.validUntil);
  if (current.length === 0) return 'unknown';
  const covers = current.some((schedule) => {
    const minutes = Math.min(schedule.closesAt, measures['afternoon-until']) - Math.max(schedule.opensAt, measures['afternoon-from']);
    return schedule.weekday <= 5 && isValidOn(schedule, on) && minutes >= measures['afternoon-minutes'];
  });
  return covers ? 'yes' : 'no';
}

function either(a: YesNoUnknown, b: YesNoUnknown): YesNoUnknown {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'no' && b === 'no' ? 'no' : 'unknown';
}
