import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { nameKey } from '../registration/name-key.ts';
import type { Address } from '../registration/address.ts';
import type { PlacementSource } from '../facilities/placement.ts';
import { place, sealJson } from './sealed-json.ts';

/** A child that has a place already, with one guardian. */
export interface PlacedChild {
  givenNames: string;
  familyName: string;
  bornOn: Day;
  areaId?: Uuid | undefined;
  point?: { longitude: number; latitude: number } | undefined;
  languages: readonly string[];
  guardian: { givenNames: string; familyName: string; language: string; phone?: string; address: Address };
  place: { facilityId: Uuid; poolId: Uuid; seatTypeId: Uuid; startsOn: Day; source: PlacementSource };
}

const CHUNK = 400;

/** Stores many at once, in a few statements; their ids in the same order. Capacities are the caller's: what is there is there. */
export async function storePlacedChildren(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, children: readonly PlacedChild[], { isDemo = false } = {}): Promise<{ childId: Uuid; guardianId: Uuid }[]> {
  const now = clock.now();
  const stored: { childId: Uuid; guardianId: Uuid }[] = [];
  for (let from = 0; from < children.length; from += CHUNK) {
    const part = children.slice(from, from + CHUNK).map((child) => ({ child, childId: newId(), guardianId: newId() }));
    await tx.insertInto('kita.child').values(part.map(({ child, childId }) => ({
      municipality_id: municipalityId, id: childId, given_names: child.givenNames, family_name: child.familyName, name_key: nameKey(child.familyName, child.givenNames), born_on: child.bornOn,
      area_id: child.areaId ?? null, longitude: child.point?.longitude ?? null, latitude: child.point?.latitude ?? null, languages: [...child.languages], is_demo: isDemo, created_at: now, updated_at: now,
    }))).execute();
    await tx.insertInto('kita.guardian').values(part.map(({ child: { guardian }, guardianId }) => ({
      municipality_id: municipalityId, id: guardianId, given_names: guardian.givenNames, family_name: guardian.familyName, name_key: nameKey(guardian.familyName, guardian.givenNames),
      phone: guardian.phone ?? null, language: guardian.language, address_sealed: sealJson(secretKey, place(municipalityId, 'kita.guardian', 'address_sealed', guardianId), guardian.address),
      is_demo: isDemo, created_at: now, updated_at: now,
    }))).execute();
    await tx.insertInto('kita.guardianship').values(part.map(({ childId, guardianId }) => ({ municipality_id: municipalityId, id: newId(), child_id: childId, guardian_id: guardianId }))).execute();
    await tx.insertInto('kita.placement').values(part.map(({ child, childId }) => ({
      municipality_id: municipalityId, id: newId(), child_id: childId, facility_id: child.place.facilityId, pool_id: child.place.poolId, seat_type_id: child.place.seatTypeId,
      starts_on: child.place.startsOn, source: child.place.source, created_at: now,
    }))).execute();
    stored.push(...part.map(({ childId, guardianId }) => ({ childId, guardianId })));
  }
  return stored;
}
