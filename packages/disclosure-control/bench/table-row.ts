import type { Measured } from './measured.ts';

const WIDTHS = [36, 9, 9, 10, 9, 38];

/** A line of the benchmark; without figures the heading. CPU seconds include the audit, save for the plain pattern. */
export function rowOf(measured?: Measured): string {
  const fields = measured
    ? [measured.method, measured.criterion, String(measured.secondary ?? '–'), String(measured.sum ?? '–'), Number.isNaN(measured.seconds) ? '–' : measured.seconds.toFixed(1), auditText(measured), measured.note ?? '']
    : ['method', 'criterion', 'secondary', 'sum', 'CPU s', 'audit', ''];
  return fields.map((field, at) => field.padEnd(WIDTHS[at] ?? 0)).join(' ').trimEnd();
}

function auditText({ holds, leaks }: Measured): string {
  if (!holds) return '–';
  const broken = (words: string, count?: number) => (count ? `${words} (${count} cells)` : words);
  return `E ${holds.E ? 'holds' : broken('broken', leaks?.E)}, T ${holds.T ? 'holds' : broken('not', leaks?.T)}`;
}
