import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { organizationNames } from './organizations.ts';

/** All organizations by name, as choices of a form. */
export async function organizationChoices(tx: Read, municipalityId: Uuid): Promise<{ value: Uuid; label: string }[]> {
  const names = await organizationNames(tx, municipalityId);
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, 'de'));
}
