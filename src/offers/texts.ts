import { defineTexts } from '../platform/texts.ts';
import ageAr from './messages/age.ar.json' with { type: 'json' };
import ageEasy from './messages/age.de-easy.json' with { type: 'json' };
import ageDe from './messages/age.de.json' with { type: 'json' };
import ageEn from './messages/age.en.json' with { type: 'json' };
import ageRu from './messages/age.ru.json' with { type: 'json' };
import ageTr from './messages/age.tr.json' with { type: 'json' };
import ageUk from './messages/age.uk.json' with { type: 'json' };
import guideAr from './messages/guide.ar.json' with { type: 'json' };
import guideEasy from './messages/guide.de-easy.json' with { type: 'json' };
import guideDe from './messages/guide.de.json' with { type: 'json' };
import guideEn from './messages/guide.en.json' with { type: 'json' };
import guideRu from './messages/guide.ru.json' with { type: 'json' };
import guideTr from './messages/guide.tr.json' with { type: 'json' };
import guideUk from './messages/guide.uk.json' with { type: 'json' };

/** What families read, in all languages. */
export const guideTexts = defineTexts({
  de: { ...ageDe, ...guideDe },
  'de-easy': { ...ageEasy, ...guideEasy },
  en: { ...ageEn, ...guideEn },
  uk: { ...ageUk, ...guideUk },
  tr: { ...ageTr, ...guideTr },
  ar: { ...ageAr, ...guideAr },
  ru: { ...ageRu, ...guideRu },
});
export type GuideKey = (typeof guideTexts)['keys'][number];
