import { storeAreas } from '../../src/areas/server/store-areas.ts';
import { storeCatalogue } from '../../src/kita/server/catalogues.ts';
import { storeCatchments } from '../../src/kita/server/catchments.ts';
import { takeAnswer } from '../../src/kita/server/answers.ts';
import { drawSeed, findRound, recordStep, storeRound } from '../../src/kita/server/rounds.ts';
import { listRuns, openRun, planRun } from '../../src/kita/server/run-records.ts';
import { runRoundTask } from '../../src/kita/server/run-round.ts';
import { storeFacilities } from '../../src/kita/server/store-facilities.ts';
import { storePlacedChildren } from '../../src/kita/server/store-placed-children.ts';
import { storeRegistration, type NewRegistration } from '../../src/kita/server/store-registration.ts';
import { decideAll } from '../../src/kita/server/write-decisions.ts';
import type { Criterion } from '../../src/kita/criteria/catalogue.ts';
import { storeOrganizations } from '../../src/network/server/store-organizations.ts';
import { storeLocations } from '../../src/offers/server/store-locations.ts';
import { day } from '../../src/platform/day.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';
import { sameCommit } from '../../src/platform/same-commit.ts';
import { fixedClock } from '../../src/platform/clock.ts';
import type { TestApp } from '../app.ts';

const names = ['city', 'church', 'place', 'ahorn', 'birke', 'linde', 'ahornPool', 'birkePool', 'lindePool', 'inklPool', 'krippePool', 'kiga', 'long', 'inkl', 'krippe'] as const;
type Ids = Record<(typeof names)[number], Uuid>;

const points = (fact: Criterion['fact'], amount: number, more: Partial<Criterion> = {}): Omit<Criterion, 'id' | 'position'> => ({
  kind: 'points', fact, condition: {}, amount, share: null, reserveKind: null, proof: 'none', organizationId: null, facilityId: null, legalBasis: 'Satzung', ...more,
});

/** Three Kitas in which everything the criteria know happens to somebody: quotas, months, twins, movers, inclusive seats, other towns' children. */
export async function storeMadeTown({ database, town: { id: town }, house: { clock, configuration } }: TestApp): Promise<void> {
  const ids = Object.fromEntries(names.map((name) => [name, newId()])) as Ids;
  const since = day('2020-08-01');
  await database.write(town, async (tx) => {
    const areas = await storeAreas(tx, town, [
      { level: 'municipality', key: 'stadt', name: 'Stadt', position: 1, validFrom: since }, { level: 'quarter', key: 'nord', name: 'Nord', position: 1, validFrom: since, parent: 'stadt' },
    ] as Parameters<typeof storeAreas>[2]);
    const nord = areas.get('nord')!;
    await storeOrganizations(tx, town, [{ id: ids.city, name: 'Stadt', sector: 'city', isDemo: false }, { id: ids.church, name: 'Kirchenkreis', sector: 'church', isDemo: false }], clock);
    await storeLocations(tx, town, [{ id: ids.place, name: 'Lindenweg', street: 'Lindenweg', houseNumber: '3', postalCode: '31061', city: 'Musterstadt', stepFree: 'unknown', isDemo: false }]);
    const type = (id: Uuid, key: string, de: string, ageBand: 'under-3' | 'from-3', weeklyHours: number, position: number, isInclusive = false) => ({ id, key, names: { de }, ageBand, weeklyHours, isInclusive, position });
    const pool = (id: Uuid, name: string, seats: number, ...kinds: Uuid[]) => ({ id, name, seats, types: kinds.map((seatTypeId) => ({ seatTypeId, atMost: null })), validFrom: since });
    await storeFacilities(tx, town, {
      seatTypes: [type(ids.krippe, 'krippe', 'Krippe', 'under-3', 30, 1), type(ids.kiga, 'kiga', 'Kindergarten', 'from-3', 30, 2), type(ids.inkl, 'inkl', 'Inklusion', 'from-3', 30, 3, true), type(ids.long, 'lang', 'Kindergarten lang', 'from-3', 40, 4)],
      facilities: [
        { id: ids.ahorn, organizationId: ids.city, locationId: ids.place, kind: 'kita', name: 'Kita Ahorn', pools: [pool(ids.ahornPool, 'Alle', 9, ids.kiga)] },
        { id: ids.birke, organizationId: ids.church, locationId: ids.place, kind: 'kita', name: 'Kita Birke', pools: [pool(ids.birkePool, 'Alle', 4, ids.kiga, ids.long)] },
        { id: ids.linde, organizationId: ids.church, locationId: ids.place, kind: 'kita', name: 'Kita Linde', pools: [pool(ids.lindePool, 'Alle', 6, ids.kiga), pool(ids.inklPool, 'Inklusion', 1, ids.inkl), pool(ids.krippePool, 'Krippe', 2, ids.krippe)] },
      ],
    }, clock);
    await storeCatchments(tx, town, [{ facilityId: ids.ahorn, areaIds: [nord] }]);
    await storeCatalogue(tx, town, {
      name: 'Kriterien', validFrom: day('2026-01-01'), validUntil: null, lotteryScope: 'market', blocking: 'vacating', ties: 'lottery', nonResidents: 'last', adoption: { on: day('2026-06-01'), by: 'Rat', resolution: '12/2026' },
      criteria: [
        points('child-protection', 1, { kind: 'group', proof: 'seen' }), points('last-year-before-school', 2, { kind: 'group', condition: { ageBands: ['from-3'] } }),
        points('hardship', 0, { kind: 'reserve', amount: null, share: 0.25, reserveKind: 'soft', facilityId: ids.ahorn, proof: 'seen' }), points('both-work-or-train', 0, { kind: 'requirement', amount: null, condition: { seatHoursFrom: 40 }, proof: 'upload' }),
        points('both-work-or-train', 20, { proof: 'upload' }), points('sibling-in-facility', 12), points('in-catchment', 6), points('no-place', 5), points('same-provider', 3, { organizationId: ids.church }),
        points('many-children', 4, { condition: { atLeast: 3 }, proof: 'upload' }), points('waits-since', 1, { condition: { perUnitUpTo: 12 } }),
      ],
    }, clock);
    const address = { street: 'Am Anger', houseNumber: '1', addition: '', postalCode: '31061', city: 'Musterstadt' };
    const placed = async (name: string, bornOn: string, facilityId: Uuid, poolId: Uuid, seatTypeId: Uuid) => {
      const [one] = await storePlacedChildren(tx, town, clock, configuration.secretKey, [{
        givenNames: 'Toni', familyName: name, bornOn: day(bornOn), languages: ['de'], guardian: { givenNames: 'Alex', familyName: name, language: 'de', address }, place: { facilityId, poolId, seatTypeId, startsOn: day('2025-08-01'), source: 'import' },
      }]);
      return one!;
    };
    const ask = async (name: string, wishes: readonly (readonly [Uuid, Uuid])[], { bornOn = '2023-11-15', start = '2027-08-01', facts = {}, ...more }: Partial<NewRegistration> & { bornOn?: string; start?: string; facts?: Record<string, number | true>; area?: Uuid; comesFrom?: string; childId?: Uuid; guardianId?: Uuid; waits?: string } = {}) => {
      const stored = await storeRegistration(tx, town, clock, configuration.secretKey, {
        child: { givenNames: 'Mika', familyName: name, bornOn: day(bornOn), ...(more.area ? { areaId: more.area } : {}), ...(more.comesFrom ? { comesFrom: more.comesFrom } : {}), ...(more.childId ? { id: more.childId } : {}) } as NewRegistration['child'],
        guardians: more.guardians ?? [{ ...(more.guardianId ? { id: more.guardianId } : {}), givenNames: 'Kim', familyName: name, language: 'de', address }], wishedStart: day(start), weeklyHours: 30, source: 'office',
        wishes: wishes.map(([facilityId, seatTypeId]) => ({ facilityId, seatTypeId })), circumstances: Object.entries(facts).map(([fact, value]) => ({ fact, value, isProved: true })), needReportedOn: day(more.waits ?? '2027-01-11'),
        ...(more.needsInclusiveSeat ? { needsInclusiveSeat: true } : {}), ...(more.siblings ? { siblings: more.siblings } : {}), ...(more.wantsChange ? { wantsChange: true } : {}),
      });
      if (!stored.ok) throw new Error(JSON.stringify(stored.refusals));
      return stored.value;
    };

    const [ahorn, birke, linde, long, inkl, krippe] = [[ids.ahorn, ids.kiga], [ids.birke, ids.kiga], [ids.linde, ids.kiga], [ids.birke, ids.long], [ids.linde, ids.inkl], [ids.linde, ids.krippe]] as const;
    const work = { 'both-work-or-train': true } as const;
    const mover = await placed('Wechsel', '2023-02-01', ids.linde, ids.lindePool, ids.kiga);
    const brother = await placed('Bruder', '2022-12-01', ids.ahorn, ids.ahornPool, ids.kiga);
    const stays = await placed('Bleibt', '2022-11-01', ids.ahorn, ids.ahornPool, ids.kiga);
    const places = await tx.selectFrom('kita.placement').select(['id', 'child_id']).where('municipality_id', '=', town).where('child_id', 'in', [brother.childId, stays.childId]).execute();
    await tx.insertInto('kita.seat_share').values({
      municipality_id: town, id: newId(), facility_id: ids.ahorn, pool_id: ids.ahornPool, first_placement_id: places[0]!.id, second_placement_id: places[1]!.id, first_days: [1, 2], second_days: [3, 4, 5], starts_on: day('2025-08-01'), created_at: clock.now(),
    }).execute();
    const leaves = await placed('Fortzug', '2022-10-01', ids.birke, ids.birkePool, ids.kiga);
    await tx.updateTable('kita.placement').set({ ends_on: day('2027-12-01') }).where('municipality_id', '=', town).where('child_id', '=', leaves.childId).execute();
    const grows = await placed('Krippling', '2024-05-01', ids.linde, ids.krippePool, ids.krippe);

    for (const [at, name] of ['Adler', 'Bussard', 'Dohle', 'Elster', 'Falke', 'Gimpel', 'Habicht', 'Ibis', 'Kauz'].entries()) await ask(name, [ahorn, linde], { facts: at % 2 ? work : {}, waits: `2026-${String(12 - at).padStart(2, '0')}-01` });
    await ask('Lerche', [ahorn, birke], { area: nord, facts: { hardship: true } });
    await ask('Meise', [ahorn, linde], { area: nord, facts: { 'many-children': 4 } });
    await ask('Nachtigall', [ahorn], { facts: { 'child-protection': true } });
    await ask('Ortolan', [ahorn, birke], { bornOn: '2022-01-15' });
    await ask('Bruder-Schwester', [ahorn, birke], { guardianId: brother.guardianId, bornOn: '2024-06-20' });
    await ask('Pirol', [long, birke], { facts: work });
    await ask('Rabe', [long, birke, linde]);
    await ask('Specht', [birke], { start: '2027-12-01' });
    await ask('Taube', [birke], { start: '2027-10-01' });
    await ask('Uhu', [inkl, linde], { needsInclusiveSeat: true });
    await ask('Zeisig', [inkl, linde]);
    await ask('Fremd', [linde, birke], { comesFrom: 'Nachbarstadt', facts: work });
    await ask('Baby', [krippe, ahorn], { bornOn: '2026-05-05' });
    await ask('Krippling', [linde, birke], { childId: grows.childId, guardianId: grows.guardianId, bornOn: '2024-05-01', facts: work });
    await ask('Wechsel', [birke, ahorn], { childId: mover.childId, guardianId: mover.guardianId, bornOn: '2023-02-01', wantsChange: true });
    const twin = await ask('Zwilling-Eins', [birke, linde], { facts: work });
    await ask('Zwilling-Zwei', [linde, birke], { facts: work, guardianId: twin.guardianIds[0]!, siblings: { rule: 'together', childIds: [twin.childId] } });
    const elder = await ask('Kleiber', [linde, ahorn], { bornOn: '2023-05-05' });
    await ask('Kleiber-Zwei', [linde, ahorn], { guardianId: elder.guardianIds[0]!, bornOn: '2024-07-07', siblings: { rule: 'rather-together', childIds: [elder.childId] } });
  });
}

/** Plays a round from its opening to the decision, with the house's own work in the background. */
export async function decideMadeRound(house: TestApp, on: string, mainRoundId?: Uuid): Promise<Uuid> {
  const { database, town: { id: town }, house: { configuration, log } } = house;
  const clock = fixedClock(on);
  const { id, catalogueId } = await database.write(town, async (tx) => {
    const catalogue = await tx.selectFrom('kita.catalogue').select('id').where('municipality_id', '=', town).executeTakeFirstOrThrow();
    const roundId = await storeRound(tx, town, configuration.secretKey, clock, {
      name: mainRoundId ? 'Nachrücken' : 'Kita-Jahr 2027/28', catalogueId: catalogue.id, firstStart: day('2027-08-01'), lastStart: day('2028-07-31'), opensOn: day('2026-09-01'), deadline: clock.now(), answerDays: 14, ...(mainRoundId ? { mainRoundId } : {}),
    });
    if (!mainRoundId) {
      await drawSeed(tx, town, configuration.secretKey, (await findRound(tx, town, roundId))!, 'Lotto 4 11 23');
      for (const state of ['open', 'closed'] as const) await recordStep(tx, town, clock, { roundId, state });
    }
    return { id: roundId, catalogueId: catalogue.id };
  });
  const compute = async (kind: 'dry' | 'proposal', baseRunId?: Uuid) => {
    const runId = await database.write(town, (tx) => planRun(tx, town, clock, { roundId: id, kind, catalogueId, ...(baseRunId ? { baseRunId } : {}) }));
    if (runRoundTask.kind === 'outside') await runRoundTask.run({ municipalityId: town, database, clock, configuration, log }, { runId });
    const run = (await database.read(town, (tx) => listRuns(tx, town, id))).find((one) => one.id === runId)!;
    if (run.state !== 'done') throw new Error(run.failure ?? run.state);
    return runId;
  };
  const dry = await compute('dry');
  await database.write(town, (tx) => recordStep(tx, town, clock, { roundId: id, state: 'checked', runId: dry }));
  const runId = await compute('proposal', dry);
  await database.write(town, async (tx) => {
    await recordStep(tx, town, clock, { roundId: id, state: 'approved', runId });
    await decideAll({ tx, municipalityId: town, clock, configuration, later: sameCommit(tx, town, clock).later }, (await findRound(tx, town, id))!, { id: runId, ...await openRun(tx, town, configuration.secretKey, runId) });
    await recordStep(tx, town, clock, { roundId: id, state: 'decided', runId });
  });
  return id;
}

/** Families answer on a day: one declines, one takes its place and waits on, one says nothing in time, all others take theirs. */
export async function answerMadeRound({ database, town: { id: town }, house: { configuration } }: TestApp, roundId: Uuid, on: string, afterDeadline: string): Promise<void> {
  const offers = await database.read(town, (tx) => tx.selectFrom('kita.decision as decision').innerJoin('kita.registration as registration', 'registration.id', 'decision.registration_id').select(['decision.id', 'registration.wants_change'])
    .where('decision.municipality_id', '=', town).where('decision.round_id', '=', roundId).where('decision.outcome', '=', 'place').orderBy('registration.wants_change').orderBy('decision.number').execute());
  for (const [at, { id }] of offers.entries()) {
    const answer = at === 0 ? 'declined' : at === 2 ? 'lapsed' : 'accepted';
    await database.write(town, async (tx) => {
      const clock = fixedClock(answer === 'lapsed' ? afterDeadline : on);
      const taken = await takeAnswer({ tx, municipalityId: town, clock, configuration, later: async () => {} }, { decisionId: id, answer, way: answer === 'lapsed' ? 'automatic' : 'phone', keepsWaiting: at === 1 });
      if (!taken.ok) throw new Error(taken.refusals[0]!.code);
    });
  }
}
