import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { decryptField } from '../../src/platform/encryption.ts';
import type { Uuid } from '../../src/platform/id.ts';
import { letterFaults, type Names } from './letters.ts';
import { faultsOf, type AllocationFile, type MarketFile } from './stability.ts';

export interface KitaYearReport {
  rounds: { name: string; children: number; placed: number; families: number; decisions: number }[];
  /** everything that is not as it should be */
  faults: string[];
}

/**
 * Reads a decided Kita year straight from the tables and looks at it anew: hashes, stability, every decision against the allocation, every place against
 * the answers, nobody without the place held before. Shares nothing with the Kita part.
 */
export async function checkKitaYear(superuser: pg.ClientConfig, secretKey: Buffer, write: LetterWriter): Promise<KitaYearReport> {
  const client = new pg.Client(superuser);
  await client.connect();
  try {
    const report: KitaYearReport = { rounds: [], faults: [] };
    const { rows } = await client.query<DecidedRound>(`
      select round.municipality_id, round.id, round.name, run.id as run_id, run.input_hash, run.result_hash, run.market_sealed, run.allocation_sealed
      from kita.round round
      join lateral (select step.run_id from kita.round_step step where step.municipality_id = round.municipality_id and step.round_id = round.id and step.state = 'decided' order by position desc limit 1) decided on true
      join kita.run run on run.municipality_id = round.municipality_id and run.id = decided.run_id
      order by round.kind, round.sequence`);
    for (const round of rows) await checkRound(client, secretKey, write, round, report);
    report.faults.push(...await lostPlaces(client), ...await doublePlaces(client), ...await fullPools(client));
    return report;
  } finally {
    await client.end();
  }
}

/** The German letters of these decisions, as families get them. */
export type LetterWriter = (municipalityId: Uuid, decisionIds: readonly Uuid[]) => Promise<ReadonlyMap<Uuid, string>>;

async function namesOf(client: pg.Client, municipalityId: Uuid): Promise<Names> {
  const of = async (query: string) => new Map((await client.query<{ id: string; name: string }>(query, [municipalityId])).rows.map(({ id, name }) => [id, name]));
  return {
    child: await of("select id, trim(given_names || ' ' || family_name) as name from kita.child where municipality_id = $1"),
    facility: await of('select id, name from kita.facility where municipality_id = $1'),
  };
}

interface DecidedRound {
  municipality_id: Uuid; id: Uuid; name: string; run_id: Uuid; input_hash: string; result_hash: string; market_sealed: Buffer; allocation_sealed: Buffer;
}

async function checkRound(client: pg.Client, secretKey: Buffer, write: LetterWriter, round: DecidedRound, report: KitaYearReport): Promise<void> {
  const fault = (text: string) => report.faults.push(`${round.name}: ${text}`);
  const open = (column: 'market_sealed' | 'allocation_sealed') => gunzipSync(decryptField(secretKey, { table: 'kita.run', column, row: round.run_id, municipality: round.municipality_id }, round[column]));
  const [input, output] = [open('market_sealed'), open('allocation_sealed')];
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  if (hash(input) !== round.input_hash) fault('the hash of the input is not that of the input');
  if (hash(output) !== round.result_hash) fault('the hash of the result is not that of the result');
  const market = JSON.parse(input.toString('utf8')) as MarketFile;
  const allocation = JSON.parse(output.toString('utf8')) as AllocationFile;
  for (const one of faultsOf(market, allocation)) fault(one);

  const decisions = (await client.query<{ id: Uuid; child_id: string; outcome: 'place' | 'keeps' | 'none'; facility_id: string | null; seat_type_id: string | null; starts_on: string | null }>(
    'select id, child_id, outcome, facility_id, seat_type_id, starts_on from kita.decision where municipality_id = $1 and round_id = $2', [round.municipality_id, round.id])).rows;
  const told = new Map(decisions.map((decision) => [decision.child_id, decision]));
  if (told.size < decisions.length) fault('a child was told twice');
  for (const { applicant, seat } of allocation.placements) {
    const child = market.applicants.find(({ id }) => id === applicant)!;
    if (child.wishes.length === 0 || child.locked) continue;
    const decision = told.get(applicant);
    if (!decision) {
      // In a later round only news are told.
      if (seat && !(child.holds?.facility === seat.facility && child.holds.seatType === seat.seatType)) fault(`child ${applicant} was not told`);
      continue;
    }
    const kept = seat !== null && child.holds?.facility === seat.facility && child.holds.seatType === seat.seatType;
    const outcome = seat === null ? 'none' : kept ? 'keeps' : 'place';
    if (decision.outcome !== outcome || (seat?.facility ?? null) !== decision.facility_id || (seat?.seatType ?? null) !== decision.seat_type_id) fault(`child ${applicant} was told something else than decided`);
  }
  const texts = await write(round.municipality_id, decisions.map(({ id }) => id));
  const letters = decisions.map((one) => ({ child: one.child_id, outcome: one.outcome, facility: one.facility_id, startsOn: one.starts_on, text: texts.get(one.id) ?? '' }));
  for (const one of letterFaults(market, allocation, letters, await namesOf(client, round.municipality_id))) fault(one);
  report.rounds.push({
    name: round.name, children: market.applicants.filter(({ wishes }) => wishes.length > 0).length, placed: decisions.filter(({ outcome }) => outcome === 'place').length,
    families: market.families?.length ?? 0, decisions: decisions.length,
  });
}

/** A child that was moved and whose new place does not follow its old one without a gap. */
async function lostPlaces(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ child_id: string }>(`
    select old.child_id from kita.placement old where old.ended_reason = 'moved-on'
      and not exists (select from kita.placement next where next.municipality_id = old.municipality_id and next.child_id = old.child_id and next.starts_on <= old.ends_on and (next.ends_on is null or next.ends_on > old.ends_on))`);
  return rows.map(({ child_id }) => `child ${child_id} lost its place`);
}

async function doublePlaces(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ child_id: string }>(`
    select one.child_id from kita.placement one join kita.placement other on other.municipality_id = one.municipality_id and other.child_id = one.child_id and other.id > one.id
      and daterange(one.starts_on, one.ends_on) && daterange(other.starts_on, other.ends_on)`);
  return rows.map(({ child_id }) => `child ${child_id} has two places at a time`);
}

/** Every accepted place became a placement, and nothing else did. */
async function fullPools(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ number: string; answer: string | null; placed: boolean }>(`
    select decision.number, answer.answer, exists (select from kita.placement placement where placement.municipality_id = decision.municipality_id and placement.decision_id = decision.id) as placed
    from kita.decision decision left join kita.answer answer on answer.municipality_id = decision.municipality_id and answer.decision_id = decision.id
    where decision.outcome = 'place'`);
  return rows.flatMap(({ number, answer, placed }) => (answer === 'accepted') === placed ? [] : [`decision ${number}: ${answer ?? 'not answered'}, but ${placed ? 'a place begins' : 'no place begins'}`]);
}
