import type { Uuid } from '../../platform/id.ts';
import type { Organization } from '../../network/organization.ts';
import type { Location, StepFree } from '../location.ts';
import type { HsdsDirectory } from './directory.ts';
import { known, type HsdsArea, type HsdsLocation, type HsdsOrganization } from './hsds.ts';
import { stableId } from './stable-id.ts';
import { webAddress } from './web-address.ts';

const STEP_FREE: Partial<Record<StepFree, string>> = { yes: 'Stufenlos erreichbar', partly: 'Teilweise stufenlos erreichbar', no: 'Nicht stufenlos erreichbar' };

export function areaObject(directory: Pick<HsdsDirectory, 'areas'>, id: Uuid | undefined): HsdsArea | undefined {
  const area = id && directory.areas.get(id);
  return area ? known<HsdsArea>({ id: area.id, name: area.name, level: area.level, key: area.key, regional_key: area.regionalKey }) : undefined;
}

/** A place. HSDS asks for whole addresses: a part nobody knows is an empty text there; an address nobody knows anything of is left out. */
export function locationObject(directory: Pick<HsdsDirectory, 'areas' | 'land'>, location: Location): HsdsLocation {
  const { id, street, houseNumber, postalCode, city } = location;
  const hasAddress = [street, postalCode, city].some(Boolean);
  const description = STEP_FREE[location.stepFree];
  return known<HsdsLocation>({
    id, location_type: 'physical', name: location.name, latitude: location.latitude, longitude: location.longitude, transportation: location.transportNote,
    addresses: hasAddress ? [{
      id: stableId(id, 'address'), location_id: id, address_1: [street, houseNumber].filter(Boolean).join(' '), city: city ?? '', state_province: directory.land,
      postal_code: postalCode ?? '', country: 'DE', address_type: 'physical',
    }] : undefined,
    accessibility: description || location.accessibilityNote
      ? [known({ id: stableId(id, 'accessibility'), location_id: id, description, details: location.accessibilityNote })] : undefined,
    step_free: location.stepFree, area: areaObject(directory, location.areaId),
  });
}

/**
 * Who offers something. Its mailbox and telephone are what the directory reaches it by, not what families are given: they stay inside. A
 * description nobody wrote is an empty text, as HSDS requires one.
 */
export function organizationObject(organization: Organization): HsdsOrganization {
  return {
    ...known<HsdsOrganization>({
      id: organization.id, name: organization.name, description: organization.description ?? undefined!, alternate_name: organization.alternateName,
      website: webAddress(organization.website), legal_status: organization.legalForm, sector: organization.sector,
    }),
    description: organization.description ?? '',
  };
}
