import iconv from 'iconv-lite';

/**
 * The package that reads .dbf files can decode to private-use characters U+F780–U+F7FF, one per byte above 127.
 * So bytes pass through it unchanged and are decoded here: it knows neither the code pages of DOS nor damaged UTF-8.
 */
export const bytewise = 'x-user-defined';

/** Language driver byte (offset 29 of a .dbf): the DOS code pages are decisive, "ANSI" and nothing are windows-1252. */
const languageDrivers: Record<number, string> = { 0x01: 'cp437', 0x02: 'cp850', 0x64: 'cp852', 0xc8: 'win1250' };

/**
 * Encoding of a .dbf: its .cpg file says it, else its language driver byte; otherwise windows-1252 – unless every text
 * is valid UTF-8 with letters beyond ASCII, which windows-1252 text practically never is.
 */
export function attributeEncoding(codePage: string | undefined, dbf: Uint8Array, texts: Iterable<string>): string {
  const named = codePage === undefined ? undefined : encodingOfCodePage(codePage);
  if (named) return named;
  const driver = languageDrivers[dbf[29] ?? 0];
  if (driver) return driver;
  let beyondAscii = false;
  for (const text of texts) {
    const bytes = bytesOf(text);
    if (bytes.every((byte) => byte < 0x80)) continue;
    beyondAscii = true;
    if (!isUtf8(bytes)) return 'win1252';
  }
  return beyondAscii ? 'utf8' : 'win1252';
}

/** The text of a field, without the padding that fills it. */
export function decodeAttribute(text: string, encoding: string): string {
  return iconv.decode(bytesOf(text), encoding).replace(/\0[\s\S]*$/, '').trim().normalize('NFC');
}

function encodingOfCodePage(text: string): string | undefined {
  const name = text.replace(/^\uFEFF/, '').trim().toLowerCase();
  if (/^(utf-?8|65001)$/.test(name)) return 'utf8';
  const iso = /^(?:iso[-_ ]?)?8859[-_ ]?(\d{1,2})$/.exec(name);
  // Written as ISO-8859-1, meant as windows-1252: its superset, as in every browser.
  if (iso) return iso[1] === '1' ? 'win1252' : `iso8859${iso[1]}`;
  const page = /(\d{3,4})$/.exec(name);
  const candidate = page ? (page[1]!.startsWith('125') ? `win${page[1]}` : `cp${page[1]}`) : name;
  return candidate !== '' && iconv.encodingExists(candidate) ? candidate : undefined;
}

function bytesOf(text: string): Buffer {
  const bytes = Buffer.alloc(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at) & 0xff;
  return bytes;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
