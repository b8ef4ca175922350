import { defineTexts } from '../platform/texts.ts';
import age from './messages/age.de.json' with { type: 'json' };
import staff from './messages/staff.de.json' with { type: 'json' };

/** Pages of those who keep the directory: German only. */
export const staffTexts = defineTexts({ de: { ...age, ...staff } });
export type StaffKey = (typeof staffTexts)['keys'][number];
