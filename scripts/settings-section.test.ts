import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settings, settingsTable } from '../src/platform/settings.ts';
import { withSettingsTable } from './settings-section.ts';

const handbook = readFileSync(new URL('../docs/handbuch/betrieb.md', import.meta.url), 'utf8');

test('the handbook explains exactly the settings the program checks', () => {
  expect(withSettingsTable(handbook, settingsTable()), 'node --import tsx scripts/write-settings-table.ts').toBe(handbook);
  for (const name of Object.keys(settings)) expect(handbook).toContain(`| \`${name}\` |`);
});

test('a handbook without the place for the table is refused', () => {
  expect(() => withSettingsTable('# Betrieb', settingsTable())).toThrow(/markers/);
});
