import { defineTexts } from '../platform/texts.ts';
import ar from './messages/registration.ar.json' with { type: 'json' };
import easy from './messages/registration.de-easy.json' with { type: 'json' };
import de from './messages/registration.de.json' with { type: 'json' };
import en from './messages/registration.en.json' with { type: 'json' };
import ru from './messages/registration.ru.json' with { type: 'json' };
import tr from './messages/registration.tr.json' with { type: 'json' };
import uk from './messages/registration.uk.json' with { type: 'json' };

/** What families read while they register a child, in all languages. */
export const registrationTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
