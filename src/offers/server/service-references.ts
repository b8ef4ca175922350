import { findOrganization } from '../../network/server/organizations.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { ServiceRecord } from '../service.ts';
import { loadTerms } from './directory-terms.ts';
import { findLocations } from './locations.ts';

/**
 * An older state of an entry may name what is no longer there: places, topics, areas. They are left out and counted, so that whoever stores it
 * can be told; an organization that is gone is refused.
 */
export async function withKnownReferences<Entry extends ServiceRecord>(tx: Read, municipalityId: Uuid, record: Entry): Promise<Outcome<{ record: Entry; dropped: number }>> {
  if (!(await findOrganization(tx, municipalityId, record.organizationId))) return refused('organization-gone');
  const terms = await loadTerms(tx, municipalityId);
  const locations = await findLocations(tx, municipalityId, [...record.places, ...record.exceptions].flatMap(({ locationId }) => locationId ?? []));
  let dropped = 0;
  const among = (ids: readonly Uuid[], known: readonly { id: Uuid }[]) => {
    const kept = ids.filter((id) => known.some((one) => one.id === id));
    dropped += ids.length - kept.length;
    return kept;
  };
  const places = record.places.filter(({ locationId }) => locations.has(locationId));
  dropped += record.places.length - places.length;
  return accepted({
    record: {
      ...record, places,
      exceptions: record.exceptions.map((exception) => (exception.locationId && !locations.has(exception.locationId) ? { ...exception, locationId: undefined } : exception)),
      schedules: record.schedules.map((rule) => (rule.locationId && !places.some((place) => place.locationId === rule.locationId) ? { ...rule, locationId: undefined } : rule)),
      fieldIds: among(record.fieldIds, terms.fields), phaseIds: among(record.phaseIds, terms.phases), transitionIds: among(record.transitionIds, terms.transitions), areaIds: among(record.areaIds, terms.areas),
    },
    dropped,
  });
}
