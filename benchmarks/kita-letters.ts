import { randomBytes } from 'node:crypto';
import { allocate } from '@lueckenlos/fair-allocation';
import { nameKey } from '../src/kita/registration/name-key.ts';
import { marketOf } from '../src/kita/rounds/market.ts';
import { storeCatalogue } from '../src/kita/server/catalogues.ts';
import { addLetterRun, listLetterRuns } from '../src/kita/server/letter-runs.ts';
import { loadRoundInput } from '../src/kita/server/load-round-input.ts';
import { printKitaLetters } from '../src/kita/server/print-letters.ts';
import { drawSeed, findRound, recordStep, storeRound } from '../src/kita/server/rounds.ts';
import { place, sealJson } from '../src/kita/server/sealed-json.ts';
import { storeFacilities } from '../src/kita/server/store-facilities.ts';
import { tellKitaFamilies } from '../src/kita/server/tell-families.ts';
import { waitingList } from '../src/kita/server/waiting-list.ts';
import { decideAll } from '../src/kita/server/write-decisions.ts';
import { storeOrganizations } from '../src/network/server/store-organizations.ts';
import { storeLocations } from '../src/offers/server/store-locations.ts';
import { systemClock } from '../src/platform/clock.ts';
import { readConfiguration } from '../src/platform/configuration.ts';
import { addDays, addMonths, day } from '../src/platform/day.ts';
import { newId, type Uuid } from '../src/platform/id.ts';
import { createLog } from '../src/platform/log.ts';
import { sameCommit } from '../src/platform/same-commit.ts';
import type { Task } from '../src/platform/task.ts';
import { addTown } from '../tests/drills/coordinators.ts';
import { openMeasuredHouse, type MeasuredHouse } from './measured-house.ts';
import type { Section } from './report.ts';

const WISHES = 4;
/** Of ten families four have their letter in another language and the German text behind it. */
const LANGUAGES = ['de', 'de', 'de', 'de', 'de', 'de', 'ar', 'uk', 'tr', 'en'] as const;
const SECONDS = 1_000;

/** A round of a large city is told: decisions, notices, and all letters on paper – as if nobody had a mail address. */
export async function measureKitaLetters(isQuick: boolean): Promise<Section> {
  const house = await openMeasuredHouse();
  try {
    const read = readConfiguration({ LOG_LEVEL: 'error', DEMO: 'off', SECRET_KEY: randomBytes(32).toString('base64') });
    if (!read.ok) throw new Error('no configuration');
    const configuration = { ...read.configuration, secretKey: read.configuration.secretKey! };
    const { id: town } = await addTown(house.owner, 'grossstadt', systemClock);
    const children = isQuick ? 100 : 10_000;
    const { roundId, facilityId } = await fill(house, town, configuration.secretKey, children);
    await house.settle();
    const context = { municipalityId: town, database: house.database, clock: systemClock, configuration, log: createLog('error') };
    const work = (task: Task, payload = {}) => (task.kind === 'outside' ? task.run(context, payload) : Promise.resolve());

    const market = marketOf(await house.database.read(town, (tx) => loadRoundInput(tx, town, configuration.secretKey, roundId)));
    const allocation = allocate(market);
    const decided = await timed(() => house.database.write(town, async (tx) => {
      const counts = await decideAll({ tx, municipalityId: town, clock: systemClock, configuration, later: sameCommit(tx, town, systemClock).later }, (await findRound(tx, town, roundId))!, { id: null, market, allocation });
      await recordStep(tx, town, systemClock, { roundId, state: 'decided' });
      return counts;
    }));
    const told = await timed(() => work(tellKitaFamilies));
    const listed = await timed(() => house.database.read(town, (tx) => waitingList(tx, town, configuration.secretKey, { facilityId, clock: systemClock })));
    const runId = await house.database.write(town, async (tx) => {
      const notices = await tx.selectFrom('kita.notice').select('id').orderBy('id').execute();
      return addLetterRun(tx, town, systemClock, notices.map(({ id }) => id), undefined);
    });
    const used = process.cpuUsage();
    const printed = await timed(() => work(printKitaLetters, { run: runId }));
    const cpu = process.cpuUsage(used);
    const [run] = await house.database.read(town, (tx) => listLetterRuns(tx, town, [runId]));
    if (run?.state !== 'done' || run.made !== children) throw new Error(`the run is ${run?.state}, ${run?.made} of ${children} letters`);
    const pages = run.files.reduce((sum, file) => sum + file.pages, 0);
    return {
      title: `Kita letters: ${children.toLocaleString('en')} decisions (${decided.value.place} places), ${pages.toLocaleString('en')} pages in ${run.files.length} files`,
      conditions: ['four of ten letters in another language with the binding German text behind it, each place with a link of its own and its code; set as PDF/UA-1 in a thread, encrypted, one file after the other; in between the house answers pages'],
      measurements: [
        { what: 'all letters as PDF', value: printed.ms / SECONDS, unit: 's', goal: { atMost: 600 } },
        { what: '  processor time of this process in it (a busy machine needs longer)', value: (cpu.user + cpu.system) / 1e6, unit: 's' },
        { what: 'decisions with reasons, waiting lists, alternatives written', value: decided.ms / SECONDS, unit: 's' },
        { what: 'notices for all guardians', value: told.ms / SECONDS, unit: 's' },
        { what: `waiting list of one Kita (${listed.value.length} entries), worked out anew`, value: listed.ms, unit: 'ms' },
      ],
    };
  } finally {
    await house.close();
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; value: Result }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

async function fill(house: MeasuredHouse, town: Uuid, secretKey: Buffer, children: number): Promise<{ roundId: Uuid; facilityId: Uuid }> {
  let state = 11;
  const random = (most: number) => { state = (state * 48_271) % 2_147_483_647; return state % most; };
  const kitas = Array.from({ length: Math.max(6, Math.round(children / 130)) }, () => newId());
  const [seatTypeId, since] = [newId(), day('2020-08-01')];
  const today = systemClock.today();
  const firstStart = addMonths(`${today.slice(0, 7)}-01` as typeof today, 3);
  const now = systemClock.now();
  const roundId = await house.database.write(town, async (tx) => {
    const [organizationId, locationId] = [newId(), newId()];
    await storeOrganizations(tx, town, [{ id: organizationId, name: 'Träger', sector: 'city', isDemo: false }], systemClock);
    await storeLocations(tx, town, [{ id: locationId, name: 'Ort', street: 'Weg', houseNumber: '1', postalCode: '31061', city: 'Großstadt', stepFree: 'unknown', isDemo: false }]);
    await storeFacilities(tx, town, {
      seatTypes: [{ id: seatTypeId, key: 'ü3', names: { de: 'Kindergarten ganztags' }, ageBand: 'from-3', weeklyHours: 40, isInclusive: false, position: 1 }],
      facilities: kitas.map((id, at) => ({ id, organizationId, locationId, kind: 'kita', name: `Kita ${at}`, pools: [{ id: newId(), name: 'Kindergarten', seats: 90, types: [{ seatTypeId, atMost: null }], validFrom: since }] })),
    }, systemClock);
    const catalogueId = await storeCatalogue(tx, town, {
      name: 'Kriterien', validFrom: since, validUntil: null, lotteryScope: 'market', blocking: 'vacating', ties: 'lottery', nonResidents: 'last', adoption: { on: since, by: 'Rat', resolution: '1' },
      criteria: [{ kind: 'points', fact: 'waits-since', condition: { perUnitUpTo: 24 }, amount: 1, share: null, reserveKind: null, proof: 'none', organizationId: null, facilityId: null, legalBasis: '§ 24 SGB VIII' }],
    }, systemClock);
    const id = await storeRound(tx, town, secretKey, systemClock, { name: 'Kita-Jahr', catalogueId, firstStart, lastStart: addDays(firstStart, 365), opensOn: today, deadline: new Date(now.getTime() + 600_000), answerDays: 14 });
    for (const step of ['open', 'closed', 'checked', 'proposed', 'approved'] as const) await recordStep(tx, town, systemClock, { roundId: id, state: step });
    await drawSeed(tx, town, secretKey, (await findRound(tx, town, id))!, '4 11 23 30 41 49');
    return id;
  });
  const ROWS = 500;
  for (let from = 0; from < children; from += ROWS) {
    const part = Array.from({ length: Math.min(ROWS, children - from) }, (_, index) => ({ at: from + index, childId: newId(), guardianId: newId(), registrationId: newId(), near: random(kitas.length) }));
    await house.database.write(town, async (tx) => {
      await tx.insertInto('kita.child').values(part.map(({ at, childId }) => ({
        municipality_id: town, id: childId, given_names: 'Kind', family_name: `Familie ${at}`, name_key: nameKey(`Familie ${at}`, 'Kind'), born_on: addDays(firstStart, -1_200 - random(600)), created_at: now, updated_at: now,
      }))).execute();
      await tx.insertInto('kita.guardian').values(part.map(({ at, guardianId }) => ({
        municipality_id: town, id: guardianId, given_names: 'Alex', family_name: `Familie ${at}`, name_key: nameKey(`Familie ${at}`, 'Alex'), language: LANGUAGES[at % LANGUAGES.length]!, created_at: now, updated_at: now,
        address_sealed: sealJson(secretKey, place(town, 'kita.guardian', 'address_sealed', guardianId), { street: 'Hauptstraße', houseNumber: String(random(200)), addition: '', postalCode: `31${String(random(999)).padStart(3, '0')}`, city: 'Großstadt' }),
      }))).execute();
      await tx.insertInto('kita.guardianship').values(part.map(({ childId, guardianId }) => ({ municipality_id: town, id: newId(), child_id: childId, guardian_id: guardianId }))).execute();
      await tx.insertInto('kita.registration').values(part.map(({ at, childId, registrationId }) => ({
        municipality_id: town, id: registrationId, number: `N${at}`, child_id: childId, state: 'submitted', wished_start: firstStart, weekly_hours: 40, need_reported_on: addDays(firstStart, -30 * random(24)), source: 'import', submitted_at: now, created_at: now, updated_at: now,
      }))).execute();
      await tx.insertInto('kita.wish').values(part.flatMap(({ registrationId, near }) => Array.from({ length: WISHES }, (_, index) => ({
        municipality_id: town, id: newId(), registration_id: registrationId, position: index + 1, facility_id: kitas[(near + index * (1 + near % 3)) % kitas.length]!, seat_type_id: seatTypeId,
      })).filter((wish, index, all) => all.findIndex((one) => one.facility_id === wish.facility_id) === index))).execute();
    });
  }
  return { roundId, facilityId: kitas[0]! };
}
