import { findLocations } from './locations.ts';
import { loadServices, type StoredService } from './load-services.ts';
import { organizationNames } from '../../network/server/organizations.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Location } from '../location.ts';
import type { DayCalendar } from '../holidays/day-calendar.ts';
import type { FreshnessSetting } from '../freshness/freshness.ts';
import { isPublic } from '../service.ts';
import { readFreshnessSetting } from './freshness-setting.ts';
import { loadDayCalendar } from './day-calendar.ts';

/** An offer with what a page says about it: who offers it and where. */
export interface ShownOffer {
  service: StoredService;
  organizationName: string;
  /** its places in the order of the record */
  places: { location: Location; description: string }[];
  /** places of single dates which are not its own */
  elsewhere: ReadonlyMap<Uuid, Location>;
  /** how its town keeps entries fresh: an old confirmation is marked */
  freshness: FreshnessSetting;
  /** the days of its town: every computation of dates asks for them */
  calendar: DayCalendar;
}

/** These offers in the order given; the same number of statements for one as for a page full. */
export async function shownOffers(tx: Read, municipalityId: Uuid, ids: readonly Uuid[]): Promise<ShownOffer[]> {
  const services = await loadServices(tx, municipalityId, ids);
  const names = await organizationNames(tx, municipalityId);
  const locations = await findLocations(tx, municipalityId, services.flatMap((service) => [...service.places, ...service.exceptions].flatMap(({ locationId }) => locationId ?? [])));
  const calendar = await loadDayCalendar(tx, municipalityId);
  const freshness = await readFreshnessSetting(tx, municipalityId);
  return services.map((service) => ({
    service,
    organizationName: names.get(service.organizationId) ?? '',
    places: service.places.flatMap(({ locationId, description }) => {
      const location = locations.get(locationId);
      return location ? [{ location, description }] : [];
    }),
    elsewhere: locations,
    calendar,
    freshness,
  }));
}

/** One offer families may see; undefined if it is missing, foreign, a draft, retired or over. */
export async function findPublicOffer(tx: Read, municipalityId: Uuid, id: Uuid, on: Day): Promise<ShownOffer | undefined> {
  const [offer] = await shownOffers(tx, municipalityId, [id]);
  return offer && isPublic(offer.service, on) ? offer : undefined;
}
