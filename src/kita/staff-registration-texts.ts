import { defineTexts } from '../platform/texts.ts';
import de from './messages/staff-registration.de.json' with { type: 'json' };

/** Those who enter registrations from paper and welcome families; German only. */
export const staffRegistrationTexts = defineTexts({ de });
