import { defineTexts } from '../platform/texts.ts';
import ageAr from './messages/age.ar.json' with { type: 'json' };
import ageEasy from './messages/age.de-easy.json' with { type: 'json' };
import ageDe from './messages/age.de.json' with { type: 'json' };
import ageEn from './messages/age.en.json' with { type: 'json' };
import ageRu from './messages/age.ru.json' with { type: 'json' };
import ageTr from './messages/age.tr.json' with { type: 'json' };
import ageUk from './messages/age.uk.json' with { type: 'json' };
import daysAr from './messages/days.ar.json' with { type: 'json' };
import daysEasy from './messages/days.de-easy.json' with { type: 'json' };
import daysDe from './messages/days.de.json' with { type: 'json' };
import daysEn from './messages/days.en.json' with { type: 'json' };
import daysRu from './messages/days.ru.json' with { type: 'json' };
import daysTr from './messages/days.tr.json' with { type: 'json' };
import daysUk from './messages/days.uk.json' with { type: 'json' };
import guideAr from './messages/guide.ar.json' with { type: 'json' };
import guideEasy from './messages/guide.de-easy.json' with { type: 'json' };
import guideDe from './messages/guide.de.json' with { type: 'json' };
import guideEn from './messages/guide.en.json' with { type: 'json' };
import guideRu from './messages/guide.ru.json' with { type: 'json' };
import guideTr from './messages/guide.tr.json' with { type: 'json' };
import guideUk from './messages/guide.uk.json' with { type: 'json' };

/** What families read, in all languages. */
export const guideTexts = defineTexts({
  de: { ...ageDe, ...guideDe, ...daysDe },
  'de-easy': { ...ageEasy, ...guideEasy, ...daysEasy },
  en: { ...ageEn, ...guideEn, ...daysEn },
  uk: { ...ageUk, ...guideUk, ...daysUk },
  tr: { ...ageTr, ...guideTr, ...daysTr },
  ar: { ...ageAr, ...guideAr, ...daysAr },
  ru: { ...ageRu, ...guideRu, ...daysRu },
});
export type GuideKey = (typeof guideTexts)['keys'][number];
