import type { Uuid } from '../platform/id.ts';

/** Kinds of bodies that carry a Präventionskette. */
export const sectors = ['city', 'county', 'state', 'welfare', 'church', 'club', 'company', 'self-help', 'health', 'school', 'unknown'] as const;
export type Sector = (typeof sectors)[number];

/** Who offers something (Open Referral organization; German: Träger). Function mailboxes, no private data. */
export interface Organization {
  id: Uuid;
  /** its number or key in the directory it was imported from */
  externalId?: string;
  name: string;
  alternateName?: string;
  description?: string;
  legalForm?: string;
  sector: Sector;
  email?: string;
  phone?: string;
  website?: string;
  isDemo: boolean;
  /** of organizations that were merged into it; imports know it by them */
  formerNames?: readonly string[];
}

/** What two ways to write the same organization have in common: „AWO Kreisverband e.V.“ and „AWO Kreisverband e. V.“. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
