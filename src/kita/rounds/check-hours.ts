import type { Found } from './check.ts';
import { takingPart } from './market.ts';
import type { RoundInput } from './round-input.ts';

/** From this share of children on, hours that do not fit are no matter of single families: the kinds of places are set up wrongly. */
const SYSTEMATIC = 0.1;

/**
 * Are the hours of care in order? A town had to stop its round because they were not. Kinds of one age and inclusion must stand in the order of their hours,
 * and a family that needs so many hours must not come out at another kind where its facility has the right one.
 */
export function checkHours(input: RoundInput): Found[] {
  const types = new Map(input.seatTypes.map((type) => [type.id as string, type]));
  const offered = new Set(input.pools.flatMap(({ facilityId, types: kinds }) => kinds.map(({ seatTypeId }) => `${facilityId}/${seatTypeId}`)));
  const found: Found[] = [];

  const outOfOrder = input.seatTypes.filter((type) => input.seatTypes.some((other) => (
    other.ageBand === type.ageBand && other.isInclusive === type.isInclusive && other.id !== type.id && other.position > type.position && other.weeklyHours < type.weeklyHours
  )));
  if (outOfOrder.length > 0) found.push({ code: 'seat-types-out-of-order', severity: 'invariant', count: outOfOrder.length, seatTypeIds: outOfOrder.map(({ id }) => id).sort() });

  const children = takingPart(input);
  const told = children.filter(({ weeklyHours }) => weeklyHours !== null);
  const differing = told.filter(({ weeklyHours, wishes }) => wishes.some(({ facilityId, seatTypeId }, at) => {
    const wished = types.get(seatTypeId);
    if (!wished || wished.weeklyHours === weeklyHours) return false;
    const fitting = input.seatTypes.find((type) => type.ageBand === wished.ageBand && type.isInclusive === wished.isInclusive && type.weeklyHours === weeklyHours && offered.has(`${facilityId}/${type.id}`));
    // The right one before it: the other hours are a second choice at the same facility.
    return fitting !== undefined && !wishes.slice(0, at).some((one) => one.facilityId === facilityId && one.seatTypeId === fitting.id);
  }));
  if (differing.length > 0) {
    const kinds = [...new Set(differing.flatMap(({ wishes, weeklyHours }) => wishes.flatMap(({ seatTypeId }) => (types.get(seatTypeId)?.weeklyHours === weeklyHours ? [] : [seatTypeId as string]))))].sort();
    const isSystematic = differing.length >= 3 && differing.length / told.length > SYSTEMATIC;
    found.push({
      code: isSystematic ? 'hours-misordered' : 'hours-differ', severity: isSystematic ? 'invariant' : 'finding', count: differing.length, seatTypeIds: kinds, childIds: differing.map(({ childId }) => childId),
      values: { children: told.length },
    });
  }
  const unknown = children.filter(({ weeklyHours }) => weeklyHours === null);
  if (unknown.length > 0 && told.length > 0) found.push({ code: 'hours-unknown', severity: 'finding', count: unknown.length, childIds: unknown.map(({ childId }) => childId) });
  return found;
}
