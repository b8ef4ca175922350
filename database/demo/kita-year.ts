import { addDays, addMonths, day, type Day } from '../../src/platform/day.ts';
import type { Language } from '../../src/platform/language.ts';
import { ageBandOn, type AgeBand } from '../../src/kita/facilities/age-band.ts';
import type { Facility, SeatPool, SeatType } from '../../src/kita/facilities/facility.ts';
import type { NewRegistration } from '../../src/kita/server/store-registration.ts';
import type { PlacedChild } from '../../src/kita/server/store-placed-children.ts';
import { familyNames, givenNames, parentNames } from './kita-names.ts';

/** What there is to go to. */
export interface KitaTown {
  facilities: readonly Facility[];
  seatTypes: readonly SeatType[];
  pools: readonly SeatPool[];
  postalCode: string;
  city: string;
  streets: readonly string[];
}

/** A family that asks for places from the next Kita year on: one registration per child; `placed` = index among the placed children. */
export interface AskingFamily {
  registrations: (Omit<NewRegistration, 'guardians' | 'siblings' | 'child' | 'source'> & { child: NewRegistration['child']; placed?: number })[];
  guardian: NewRegistration['guardians'][number];
  rule?: 'together' | 'rather-together' | 'independent';
}

/**
 * An invented Kita year: who has places now, and who asks for one from `kitaYear` (1 August) on. About a thousand children in a town of fifteen
 * facilities. The same numbers come out every time; nobody in it exists.
 */
export function kitaYear(town: KitaTown, kitaYear: Day, { children = 1_000 } = {}): { placed: PlacedChild[]; families: AskingFamily[] } {
  const random = drawnNumbers(19_241);
  const at = town.facilities.filter(({ longitude, latitude, kind }) => longitude !== undefined && latitude !== undefined && kind !== 'hort');
  const typeOf = new Map(town.seatTypes.map((type) => [type.id, type]));
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const bornBefore = (start: Day, months: number) => addDays(addMonths(start, -months), -Math.floor(random() * 30));

  const person = () => {
    const language = random() < 0.72 ? 'de' : pick(['tr', 'ar', 'uk', 'ru', 'en'] as const);
    const home = pick(at);
    return {
      language: language as Language, family: pick(familyNames[language]), home, languages: language === 'de' ? ['de'] : [language, 'de'],
      point: { longitude: round(home.longitude! + (random() - 0.5) * 0.02), latitude: round(home.latitude! + (random() - 0.5) * 0.012) },
      address: { street: pick(town.streets), houseNumber: String(1 + Math.floor(random() * 90)), addition: '', postalCode: town.postalCode, city: town.city },
    };
  };

  const placed: PlacedChild[] = [];
  for (const pool of town.pools) {
    const seats = Math.round(pool.seats * (0.86 + 0.12 * random()));
    const types = pool.types.map(({ seatTypeId, atMost }) => ({ type: typeOf.get(seatTypeId)!, left: atMost ?? seats })).filter(({ type }) => type !== undefined);
    for (let seat = 0; seat < seats; seat++) {
      const open = types.filter(({ left }) => left > 0);
      if (open.length === 0) break;
      const chosen = open[Math.floor(random() * open.length)]!;
      chosen.left--;
      const who = person();
      const bornOn = bornBefore(kitaYear, monthsOf(chosen.type.ageBand, random));
      placed.push({
        givenNames: pick(givenNames[who.language as keyof typeof givenNames] ?? givenNames.de), familyName: who.family, bornOn, areaId: who.home.areaId, point: who.point, languages: who.languages,
        guardian: { givenNames: pick(parentNames[who.language as keyof typeof parentNames] ?? parentNames.de), familyName: who.family, language: who.language, address: who.address },
        place: { facilityId: pool.facilityId, poolId: pool.id, seatTypeId: chosen.type.id, startsOn: startedOn(bornOn, chosen.type.ageBand, kitaYear), source: 'import' },
      });
    }
  }

  const wishesOf = (home: Facility, band: AgeBand, hours: number, isInclusive: boolean, most: number) => {
    const near = at.map((facility) => ({ facility, far: Math.hypot((facility.longitude! - home.longitude!) * 0.62, facility.latitude! - home.latitude!) + random() * 0.012 })).sort((a, b) => a.far - b.far);
    return near.flatMap(({ facility }) => {
      const types = town.pools.filter(({ facilityId }) => facilityId === facility.id).flatMap(({ types }) => types.map(({ seatTypeId }) => typeOf.get(seatTypeId)!)).filter((type) => type.ageBand === band);
      const fitting = types.filter((type) => type.isInclusive === isInclusive).sort((a, b) => Math.abs(a.weeklyHours - hours) - Math.abs(b.weeklyHours - hours));
      const type = fitting[0] ?? (isInclusive ? types[0] : undefined);
      return type ? [{ facilityId: facility.id, seatTypeId: type.id }] : [];
    }).slice(0, most);
  };
  const circumstances = () => {
    const told: { fact: string; value: true; isProved: boolean }[] = [];
    const tell = (fact: string, chance: number) => random() < chance && told.push({ fact, value: true, isProved: random() < 0.85 });
    if (!tell('both-work-or-train', 0.45)) tell('single-parent', 0.25);
    tell('language-support', 0.12);
    tell('benefits', 0.15);
    tell('hardship', 0.03);
    tell('child-protection', 0.008);
    return told;
  };

  const families: AskingFamily[] = [];
  // Who has a place and needs another one: Krippe children who will be three, and some who would rather go elsewhere.
  for (const [index, child] of placed.entries()) {
    const band = ageBandOn(child.bornOn, kitaYear, 'ni-nkitag');
    const own = typeOf.get(child.place.seatTypeId)!;
    const grows = own.ageBand === 'under-3' && band === 'from-3';
    if (!(grows && random() < 0.95) && !(own.ageBand === band && band !== 'school' && random() < 0.07)) continue;
    const home = town.facilities.find(({ id }) => id === child.place.facilityId)!;
    const near = home.longitude === undefined ? at[0]! : home;
    const wishes = wishesOf(near, band!, own.weeklyHours, false, 3 + Math.floor(random() * 3)).filter(({ facilityId, seatTypeId }) => facilityId !== child.place.facilityId || seatTypeId !== child.place.seatTypeId);
    if (wishes.length === 0) continue;
    families.push({
      guardian: { ...child.guardian, language: child.guardian.language as Language },
      registrations: [{ placed: index, child: { givenNames: child.givenNames, familyName: child.familyName, bornOn: child.bornOn, areaId: child.areaId, point: child.point, languages: child.languages }, wishedStart: kitaYear, weeklyHours: own.weeklyHours, wantsChange: true, wishes, circumstances: circumstances() }],
    });
  }
  for (let count = placed.length; count < children;) {
    const who = person();
    const size = random() < 0.09 ? 2 : 1;
    const areTwins = size === 2 && random() < 0.3;
    const parent = pick(parentNames[who.language as keyof typeof parentNames] ?? parentNames.de);
    const isBlocked = random() < 0.004;
    const first = 4 + Math.floor(random() * 52);
    const told = circumstances();
    const registrations = Array.from({ length: size }, (_, index) => {
      const months = index === 0 ? first : areTwins ? first : Math.max(2, first - 20 - Math.floor(random() * 12));
      const bornOn = areTwins && index === 1 ? undefined : bornBefore(kitaYear, months);
      return { bornOn };
    }).map(({ bornOn }, index, all) => {
      const birthday = bornOn ?? all[0]!.bornOn!;
      const start = random() < 0.85 ? kitaYear : addMonths(kitaYear, 1 + Math.floor(random() * 5));
      const band = ageBandOn(birthday, start, 'ni-nkitag') ?? 'under-3';
      const hours = pick([25, 30, 35, 40, 45]);
      const needsInclusiveSeat = band === 'from-3' && random() < 0.05;
      return {
        child: { givenNames: pick(givenNames[who.language as keyof typeof givenNames] ?? givenNames.de), familyName: who.family, bornOn: birthday, areaId: who.home.areaId, point: who.point, languages: who.languages },
        wishedStart: areTwins && index === 1 ? kitaYear : start, weeklyHours: hours, needsInclusiveSeat,
        wishes: wishesOf(who.home, band, hours, needsInclusiveSeat, 2 + Math.floor(random() * 4)), circumstances: told,
      };
    }).filter(({ wishes }) => wishes.length > 0);
    if (areTwins && registrations.length === 2) {
      registrations[0]!.wishedStart = kitaYear;
      registrations[1] = { ...registrations[1]!, wishes: registrations[0]!.wishes, weeklyHours: registrations[0]!.weeklyHours, needsInclusiveSeat: registrations[0]!.needsInclusiveSeat };
    }
    count += size;
    if (registrations.length === 0) continue;
    families.push({
      guardian: { givenNames: parent, familyName: who.family, language: who.language, address: who.address, isAddressBlocked: isBlocked },
      registrations,
      ...(registrations.length > 1 ? { rule: areTwins ? 'together' as const : pick(['together', 'rather-together', 'rather-together', 'independent'] as const) } : {}),
    });
  }
  return { placed, families };
}

/** Months of age at the start of the next Kita year, for somebody who has such a place now. */
function monthsOf(band: AgeBand, random: () => number): number {
  if (band === 'under-3') return 20 + Math.floor(random() * 26);
  if (band === 'from-3') return 48 + Math.floor(random() * 34);
  return 90 + Math.floor(random() * 34);
}

/** The 1 August after the age the place asks for, and before this Kita year. */
function startedOn(bornOn: Day, band: AgeBand, kitaYear: Day): Day {
  const ready = addMonths(bornOn, band === 'under-3' ? 12 : band === 'from-3' ? 36 : 76);
  const last = addMonths(kitaYear, -12);
  const first = day(`${ready.slice(5) > '08-01' ? Number(ready.slice(0, 4)) + 1 : Number(ready.slice(0, 4))}-08-01`);
  return first < last ? first : last;
}

const round = (degrees: number) => Math.round(degrees * 100_000) / 100_000;

/** Mulberry32: small, the same on every machine. */
export function drawnNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
