/** One figure of a section: what was measured, what was wanted, and what somebody else's product needs. */
export interface Measurement {
  what: string;
  value: number;
  unit: 'ms' | 's' | 'KB' | '%' | '' | '/s';
  goal?: { atMost: number } | { atLeast: number };
  /** another product's figure for the same thing, in the same unit */
  peer?: { name: string; from: number; to?: number };
}

export interface Section {
  title: string;
  /** what was built and how it was measured, for whoever compares two runs */
  conditions: string[];
  measurements: Measurement[];
}

export function isMet({ value, goal }: Measurement): boolean {
  if (!goal) return true;
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
}

/** A section as a text table: measured value, goal and its share used, peer and how much more it needs. */
export function tableOf({ title, conditions, measurements }: Section): string {
  const rows = [['', 'measured', 'goal', 'measured/goal', 'peer', 'peer/measured', ''], ...measurements.map(cellsOf)];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => row.map((cell, column) => (column === 0 || column === 6 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ').trimEnd());
  return [`## ${title}`, ...conditions.map((one) => `   ${one}`), '', ...lines, ''].join('\n');
}

function cellsOf(one: Measurement): string[] {
  const { what, value, unit, goal, peer } = one;
  const limit = goal && ('atMost' in goal ? goal.atMost : goal.atLeast);
  return [
    what, withUnit(value, unit),
    goal ? `${'atMost' in goal ? '≤' : '≥'} ${withUnit(limit!, unit)}` : '',
    limit ? ratio(value / limit) : '',
    peer ? `${peer.name} ${[peer.from, ...(peer.to === undefined ? [] : [peer.to])].map(figure).join('–')} ${unit}`.trim() : '',
    peer && value > 0 ? ratio(peer.from / value) : '',
    goal ? (isMet(one) ? 'met' : 'MISSED') : '',
  ];
}

function withUnit(value: number, unit: Measurement['unit']): string {
  return unit === '/s' ? `${figure(value)}/s` : `${figure(value)} ${unit}`.trim();
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2 });
}

function ratio(value: number): string {
  return `× ${value >= 10 ? value.toFixed(0) : value.toFixed(2)}`;
}

/** The value that a share of all values does not exceed (nearest rank). Throws for an empty list. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('no values');
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
