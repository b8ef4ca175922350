import { defineTexts } from '../platform/texts.ts';
import ar from './messages/criteria.ar.json' with { type: 'json' };
import easy from './messages/criteria.de-easy.json' with { type: 'json' };
import de from './messages/criteria.de.json' with { type: 'json' };
import en from './messages/criteria.en.json' with { type: 'json' };
import ru from './messages/criteria.ru.json' with { type: 'json' };
import tr from './messages/criteria.tr.json' with { type: 'json' };
import uk from './messages/criteria.uk.json' with { type: 'json' };

/** What families read of facts and criteria, in all languages. Facts: `fact.<key>.label`, `.who`; what families tell: `.statement`, `.proof`. */
export const criteriaTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
