/** An address of the web as a URI: with http or https, in its plain form; undefined for anything else, nothing is put in front. */
export function webAddress(text: string | undefined): string | undefined {
  if (!text || /\s/.test(text) || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).href;
}

/** An e-mail address every client reads: one at sign, a host with a dot, plain characters. (RFC 5321 without quoted forms) */
export function plainEmail(text: string | undefined): string | undefined {
  return text && text.length <= 254 && /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(text) ? text : undefined;
}
