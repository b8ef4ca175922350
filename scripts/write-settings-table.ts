import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { settingsTable } from '../src/platform/settings.ts';
import { withSettingsTable } from './settings-section.ts';

/** Writes the table of settings into the handbook; a test fails where it was forgotten. */
const handbook = fileURLToPath(new URL('../docs/handbuch/betrieb.md', import.meta.url));
writeFileSync(handbook, withSettingsTable(readFileSync(handbook, 'utf8'), settingsTable()));
