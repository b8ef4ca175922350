import { defineTexts } from '../platform/texts.ts';
import type { Language } from '../platform/language.ts';
import type { Audience } from './awareness/survey.ts';
import ar from './messages/awareness.ar.json' with { type: 'json' };
import easy from './messages/awareness.de-easy.json' with { type: 'json' };
import de from './messages/awareness.de.json' with { type: 'json' };
import en from './messages/awareness.en.json' with { type: 'json' };
import ru from './messages/awareness.ru.json' with { type: 'json' };
import tr from './messages/awareness.tr.json' with { type: 'json' };
import uk from './messages/awareness.uk.json' with { type: 'json' };
import staff from './messages/staff-awareness.de.json' with { type: 'json' };
import professionals from './messages/staff-survey.de.json' with { type: 'json' };

const families = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
const ofProfessionals = defineTexts({ de: { ...de, ...professionals } });

/** The survey in the words of those who are asked: families in their language, professionals in German. */
export function surveyTexts(audience: Audience): typeof families {
  return audience === 'families' ? families : ofProfessionals;
}

/** The language the survey is in; professionals are asked in German on every page. */
export function surveyLanguage(audience: Audience, language: Language): Language {
  return audience === 'families' ? language : 'de';
}

/** The coordinator's pages; German only. */
export const awarenessTexts = defineTexts({ de: staff });
