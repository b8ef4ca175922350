/** How a guardian is told. */
export const tellingWays = ['mail', 'post', 'hand-over'] as const;
export type TellingWay = (typeof tellingWays)[number];

/**
 * Mail to whoever has a mail address (an account always has one). Post for the others; whoever's address is blocked (§§ 51, 52 BMG) or
 * unknown is handed the letter at the office: a blocked address stands on no envelope.
 */
export function tellingWay({ email, isAddressBlocked, hasAddress }: { email: string | null; isAddressBlocked: boolean; hasAddress: boolean }): TellingWay {
  if (email) return 'mail';
  return isAddressBlocked || !hasAddress ? 'hand-over' : 'post';
}
