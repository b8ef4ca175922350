import { defineTexts } from '../platform/texts.ts';
import tables from '../platform/table-file/messages/staff.de.json' with { type: 'json' };
import imports from './messages/staff-import.de.json' with { type: 'json' };
import releases from './messages/staff-release.de.json' with { type: 'json' };
import staff from './messages/staff.de.json' with { type: 'json' };

/** Pages of planners: German only; with what reading a file may say. */
export const monitoringTexts = defineTexts({ de: { ...tables, ...imports, ...releases, ...staff } });
export type MonitoringKey = (typeof monitoringTexts)['keys'][number];

const say = monitoringTexts.in('de');

/** Says the refusal of a row or file. */
export function sayCode(code: string, values?: Record<string, string | number>): string {
  return monitoringTexts.has('de', code as MonitoringKey) ? say(code as MonitoringKey, values) : code;
}
