import type { DeliveryChoice } from '../registration/delivery.ts';

/** How a guardian is told. */
export const tellingWays = ['mail', 'post', 'hand-over'] as const;
export type TellingWay = (typeof tellingWays)[number];

interface Addressee {
  email: string | null;
  isAddressBlocked: boolean;
  hasAddress: boolean;
  /** what the guardian chose; null: never said */
  delivery?: DeliveryChoice | null;
  /** an administrative act: electronically only with consent (§ 37 Abs. 2a SGB X, § 41 Abs. 2a VwVfG) */
  needsConsent?: boolean;
}

/**
 * Mail to whoever has a mail address and consented – or, where no consent is needed (letters of private law, reminders), did not ask for paper. Post for the
 * others; whoever's address is blocked (§§ 51, 52 BMG) or unknown is handed the letter at the office: a blocked address stands on no envelope.
 */
export function tellingWay({ email, isAddressBlocked, hasAddress, delivery = null, needsConsent = false }: Addressee): TellingWay {
  if (email && (delivery === 'electronic' || (delivery === null && !needsConsent))) return 'mail';
  return isAddressBlocked || !hasAddress ? 'hand-over' : 'post';
}
