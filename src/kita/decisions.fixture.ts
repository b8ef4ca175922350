import { allocate } from '@lueckenlos/fair-allocation';
import type { TestApp } from '../../tests/app.ts';
import { storeAreas } from '../areas/server/store-areas.ts';
import { storeOrganizations } from '../network/server/store-organizations.ts';
import { storeLocations } from '../offers/server/store-locations.ts';
import type { Clock } from '../platform/clock.ts';
import { day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import type { Language } from '../platform/language.ts';
import { sameCommit } from '../platform/same-commit.ts';
import type { TaskContext } from '../platform/task.ts';
import type { DeliveryChoice } from './registration/delivery.ts';
import { marketOf } from './rounds/market.ts';
import { storeCatalogue } from './server/catalogues.ts';
import { loadRoundInput } from './server/load-round-input.ts';
import { drawSeed, recordStep, findRound, storeRound } from './server/rounds.ts';
import { storeFacilities } from './server/store-facilities.ts';
import { storeRegistration } from './server/store-registration.ts';
import { decideAll } from './server/write-decisions.ts';

export interface DecisionTown {
  organizations: Readonly<Record<string, Uuid>>;
  /** by name */
  facilities: Readonly<Record<string, Uuid>>;
  pools: Readonly<Record<string, Uuid>>;
  seatTypeId: Uuid;
  catalogueId: Uuid;
  areaId: Uuid;
}

/** Kitas of the given sizes, each with a Träger of its own and one pool of Kindergarten places; a catalogue in which waiting counts. */
export async function storeDecisionTown({ database, town: { id: municipalityId }, house: { clock } }: TestApp, sizes: Readonly<Record<string, number>>): Promise<DecisionTown> {
  return database.write(municipalityId, async (tx) => {
    const names = Object.keys(sizes);
    const ids = () => Object.fromEntries(names.map((name) => [name, newId()])) as Record<string, Uuid>;
    const [organizations, locations, facilities, pools, seatTypeId] = [ids(), ids(), ids(), ids(), newId()];
    const areas = await storeAreas(tx, municipalityId, [{ level: 'municipality', key: 'stadt', name: 'Stadt', position: 1, validFrom: day('2020-01-01') }]);
    await storeOrganizations(tx, municipalityId, names.map((name) => ({ id: organizations[name]!, name: `Träger ${name}`, sector: 'church', isDemo: false })), clock);
    await storeLocations(tx, municipalityId, names.map((name) => ({ id: locations[name]!, name: `Kita ${name}`, street: 'Lindenweg', houseNumber: '3', postalCode: '31061', city: 'Musterstadt', stepFree: 'unknown', isDemo: false })));
    await storeFacilities(tx, municipalityId, {
      seatTypes: [{ id: seatTypeId, key: 'kiga-30', names: { de: 'Kindergarten, 30 Stunden' }, ageBand: 'from-3', weeklyHours: 30, isInclusive: false, position: 1 }],
      facilities: names.map((name) => ({
        id: facilities[name]!, organizationId: organizations[name]!, locationId: locations[name]!, kind: 'kita', name: `Kita ${name}`,
        pools: [{ id: pools[name]!, name: 'Plätze', seats: sizes[name]!, types: [{ seatTypeId, atMost: null }], validFrom: day('2020-08-01') }],
      })),
    }, clock);
    const catalogueId = await storeCatalogue(tx, municipalityId, {
      name: 'Kriterien', validFrom: day('2026-01-01'), validUntil: null, lotteryScope: 'market', blocking: 'vacating', ties: 'lottery', nonResidents: 'equal', adoption: { on: day('2025-12-01'), by: 'Rat', resolution: '7/2025' },
      criteria: [{ kind: 'points', fact: 'waits-since', condition: { perUnitUpTo: 24 }, amount: 1, share: null, reserveKind: null, proof: 'none', organizationId: null, facilityId: null, legalBasis: 'Satzung' }],
    }, clock);
    return { organizations, facilities, pools, seatTypeId, catalogueId, areaId: areas.get('stadt')! };
  });
}

export interface AskingFamily {
  /** family name; the child is called Mira */
  name: string;
  /** names of Kitas, the dearest first */
  wishes: readonly string[];
  /** months the family has waited when the year begins: its points */
  waits?: number;
  email?: string;
  language?: Language;
  isBlocked?: boolean;
  postalCode?: string;
  wantsChange?: boolean;
  personId?: Uuid;
  /** what the guardian chose on paper */
  delivery?: DeliveryChoice;
  /** a second guardian, of whom only this is known */
  otherEmail?: string;
}

export async function storeAsking({ database, town: { id: municipalityId }, house: { clock, configuration } }: TestApp, town: DecisionTown, { name, wishes, waits = 1, email, language = 'de', isBlocked = false, postalCode = '31061', wantsChange = false, personId, delivery, otherEmail }: AskingFamily): Promise<{ childId: Uuid; registrationId: Uuid }> {
  return database.write(municipalityId, async (tx) => {
    const reported = new Date(Date.UTC(2027, 7 - waits, 1));
    const stored = await storeRegistration(tx, municipalityId, clock, configuration.secretKey, {
      child: { givenNames: 'Mira', familyName: name, bornOn: day('2023-11-15') },
      guardians: [{
        givenNames: 'Anna', familyName: name, language, relation: 'mother', isAddressBlocked: isBlocked, ...(email ? { email } : {}), ...(personId ? { personId } : {}), ...(delivery ? { delivery: { choice: delivery, way: 'paper', language } } : {}),
        address: { street: 'Geheimweg', houseNumber: '7', addition: '', postalCode, city: 'Musterstadt' },
      }, ...(otherEmail ? [{ givenNames: 'Ben', familyName: name, language, relation: 'father' as const, email: otherEmail }] : [])],
      wishedStart: day('2027-08-01'), weeklyHours: 30, wantsChange, wishes: wishes.map((kita) => ({ facilityId: town.facilities[kita]!, seatTypeId: town.seatTypeId })), source: 'office', needReportedOn: day(reported.toISOString().slice(0, 10)),
    });
    if (!stored.ok) throw new Error(stored.refusals[0]!.code);
    return stored.value;
  });
}

/** A main round for 2027/28 that is decided by the engine, and ended unless told otherwise. */
export async function decideRound({ database, town: { id: municipalityId }, house: { clock, configuration } }: TestApp, town: DecisionTown, { isEnded = true } = {}): Promise<Uuid> {
  return database.write(municipalityId, async (tx) => {
    const id = await storeRound(tx, municipalityId, configuration.secretKey, clock, {
      name: `Vergabe ${newId()}`, catalogueId: town.catalogueId, firstStart: day('2027-08-01'), lastStart: day('2028-07-31'), opensOn: day('2026-09-01'), deadline: clock.now(), answerDays: 14,
    });
    await drawSeed(tx, municipalityId, configuration.secretKey, (await findRound(tx, municipalityId, id))!, 'Zufall');
    for (const state of ['open', 'closed', 'checked', 'proposed', 'approved'] as const) await recordStep(tx, municipalityId, clock, { roundId: id, state });
    const market = marketOf(await loadRoundInput(tx, municipalityId, configuration.secretKey, id));
    await decideAll({ tx, municipalityId, clock, configuration, later: sameCommit(tx, municipalityId, clock).later }, (await findRound(tx, municipalityId, id))!, { id: null, market, allocation: allocate(market) });
    for (const state of ['decided', ...(isEnded ? ['answered', 'replaced', 'ended'] as const : [])] as const) await recordStep(tx, municipalityId, clock, { roundId: id, state });
    return id;
  });
}

/** The surroundings of a job, with another clock if asked. */
export const jobContext = ({ database, town, house }: TestApp, clock: Clock = house.clock): TaskContext => ({ municipalityId: town.id, database, clock, configuration: house.configuration, log: house.log });
