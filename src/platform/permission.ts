import type { Uuid } from './id.ts';

/**
 * Protection class of the data behind a permission (house plan §3): open, internal, personal,
 * social (Sozialdaten, § 35 SGB I), entrusted (§ 65 SGB VIII).
 */
export type Protection = 'open' | 'internal' | 'personal' | 'social' | 'entrusted';

/** Who asks. Nobody is signed in if `personId` is missing. Role names are the business of src/accounts. */
export interface Who {
  municipalityId: Uuid;
  personId?: Uuid;
  sessionId?: Uuid;
  displayName?: string;
  roles: readonly string[];
  /** organizations this person may edit for (provider editors) */
  organizationIds: readonly Uuid[];
}

/** A named right. Every page and action has one; the name is the audit name of reads and denials. */
export interface Permission {
  /** `part.thing.verb`, e.g. `chain.gap.close` */
  name: string;
  protects: Protection;
  allows(who: Who): boolean;
}
