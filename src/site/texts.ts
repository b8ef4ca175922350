import { defineTexts } from '../platform/texts.ts';
import ar from './messages/site.ar.json' with { type: 'json' };
import easy from './messages/site.de-easy.json' with { type: 'json' };
import de from './messages/site.de.json' with { type: 'json' };
import en from './messages/site.en.json' with { type: 'json' };
import ru from './messages/site.ru.json' with { type: 'json' };
import tr from './messages/site.tr.json' with { type: 'json' };
import uk from './messages/site.uk.json' with { type: 'json' };

export const texts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
