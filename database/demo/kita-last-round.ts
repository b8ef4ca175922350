import { addDays, addMonths, type Day } from '../../src/platform/day.ts';
import type { Uuid } from '../../src/platform/id.ts';
import type { Language } from '../../src/platform/language.ts';
import { ageBandOn } from '../../src/kita/facilities/age-band.ts';
import type { NewRegistration } from '../../src/kita/server/store-registration.ts';
import type { PlacedChild } from '../../src/kita/server/store-placed-children.ts';
import { familyNames, givenNames, parentNames } from './kita-names.ts';
import { drawnNumbers, type KitaTown } from './kita-year.ts';

/** Who asked in the round of last winter; `placed`: index of the child among those who have a place now. */
export interface Asking {
  registration: Omit<NewRegistration, 'source'>;
  placed?: number;
  /** mail address of a guardian's account of people.json */
  account?: string;
  /** days after the round was opened */
  askedAfter: number;
}

/** Children with a new place who came through the round; the rest came in other ways (moved here, changed the Kita, were there before the round). */
const THROUGH_THE_ROUND = 110;
/** Families beyond the places there were: some of them got none and wait. */
const MORE_FAMILIES = 34;
/** Where everybody wants to go. */
const POPULAR = ['kinderhaus-stadtwall', 'leinespatzen', 'zwergenwiese'];

/** Families who asked for a place from `firstStart` on, the same every time; nobody among them exists. */
export function lastWinter(town: KitaTown, placed: readonly PlacedChild[], firstStart: Day): Asking[] {
  const random = drawnNumbers(4_117);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const typeOf = new Map(town.seatTypes.map((type) => [type.id, type]));
  const homes = town.facilities.filter(({ kind, longitude }) => kind === 'kita' && longitude !== undefined);
  const popular = POPULAR.map((key) => homes.find(({ externalId }) => externalId === key)!.id);
  const seatsLike = (seatTypeId: Uuid) => {
    const own = typeOf.get(seatTypeId)!;
    return new Map(homes.flatMap(({ id }) => {
      const types = town.pools.filter(({ facilityId }) => facilityId === id).flatMap(({ types }) => types.map((one) => typeOf.get(one.seatTypeId)!)).filter(({ ageBand, isInclusive }) => ageBand === own.ageBand && isInclusive === own.isInclusive);
      const [type] = types.sort((one, other) => Math.abs(one.weeklyHours - own.weeklyHours) - Math.abs(other.weeklyHours - own.weeklyHours));
      return type ? [[id, type.id] as const] : [];
    }));
  };
  const wishes = (first: readonly Uuid[], seatTypeId: Uuid) => {
    const seats = seatsLike(seatTypeId);
    return [...new Set([...first, pick(popular), pick(homes).id])].flatMap((facilityId) => (seats.has(facilityId) ? [{ facilityId, seatTypeId: seats.get(facilityId)! }] : [])).slice(0, 4);
  };
  const circumstances = () => (['both-work-or-train', 'single-parent', 'language-support'] as const).filter((_, at) => random() < [0.5, 0.15, 0.12][at]!).slice(0, 2)
    .map((fact) => ({ fact, value: true as const, isProved: true }));
  const common = { wishedStart: firstStart, wantsChange: false };

  const came = placed.flatMap(({ place, bornOn }, at) => (place.startsOn === firstStart && bornOn <= addMonths(firstStart, -12) && typeOf.get(place.seatTypeId)!.ageBand !== 'school'
    && ageBandOn(bornOn, firstStart, 'ni-nkitag') === typeOf.get(place.seatTypeId)!.ageBand ? [at] : []));
  const asking: Asking[] = came.filter((_, at) => Math.floor((at * THROUGH_THE_ROUND) / came.length) !== Math.floor(((at - 1) * THROUGH_THE_ROUND) / came.length)).map((at) => {
    const { place, guardian, ...child } = placed[at]!;
    return {
      placed: at, askedAfter: 5 + Math.floor(random() * 110),
      registration: {
        ...common, weeklyHours: typeOf.get(place.seatTypeId)!.weeklyHours, child: { ...child, isDemo: true }, guardians: [{ ...guardian, language: guardian.language as Language, isDemo: true }],
        wishes: wishes(random() < 0.75 ? [place.facilityId] : [pick(popular), place.facilityId], place.seatTypeId),
        circumstances: circumstances(),
      },
    };
  });
  const [krippe, kindergarten] = ['krippe-35', 'kindergarten-40'].map((key) => town.seatTypes.find((type) => type.key === key)!);
  for (let at = 0; at < MORE_FAMILIES; at++) {
    const isYoung = random() < 0.65;
    const language = random() < 0.75 ? 'de' : pick(['tr', 'ar', 'uk'] as const);
    const [home, familyName] = [pick(homes), pick(familyNames[language])];
    asking.push({
      askedAfter: 20 + Math.floor(random() * 98),
      registration: {
        ...common, weeklyHours: isYoung ? 35 : 40,
        child: {
          givenNames: pick(givenNames[language]), familyName, bornOn: addDays(addMonths(firstStart, -(isYoung ? 13 + Math.floor(random() * 18) : 37 + Math.floor(random() * 20))), -Math.floor(random() * 27)),
          areaId: home.areaId, point: { longitude: home.longitude! + (random() - 0.5) * 0.01, latitude: home.latitude! + (random() - 0.5) * 0.008 }, languages: language === 'de' ? ['de'] : [language, 'de'], isDemo: true,
        },
        guardians: [{ givenNames: pick(parentNames[language]), familyName, language, isDemo: true, address: { street: pick(town.streets), houseNumber: String(1 + Math.floor(random() * 90)), addition: '', postalCode: town.postalCode, city: town.city } }],
        wishes: wishes([popular[0]!, popular[1]!], (isYoung ? krippe : kindergarten)!.id), circumstances: random() < 0.3 ? circumstances() : [],
      },
    });
  }
  // The family with an account (kita-families.json): its elder child went this way before.
  const home = homes.find(({ externalId }) => externalId === POPULAR[0])!;
  asking.push({
    account: 'eltern@alfeld.example', askedAfter: 30,
    registration: {
      ...common, weeklyHours: 40, child: { givenNames: 'Tjark', familyName: 'Lindqvist', bornOn: addDays(addMonths(firstStart, -40), 11), areaId: home.areaId, point: { longitude: home.longitude!, latitude: home.latitude! }, languages: ['de'], isDemo: true },
      guardians: [{ givenNames: 'Marta', familyName: 'Lindqvist', relation: 'mother', language: 'de', isDemo: true, address: { street: 'Lange Gasse', houseNumber: '18', addition: '', postalCode: town.postalCode, city: town.city } }],
      wishes: wishes([popular[0]!, popular[1]!], kindergarten!.id), circumstances: [{ fact: 'both-work-or-train', value: true, isProved: true }],
    },
  });
  return asking;
}
