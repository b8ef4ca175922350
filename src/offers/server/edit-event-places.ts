import { sql } from 'kysely';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, optionalDay, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { worksFor } from '../permissions.ts';
import { countPlaces as mayCount } from '../event-permissions.ts';
import { lockEvent } from './edit-event.ts';
import { optionalNumber } from './event-input.ts';

/** One tap at the counter: a place is taken, is free again, or the number is set; `unknown` where nobody counts any more. */
export const placeChanges = ['take', 'free', 'set', 'unknown'] as const;

/**
 * Counts places left. Two counters that take the last one: the second reads that there is none (`no-places-left`). Counting begins with the
 * places of the event, where they are known; a number above them is refused.
 */
export const changePlaces = action({
  may: mayCount,
  audit: 'offers.event.places-changed',
  input: v.object({ id: uuidField(), key: optionalDay(), change: choice(placeChanges), left: optionalNumber(100_000) }),
  async run({ tx, who, municipalityId, clock, concerns }, { id, key, change, left }): Promise<Outcome<{ id: Uuid }>> {
    const event = await lockEvent(tx, municipalityId, id);
    if (!event || !worksFor(who, event.organizationId)) throw new NotFound();
    const day: Day | null = event.placesFor === 'series' ? null : (key ?? null);
    if (event.placesFor === 'date' && day === null) return refused('required', { field: 'key' });
    const current = event.placesLeft.get(day ?? 'series') ?? event.places;
    let next: number | null;
    if (change === 'unknown') next = null;
    else if (change === 'set') {
      if (left === undefined) return refused('required', { field: 'left' });
      next = left;
    } else {
      if (current === undefined) return refused('count-first', { field: 'left' });
      if (change === 'take' && current === 0) return refused('no-places-left', { field: 'left' });
      next = change === 'take' ? current - 1 : current + 1;
    }
    if (next !== null && event.places !== undefined && next > event.places) return refused('above-places', { field: 'left', values: { places: event.places } });
    await sql`insert into offers.event_places (municipality_id, id, event_id, original_day, places_left, changed_at)
      values (${municipalityId}, ${newId()}, ${id}, ${day}::date, ${next}::integer, ${clock.now()})
      on conflict (municipality_id, event_id, original_day) do update set places_left = excluded.places_left, changed_at = excluded.changed_at`.execute(tx);
    concerns(id, ['places_left']);
    return accepted({ id });
  },
});
