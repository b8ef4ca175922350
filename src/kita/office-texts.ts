import { tableMessages } from '../platform/table-file/table-texts.ts';
import { defineTexts } from '../platform/texts.ts';
import office from './messages/staff-office.de.json' with { type: 'json' };
import figures from './messages/staff-office-figures.de.json' with { type: 'json' };
import reports from './messages/staff-office-reports.de.json' with { type: 'json' };
import costs from './messages/staff-office-costs.de.json' with { type: 'json' };
import series from './messages/staff-office-series.de.json' with { type: 'json' };
import imports from './messages/staff-office-import.de.json' with { type: 'json' };
import duplicates from './messages/staff-office-duplicates.de.json' with { type: 'json' };

/** Staff pages only, so German only. */
export const officeTexts = defineTexts({ de: office });
export const officeDuplicateTexts = defineTexts({ de: duplicates });
export const officeFigureTexts = defineTexts({ de: figures });
export const officeReportTexts = defineTexts({ de: reports });
export const officeCostTexts = defineTexts({ de: costs });
export const officeSeriesTexts = defineTexts({ de: series });
export const officeImportTexts = defineTexts({ de: { ...tableMessages, ...imports } });
