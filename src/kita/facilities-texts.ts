import { defineTexts } from '../platform/texts.ts';
import ar from './messages/facilities.ar.json' with { type: 'json' };
import easy from './messages/facilities.de-easy.json' with { type: 'json' };
import de from './messages/facilities.de.json' with { type: 'json' };
import en from './messages/facilities.en.json' with { type: 'json' };
import ru from './messages/facilities.ru.json' with { type: 'json' };
import tr from './messages/facilities.tr.json' with { type: 'json' };
import uk from './messages/facilities.uk.json' with { type: 'json' };
import staff from './messages/staff-facilities.de.json' with { type: 'json' };

/** Kitas for families, in all languages. */
export const facilitiesTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
/** Those who keep them; German only. */
export const staffFacilitiesTexts = defineTexts({ de: staff });
export type StaffFacilitiesKey = (typeof staffFacilitiesTexts)['keys'][number];
