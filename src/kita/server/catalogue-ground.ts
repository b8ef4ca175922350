import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { checkCatalogue, type CheckedPool, type CheckGround, type Finding } from '../criteria/checks.ts';
import type { Catalogue } from '../criteria/catalogue.ts';
import type { PlaceNames } from '../criteria/criterion-words.ts';
import { listAllFacilities, listPools, listSeatTypes } from './facilities.ts';

export interface CatalogueGround {
  check: CheckGround;
  names: PlaceNames;
  facilities: readonly { id: Uuid; name: string; organizationId: Uuid; organizationName: string }[];
}

/** What a catalogue's checks and words need to know of the town, as it is on a day: kinds of places, facilities, pools. */
export async function loadCatalogueGround(tx: Read, municipalityId: Uuid, on: Day): Promise<CatalogueGround> {
  const facilities = await listAllFacilities(tx, municipalityId);
  const open = facilities.filter(({ closedOn }) => closedOn === undefined || closedOn > on);
  const byId = new Map(facilities.map((facility) => [facility.id, facility]));
  const pools = (await listPools(tx, municipalityId, on)).flatMap(({ id, facilityId, name, seats, types }): CheckedPool[] => {
    const facility = byId.get(facilityId);
    return facility ? [{ id, facilityId, organizationId: facility.organizationId, name: `${facility.name}, ${name}`, seats, hasCeilings: types.some(({ atMost }) => atMost !== null && atMost < seats) }] : [];
  });
  return {
    facilities: open,
    names: {
      facility: (id) => byId.get(id)?.name ?? '–',
      organization: (id) => facilities.find(({ organizationId }) => organizationId === id)?.organizationName ?? '–',
      bounded: pools.filter(({ hasCeilings }) => hasCeilings),
    },
    check: {
      seatTypes: await listSeatTypes(tx, municipalityId),
      facilities: open.map(({ id, organizationId }) => ({ facilityId: id, organizationId })),
      pools,
    },
  };
}

/** The checks of a catalogue against the town of the day it is to begin, or of today where that is past; and whether anybody has tried it out against another one. */
export async function findingsOf(tx: Read, municipalityId: Uuid, catalogue: Catalogue, today: Day): Promise<Finding[]> {
  const { check } = await loadCatalogueGround(tx, municipalityId, catalogue.validFrom > today ? catalogue.validFrom : today);
  const findings = checkCatalogue(catalogue, check);
  return await isTriedOut(tx, municipalityId, catalogue.id) ? findings : [...findings, { code: 'not-simulated', severity: 'warning', criterionIds: [] }];
}

/** True also where there is no other catalogue it could be compared with. */
async function isTriedOut(tx: Read, municipalityId: Uuid, id: Uuid): Promise<boolean> {
  const done = await tx.selectFrom('kita.simulation').select('id').where('municipality_id', '=', municipalityId).where('catalogue_id', '=', id).where('state', '=', 'done').limit(1).executeTakeFirst();
  if (done) return true;
  return !await tx.selectFrom('kita.catalogue').select('id').where('municipality_id', '=', municipalityId).where('id', '<>', id).limit(1).executeTakeFirst();
}
