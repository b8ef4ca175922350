import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeatType } from '../../src/kita/facilities/facility.ts';
import type { RulePack } from '../../src/kita/facilities/rule-pack.ts';
import { storeFacilities, type NewFacility, type NewGroup, type NewPool } from '../../src/kita/server/store-facilities.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import type { Day } from '../../src/platform/day.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';
import type { DemoSlug } from './demo-files.ts';
import { Keys } from './demo-records.ts';

type FacilityOfFile = Omit<NewFacility, 'id' | 'organizationId' | 'locationId' | 'pools' | 'groups' | 'childminder' | 'externalId' | 'leaders'> & {
  externalId: string;
  organization: string;
  location: string;
  pools: (Omit<NewPool, 'id' | 'types' | 'validFrom'> & { types: { key: string; atMost: number | null }[] })[];
  groups: (Omit<NewGroup, 'id' | 'validFrom' | 'rulePack'> & { validFrom?: Day })[];
  childminder?: Omit<NonNullable<NewFacility['childminder']>, 'substituteId'> & { substitute?: string };
  leaders?: { email: string; startsOn: Day; endsOn?: Day }[];
};

interface KitaFile {
  validFrom: Day;
  rulePack: RulePack;
  seatTypes: Omit<SeatType, 'id' | 'position'>[];
  facilities: FacilityOfFile[];
}

/** A town's Kitas, Horte and persons of Kindertagespflege with groups and places, where the story has them (Alfeld, Vorlage 351/XIX). */
export async function loadKitaFacilitiesOfDemo(tx: Write, id: Uuid, slug: DemoSlug, keys: { organizations: Keys; locations: Keys }, clock: Clock): Promise<void> {
  const path = join(import.meta.dirname, slug, 'kita-facilities.json');
  if (!existsSync(path)) return;
  const file = JSON.parse(readFileSync(path, 'utf8')) as KitaFile;
  const seatTypes: SeatType[] = file.seatTypes.map((type, position) => ({ ...type, id: newId(), position }));
  const kinds = new Keys('seat type', seatTypes.map((type) => [type.key, type.id]));
  const ids = new Keys('facility', file.facilities.map(({ externalId }) => [externalId, newId()]));
  const people = new Keys('person', (await tx.selectFrom('accounts.person').select(['id', 'email']).where('municipality_id', '=', id).execute()).map((person) => [person.email, person.id]));
  await storeFacilities(tx, id, {
    seatTypes,
    facilities: file.facilities.map(({ organization, location, pools, groups, childminder, leaders = [], ...facility }) => ({
      ...facility, id: ids.of(facility.externalId), organizationId: keys.organizations.of(organization), locationId: keys.locations.of(location), isDemo: true,
      pools: pools.map(({ types, ...pool }) => ({ ...pool, id: newId(), validFrom: file.validFrom, types: types.map(({ key, atMost }) => ({ seatTypeId: kinds.of(key), atMost })) })),
      groups: groups.map((group) => ({ validFrom: file.validFrom, ...group, id: newId(), rulePack: file.rulePack })),
      leaders: leaders.map(({ email, ...leader }) => ({ ...leader, personId: people.of(email) })),
      ...(childminder ? { childminder: { ...childminder, ...(childminder.substitute ? { substituteId: ids.of(childminder.substitute) } : {}) } } : {}),
    })),
  }, clock);
}
