import { defineTexts } from '../platform/texts.ts';
import searchAr from './messages/search.ar.json' with { type: 'json' };
import searchDe from './messages/search.de.json' with { type: 'json' };
import searchEasy from './messages/search.de-easy.json' with { type: 'json' };
import searchEn from './messages/search.en.json' with { type: 'json' };
import searchRu from './messages/search.ru.json' with { type: 'json' };
import searchTr from './messages/search.tr.json' with { type: 'json' };
import searchUk from './messages/search.uk.json' with { type: 'json' };

/** What a search says about how it was understood, in all languages. */
export const searchTexts = defineTexts({ de: searchDe, 'de-easy': searchEasy, en: searchEn, uk: searchUk, tr: searchTr, ar: searchAr, ru: searchRu });
