import { createHash } from 'node:crypto';
import type { Location } from '../../src/offers/location.ts';
import { newService, type ServiceRecord } from '../../src/offers/service.ts';
import type { TextLanguage } from '../../src/offers/translation.ts';
import type { Organization } from '../../src/network/organization.ts';
import type { Day } from '../../src/platform/day.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';
import type { DemoFiles } from './demo-files.ts';

/** Ids of what was made, by the keys the files use. A key that is not there is a fault of the files. */
export class Keys {
  readonly #ids: ReadonlyMap<string, Uuid>;
  readonly #what: string;
  constructor(what: string, ids: Iterable<readonly [string, Uuid]>) {
    this.#what = what;
    this.#ids = new Map(ids);
  }

  of(key: string): Uuid {
    const id = this.#ids.get(key);
    if (!id) throw new RangeError(`the demo files name no ${this.#what} „${key}“`);
    return id;
  }
}

export function organizationRecords({ organizations }: DemoFiles): Organization[] {
  return organizations.map((organization) => ({ ...organization, id: newId(), isDemo: true }));
}

export function locationRecords({ locations }: DemoFiles, areas: Keys): Location[] {
  return locations.map(({ area, street, houseNumber, ...location }) => ({
    ...location, id: newId(), areaId: areas.of(area), isDemo: true, ...(street ? { street } : {}), ...(houseNumber ? { houseNumber } : {}),
  }));
}

export interface ServiceKeys {
  organizations: Keys;
  phases: Keys;
  transitions: Keys;
  fields: Keys;
  areas: Keys;
  locations: Keys;
}

export function serviceRecords({ services }: DemoFiles, keys: ServiceKeys): ServiceRecord[] {
  return services.map((service) => newService({
    id: newId(),
    externalId: service.externalId,
    organizationId: keys.organizations.of(service.organization),
    name: service.name,
    summary: service.summary,
    description: service.description,
    audience: service.audience,
    freeOfCharge: service.freeOfCharge,
    walkIn: service.walkIn,
    outreach: service.outreach,
    staffing: service.staffing,
    responsibleLevel: service.responsibleLevel,
    applicationProcess: service.applicationProcess,
    isDemo: true,
    fingerprint: createHash('sha256').update(JSON.stringify(service)).digest('hex'),
    ...known({
      minimumAgeMonths: service.minimumAgeMonths, maximumAgeMonths: service.maximumAgeMonths,
      capacityPlaces: service.capacityPlaces, capacityWeeklyHours: service.capacityWeeklyHours,
      email: service.email, website: service.website, assuredAt: service.assuredAt as Day | null, assuredBy: service.assuredBy,
      validFrom: service.validFrom as Day | undefined, validUntil: service.validUntil as Day | undefined,
    }),
    phaseIds: (service.phases ?? []).map((key) => keys.phases.of(key)),
    transitionIds: (service.transitions ?? []).map((key) => keys.transitions.of(key)),
    fieldIds: service.fields.map((key) => keys.fields.of(key)),
    languages: service.languages,
    areaIds: (service.areas ?? []).map((key) => keys.areas.of(key)),
    places: service.locations.map((key) => ({ locationId: keys.locations.of(key), description: '' })),
    schedules: service.schedules.map(({ opens, closes, intervalWeeks, byAppointment, note, firstDay, validFrom, validUntil, ...rule }) => ({
      ...rule, opensAt: opens, ...(isRoundTheClock(opens, closes) ? { closesAt: '00:00', onPublicHolidays: true } : { closesAt: closes }), intervalWeeks: intervalWeeks ?? 1, byAppointment: byAppointment ?? false, note: note ?? '',
      ...known({ firstDay: firstDay as Day | undefined, validFrom: validFrom as Day | undefined, validUntil: validUntil as Day | undefined }),
    })),
    exceptions: (service.exceptions ?? []).map(({ onDay, kind, opens, closes, note }) => ({ onDay: onDay as Day, kind, note, ...known({ opensAt: opens, closesAt: closes }) })),
    phones: service.phones.map(({ number, description }) => ({ number, description: description ?? '', languages: [] })),
    costs: (service.costs ?? []).map(({ amountCents, description, reducedFor }) => ({ ...known({ amountCents }), description, reducedFor: reducedFor ?? '' })),
    texts: Object.entries(service.texts ?? {}).flatMap(([language, text]) => text
      ? [{ language: language as TextLanguage, name: text.name, summary: text.summary, description: '', state: text.state }] : []),
  }));
}

type Known<Values> = { [Name in keyof Values]?: NonNullable<Values[Name]> };

/** Leaves out what is unknown, so that it is missing and not null. */
function known<Values extends Record<string, unknown>>(values: Values): Known<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as Known<Values>;
}

/** The files end such a day a minute before midnight. Who is there at any hour is there on holidays. */
function isRoundTheClock(opens: string, closes: string): boolean {
  return opens === '00:00' && closes === '23:59';
}
