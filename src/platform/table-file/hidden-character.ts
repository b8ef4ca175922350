/** What kind of character one does not see: controls and bidi overrides are never wanted in a text, marks and soft hyphens may be. */
export type HiddenKind = 'control' | 'bidi' | 'mark' | 'invisible' | 'broken';

export interface HiddenCharacter {
  kind: HiddenKind;
  /** `U+202E` */
  character: string;
}

/* Unicode TR36 / CVE-2021-42574 for the bidi controls; line breaks and tabs are texts, all other C0 and C1 controls are not. */
// oxlint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/u;
const HIDDEN_ALL = new RegExp(HIDDEN.source, 'gu');

function kindOf(code: number): HiddenKind {
  if (code >= 0xd800 && code <= 0xdfff) return 'broken';
  if (code < 0xa0) return 'control';
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return 'bidi';
  if (code === 0x61c || code === 0x200e || code === 0x200f) return 'mark';
  return 'invisible';
}

/** The characters of a text that nobody sees, each once, in the order of their first appearance. O(length). */
export function hiddenCharacters(text: string): HiddenCharacter[] {
  if (!HIDDEN.test(text)) return [];
  const found = new Map<number, HiddenCharacter>();
  for (const match of text.matchAll(HIDDEN_ALL)) {
    const code = match[0].codePointAt(0)!;
    if (!found.has(code)) found.set(code, { kind: kindOf(code), character: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` });
  }
  return [...found.values()];
}

/** The first character that must not be stored or shown: NUL and other controls, bidi overrides and isolates, half characters. */
export function forbiddenCharacter(text: string): HiddenCharacter | undefined {
  return hiddenCharacters(text).find(({ kind }) => kind === 'control' || kind === 'bidi' || kind === 'broken');
}

/** The text without what is invisible: for comparing names only, never for storing. */
export function withoutHidden(text: string): string {
  return HIDDEN.test(text) ? text.replace(HIDDEN_ALL, '') : text;
}
