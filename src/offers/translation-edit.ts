import type { Uuid } from '../platform/id.ts';
import { stateOf, type Provenance, type TranslationUnit } from './translation.ts';

export const decisions = ['reviewed', 'unreviewed'] as const;
/** What a person says of the words they save. */
export type Decision = (typeof decisions)[number];

/**
 * A text after a person has worked on it; undefined where nothing changes. Words left as they are and not called right stay what they were:
 * to look at a machine's words is not to review them.
 */
export function editedText(unit: TranslationUnit, typed: string, decision: Decision, by: { personId?: Uuid; now: Date }): { text: string; provenance: Provenance } | undefined {
  const provenance: Provenance = {
    source: unit.german, mark: decision, changedAt: by.now, ...(decision === 'reviewed' ? { reviewedAt: by.now, ...(by.personId ? { reviewedBy: by.personId } : {}) } : {}),
  };
  if (typed === unit.text) {
    if (typed === '' || decision === 'unreviewed' || stateOf(unit) === 'reviewed') return undefined;
    return { text: typed, provenance };
  }
  return { text: typed, provenance };
}
