import type { Language } from '../../platform/language.ts';
import type { ServiceLaw } from '../decisions/service.ts';
import { registrationTexts } from '../registration-texts.ts';

/** What somebody agrees to who takes decisions electronically, with the day from which they count by the municipality's law. */
export function sayDeliveryTerms(language: Language, law: ServiceLaw): string {
  const t = registrationTexts.in(language);
  return `${t('delivery.hint')} ${t(`delivery.law.${law}`)}`;
}
