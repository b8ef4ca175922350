import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';

export interface RegistrationWindow {
  roundId: Uuid;
  name: string;
  deadline: Date;
  firstStart: Day;
  lastStart: Day;
}

function mainRounds(tx: Read, municipalityId: Uuid) {
  return tx.selectFrom('kita.round as round').select(['round.id', 'round.name', 'round.deadline', 'round.first_start', 'round.last_start', 'round.opens_on'])
    .select((select) => select.selectFrom('kita.round_step as step').select('step.state').whereRef('step.municipality_id', '=', 'round.municipality_id').whereRef('step.round_id', '=', 'round.id')
      .orderBy('step.position', 'desc').limit(1).as('state'))
    .where('round.municipality_id', '=', municipalityId).where('round.kind', '=', 'main');
}

/** Rounds that take registrations now, the next deadline first. */
export async function openWindows(tx: Read, municipalityId: Uuid, clock: Clock): Promise<RegistrationWindow[]> {
  const rows = await mainRounds(tx, municipalityId).where('round.deadline', '>', clock.now()).where('round.opens_on', '<=', clock.today()).orderBy('round.deadline').execute();
  return rows.filter(({ state }) => state === 'open').map((row) => ({ roundId: row.id, name: row.name, deadline: row.deadline, firstStart: row.first_start, lastStart: row.last_start }));
}

const BEING_DECIDED: readonly (string | null)[] = ['open', 'closed', 'checked', 'proposed', 'approved'];

/** The round that is deciding about registrations of this start right now: between its deadline and its decision nothing may change. */
export async function decidingRound(tx: Read, municipalityId: Uuid, clock: Clock, wishedStart: Day): Promise<RegistrationWindow | undefined> {
  const rows = await mainRounds(tx, municipalityId).where('round.deadline', '<=', clock.now()).where('round.first_start', '<=', wishedStart).where('round.last_start', '>=', wishedStart).execute();
  const row = rows.find(({ state }) => BEING_DECIDED.includes(state));
  return row && { roundId: row.id, name: row.name, deadline: row.deadline, firstStart: row.first_start, lastStart: row.last_start };
}
