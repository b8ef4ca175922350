import { defineTexts } from '../platform/texts.ts';
import ar from './messages/chain.ar.json' with { type: 'json' };
import easy from './messages/chain.de-easy.json' with { type: 'json' };
import de from './messages/chain.de.json' with { type: 'json' };
import en from './messages/chain.en.json' with { type: 'json' };
import ru from './messages/chain.ru.json' with { type: 'json' };
import tr from './messages/chain.tr.json' with { type: 'json' };
import uk from './messages/chain.uk.json' with { type: 'json' };

/** What everybody sees of the chain. */
export const chainTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
