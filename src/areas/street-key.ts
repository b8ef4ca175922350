import { withoutHidden } from '../platform/table-file/hidden-character.ts';

/**
 * A street name for comparing, never for showing: „Kaiser-Wilhelm-Straße“, „Kaiser Wilhelm Str.“ and „KAISERWILHELMSTRASSE“ are one.
 * Case, umlaut spelling, ß, hyphens, blanks, full stops and the short forms Str., Pl. and St. make no difference.
 */
export function streetKey(name: string): string {
  return withoutHidden(name)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\b(?:sankt|st\.)[\s-]*/g, 'st ')
    .replace(/strasse(?![a-z])/g, 'str')
    .replace(/platz(?![a-z])|pl\.(?![a-z])/g, 'pl')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
