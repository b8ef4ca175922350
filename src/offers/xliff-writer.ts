import { stateOf, type RecordKind, type TextLanguage, type TextPart, type TranslationUnit } from './translation.ts';
import { fileId, languageInXliff, stateInXliff } from './xliff.ts';

/** Records as a file holds them. */
export interface XliffRecord {
  name: string;
  units: readonly TranslationUnit[];
}

/** What translators read beside a text, in German. */
export interface XliffWords {
  kind(kind: RecordKind): string;
  part(part: TextPart): string;
  outdated: string;
}

/** An XLIFF 2.1 document of these records, German to the language. O(length). */
export function writeXliff(language: TextLanguage, records: readonly XliffRecord[], words: XliffWords): string {
  const files = records.flatMap(({ name, units }) => {
    const [first] = units;
    if (!first) return [];
    return [
      `  <file id="${escape(fileId(first.kind, first.recordId))}">`,
      `    <notes><note category="record">${escape(`${words.kind(first.kind)}: ${name}`)}</note></notes>`,
      ...units.map((unit) => unitXml(unit, words)),
      '  </file>',
    ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="de" trgLang="${languageInXliff(language)}">`,
    ...files, '</xliff>', '',
  ].join('\n');
}

function unitXml(unit: TranslationUnit, words: XliffWords): string {
  const state = stateOf(unit);
  const before = state === 'outdated' && unit.provenance?.source ? `\n      <notes><note category="outdated">${escape(`${words.outdated} ${unit.provenance.source}`)}</note></notes>` : '';
  const subState = state === 'outdated' || state === 'machine-made' ? ` subState="lueckenlos:${state}"` : '';
  const target = unit.text === '' ? '' : `<target>${escape(unit.text)}</target>`;
  return `    <unit id="${unit.part}" name="${escape(words.part(unit.part))}" xml:space="preserve">${before}
      <segment state="${stateInXliff[state]}"${subState}><source>${escape(unit.german)}</source>${target}</segment>
    </unit>`;
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// Control characters XML 1.0 has no way to write; no form of ours lets them in.
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function escape(text: string): string {
  return text.replace(UNWRITABLE, '').replace(/[&<>"]/g, (sign) => SIGNS[sign]!);
}
