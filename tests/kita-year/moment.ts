import { birthday, kitaYearOf, plusDays, schoolBegins } from './days.ts';
import { by, type RegistrationRow, type RoundRow, type RunRow, type Town } from './town.ts';

/** A child has a seat, or was offered one and has not answered. */
export interface Place {
  /** the placement's row; missing for what was given up later or only offered */
  id?: string;
  child: string; facility: string; pool: string; seatType: string; from: string;
  /** first day without it, as recorded or as age will end it; null: nothing is known */
  until: string | null;
  isOffer: boolean;
}

/** What was true when a run read its input. */
export interface Moment {
  registrations: RegistrationRow[];
  places: Place[];
  /** child → seats turned down in this round or one it follows, `facility seatType` */
  declined: ReadonlyMap<string, ReadonlySet<string>>;
  /** children of whom something changed afterwards that leaves no trace of what it was before */
  changed: ReadonlySet<string>;
}

/**
 * Ids are made in order of time (uuid v7), so what has a smaller id than the run was there when the run began – also where a test lets many
 * things happen at one instant. A place that was left or taken away later is put back from the decision it came from.
 */
export function momentOf(town: Town, round: RoundRow, run: RunRow): Moment {
  const before = ({ id }: { id: string }) => id < run.id;
  const answerOf = new Map(town.answers.map((answer) => [answer.decision_id, answer]));
  const decisionsOf = by(town.decisions, ({ child_id }) => child_id);
  const children = new Map(town.children.map((child) => [child.id, child]));
  const types = new Map(town.seatTypes.map((type) => [type.id, type]));
  const changed = new Set<string>();

  const registrations = town.registrations.filter((registration) => {
    if (Date.parse(registration.submitted_at) > Date.parse(round.deadline)) return false;
    // An answer or the end of waiting leaves wishes as they were; anything else may have changed them.
    const told = [registration.ended_at, ...decisionsOf(registration.child_id).map(({ id }) => answerOf.get(id)?.at)];
    if (Date.parse(registration.updated_at) > Date.parse(run.planned_at) && !told.includes(registration.updated_at)) changed.add(registration.child_id);
    if (registration.state !== 'ended') return true;
    const ends = decisionsOf(registration.child_id).filter((decision) => decision.registration_id === registration.id).flatMap((decision) => {
      const answer = answerOf.get(decision.id);
      return answer && answer.answer !== 'lapsed' && !answer.keeps_waiting ? [answer.id] : [];
    });
    return ends.length > 0 ? ends.every((id) => id > run.id) : Date.parse(registration.ended_at!) > Date.parse(run.planned_at);
  });

  const takesOlder = new Set([...town.poolKinds, ...town.poolChangeKinds.map((kind) => ({ ...kind, pool_id: town.poolChanges.find(({ id }) => id === kind.change_id)!.pool_id }))]
    .filter(({ seat_type_id }) => types.get(seat_type_id)!.age_band === 'from-3').map(({ pool_id }) => pool_id));
  const endByAge = (child: string, seatType: string, pool: string, from: string): string | null => {
    const bornOn = children.get(child)?.born_on;
    if (!bornOn) return null;
    const end = lastDayByAge(bornOn, types.get(seatType)!.age_band, takesOlder.has(pool));
    return end > from ? end : null;
  };

  const placed = town.placements.filter(before).map((row): Place => {
    const leftLater = row.ended_reason === 'moved-on' && !town.placements.some((next) => before(next) && next.child_id === row.child_id && next.id !== row.id && next.starts_on === row.ends_on);
    if (row.ended_reason !== null && row.ended_reason !== 'moved-on') changed.add(row.child_id);
    const until = leftLater ? null : row.ends_on;
    return { id: row.id, child: row.child_id, facility: row.facility_id, pool: row.pool_id, seatType: row.seat_type_id, from: row.starts_on, until: until ?? endByAge(row.child_id, row.seat_type_id, row.pool_id, row.starts_on), isOffer: false };
  });
  const offered = town.decisions.filter((decision) => before(decision) && decision.outcome === 'place').flatMap((decision): Place[] => {
    const answer = answerOf.get(decision.id);
    const isReplaced = decisionsOf(decision.child_id).some((later) => before(later) && later.id > decision.id);
    const seat = { child: decision.child_id, facility: decision.facility_id!, pool: decision.pool_id!, seatType: decision.seat_type_id!, from: decision.starts_on! };
    if (!isReplaced && (!answer || !before(answer))) return [{ ...seat, until: null, isOffer: true }];
    // Taken, and given up again before it began: the row is gone, but it was there then.
    const isGone = answer?.answer === 'accepted' && before(answer) && !town.placements.some(({ decision_id }) => decision_id === decision.id);
    const isFollowed = decisionsOf(decision.child_id).some((later) => later.id > decision.id && answerOf.get(later.id)?.answer === 'accepted' && before(answerOf.get(later.id)!));
    return isGone && !isFollowed ? [{ ...seat, until: endByAge(seat.child, seat.seatType, seat.pool, seat.from), isOffer: false }] : [];
  });

  const inThisYear = new Set(town.rounds.filter(({ id, main_round_id }) => [id, main_round_id].includes(round.main_round_id ?? round.id)).map(({ id }) => id));
  const declined = new Map<string, Set<string>>();
  for (const { id, round_id, child_id, outcome, facility_id, seat_type_id } of town.decisions) {
    const answer = answerOf.get(id);
    if (outcome !== 'place' || !round_id || !inThisYear.has(round_id) || !answer || answer.answer === 'accepted' || !before(answer)) continue;
    declined.set(child_id, (declined.get(child_id) ?? new Set()).add(`${facility_id} ${seat_type_id}`));
  }
  return { registrations, places: [...placed, ...offered].filter(({ from, until, isOffer }) => (isOffer || from <= round.last_start) && (until === null || until > round.first_start)), declined, changed };
}

/** § 6 NKiTaG: a Krippe place ends with the Kita year in which the child completes its third year, the day before its birthday (in a group of several ages with school), a Kindergarten place with school, a Hort place at 14. */
function lastDayByAge(bornOn: string, ageBand: string, isMixed: boolean): string {
  if (ageBand === 'school') return birthday(bornOn, 14);
  if (ageBand === 'from-3' || isMixed) return schoolBegins(bornOn);
  return `${Number(kitaYearOf(plusDays(birthday(bornOn, 3), -1)).slice(0, 4)) + 1}-08-01`;
}

