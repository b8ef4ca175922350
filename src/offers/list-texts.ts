import { defineTexts } from '../platform/texts.ts';
import de from './messages/list.de.json' with { type: 'json' };
import easy from './messages/list.de-easy.json' with { type: 'json' };
import en from './messages/list.en.json' with { type: 'json' };
import uk from './messages/list.uk.json' with { type: 'json' };
import tr from './messages/list.tr.json' with { type: 'json' };
import ar from './messages/list.ar.json' with { type: 'json' };
import ru from './messages/list.ru.json' with { type: 'json' };

/** The personal list and the sheet of paper, in all languages. */
export const listTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
export type ListKey = (typeof listTexts)['keys'][number];
