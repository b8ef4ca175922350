import type { Point } from '../../areas/beeline.ts';
import type { AreaRow } from '../../areas/server/list-areas.ts';
import { areaTree } from '../../areas/area-tree.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { languageFacts, type Language } from '../../platform/language.ts';
import { ageOf } from '../guide/audience.ts';
import type { Answers } from '../guide/answers.ts';
import { isAdvice, isCrisis } from '../guide/topic-code.ts';
import { rankSuggestions, SUGGESTIONS, type Candidate, type Reason, type Wish } from '../guide/suggestion.ts';
import { timeStateAt, type TimeState } from '../guide/time-state.ts';
import { metresBetween, wayOf, type Way } from '../guide/way.ts';
import { narrow, type OfferFilter } from '../offer-filter.ts';
import { loadOfferFacts, type FoundOffer } from './offer-facts.ts';
import { listFields, listPhases } from './phases.ts';
import { shownOffers, type ShownOffer } from './shown-offers.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import type { AreaTree } from '../../areas/area-tree.ts';

/** The words of the questions. */
export interface GuideWords {
  fields: FieldOfAction[];
  areas: AreaTree;
  rows: AreaRow[];
}

export interface Suggestion {
  offer: ShownOffer;
  reasons: Reason[];
  time: TimeState;
  way?: Way;
}

interface Suggestions {
  /** best first */
  best: Suggestion[];
  /** where few answer the topic: others for this age, who listen and know a way */
  also: Suggestion[];
  /** how many offers answer topic and age in all */
  matches: number;
  /** nothing answers the topic at this age: these answer the age alone */
  isBesideTopic: boolean;
}

/** So many are looked at closely; what lies behind them by topic, age and area could not come first. */
const LOOKED_AT = 60;
/** Fewer suggestions are filled up with whom one can ask. */
const ENOUGH = 3;

export async function loadGuideWords(tx: Read, municipalityId: Uuid, clock: Clock): Promise<GuideWords> {
  const rows = await listAreas(tx, municipalityId, clock.today());
  return { fields: await listFields(tx, municipalityId), areas: areaTree(rows), rows };
}

/** What to suggest for these answers. Six statements (ten where little answers the topic), whatever the number of offers. */
export async function suggestOffers(
  tx: Read, municipalityId: Uuid, clock: Clock, words: GuideWords, answers: Answers, language: Language, count = SUGGESTIONS,
): Promise<Suggestions> {
  const today = clock.today();
  const facts = await loadOfferFacts(tx, municipalityId, today, await listPhases(tx, municipalityId));
  const { fieldId, ...withoutTopic } = filterOf(answers);
  const matching = narrow(facts, filterOf(answers));
  const isBesideTopic = matching.length === 0 && fieldId !== undefined;
  const age = ageOf(answers.audience, answers.age);
  const wish: Wish = {
    today, isWholeFamily: answers.audience?.key === 'familie', hasArea: answers.area !== undefined, crisisIds: idsOf(words, isCrisis), ...(age ? { age } : {}), ...spoken(language),
  };
  const among = (offers: FoundOffer[], asked: Wish, most: number) => rankAmong(tx, municipalityId, clock, words, answers, language, offers, asked, most);
  const besideTopic: Wish = { ...wish, adviceIds: idsOf(words, isAdvice) };
  const best = isBesideTopic ? await among(narrow(facts, withoutTopic), besideTopic, count) : await among(matching, { ...wish, ...(fieldId ? { topicId: fieldId } : {}) }, count);
  const isThin = count > 1 && !isBesideTopic && fieldId !== undefined && best.length < ENOUGH;
  const known = new Set(matching.map(({ id }) => id));
  const also = isThin ? await among(narrow(facts, withoutTopic).filter(({ id }) => !known.has(id)), besideTopic, ENOUGH) : [];
  return { best, also, matches: matching.length, isBesideTopic };
}

async function rankAmong(
  tx: Read, municipalityId: Uuid, clock: Clock, words: GuideWords, answers: Answers, language: Language, among: readonly FoundOffer[], wish: Wish, count: number,
): Promise<Suggestion[]> {
  const areaIds = answers.area ? new Set([answers.area.id, ...words.areas.descendants(answers.area.id).map(({ id }) => id)]) : undefined;
  const near = new Map(among.map((offer) => [offer.id, isIn(offer, areaIds)]));
  const offers = await shownOffers(tx, municipalityId, closest(among, near, language, wish.isWholeFamily).map(({ id }) => id));
  const middle = words.rows.find(({ id }) => id === answers.area?.id)?.centroid;
  const known = new Map(offers.map((offer) => [offer.service.id, { offer, time: timeStateAt({ ...offer.service, calendar: offer.calendar }, clock.now()), metres: metresTo(offer, middle) }]));
  const candidates = [...known.values()].map(({ offer, time, metres }) => candidateOf(offer, time, near.get(offer.service.id) ?? false, metres));
  return rankSuggestions(candidates, wish, count).map(({ id, reasons }): Suggestion => {
    const { offer, time, metres } = known.get(id)!;
    return { offer, reasons, time, ...(metres === undefined ? {} : { way: wayOf(metres) }) };
  });
}

function idsOf({ fields }: GuideWords, is: (field: FieldOfAction) => boolean): ReadonlySet<Uuid> {
  return new Set(fields.filter(is).map(({ id }) => id));
}

function filterOf({ topic, audience, age: band }: Answers): OfferFilter {
  const age = ageOf(audience, band);
  return { ...(topic ? { fieldId: topic.id } : {}), ...(age ? { age } : {}) };
}

function isIn(offer: FoundOffer, areaIds: ReadonlySet<Uuid> | undefined): boolean {
  return areaIds !== undefined && (offer.placeAreaIds.some((id) => areaIds.has(id)) || offer.servedAreaIds.some((id) => areaIds.has(id)));
}

/** In large towns: by what the table of facts already tells – near, in the language, free, made for the age (or for all, if all are asked for). */
function closest(offers: readonly FoundOffer[], near: ReadonlyMap<Uuid, boolean>, language: Language, isWholeFamily: boolean): FoundOffer[] {
  if (offers.length <= LOOKED_AT) return [...offers];
  const { language: code } = spoken(language);
  const span = ({ minimumAgeMonths, maximumAgeMonths }: FoundOffer) => Math.min(400, (maximumAgeMonths ?? 400) - (minimumAgeMonths ?? 0));
  const points = (offer: FoundOffer) => (near.get(offer.id) ? 3 : 0) + (code && offer.languages.includes(code) ? 3 : 0) + (offer.freeOfCharge === 'yes' ? 1 : 0) + (span(offer) / 100) * (isWholeFamily ? 1 : -1);
  return offers.map((offer) => ({ offer, points: points(offer) })).sort((a, b) => b.points - a.points || a.offer.name.localeCompare(b.offer.name, 'de')).slice(0, LOOKED_AT).map(({ offer }) => offer);
}

function spoken(language: Language): { language?: string } {
  const { tag } = languageFacts[language];
  return tag === 'de' ? {} : { language: tag };
}

function metresTo({ places }: ShownOffer, middle: Point | undefined): number | undefined {
  if (!middle) return undefined;
  const ways = places.flatMap(({ location: { longitude, latitude } }) => (longitude === undefined || latitude === undefined ? [] : [metresBetween(middle, { longitude, latitude })]));
  return ways.length === 0 ? undefined : Math.min(...ways);
}

function candidateOf({ service }: ShownOffer, time: TimeState, isInArea: boolean, metres: number | undefined): Candidate {
  return {
    id: service.id, name: service.name, organizationId: service.organizationId, fieldIds: service.fieldIds, languages: service.languages,
    freeOfCharge: service.freeOfCharge, walkIn: service.walkIn, outreach: service.outreach, hasPhone: service.phones.length > 0, time, isInArea,
    ...(service.minimumAgeMonths === undefined ? {} : { minimumAgeMonths: service.minimumAgeMonths }),
    ...(service.maximumAgeMonths === undefined ? {} : { maximumAgeMonths: service.maximumAgeMonths }),
    ...(service.assuredAt === undefined ? {} : { assuredAt: service.assuredAt }),
    ...(metres === undefined ? {} : { metres }),
  };
}
