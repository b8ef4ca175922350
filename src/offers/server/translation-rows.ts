import type { Uuid } from '../../platform/id.ts';
import type { Provenance, TextMark } from '../translation.ts';

/** A row of offers.translation as JSON or as the driver reads it. */
export interface TranslationRow {
  part: string;
  language: string;
  text: string;
  source: string;
  mark: string;
  reviewed_by: Uuid | null;
  reviewed_at: Date | string | null;
  changed_at: Date | string | null;
}

export function provenanceOf(row: TranslationRow): Provenance {
  return {
    source: row.source, mark: row.mark as TextMark,
    ...(row.reviewed_by ? { reviewedBy: row.reviewed_by } : {}),
    ...(row.reviewed_at ? { reviewedAt: new Date(row.reviewed_at) } : {}),
    ...(row.changed_at ? { changedAt: new Date(row.changed_at) } : {}),
  };
}

export function provenanceRow({ source, mark, reviewedBy, reviewedAt, changedAt }: Provenance) {
  return { source, mark, reviewed_by: reviewedBy ?? null, reviewed_at: reviewedAt ?? null, changed_at: changedAt ?? null };
}
