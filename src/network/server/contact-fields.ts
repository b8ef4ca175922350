import * as v from 'valibot';
import { optionalText } from '../../platform/field.ts';

/** Empty or a value: what is not known is not stored as an empty text. */
export const unlessEmpty = (max: number) => v.pipe(optionalText(max), v.transform((typed) => typed || undefined));

export const optionalEmail = () => v.pipe(
  optionalText(254), v.check((typed) => typed === '' || /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/u.test(typed), 'not-an-email'), v.transform((typed) => typed || undefined),
);

/** A number as people write it; at least three digits, for „115“ is one. */
export const optionalPhone = () => v.pipe(
  optionalText(60), v.check((typed) => typed === '' || (/^[+()\d\s/.–-]+$/.test(typed) && typed.replace(/\D/g, '').length >= 3), 'not-a-phone'),
  v.transform((typed) => typed || undefined),
);

/** An address of the web; „www.beispiel.de“ is completed by https. Nothing but http and https. */
export const optionalWebsite = () => v.pipe(
  optionalText(500),
  v.transform((typed) => (typed === '' || /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`)),
  v.check((typed) => typed === '' || isWebAddress(typed), 'not-a-web-address'),
  v.transform((typed) => typed || undefined),
);

function isWebAddress(text: string): boolean {
  try {
    const { protocol, hostname, username } = new URL(text);
    return (protocol === 'https:' || protocol === 'http:') && hostname.includes('.') && username === '' && !/\s/.test(text);
  } catch {
    return false;
  }
}
