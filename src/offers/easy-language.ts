import type { Day } from '../platform/day.ts';

/**
 * Proof that words are Leichte Sprache and not only Einfache Sprache: people of the target group have tested them. Without it the product says
 * Einfache Sprache, never the other.
 */
export interface EasyLanguageCertificate {
  certifiedBy: string;
  testingGroup: string;
  certifiedOn: Day;
}

/** A name of its own, in German also on pages of other languages; shown beside a certificate only. */
export const LEICHTE_SPRACHE = 'Leichte Sprache';
