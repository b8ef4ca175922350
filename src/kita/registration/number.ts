/** Signs that are not mistaken for each other on the phone or in handwriting. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A number for the phone and the letter, `K7F3-9QXM`: random, so that it tells nothing and no two processes wait for each other. 31^8 of them. */
export function registrationNumber(random: (count: number) => Uint8Array): string {
  let signs = '';
  while (signs.length < 8) {
    for (const byte of random(12)) {
      // Bytes past the last whole multiple of 31 would make some signs more likely.
      if (byte < 248 && signs.length < 8) signs += SIGNS[byte % 31];
    }
  }
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}
