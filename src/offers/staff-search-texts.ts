import { defineTexts } from '../platform/texts.ts';
import search from './messages/staff-search.de.json' with { type: 'json' };

/** The thesaurus and the searches that found nothing; staff pages only, so German only. */
export const staffSearchTexts = defineTexts({ de: search });
