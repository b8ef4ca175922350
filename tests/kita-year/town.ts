import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { decryptField } from '../../src/platform/encryption.ts';
import type { Uuid } from '../../src/platform/id.ts';
import type { AllocationFile, MarketFile } from './stability.ts';

// The rows of a town as the database's owner sees them: columns as they are called, days as YYYY-MM-DD, instants as ISO text, what lies
// encrypted opened with the key of the test. Plain data, so that a test can change one thing and look whether the second program sees it.

export interface Area { id: string; parent_id: string | null; valid_from: string; valid_until: string | null }
export interface FacilityRow { id: string; organization_id: string; name: string; opened_on: string | null; closed_on: string | null }
export interface SeatTypeRow { id: string; names: Record<string, string>; age_band: string; weekly_hours: number; is_inclusive: boolean }
export interface PoolRow { id: string; facility_id: string; name: string; seats: number; open_seats: 'first' | 'last'; valid_from: string; valid_until: string | null }
export interface PoolKind { pool_id: string; seat_type_id: string; at_most: number | null }
export interface PoolChange { id: string; pool_id: string; valid_from: string; seats: number; open_seats: 'first' | 'last' }
export interface PoolChangeKind { change_id: string; seat_type_id: string; at_most: number | null }
export interface CatalogueRow { id: string; lottery_scope: 'market' | 'facility'; blocking: string; ties: string; non_residents: 'refused' | 'last' | 'equal'; adopted_at: string | null }
export interface CriterionRow {
  id: string; catalogue_id: string; position: number; kind: 'group' | 'points' | 'reserve' | 'requirement'; fact: string; amount: number | null; share: number | null; reserve_kind: 'soft' | 'hard' | null;
  condition: { atLeast?: number; atMost?: number; perUnitUpTo?: number; ageBands?: string[]; seatHoursFrom?: number }; organization_id: string | null; facility_id: string | null;
}
export interface ChildRow {
  id: string; given_names: string; family_name: string; born_on: string | null; expected_on: string | null; sibling_group_id: string | null; area_id: string | null; comes_from: string | null;
  lives_here_from: string | null; lives_here_until: string | null;
}
export interface RegistrationRow {
  id: string; child_id: string; state: string; wished_start: string; needs_inclusive_seat: boolean; need_reported_on: string | null; submitted_at: string; ended_at: string | null; updated_at: string;
}
export interface WishRow { registration_id: string; position: number; facility_id: string; seat_type_id: string }
export interface CircumstanceRow { registration_id: string; state: string; checked_at: string | null; fact: string; value: number | true }
export interface PlacementRow {
  id: string; child_id: string; facility_id: string; pool_id: string; seat_type_id: string; starts_on: string; ends_on: string | null; ended_reason: string | null; source: string; decision_id: string | null;
}
/** Two placements on one seat, on different days of the week. */
export interface SeatShare { id: string; pool_id: string; first_placement_id: string; second_placement_id: string; starts_on: string; ends_on: string | null }
export interface DecisionRow {
  id: string; number: string; round_id: string | null; source: string; child_id: string; registration_id: string | null; outcome: 'place' | 'keeps' | 'none'; facility_id: string | null; pool_id: string | null;
  seat_type_id: string | null; starts_on: string | null; answer_until: string | null; decided_at: string;
}
/** How a guardian was told; instants under names that end in `_at`. */
export type NoticeRow = { id: string; decision_id: string } & Record<string, unknown>;
export interface AnswerRow { id: string; decision_id: string; answer: 'accepted' | 'declined' | 'lapsed'; keeps_waiting: boolean; at: string }
export interface RoundRow {
  id: string; name: string; kind: 'main' | 'replacement'; main_round_id: string | null; sequence: number; catalogue_id: string; first_start: string; last_start: string; deadline: string; answer_days: number;
  commitment: string | null; public_randomness: string | null; seed: string | null; secret: string | null;
}
/** The run a round was decided by, with what was frozen. */
export interface RunRow {
  id: string; round_id: string; planned_at: string; input_hash: string; result_hash: string;
  market: MarketFile; allocation: AllocationFile;
  /** SHA-256 of the bytes that lie there */
  bytes: { market: string; allocation: string };
}

export interface Town {
  areas: Area[]; facilities: FacilityRow[]; seatTypes: SeatTypeRow[]; pools: PoolRow[]; poolKinds: PoolKind[]; poolChanges: PoolChange[]; poolChangeKinds: PoolChangeKind[];
  catalogues: CatalogueRow[]; criteria: CriterionRow[]; catchments: { facility_id: string; area_id: string }[]; children: ChildRow[]; bonds: { child_id: string; guardian_id: string }[];
  siblingGroups: { id: string; rule: 'together' | 'rather-together' | 'independent' }[]; registrations: RegistrationRow[]; wishes: WishRow[]; circumstances: CircumstanceRow[]; placements: PlacementRow[];
  decisions: DecisionRow[]; answers: AnswerRow[]; rounds: RoundRow[]; roundPools: { round_id: string; pool_id: string; seats: number }[]; runs: RunRow[]; amendments: { run_id: string; child_id: string }[]; seatShares: SeatShare[]; notices: NoticeRow[];
  /** decision → the German letter, a line for each sentence or fact */
  letters: Record<string, string>;
}

type Sealed = { id: string } & Record<`${string}_sealed`, string | null>;

/** All of a municipality's Kita rows, its letters excepted. */
export async function readTown(client: pg.Client, municipality: string, secretKey: Buffer): Promise<Town> {
  const all = async <Row>(table: string, but: readonly string[] = []) =>
    (await client.query<{ row: Row }>(`select to_jsonb(one) - $2::text[] as row from ${table} one where municipality_id = $1`, [municipality, but])).rows.map(({ row }) => row);
  const opened = (table: string, { id, ...row }: Sealed, column: `${string}_sealed`): Buffer | null => {
    const sealed = row[column];
    return sealed ? decryptField(secretKey, { table, column, row: id as Uuid, municipality: municipality as Uuid }, Buffer.from(sealed.slice(2), 'hex')) : null;
  };
  const circumstances = (await all<Omit<CircumstanceRow, 'fact' | 'value'> & Sealed & { is_urgency: boolean }>('kita.circumstance')).filter(({ is_urgency: isUrgency }) => !isUrgency)
    .map((row) => ({ registration_id: row.registration_id, state: row.state, checked_at: row.checked_at, ...(JSON.parse(opened('kita.circumstance', row, 'content_sealed')!.toString()) as { fact: string; value: number | true }) }));
  const rounds = (await all<Omit<RoundRow, 'secret'> & Sealed>('kita.round')).map((row): RoundRow => ({ ...row, secret: opened('kita.round', row, 'secret_sealed')?.toString() ?? null }));
  const { rows: decided } = await client.query<{ row: Omit<RunRow, 'market' | 'allocation' | 'bytes'> & Sealed }>(`
    select to_jsonb(run) as row from kita.round round
    join lateral (select step.run_id from kita.round_step step where step.municipality_id = round.municipality_id and step.round_id = round.id and step.state = 'decided' order by position desc limit 1) decided on true
    join kita.run run on run.municipality_id = round.municipality_id and run.id = decided.run_id where round.municipality_id = $1`, [municipality]);
  const runs = decided.map(({ row }): RunRow => {
    const [market, allocation] = (['market_sealed', 'allocation_sealed'] as const).map((column) => gunzipSync(opened('kita.run', row, column)!)) as [Buffer, Buffer];
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    return {
      id: row.id, round_id: row.round_id, planned_at: row.planned_at, input_hash: row.input_hash, result_hash: row.result_hash, bytes: { market: hash(market), allocation: hash(allocation) },
      market: JSON.parse(market.toString()) as MarketFile, allocation: JSON.parse(allocation.toString()) as AllocationFile,
    };
  });
  return {
    areas: await all('areas.area'), facilities: await all('kita.facility'), seatTypes: await all('kita.seat_type'), pools: await all('kita.seat_pool'), poolKinds: await all('kita.seat_pool_type'),
    poolChanges: await all('kita.seat_pool_change'), poolChangeKinds: await all('kita.seat_pool_change_type'), catalogues: await all('kita.catalogue'), criteria: await all('kita.criterion'),
    catchments: await all('kita.catchment'), children: await all('kita.child', ['inclusion_sealed']), bonds: await all('kita.guardianship'), siblingGroups: await all('kita.sibling_group'),
    registrations: (await all<RegistrationRow>('kita.registration')).filter(({ state }) => state !== 'draft'), wishes: await all('kita.wish'), circumstances, placements: await all('kita.placement'),
    decisions: await all('kita.decision', ['content_sealed']), answers: await all('kita.answer'), rounds, roundPools: await all('kita.round_pool'), runs, amendments: await all('kita.amendment', ['reason_sealed']), seatShares: await all('kita.seat_share'), notices: await all('kita.notice'), letters: {},
  };
}

/** Main rounds by their first day, each followed by its replacements. */
export function roundsInOrder({ rounds, runs }: Town): { round: RoundRow; run: RunRow }[] {
  const main = (round: RoundRow) => rounds.find(({ id }) => id === (round.main_round_id ?? round.id))!;
  const key = (round: RoundRow) => `${main(round).first_start} ${main(round).id} ${String(round.sequence).padStart(6, '0')}`;
  return runs.map((run) => ({ run, round: rounds.find(({ id }) => id === run.round_id)! })).sort((a, b) => (key(a.round) < key(b.round) ? -1 : 1));
}

/** Rows by a key, in their order. */
export function by<Row>(rows: readonly Row[], keyOf: (row: Row) => string | null): (key: string | null) => readonly Row[] {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const own = found.get(key);
    if (own) own.push(row);
    else found.set(key, [row]);
  }
  return (key) => (key === null ? [] : found.get(key) ?? []);
}
