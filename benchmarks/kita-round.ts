import { randomBytes } from 'node:crypto';
import { insertPerson } from '../src/accounts/server/people.ts';
import { openNewSession } from '../src/accounts/server/sessions.ts';
import { storeCatalogue } from '../src/kita/server/catalogues.ts';
import { drawSeed, findRound, recordStep, storeRound } from '../src/kita/server/rounds.ts';
import { findRun, planRun } from '../src/kita/server/run-records.ts';
import { runRoundTask } from '../src/kita/server/run-round.ts';
import { groupSiblings } from '../src/kita/server/sibling-groups.ts';
import { storeFacilities } from '../src/kita/server/store-facilities.ts';
import { storeRegistration } from '../src/kita/server/store-registration.ts';
import { storeOrganizations } from '../src/network/server/store-organizations.ts';
import { storeLocations } from '../src/offers/server/store-locations.ts';
import { systemClock } from '../src/platform/clock.ts';
import { readConfiguration } from '../src/platform/configuration.ts';
import { addDays, day, type Day } from '../src/platform/day.ts';
import { newId, type Uuid } from '../src/platform/id.ts';
import { createLog } from '../src/platform/log.ts';
import { addTown } from '../tests/drills/coordinators.ts';
import { openMeasuredHouse, type MeasuredHouse } from './measured-house.ts';
import type { Section } from './report.ts';

const WISHES = 6;
const SIBLINGS = 0.03;
const AT_ONCE = 250;

/** A round as a large city has it: from the job's first query to the bytes of the result page, everything stored, encrypted and checked on the way. */
export async function measureKitaRound(isQuick: boolean): Promise<Section> {
  const house = await openMeasuredHouse();
  try {
    const read = readConfiguration({ LOG_LEVEL: 'error', DEMO: 'off', SECRET_KEY: randomBytes(32).toString('base64') });
    if (!read.ok) throw new Error('no configuration');
    const configuration = { ...read.configuration, secretKey: read.configuration.secretKey! };
    const town = await addTown(house.owner, 'grossstadt', systemClock);
    const children = isQuick ? 400 : 10_000;
    const { roundId, catalogueId, families } = await fill(house, town.id, configuration.secretKey, children);
    await house.settle();
    const cookie = await signInOffice(house, town.id);

    const runId = await house.database.write(town.id, (tx) => planRun(tx, town.id, systemClock, { roundId, kind: 'dry', catalogueId }));
    const used = process.cpuUsage();
    const start = performance.now();
    if (runRoundTask.kind === 'outside') await runRoundTask.run({ municipalityId: town.id, database: house.database, clock: systemClock, configuration, log: createLog('error') }, { runId });
    const computed = performance.now();
    const page = await house.door.request(`/grossstadt/verwaltung/kita/runden/${roundId}/lauf/${runId}`, { headers: { Cookie: cookie } });
    const html = await page.text();
    const shown = performance.now();
    const cpu = process.cpuUsage(used);
    const run = await house.database.read(town.id, (tx) => findRun(tx, town.id, runId));
    if (run?.state !== 'done' || page.status !== 200 || !html.includes('Ergebnis')) throw new Error(`the run is ${run?.state} (${run?.failure}), the page ${page.status}`);
    return {
      title: `Kita round: ${children.toLocaleString('en')} children with up to ${WISHES} wishes, ${families} families with joint wishes, verdict ${run.verdict}`,
      conditions: ['the background task from its first query to the result stored (input frozen and hashed, allocated in a thread, second program, all checks, sealed), then the result page as the office gets it', `checks found: ${run.checks.map(({ code }) => code).join(', ') || 'nothing'}`],
      measurements: [
        { what: 'from "run" to the result page', value: (shown - start) / 1_000, unit: 's', goal: { atMost: 10 } },
        { what: '  of it the result page', value: shown - computed, unit: 'ms' },
        { what: '  processor time of this process in it (a busy machine needs longer)', value: (cpu.user + cpu.system) / 1e6, unit: 's' },
        { what: 'children with their first wish', value: ((run.figures?.byRank.find(({ rank }) => rank === 1)?.count ?? 0) / Math.max(1, run.figures?.asking ?? 1)) * 100, unit: '%' },
      ],
    };
  } finally {
    await house.close();
  }
}

async function fill(house: MeasuredHouse, town: Uuid, secretKey: Buffer, children: number): Promise<{ roundId: Uuid; catalogueId: Uuid; families: number }> {
  let state = 7;
  const random = (most: number) => { state = (state * 48_271) % 2_147_483_647; return state % most; };
  const kitas = Math.max(6, Math.round(children / 120));
  const [older, younger] = [newId(), newId()];
  const facilities = Array.from({ length: kitas }, () => ({ id: newId(), pools: [newId(), newId()] as const }));
  const since = day('2020-08-01');
  const catalogueId = await house.database.write(town, async (tx) => {
    const [organizationId, locationId] = [newId(), newId()];
    await storeOrganizations(tx, town, [{ id: organizationId, name: 'Träger', sector: 'city', isDemo: false }], systemClock);
    await storeLocations(tx, town, [{ id: locationId, name: 'Ort', street: 'Weg', houseNumber: '1', postalCode: '31061', city: 'Großstadt', stepFree: 'unknown', isDemo: false }]);
    await storeFacilities(tx, town, {
      seatTypes: [{ id: younger, key: 'u3', names: { de: 'U3' }, ageBand: 'under-3', weeklyHours: 40, isInclusive: false, position: 1 }, { id: older, key: 'ü3', names: { de: 'Ü3' }, ageBand: 'from-3', weeklyHours: 40, isInclusive: false, position: 2 }],
      facilities: facilities.map(({ id, pools }, at) => ({
        id, organizationId, locationId, kind: 'kita', name: `Kita ${at}`,
        pools: [{ id: pools[0], name: 'Krippe', seats: 30, types: [{ seatTypeId: younger, atMost: null }], validFrom: since }, { id: pools[1], name: 'Kindergarten', seats: 75, types: [{ seatTypeId: older, atMost: null }], validFrom: since }],
      })),
    }, systemClock);
    const points = (fact: 'single-parent' | 'both-work-or-train' | 'sibling-in-facility', amount: number) => ({ kind: 'points' as const, fact, condition: {}, amount, share: null, reserveKind: null, proof: 'upload' as const, organizationId: null, facilityId: null, legalBasis: '§ 24 SGB VIII' });
    return storeCatalogue(tx, town, {
      name: 'Kriterien', validFrom: since, validUntil: null, lotteryScope: 'market', blocking: 'vacating', ties: 'lottery', nonResidents: 'last', adoption: { on: since, by: 'Rat', resolution: '1' },
      criteria: [points('single-parent', 30), points('both-work-or-train', 20), points('sibling-in-facility', 15), { ...points('single-parent', 2), kind: 'reserve', reserveKind: 'soft' }],
    }, systemClock);
  });
  const firstStart = addDays(day('2027-08-01'), 0);
  const pairs = Math.round((children * SIBLINGS) / 2);
  let before: Uuid | undefined;
  let families = 0;
  for (let from = 0; from < children; from += AT_ONCE) {
    await house.database.write(town, async (tx) => {
      for (let at = from; at < Math.min(children, from + AT_ONCE); at += 1) {
        const isPair = at < pairs * 2;
        const isYoung = isPair ? random(8) === 0 : random(3) === 0;
        const near = random(kitas);
        // People wish what is near, and some Kitas more than others.
        const wished = [...new Set(Array.from({ length: WISHES }, () => (near + random(12) * random(2) + random(4)) % kitas))];
        const stored = await storeRegistration(tx, town, systemClock, secretKey, {
          child: { givenNames: `Kind ${at}`, familyName: `Familie ${isPair ? Math.floor(at / 2) : at}`, bornOn: addDays(isYoung ? day('2025-09-01') : day('2022-11-01'), random(isYoung ? 300 : 600)) as Day },
          guardians: [{ givenNames: 'Alex', familyName: `Familie ${at}`, language: 'de' }], wishedStart: random(5) === 0 ? addDays(firstStart, 30 * random(10)) : firstStart, weeklyHours: 40,
          wishes: wished.map((kita) => ({ facilityId: facilities[kita]!.id, seatTypeId: isYoung ? younger : older })), source: 'import',
          circumstances: [...(random(4) === 0 ? [{ fact: 'single-parent', value: true as const, isProved: true }] : []), ...(random(2) === 0 ? [{ fact: 'both-work-or-train', value: true as const, isProved: true }] : [])],
        });
        if (!stored.ok) throw new Error(JSON.stringify(stored.refusals));
        if (isPair && at % 2 === 1) {
          await groupSiblings(tx, town, at % 4 === 1 ? 'together' : 'rather-together', [before!, stored.value.childId]);
          families += 1;
        }
        before = stored.value.childId;
      }
    });
  }
  const roundId = await house.database.write(town, async (tx) => {
    const id = await storeRound(tx, town, secretKey, systemClock, { name: 'Kita-Jahr', catalogueId, firstStart, lastStart: addDays(firstStart, 365), opensOn: systemClock.today(), deadline: new Date(systemClock.now().getTime() + 1_000), answerDays: 14 });
    await recordStep(tx, town, systemClock, { roundId: id, state: 'open' });
    await recordStep(tx, town, systemClock, { roundId: id, state: 'closed' });
    await drawSeed(tx, town, secretKey, (await findRound(tx, town, id))!, '4 11 23 30 41 49');
    return id;
  });
  return { roundId, catalogueId, families };
}

async function signInOffice(house: MeasuredHouse, town: Uuid): Promise<string> {
  return house.database.write(town, async (tx) => {
    const personId = (await insertPerson(tx, systemClock, town, { name: 'Kita-Büro', email: 'kita@messung.example' }))!;
    await tx.insertInto('accounts.role_assignment').values({ municipality_id: town, id: newId(), person_id: personId, role: 'kita-office', starts_on: systemClock.today(), granted_at: systemClock.now() }).execute();
    return `session=${await openNewSession(tx, systemClock, { municipalityId: town, personId, method: 'passkey', secondFactor: true, confirmed: true })}`;
  });
}
