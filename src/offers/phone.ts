/** Numbers without area code that work from every phone in Germany: 110, 112, 115, 116 117, 116 111 … */
const SHORT = /^(11[0-9]|116\d{3})$/;

/**
 * A telephone number as typed in Germany → E.164 (`+49518170300`), undefined where that is not clear: no area code,
 * an extension in words, two numbers in one field. Source: ITU-T E.164 (at most 15 digits), DIN 5008 ways of writing.
 */
export function toE164(typed: string): string | undefined {
  const compact = typed.replace(/\(0\)/g, '').replace(/[\s./()\u00a0\u2013\u2010-]/g, '');
  if (!/^\+?\d+$/.test(compact)) return undefined;
  const international = compact.startsWith('+') ? compact.slice(1)
    : compact.startsWith('00') ? compact.slice(2)
    : compact.startsWith('0') ? `49${compact.slice(1)}`
    : undefined;
  if (!international || international.startsWith('0') || international.length < 7 || international.length > 15) return undefined;
  return `+${international}`;
}

/** What a link dials: `tel:+4951817030`, `tel:112`; undefined where nobody can be sure what the number is. */
export function phoneHref(typed: string, e164: string | undefined = toE164(typed)): string | undefined {
  if (e164) return `tel:${e164}`;
  const digits = typed.replace(/\s/g, '');
  return SHORT.test(digits) ? `tel:${digits}` : undefined;
}
