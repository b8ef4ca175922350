import type { Language } from '../../platform/language.ts';

/** How a guardian wants decisions: `electronic` is the consent to retrieve them in the account, `post` its refusal or withdrawal. Who said nothing gets post. */
export const deliveryChoices = ['electronic', 'post'] as const;
export type DeliveryChoice = (typeof deliveryChoices)[number];

/** `account`: in the own account, at the registration or later; `paper`: on a signed form; `phone`: only a withdrawal. */
export type DeliveryWay = 'account' | 'paper' | 'phone';

/** The consent's text (`delivery.*` of the registration's texts). Raised with every change of what is agreed to: a test holds the texts against it. */
export const DELIVERY_TEXT_VERSION = 1;

/** What somebody chose, and the language they read it in. */
export interface Delivery {
  choice: DeliveryChoice;
  way: DeliveryWay;
  language: Language;
}
