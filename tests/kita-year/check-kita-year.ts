import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Uuid } from '../../src/platform/id.ts';
import { doublePlaces, lostPlaces, seatsBetweenRounds, unkeptAnswers } from './between-rounds.ts';
import { familyFaults } from './families.ts';
import { expectedInput, inputFaults, type Expected } from './input.ts';
import { deadlineFaults, letterFaults } from './letters.ts';
import { faultsOf, same } from './stability.ts';
import { readTown, roundsInOrder, type DecisionRow, type RoundRow, type RunRow, type Town } from './town.ts';

export interface KitaYearReport {
  rounds: { name: string; children: number; placed: number; families: number; decisions: number; reasons: number }[];
  /** everything that is not as it should be */
  faults: string[];
}

/** The German letters of these decisions, as families get them. */
export type LetterWriter = (municipalityId: Uuid, decisionIds: readonly Uuid[]) => Promise<ReadonlyMap<Uuid, string>>;

/** Reads decided Kita years straight from the tables, with the key of the test, and looks at them anew. Shares nothing with the Kita part. */
export async function checkKitaYear(superuser: pg.ClientConfig, secretKey: Buffer, write: LetterWriter): Promise<KitaYearReport> {
  const report: KitaYearReport = { rounds: [], faults: [] };
  for (const town of await readTowns(superuser, secretKey, write)) {
    const { rounds, faults } = lookAt(town);
    report.rounds.push(...rounds);
    report.faults.push(...faults);
  }
  return report;
}

/** Every municipality that has decided a round, with the letters of its decisions. */
export async function readTowns(superuser: pg.ClientConfig, secretKey: Buffer, write: LetterWriter): Promise<Town[]> {
  const client = new pg.Client(superuser);
  await client.connect();
  try {
    const { rows } = await client.query<{ municipality_id: Uuid }>("select distinct municipality_id from kita.round_step where state = 'decided' order by 1");
    const towns: Town[] = [];
    for (const { municipality_id: id } of rows) {
      const town = await readTown(client, id, secretKey);
      const letters = await write(id, town.decisions.filter(({ round_id }) => round_id !== null).map((decision) => decision.id as Uuid));
      towns.push({ ...town, letters: Object.fromEntries(letters) });
    }
    return towns;
  } finally {
    await client.end();
  }
}

/** All that is wrong with a town's decided rounds. Pure. */
export function lookAt(town: Town): KitaYearReport {
  const inputs = new Map<string, Expected>();
  const report: KitaYearReport = { rounds: [], faults: [] };
  for (const { round, run } of roundsInOrder(town)) {
    const expected = expectedInput(town, round, run);
    inputs.set(run.id, expected);
    const decisions = town.decisions.filter(({ round_id }) => round_id === round.id);
    report.faults.push(...roundFaults(town, round, run, expected, decisions).map((fault) => `${round.name}: ${fault}`));
    report.rounds.push({
      name: round.name, children: run.market.applicants.filter(({ wishes }) => wishes.length > 0).length, placed: decisions.filter(({ outcome }) => outcome === 'place').length, families: run.market.families?.length ?? 0,
      decisions: decisions.length, reasons: decisions.reduce((sum, { id }) => sum + [...(town.letters[id] ?? '').matchAll(/^\d+\. .+ – .+: /gm)].length, 0),
    });
  }
  report.faults.push(...lostPlaces(town), ...doublePlaces(town), ...unkeptAnswers(town));
  if (report.faults.length === 0) report.faults.push(...seatsBetweenRounds(town, (runId) => inputs.get(runId)!));
  return report;
}

function roundFaults(town: Town, round: RoundRow, run: RunRow, expected: Expected, decisions: readonly DecisionRow[]): string[] {
  const { market, allocation } = run;
  const frozen = [...hashFaults(run), ...lotteryFaults(town, round, run), ...inputFaults(market, expected)];
  const placed = allocation.placements.map(({ applicant }) => applicant);
  // What names other children than it decides about cannot be read any further.
  if (placed.join() !== market.applicants.map(({ id }) => id).join()) return [...frozen, 'the result is of other children than the input'];
  if (market.families?.some(({ members }) => members.some((child) => !placed.includes(child)))) return [...frozen, 'a family has a child that takes no part'];
  const unknown = allocation.placements.filter(({ seat }) => seat && !market.pools.some(({ facility, seatTypes }) => facility === seat.facility && seatTypes.includes(seat.seatType)));
  if (unknown.length > 0) return [...frozen, ...unknown.map(({ applicant }) => `child ${applicant} has a seat no pool gives out`)];
  return [
    ...frozen, ...faultsOf(market, allocation), ...familyFaults(town, market, allocation, expected), ...decisionFaults(town, round, run, decisions),
    ...letterFaults(town, market, allocation, decisions, expected, run.id), ...deadlineFaults(town, decisions, round.answer_days),
  ];
}

const sha = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** The hashes kept with a run are those of its bytes, and what was looked at are these bytes. */
function hashFaults({ bytes, input_hash, result_hash, market, allocation }: RunRow): string[] {
  return [
    ...(bytes.market === input_hash && sha(canonical(market)) === input_hash ? [] : ['the hash of the input is not that of the input']),
    ...(bytes.allocation === result_hash && sha(canonical(allocation)) === result_hash ? [] : ['the hash of the result is not that of the result']),
  ];
}

/** JSON with the keys of every object in order (RFC 8785, for the plain values of these files). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

/** The three commands of docs/handbuch/kita-runden.md, and the rules of the catalogue. */
function lotteryFaults({ rounds, catalogues }: Town, round: RoundRow, { market }: RunRow): string[] {
  const main = rounds.find(({ id }) => id === (round.main_round_id ?? round.id))!;
  const catalogue = catalogues.find(({ id }) => id === round.catalogue_id)!;
  return [
    ...(main.secret !== null && sha(main.secret) === main.commitment ? [] : ['the secret is not the one whose hash was published']),
    ...(sha(JSON.stringify([main.secret, main.public_randomness])) === main.seed && round.seed === main.seed && market.lottery.seed === main.seed ? [] : ['the seed does not come from secret and drawing']),
    ...(market.round === main.name ? [] : ['the tickets are drawn under another name']),
    ...(catalogue.adopted_at === null ? ['the catalogue was never adopted'] : []),
    ...((market.lottery.scope ?? 'market') === catalogue.lottery_scope && (market.rules?.blocking ?? 'vacating') === catalogue.blocking && (market.rules?.ties ?? 'lottery') === catalogue.ties ? [] : ['other rules than the catalogue\'s']),
  ];
}

/** Every child was told what was decided; in a later round only what is new. */
function decisionFaults(town: Town, round: RoundRow, { market, allocation }: RunRow, decisions: readonly DecisionRow[]): string[] {
  const faults: string[] = [];
  const told = new Map(decisions.map((decision) => [decision.child_id, decision]));
  if (told.size < decisions.length) faults.push('a child was told twice');
  const applicants = new Map(market.applicants.map((one) => [one.id, one]));
  for (const { applicant, seat } of allocation.placements) {
    const child = applicants.get(applicant)!;
    const decision = told.get(applicant);
    if (child.wishes.length === 0 || child.locked) {
      if (decision) faults.push(`child ${applicant} was told something and did not ask`);
      continue;
    }
    const outcome = seat === null ? 'none' : same(child.holds, seat) ? 'keeps' : 'place';
    if (!decision) {
      const wasTold = town.decisions.some((earlier) => earlier.child_id === applicant && earlier.round_id !== round.id);
      if (round.kind === 'main' || outcome === 'place' || !wasTold) faults.push(`child ${applicant} was not told`);
    } else if (decision.outcome !== outcome || (seat?.facility ?? null) !== decision.facility_id || (seat?.seatType ?? null) !== decision.seat_type_id) faults.push(`child ${applicant} was told something else than decided`);
  }
  for (const child of told.keys()) if (!applicants.has(child)) faults.push(`child ${child} was told and takes no part`);
  return faults;
}
