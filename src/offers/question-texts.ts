import { defineTexts } from '../platform/texts.ts';
import de from './messages/questions.de.json' with { type: 'json' };
import easy from './messages/questions.de-easy.json' with { type: 'json' };
import en from './messages/questions.en.json' with { type: 'json' };
import uk from './messages/questions.uk.json' with { type: 'json' };
import tr from './messages/questions.tr.json' with { type: 'json' };
import ar from './messages/questions.ar.json' with { type: 'json' };
import ru from './messages/questions.ru.json' with { type: 'json' };

/** The questions of the guide and its suggestions, in all languages. */
export const questionTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
export type QuestionKey = (typeof questionTexts)['keys'][number];
