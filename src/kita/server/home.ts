import { streetKey } from '../../areas/street-key.ts';
import { areaOfAddress, streetList, type AddressArea } from '../../areas/street-list.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { loadStreetSections } from '../../areas/server/import-street-list.ts';
import type { Point } from '../../areas/beeline.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Address } from '../registration/address.ts';

/** The area of an address by the town's street list; undefined where the town has no list. */
export async function areaOfHome(tx: Read, municipalityId: Uuid, { street, houseNumber }: Pick<Address, 'street' | 'houseNumber'>): Promise<AddressArea | undefined> {
  const sections = await loadStreetSections(tx, municipalityId);
  return sections.length === 0 || streetKey(street) === '' ? undefined : areaOfAddress(streetList(sections), street, houseNumber);
}

export interface Home {
  areaId?: Uuid;
  /** the middle of the area: near enough for the order of Kitas, and no house on a map */
  point?: Point;
}

export async function homeOf(tx: Read, municipalityId: Uuid, clock: Clock, areaId: Uuid | undefined): Promise<Home> {
  if (!areaId) return {};
  const area = (await listAreas(tx, municipalityId, clock.today())).find(({ id }) => id === areaId);
  return area ? { areaId, ...(area.centroid ? { point: area.centroid } : {}) } : {};
}
