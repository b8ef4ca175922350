import type { Protection } from '../../platform/permission.ts';

/** How strongly the office has to see a circumstance proved before it counts. */
export type ProofKind = 'none' | 'upload' | 'seen';

/**
 * What a criterion may ask. `origin`: computed from the registration, or told by the family and checked by the office.
 * `scope`: true of the child everywhere, or of the child and one facility, or of the child and one Träger.
 */
export interface Fact {
  key: FactKey;
  origin: 'computed' | 'family';
  scope: 'child' | 'facility' | 'organization' | 'seat-type';
  /** `truth`: holds or does not; the others are whole numbers with that unit, compared with a condition's range */
  value: 'truth' | 'months' | 'hours' | 'children';
  protects: Protection;
  /** how the office usually has it proved */
  proof: ProofKind;
}

const computed = (scope: Fact['scope'], value: Fact['value'] = 'truth') => ({ origin: 'computed', scope, value, protects: 'personal', proof: 'none' }) as const;
const told = (proof: ProofKind, value: Fact['value'] = 'truth') => ({ origin: 'family', scope: 'child', value, protects: 'social', proof }) as const;

const table = {
  'age-at-start': computed('child', 'months'),
  'legal-claim': computed('child'),
  'last-year-before-school': computed('child'),
  resident: computed('child'),
  'no-place': computed('child'),
  'waits-since': computed('child', 'months'),
  'sibling-in-facility': computed('facility'),
  'in-catchment': computed('facility'),
  'holds-place-here': computed('facility'),
  'same-provider': computed('organization'),
  'seat-hours': computed('seat-type', 'hours'),
  'needs-inclusive-seat': { ...computed('child'), protects: 'social' },
  'child-protection': told('seen'),
  hardship: told('seen'),
  'single-parent': told('upload'),
  'both-work-or-train': told('upload'),
  'work-hours': told('upload', 'hours'),
  'seeks-work': told('upload'),
  'language-support': told('seen'),
  benefits: told('upload'),
  'many-children': told('upload', 'children'),
  'disability-in-family': told('upload'),
  'parent-seriously-ill': told('upload'),
  'foster-child': told('upload'),
  'emergency-shelter': told('seen'),
  'staff-child': told('upload'),
  'company-place': told('upload'),
} as const satisfies Record<string, Omit<Fact, 'key'>>;

export type FactKey = keyof typeof table;

/** All facts a catalogue may use, in the order in which forms offer them. */
export const facts: readonly Fact[] = Object.entries(table).map(([key, fact]) => ({ key: key as FactKey, ...fact }));

const byKey = new Map<string, Fact>(facts.map((fact) => [fact.key, fact]));

/** The fact of a key; undefined for a key nobody knows (an old row, a forged form). */
export function findFact(key: string): Fact | undefined {
  return byKey.get(key);
}

export function factOf(key: FactKey): Fact {
  return byKey.get(key)!;
}

/** What a family may tell of itself; the registration asks those the catalogue in force uses (`askedFacts`). */
export const familyFacts: readonly Fact[] = facts.filter(({ origin }) => origin === 'family');
