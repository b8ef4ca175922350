import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { CountedOffer } from '../counted-offer.ts';
import type { ResponsibleLevel, YesNoUnknown } from '../service.ts';

/** While its parts are being added. */
type Growing<Record> = { [Key in keyof Record]: Record[Key] extends readonly (infer Part)[] ? Part[] : Record[Key] };

/** All active offers of a municipality, whatever their dates, and those that rest because nobody answered for them; eight queries whatever their number. */
export async function servicesForChain(tx: Read, municipalityId: Uuid): Promise<CountedOffer[]> {
  const rows = await tx.selectFrom('offers.service as service')
    .innerJoin('network.organization as organization', (join) => join
      .onRef('organization.municipality_id', '=', 'service.municipality_id').onRef('organization.id', '=', 'service.organization_id'))
    .select(['service.id', 'service.name', 'service.organization_id', 'organization.name as organization_name', 'service.minimum_age_months', 'service.maximum_age_months',
      'service.free_of_charge', 'service.walk_in', 'service.outreach', 'service.responsible_level', 'service.capacity_places', 'service.capacity_weekly_hours',
      'service.assured_at', 'service.valid_from', 'service.valid_until', 'service.status'])
    .where('service.municipality_id', '=', municipalityId)
    .where((where) => where.or([where('service.status', '=', 'active'), where.and([where('service.status', '=', 'inactive'), where.exists(where.selectFrom('offers.confirmation_request as request').select('request.id')
      .whereRef('request.municipality_id', '=', 'service.municipality_id').whereRef('request.service_id', '=', 'service.id').where('request.state', '=', 'lapsed'))])]))
    .orderBy('service.name').execute();

  const services = new Map<Uuid, Growing<CountedOffer>>(rows.map((row) => [row.id, {
    id: row.id, name: row.name, organizationId: row.organization_id, organizationName: row.organization_name,
    ...known('minimumAgeMonths', row.minimum_age_months), ...known('maximumAgeMonths', row.maximum_age_months),
    ...(row.status === 'active' ? {} : { isResting: true as const }),
    phaseIds: [], transitionIds: [], fieldIds: [], areaIds: [], at: [], languages: [],
    freeOfCharge: row.free_of_charge as YesNoUnknown, walkIn: row.walk_in as YesNoUnknown, outreach: row.outreach as YesNoUnknown,
    responsibleLevel: row.responsible_level as ResponsibleLevel,
    ...known('places', row.capacity_places), ...known('weeklyHours', row.capacity_weekly_hours), ...known('assuredAt', row.assured_at),
    ...known('validFrom', row.valid_from), ...known('validUntil', row.valid_until),
    schedules: [],
  }]));
  await addParts(tx, municipalityId, services);
  return [...services.values()];
}

async function addParts(tx: Read, municipalityId: Uuid, services: Map<Uuid, Growing<CountedOffer>>): Promise<void> {
  const links = <Table extends 'offers.service_phase' | 'offers.service_transition' | 'offers.service_field' | 'offers.service_area' | 'offers.service_language', Column extends string>(table: Table, column: Column) =>
    tx.selectFrom(table as 'offers.service_phase').select(['service_id', `${column} as value` as 'phase_id as value'])
      .where('municipality_id', '=', municipalityId).execute();
  for (const { service_id, value } of await links('offers.service_phase', 'phase_id')) services.get(service_id)?.phaseIds.push(value);
  for (const { service_id, value } of await links('offers.service_transition', 'transition_id')) services.get(service_id)?.transitionIds.push(value);
  for (const { service_id, value } of await links('offers.service_field', 'field_id')) services.get(service_id)?.fieldIds.push(value);
  for (const { service_id, value } of await links('offers.service_area', 'area_id')) services.get(service_id)?.areaIds.push(value);
  for (const { service_id, value } of await links('offers.service_language', 'language')) services.get(service_id)?.languages.push(value);

  const places = await tx.selectFrom('offers.service_at_location as at')
    .innerJoin('offers.location as location', (join) => join.onRef('location.municipality_id', '=', 'at.municipality_id').onRef('location.id', '=', 'at.location_id'))
    .select(['at.service_id', 'location.id', 'location.area_id', 'location.longitude', 'location.latitude'])
    .where('at.municipality_id', '=', municipalityId).execute();
  for (const place of places) {
    services.get(place.service_id)?.at.push({
      locationId: place.id, ...known('areaId', place.area_id),
      ...(place.longitude !== null && place.latitude !== null ? { point: { longitude: place.longitude, latitude: place.latitude } } : {}),
    });
  }

  const schedules = await tx.selectFrom('offers.schedule')
    .select(['service_id', 'weekday', 'opens_at', 'closes_at', 'interval_weeks', 'first_day', 'week_of_month', 'valid_from', 'valid_until'])
    .where('municipality_id', '=', municipalityId).execute();
  for (const rule of schedules) {
    services.get(rule.service_id)?.schedules.push({
      weekday: rule.weekday, opensAt: minutesOf(rule.opens_at), closesAt: minutesOf(rule.closes_at), intervalWeeks: rule.interval_weeks,
      ...known('firstDay', rule.first_day), ...known('weekOfMonth', rule.week_of_month), ...known('validFrom', rule.valid_from), ...known('validUntil', rule.valid_until),
    });
  }
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function known<Name extends string, Value>(name: Name, value: Value | null): { [Key in Name]?: Value } {
  return (value === null ? {} : { [name]: value }) as { [Key in Name]?: Value };
}
