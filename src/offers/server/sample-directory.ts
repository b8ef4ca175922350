// A small directory for tests: two phases, two topics, one organization, one place.
import { storeOrganizations } from '../../network/server/store-organizations.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { newService, type ServiceRecord } from '../service.ts';
import { storeLocations } from './store-locations.ts';
import { storePhases } from './store-phases.ts';

export interface SampleDirectory {
  organizationId: Uuid;
  locationId: Uuid;
  phases: { early: Uuid; kita: Uuid };
  fields: { advice: Uuid; health: Uuid };
  /** an offer of this directory, not stored yet */
  service(name: string, known?: Partial<ServiceRecord>): ServiceRecord;
}

export async function sampleDirectory(tx: Write, municipalityId: Uuid, clock: Clock): Promise<SampleDirectory> {
  const organizationId = newId();
  const locationId = newId();
  const [early, kita, advice, health] = [newId(), newId(), newId(), newId()];
  await storeOrganizations(tx, municipalityId, [{ id: organizationId, name: 'Familienwerk', sector: 'welfare', isDemo: false }], clock);
  await storeLocations(tx, municipalityId, [{
    id: locationId, name: 'Haus der Familie', street: 'Kirchstraße', houseNumber: '3', postalCode: '31061', city: 'Musterstadt', stepFree: 'yes', isDemo: false,
  }]);
  await storePhases(tx, municipalityId, {
    phases: [
      { id: early, key: 'null-bis-drei', names: { de: '0 bis 3 Jahre', ar: 'من 0 إلى 3 سنوات' }, fromMonth: 0, untilMonth: 36, position: 1 },
      { id: kita, key: 'drei-bis-sechs', names: { de: '3 bis 6 Jahre' }, fromMonth: 36, untilMonth: 72, position: 2 },
    ],
    transitions: [{ id: newId(), key: 'in-die-kita', names: { de: 'In die Kita' }, fromPhaseId: early, toPhaseId: kita, position: 1 }],
    fields: [
      { id: advice, key: 'beratung', names: { de: 'Beratung', ar: 'استشارة' }, icon: 'talk', position: 1 },
      { id: health, key: 'gesundheit', names: { de: 'Gesundheit' }, icon: 'health', position: 2 },
    ],
  });
  return {
    organizationId, locationId, phases: { early, kita }, fields: { advice, health },
    service: (name, known = {}) => newService({ id: newId(), organizationId, name, places: [{ locationId, description: '' }], fieldIds: [advice], ...known }),
  };
}
