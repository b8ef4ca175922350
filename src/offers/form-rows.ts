import type { FormState } from '../platform/form.ts';

/** Rows of a form: `schedules.0.weekday`, `schedules.0.opensAt` … with the columns that make a row count as filled. */
export const rowColumns = {
  places: ['locationId'],
  schedules: ['opensAt', 'closesAt', 'firstDay', 'validUntil', 'note'],
  exceptions: ['onDay', 'onlyAt', 'toDay', 'opensAt', 'closesAt', 'note'],
  phones: ['number', 'description'],
  contacts: ['name', 'title', 'email', 'phone'],
  costs: ['amount', 'description', 'reducedFor'],
} as const;

export type RowKind = keyof typeof rowColumns;
export const rowKinds = Object.keys(rowColumns) as RowKind[];

/** No form has more; keeps a forged one small. */
const MOST_ROWS = 60;

type Raw = Record<string, unknown>;

/**
 * Gathers the rows of a form under their kind, keyed by their number in the form, so that a fault in `schedules.2.closesAt` is
 * shown in that very field. Rows nobody filled are left out.
 */
export function gatherRows(raw: Raw): Raw {
  const gathered: Raw = Object.fromEntries(Object.entries(raw).filter(([name]) => !name.includes('.')));
  for (const kind of rowKinds) {
    const rows: Record<string, Raw> = {};
    for (const [name, value] of Object.entries(raw)) {
      const match = /^(\w+)\.(\d{1,2})\.(\w+)$/.exec(name);
      if (match?.[1] === kind && Number(match[2]) < MOST_ROWS) rows[match[2]!] = { ...rows[match[2]!], [match[3]!]: value };
    }
    gathered[kind] = Object.fromEntries(Object.entries(rows).filter(([, row]) => rowColumns[kind].some((column) => typeof row[column] === 'string' && (row[column] as string).trim() !== '')));
  }
  return gathered;
}

/** How many rows of a kind a form shows: those that were typed or stored and one more, or as many as asked for. */
export function rowCount(form: FormState, kind: RowKind, extra: number): number {
  const numbers = Object.keys(form.values).flatMap((name) => {
    const match = new RegExp(`^${kind}\\.(\\d{1,2})\\.`).exec(name);
    return match && (form.values[name] ?? []).some((value) => value !== '') && rowColumns[kind].includes(name.split('.')[2] as never) ? [Number(match[1]) + 1] : [];
  });
  return Math.min(Math.max(0, ...numbers) + 1 + extra, MOST_ROWS);
}
