/*
 * A cell that begins with one of these is run as a formula when a spreadsheet opens a CSV file (OWASP, CSV injection; the full-width
 * forms in East Asian editions). CSV has no types, so such texts get an apostrophe in front – also phone numbers such as
 * +49 5181 703-0, which would otherwise be calculated. A negative number or a single sign of official statistics (-) is harmless.
 */
const DANGEROUS = /^[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;
const HARMLESS = /^(?:[+-]|-(?:0|[1-9]\d{0,14})(?:[.,]\d+)?)$/;

/** The text as it may stand in a CSV cell. */
export function withGuard(text: string): string {
  const guard = GUARDED.test(text) || (DANGEROUS.test(text) && !HARMLESS.test(text));
  return guard ? `'${text}` : text;
}

/** Takes away the one apostrophe {@link withGuard} put in front: `withoutGuard(withGuard(x)) === x` for every x. */
export function withoutGuard(cell: string): string {
  return cell.charCodeAt(0) === 39 && GUARDED.test(cell) ? cell.slice(1) : cell;
}
