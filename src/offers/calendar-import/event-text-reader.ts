import { hiddenCharacters, withoutHidden } from '../../platform/table-file/hidden-character.ts';

export type TextFault = 'hidden-characters' | 'markup' | 'text-too-long';

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', euro: '€', ndash: '–', mdash: '—', bdquo: '„', ldquo: '“', rdquo: '”', hellip: '…' };

/** A text of a foreign calendar as plain text: without what nobody sees, without HTML, cut where it is longer than anybody reads. Says what it did. O(length). */
export function plainText(typed: string, max: number): { text: string; faults: TextFault[] } {
  const faults: TextFault[] = [];
  let text = typed.normalize('NFC').replace(/\r\n?/g, '\n');
  if (hiddenCharacters(text).some(({ kind }) => kind === 'control' || kind === 'bidi' || kind === 'broken')) {
    faults.push('hidden-characters');
    text = withoutHidden(text);
  }
  if (/<\/?[a-z][^<>]{0,1000}>/i.test(text)) {
    faults.push('markup');
    text = withoutMarkup(text);
  }
  text = text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name) return NAMED[name] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16);
    return code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? withoutHidden(String.fromCodePoint(code)) : '';
  });
  text = text.replace(/[ \t\u00a0]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
  const characters = Array.from(text.slice(0, max * 2 + 2));
  if (characters.length > max) {
    faults.push('text-too-long');
    text = `${characters.slice(0, max - 1).join('')}…`;
  }
  return { text, faults };
}

/** Tags leave a space or a line; what stands inside of script and style is no text. */
function withoutMarkup(text: string): string {
  return text.replace(/<(script|style)\b[^<>]{0,1000}>[\s\S]{0,100000}?<\/\1\s*>/gi, ' ').replace(/<(?:br|\/p|\/div|\/li|\/h\d|\/tr)\b[^<>]{0,1000}>/gi, '\n').replace(/<li\b[^<>]{0,1000}>/gi, '– ').replace(/<\/?[a-z!][^<>]{0,1000}>/gi, ' ');
}
