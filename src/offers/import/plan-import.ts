import type { RefusedRow } from '../../platform/table-file/refused-row.ts';
import type { Uuid } from '../../platform/id.ts';
import { nameIdentity, offerFingerprint } from './offer-record.ts';
import { fieldHeader } from './offer-fields.ts';
import type { ReadOffer } from './read-offer-rows.ts';

/** An offer of the directory as far as the import must know it. */
export interface StoredOffer {
  id: Uuid;
  externalId?: string;
  organizationName: string;
  name: string;
  /** of the record it was last imported from */
  fingerprint: string;
}

export interface ImportPlan {
  added: ReadOffer[];
  changed: { id: Uuid; offer: ReadOffer }[];
  unchanged: Uuid[];
  /** rows that may mean several stored offers */
  refused: RefusedRow[];
}

/**
 * What an import will do to the directory. An offer is recognised by its key; without one (in the row or in the directory) by
 * organization and name. Offers the file does not mention stay as they are. The same file again: everything unchanged. O(offers).
 */
export function planImport(offers: readonly ReadOffer[], stored: readonly StoredOffer[]): ImportPlan {
  const byKey = new Map(stored.flatMap((one) => (one.externalId === undefined ? [] : [[one.externalId, one] as const])));
  const byName = new Map<string, StoredOffer[]>();
  for (const one of stored) byName.set(nameIdentity(one), [...(byName.get(nameIdentity(one)) ?? []), one]);

  const plan: ImportPlan = { added: [], changed: [], unchanged: [], refused: [] };
  const met = new Map<Uuid, number>();
  for (const offer of offers) {
    const { record, lines } = offer;
    const ofKey = record.externalId === undefined ? undefined : byKey.get(record.externalId);
    const sameName = (byName.get(nameIdentity(record)) ?? []).filter((one) => record.externalId === undefined || one.externalId === undefined);
    const matches = ofKey ? [ofKey] : sameName;
    const match = matches[0];
    if (matches.length > 1) plan.refused.push(refusal(lines, 'offer-ambiguous', { count: matches.length }));
    else if (!match) plan.added.push(offer);
    else if (met.has(match.id)) plan.refused.push(refusal(lines, 'offer-meant-twice', { otherLine: met.get(match.id)! }));
    else {
      met.set(match.id, lines[0]!);
      if (match.fingerprint === offerFingerprint(record)) plan.unchanged.push(match.id);
      else plan.changed.push({ id: match.id, offer });
    }
  }
  return plan;
}

function refusal(lines: readonly number[], code: string, values: Record<string, string | number>): RefusedRow {
  return { line: lines[0]!, column: fieldHeader('name'), code, values };
}
