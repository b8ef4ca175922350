import { randomBytes } from 'node:crypto';
import { commitToSecret, revealSeed } from '@lueckenlos/fair-allocation';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { decryptField, encryptField } from '../../platform/encryption.ts';
import { NotFound } from '../../platform/failure.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Round, RoundKind, RoundState, RoundStep } from '../rounds/round.ts';
import { listPools } from './facilities.ts';
import { place } from './sealed-json.ts';

/** All rounds, those whose places begin last first; a round's replacements follow it. */
export async function listRounds(tx: Read, municipalityId: Uuid): Promise<Round[]> {
  const rows = await roundQuery(tx, municipalityId).orderBy('round.first_start', 'desc').orderBy('round.deadline', 'desc').orderBy('round.id').execute();
  return rows.map(roundOf);
}

export async function findRound(tx: Read, municipalityId: Uuid, id: Uuid): Promise<Round | undefined> {
  const row = await roundQuery(tx, municipalityId).where('round.id', '=', id).executeTakeFirst();
  return row && roundOf(row);
}

/** The round, locked until the commit: of two people who press at once the second sees what the first did. Unknown: NotFound. */
export async function lockRound(tx: Write, municipalityId: Uuid, id: Uuid): Promise<Round> {
  await tx.selectFrom('kita.round').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().execute();
  const round = await findRound(tx, municipalityId, id);
  if (!round) throw new NotFound();
  return round;
}

function roundQuery(tx: Read, municipalityId: Uuid) {
  return tx.selectFrom('kita.round as round')
    .leftJoinLateral((from) => from.selectFrom('kita.round_step as one').select(['one.state', 'one.run_id', 'one.at'])
      .whereRef('one.municipality_id', '=', 'round.municipality_id').whereRef('one.round_id', '=', 'round.id').orderBy('one.position', 'desc').limit(1).as('step'), (join) => join.onTrue())
    .leftJoin('kita.round as main', (join) => join.onRef('main.municipality_id', '=', 'round.municipality_id').onRef('main.id', '=', 'round.main_round_id'))
    .selectAll('round').select(['step.state', 'step.run_id', 'step.at as step_at', 'main.name as main_name']).where('round.municipality_id', '=', municipalityId);
}

type RoundRow = Awaited<ReturnType<ReturnType<typeof roundQuery>['executeTakeFirstOrThrow']>>;

function roundOf(row: RoundRow): Round {
  return {
    id: row.id, name: row.name, kind: row.kind as RoundKind, mainRoundId: row.main_round_id, sequence: row.sequence, catalogueId: row.catalogue_id, firstStart: row.first_start, lastStart: row.last_start,
    opensOn: row.opens_on, deadline: row.deadline, answerDays: row.answer_days, commitment: row.commitment, publicRandomness: row.public_randomness, seed: row.seed, lotteryName: row.main_name ?? row.name,
    state: (row.state ?? 'planned') as RoundState, stateSince: row.step_at, runId: row.run_id, createdBy: row.created_by, isDemo: row.is_demo, version: row.version,
  };
}

export interface TakenStep extends RoundStep {
  /** who took it; null where the house did it by itself */
  byName: string | null;
}

/** All steps of a round in order, also those back, with who took them. */
export async function roundHistory(tx: Read, municipalityId: Uuid, roundId: Uuid): Promise<TakenStep[]> {
  const rows = await tx.selectFrom('kita.round_step as step')
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'step.municipality_id').onRef('person.id', '=', 'step.by_person'))
    .selectAll('step').select('person.display_name').where('step.municipality_id', '=', municipalityId).where('step.round_id', '=', roundId).orderBy('step.position').execute();
  return rows.map((row) => ({ position: row.position, state: row.state as RoundStep['state'], runId: row.run_id, at: row.at, byPerson: row.by_person, byName: row.display_name, note: row.note }));
}

/** Adds a step; whoever calls has locked the round and asked `stepRefusal`. */
export async function recordStep(tx: Write, municipalityId: Uuid, clock: Clock, { roundId, state, runId = null, byPerson = null, note = '' }: { roundId: Uuid; state: RoundStep['state']; runId?: Uuid | null; byPerson?: Uuid | null; note?: string }): Promise<void> {
  const { last } = await tx.selectFrom('kita.round_step').select((select) => select.fn.max('position').as('last')).where('municipality_id', '=', municipalityId).where('round_id', '=', roundId).executeTakeFirstOrThrow();
  await tx.insertInto('kita.round_step').values({ municipality_id: municipalityId, id: newId(), round_id: roundId, position: (last ?? 0) + 1, state, run_id: runId, at: clock.now(), by_person: byPerson, note }).execute();
}

export interface NewRound {
  name: string;
  /** a replacement round follows this main round: its catalogue, its lottery and its tickets */
  mainRoundId?: Uuid;
  catalogueId: Uuid;
  firstStart: Day;
  lastStart: Day;
  opensOn: Day;
  deadline: Date;
  answerDays: number;
  createdBy?: Uuid;
  isDemo?: boolean;
}

/**
 * Writes a round down with the seats of all pools, to be confirmed by their Träger. A main round gets a secret for its lottery, of which only the commitment is
 * readable; a replacement round takes over seed and tickets of its main round, and is closed at once.
 */
export async function storeRound(tx: Write, municipalityId: Uuid, secretKey: Buffer, clock: Clock, round: NewRound): Promise<Uuid> {
  const id = newId();
  const main = round.mainRoundId ? await lockRound(tx, municipalityId, round.mainRoundId) : undefined;
  const secret = randomBytes(32).toString('hex');
  const siblings = main ? (await listRounds(tx, municipalityId)).filter(({ mainRoundId }) => mainRoundId === main.id) : [];
  await tx.insertInto('kita.round').values({
    municipality_id: municipalityId, id, name: round.name, kind: main ? 'replacement' : 'main', main_round_id: main?.id ?? null, sequence: main ? Math.max(0, ...siblings.map(({ sequence }) => sequence)) + 1 : 0,
    catalogue_id: round.catalogueId, first_start: round.firstStart, last_start: round.lastStart, opens_on: round.opensOn, deadline: round.deadline, answer_days: round.answerDays,
    commitment: main ? main.commitment : commitToSecret(secret), secret_sealed: main ? null : encryptField(secretKey, secretPlace(municipalityId, id), secret),
    public_randomness: main?.publicRandomness ?? null, seed: main?.seed ?? null, is_demo: round.isDemo ?? false, created_at: clock.now(), created_by: round.createdBy ?? null,
  }).execute();
  await addRoundPools(tx, municipalityId, { id, firstStart: round.firstStart, lastStart: round.lastStart, confirmedLike: main?.id });
  if (main) {
    const step = { roundId: id, byPerson: round.createdBy ?? null };
    await recordStep(tx, municipalityId, clock, { ...step, state: 'open' });
    await recordStep(tx, municipalityId, clock, { ...step, state: 'closed' });
  }
  return id;
}

const secretPlace = (municipalityId: Uuid, roundId: Uuid) => place(municipalityId, 'kita.round', 'secret_sealed', roundId);

/**
 * Pools that exist at the first or the last start and are not in the round yet; with the number and the confirmation of the main round where it had them. Called
 * again when the round closes: a facility may have got a group meanwhile.
 */
export async function addRoundPools(tx: Write, municipalityId: Uuid, { id, firstStart, lastStart, confirmedLike }: { id: Uuid; firstStart: Day; lastStart: Day; confirmedLike?: Uuid | undefined }): Promise<void> {
  const known = await tx.selectFrom('kita.round_pool').selectAll().where('municipality_id', '=', municipalityId).where('round_id', 'in', confirmedLike ? [id, confirmedLike] : [id]).execute();
  const own = new Set(known.filter(({ round_id }) => round_id === id).map(({ pool_id }) => pool_id));
  const like = new Map(known.filter(({ round_id }) => round_id !== id).map((row) => [row.pool_id, row]));
  const first = await listPools(tx, municipalityId, firstStart);
  const later = (await listPools(tx, municipalityId, lastStart)).filter((pool) => !first.some((one) => one.id === pool.id));
  const rows = [...first, ...later].filter(({ id: poolId }) => !own.has(poolId)).map((pool) => {
    const before = like.get(pool.id);
    return { municipality_id: municipalityId, id: newId(), round_id: id, pool_id: pool.id, seats: before?.seats ?? pool.seats, confirmed_at: before?.confirmed_at ?? null, confirmed_by: before?.confirmed_by ?? null };
  });
  if (rows.length > 0) await tx.insertInto('kita.round_pool').values(rows).execute();
}

/** The secret, once public randomness was drawn: only then it may be read. */
export async function revealedSecret(tx: Read, municipalityId: Uuid, secretKey: Buffer, round: Pick<Round, 'id' | 'mainRoundId' | 'seed'>): Promise<string | undefined> {
  if (round.seed === null) return undefined;
  const id = round.mainRoundId ?? round.id;
  const row = await tx.selectFrom('kita.round').select('secret_sealed').where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row?.secret_sealed ? decryptField(secretKey, secretPlace(municipalityId, id), row.secret_sealed).toString('utf8') : undefined;
}

/** Draws the seed out of the secret and what was drawn in public after the deadline. Once. */
export async function drawSeed(tx: Write, municipalityId: Uuid, secretKey: Buffer, round: Pick<Round, 'id' | 'commitment'>, publicRandomness: string): Promise<void> {
  const row = await tx.selectFrom('kita.round').select('secret_sealed').where('municipality_id', '=', municipalityId).where('id', '=', round.id).executeTakeFirstOrThrow();
  const secret = decryptField(secretKey, secretPlace(municipalityId, round.id), row.secret_sealed!).toString('utf8');
  await tx.updateTable('kita.round').set({ public_randomness: publicRandomness, seed: revealSeed(secret, publicRandomness, round.commitment!), version: (version) => version('version', '+', 1) })
    .where('municipality_id', '=', municipalityId).where('id', '=', round.id).where('seed', 'is', null).execute();
}
