import { defineTexts } from '../platform/texts.ts';
import ar from './messages/letter.ar.json' with { type: 'json' };
import easy from './messages/letter.de-easy.json' with { type: 'json' };
import de from './messages/letter.de.json' with { type: 'json' };
import en from './messages/letter.en.json' with { type: 'json' };
import ru from './messages/letter.ru.json' with { type: 'json' };
import tr from './messages/letter.tr.json' with { type: 'json' };
import uk from './messages/letter.uk.json' with { type: 'json' };

/** What a decision says, on paper and on the page. */
export const letterTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
