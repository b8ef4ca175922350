import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

export interface OrganizationChoice {
  id: Uuid;
  name: string;
}

/**
 * The organisations of a municipality, by name. Organisations live above accounts (src/network): whoever puts the routes together
 * (src/routes.ts) hands this in.
 */
export type OrganizationChoices = (tx: Read, municipalityId: Uuid) => Promise<readonly OrganizationChoice[]>;
