import { defineTexts } from '../platform/texts.ts';
import figures from './messages/staff-figures.de.json' with { type: 'json' };

/** Pages for those who plan and decide: German; other languages are told so. */
export const figuresTexts = defineTexts({ de: figures });
