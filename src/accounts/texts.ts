import { defineTexts } from '../platform/texts.ts';
import staff from './messages/staff.de.json' with { type: 'json' };
import ar from './messages/sign-in.ar.json' with { type: 'json' };
import deEasy from './messages/sign-in.de-easy.json' with { type: 'json' };
import de from './messages/sign-in.de.json' with { type: 'json' };
import en from './messages/sign-in.en.json' with { type: 'json' };
import ru from './messages/sign-in.ru.json' with { type: 'json' };
import tr from './messages/sign-in.tr.json' with { type: 'json' };
import uk from './messages/sign-in.uk.json' with { type: 'json' };

/** Signing in and out, in all languages. */
export const signInTexts = defineTexts({ de, 'de-easy': deEasy, en, uk, tr, ar, ru });

/** One's own account and the administration of accounts: German only. */
export const staffTexts = defineTexts({ de: staff });
