import type { Language } from '../../platform/language.ts';
import { intlTag } from '../../ui/texts.ts';

/** 250 → „2,50 €“. */
export function sayMoney(language: Language, cents: number): string {
  return new Intl.NumberFormat(intlTag(language), { style: 'currency', currency: 'EUR' }).format(cents / 100);
}
