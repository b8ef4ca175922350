import type { HeldPlace, RoundInput, RoundRegistration } from './round-input.ts';

/** Who has what through the round, and who leaves in its course. */
export interface Holds {
  byChild: ReadonlyMap<string, { place: HeldPlace; isFinal: boolean }>;
  /** seats taken until a day within the round, by pool */
  leavers: readonly { poolId: string; until: string }[];
}

/**
 * A child holds the last place that goes on beyond the round's last start; earlier ones it leaves when that begins. Places that end within the round are no
 * holds – they end anyway –, but their seats are free only from then on. A child that wishes another place from a later month stays until then, whether
 * it gets the other place or not: until then its seat is free for nobody, and from then on it is counted as a holder.
 */
export function holdsOf({ places, registrations, firstStart, lastStart }: Pick<RoundInput, 'places' | 'registrations' | 'firstStart' | 'lastStart'>): Holds {
  const byChild = new Map<string, { place: HeldPlace; isFinal: boolean }>();
  const reaching = places.filter(({ endsOn }) => endsOn === null || endsOn > firstStart);
  for (const place of reaching) {
    if (place.endsOn !== null && place.endsOn <= lastStart) continue;
    const before = byChild.get(place.childId);
    if (!before || isLater(place, before.place)) byChild.set(place.childId, { place, isFinal: place.isOffer });
  }
  const leaving = reaching.flatMap((place) => {
    const hold = byChild.get(place.childId)?.place;
    if (hold === place) return [];
    const until = hold && (place.endsOn === null || hold.startsOn < place.endsOn) ? hold.startsOn : place.endsOn;
    return until !== null && until > firstStart ? [{ poolId: place.poolId as string, until: until as string }] : [];
  });
  return { byChild, leavers: [...leaving, ...registrations.flatMap((registration) => staying(registration, byChild.get(registration.childId), { firstStart, lastStart }))] };
}

function staying({ wishedStart, wishes }: RoundRegistration, hold: { place: HeldPlace; isFinal: boolean } | undefined, { firstStart, lastStart }: Pick<RoundInput, 'firstStart' | 'lastStart'>) {
  if (!hold || hold.isFinal || wishes.length === 0 || wishedStart <= firstStart || wishedStart > lastStart || hold.place.startsOn >= wishedStart) return [];
  return [{ poolId: hold.place.poolId as string, until: wishedStart as string }];
}

const isLater = (a: HeldPlace, b: HeldPlace) => (a.startsOn === b.startsOn ? (a.isOffer === b.isOffer ? a.seatTypeId > b.seatTypeId : a.isOffer) : a.startsOn > b.startsOn);
