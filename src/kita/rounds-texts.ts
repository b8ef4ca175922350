import { defineTexts } from '../platform/texts.ts';
import ar from './messages/rounds.ar.json' with { type: 'json' };
import deEasy from './messages/rounds.de-easy.json' with { type: 'json' };
import de from './messages/rounds.de.json' with { type: 'json' };
import en from './messages/rounds.en.json' with { type: 'json' };
import ru from './messages/rounds.ru.json' with { type: 'json' };
import tr from './messages/rounds.tr.json' with { type: 'json' };
import uk from './messages/rounds.uk.json' with { type: 'json' };
import staff from './messages/staff-rounds.de.json' with { type: 'json' };

/** What families read of rounds. */
export const roundsTexts = defineTexts({ de, 'de-easy': deEasy, en, uk, tr, ar, ru });
/** The office's and the providers' pages: German only. */
export const staffRoundsTexts = defineTexts({ de: staff });
