import { defineTexts } from '../platform/texts.ts';
import office from './messages/office.de.json' with { type: 'json' };
import duplicates from './messages/office-duplicates.de.json' with { type: 'json' };

/** Staff pages only, so German only. */
export const officeTexts = defineTexts({ de: office });
export const officeDuplicateTexts = defineTexts({ de: duplicates });
