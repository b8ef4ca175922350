import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, optionalDay, optionalUuid, text, uuidField, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { poolOn } from '../facilities/capacity.ts';
import type { SeatPool } from '../facilities/facility.ts';
import { configureFacilities } from '../facilities-permissions.ts';
import { optionalNumber } from '../../offers/server/event-input.ts';
import { lockFacility } from './edit-facility.ts';
import { listPoolHistories, listSeatTypes, type StoredPoolHistory } from './facilities.ts';
import { storePool, storePoolChange } from './store-facilities.ts';

/** `typ-<id>`: on; `hoechstens-<id>`: how many of the kind at most, empty for no ceiling. */
const KIND = /^typ-([0-9a-f-]{36})$/;

const input = v.pipe(
  v.looseObject({ facility: uuidField(), pool: optionalUuid(), version: optionalNumber(1e9), name: text(100), seats: wholeNumber(0, 1000), openSeats: choice(['last', 'first']), from: dayField(), until: optionalDay() }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { facility, pool, version, name, seats, openSeats, from, until, ...rest } = dataset.value;
    const types: { seatTypeId: Uuid; atMost: number | null }[] = [];
    for (const key of Object.keys(rest)) {
      const id = KIND.exec(key)?.[1] as Uuid | undefined;
      if (!id) continue;
      const typed = String(rest[`hoechstens-${id}`] ?? '').trim();
      if (typed !== '' && !/^\d{1,4}$/.test(typed)) {
        addIssue({ message: 'not-a-number', path: [{ type: 'object', origin: 'value', input: rest, key: `hoechstens-${id}`, value: typed }] });
        return NEVER;
      }
      types.push({ seatTypeId: id, atMost: typed === '' ? null : Number(typed) });
    }
    return { facility, pool, version, name, seats, openSeats, from, until, types };
  }),
);

/**
 * Makes a pool, or changes it from a day on: what was before that day stays as it was. A change on its first day corrects it. Refuses
 * `stale-form`, `kinds-missing`, `choose-one`, `pool-name-taken`, `kind-in-another-pool`, `before-the-pool`, `days-order`, `places-given-later`.
 */
export const savePool = action({
  may: configureFacilities,
  audit: 'kita.pool.saved',
  input,
  async run({ tx, municipalityId, concerns }, typed): Promise<Outcome<{ facility: Uuid }>> {
    await lockFacility(tx, municipalityId, typed.facility);
    const histories = await listPoolHistories(tx, municipalityId, [typed.facility]);
    const stored = typed.pool ? histories.find(({ pool }) => pool.id === typed.pool) : undefined;
    if (typed.pool && !stored) throw new NotFound();
    if (stored && typed.version !== stored.pool.version) return refused('stale-form');
    const fault = await faultOf(tx, municipalityId, typed, histories, stored);
    if (fault) return fault;
    const id = stored?.pool.id ?? newId();
    const { name, seats, openSeats, from, until, types } = typed;
    if (!stored || from === stored.pool.validFrom) {
      await storePool(tx, municipalityId, typed.facility, { id, name, seats, openSeats, types, validFrom: from, ...(until ? { validUntil: until } : {}) });
    } else {
      await storePoolChange(tx, municipalityId, id, { from, seats, openSeats, types });
      await tx.updateTable('kita.seat_pool').set((update) => ({ name, valid_until: until ?? null, version: update('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    }
    concerns(id, stored ? ['seats', 'types'] : ['created']);
    return accepted({ facility: typed.facility });
  },
});

interface TypedPool {
  name: string;
  from: Day;
  until?: Day | undefined;
  types: SeatPool['types'];
}

async function faultOf(tx: Write, municipalityId: Uuid, { name, from, until, types }: TypedPool, histories: readonly StoredPoolHistory[], stored: StoredPoolHistory | undefined): Promise<Outcome<never> | undefined> {
  if (until && until <= from) return refused('days-order', { field: 'until' });
  if (stored && from < stored.pool.validFrom) return refused('before-the-pool', { field: 'from', values: { day: stored.pool.validFrom } });
  if (types.length === 0) return refused('kinds-missing');
  const known = await listSeatTypes(tx, municipalityId);
  if (types.some(({ seatTypeId }) => !known.some(({ id }) => id === seatTypeId))) return refused('choose-one');
  const others = histories.filter(({ pool }) => pool.id !== stored?.pool.id);
  if (others.some(({ pool }) => pool.name.toLocaleLowerCase('de') === name.toLocaleLowerCase('de') && overlaps(pool, from, until))) return refused('pool-name-taken', { field: 'name' });
  // A facility gives out a kind from one pool only: otherwise nobody could say from which a wish is filled.
  const days = [from, ...others.flatMap(({ states }) => states.map((state) => state.from))].filter((day) => day >= from && (!until || day < until));
  for (const other of others) {
    const kind = days.flatMap((day) => poolOn(other, day)?.types ?? []).find(({ seatTypeId }) => types.some((type) => type.seatTypeId === seatTypeId));
    if (kind) return refused('kind-in-another-pool', { values: { pool: other.pool.name, kind: known.find(({ id }) => id === kind.seatTypeId)?.names.de ?? '' } });
  }
  if (until && stored) {
    const held = await tx.selectFrom('kita.placement').select('id').where('municipality_id', '=', municipalityId).where('pool_id', '=', stored.pool.id)
      .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', until)])).limit(1).executeTakeFirst();
    if (held) return refused('places-given-later', { field: 'until' });
  }
  return undefined;
}

const overlaps = (pool: Pick<SeatPool, 'validFrom' | 'validUntil'>, from: Day, until: Day | undefined) => (pool.validUntil === null || pool.validUntil > from) && (until === undefined || pool.validFrom < until);
