import { accepted, refused, type Outcome } from '../outcome.ts';
import { numberStyle, type NumberStyle } from './xlsx-number.ts';
import { readXml } from './xml-events.ts';
import { unpack, type ZipEntry } from './zip-directory.ts';

export interface SheetEntry {
  name: string;
  /** part of the archive, e.g. `xl/worksheets/sheet1.xml` */
  part: string;
  hidden: boolean;
}

export interface Workbook {
  sheets: SheetEntry[];
  date1904: boolean;
  /** by the number a cell carries as its style */
  styles: NumberStyle[];
  texts: string[];
}

/** Opens parts of a workbook as text. */
export type OpenPart = (name: string) => Outcome<string | undefined>;

export function partOpener(bytes: Uint8Array, entries: Map<string, ZipEntry>): OpenPart {
  return (name) => {
    const entry = entries.get(name);
    if (!entry) return accepted(undefined);
    const content = unpack(bytes, entry);
    if (!content.ok) return content;
    const wide = content.value[0] === 0xff ? 'utf-16le' : content.value[0] === 0xfe ? 'utf-16be' : 'utf-8';
    return accepted(new TextDecoder(wide).decode(content.value));
  };
}

/** Reads what all sheets share: their names, the calendar, number formats, shared texts. Throws XmlFault. */
export function readWorkbook(open: OpenPart): Outcome<Workbook> {
  const start = readRelations(open, '_rels/.rels', '');
  if (!start.ok) return start;
  const path = [...start.value.values()].find(({ kind }) => kind === 'officeDocument')?.part ?? 'xl/workbook.xml';
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const relations = readRelations(open, `${folder}_rels/${path.slice(folder.length)}.rels`, folder);
  if (!relations.ok) return relations;
  const xml = open(path);
  if (!xml.ok) return xml;
  if (xml.value === undefined) return refused('file-broken');
  const { sheets, date1904 } = readSheetList(xml.value, relations.value);

  const partOf = (kind: string) => [...relations.value.values()].find((relation) => relation.kind === kind)?.part;
  const styles = open(partOf('styles') ?? `${folder}styles.xml`);
  if (!styles.ok) return styles;
  const texts = open(partOf('sharedStrings') ?? `${folder}sharedStrings.xml`);
  if (!texts.ok) return texts;
  return accepted({ sheets, date1904, styles: readStyles(styles.value ?? ''), texts: readTexts(texts.value ?? '') });
}

interface Relation {
  kind: string;
  part: string;
}

function readRelations(open: OpenPart, part: string, folder: string): Outcome<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  const xml = open(part);
  if (!xml.ok) return xml;
  readXml(xml.value ?? '', {
    open(name, attribute) {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const target = attribute('Target') ?? '';
      const type = attribute('Type') ?? '';
      relations.set(attribute('Id') ?? '', { kind: type.slice(type.lastIndexOf('/') + 1), part: resolve(folder, target) });
    },
    close() {},
    text() {},
  });
  return accepted(relations);
}

/** Names inside the archive only; nothing is ever opened outside of it. */
function resolve(folder: string, target: string): string {
  const parts: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '' && step !== '.') parts.push(step);
  }
  return parts.join('/');
}

function readSheetList(xml: string, relations: Map<string, Relation>): Pick<Workbook, 'sheets' | 'date1904'> {
  const sheets: SheetEntry[] = [];
  let date1904 = false;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const relation = relations.get(attribute('id') ?? '');
      // charts and macro sheets have no table
      if (relation?.kind !== 'worksheet') return;
      sheets.push({ name: attribute('name') ?? '', part: relation.part, hidden: (attribute('state') ?? 'visible') !== 'visible' });
    },
    close() {},
    text() {},
  });
  return { sheets, date1904 };
}

function readStyles(xml: string): NumberStyle[] {
  const formats = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCellFormats = false;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'numFmt') formats.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (name === 'cellXfs') inCellFormats = true;
      if (name !== 'xf' || !inCellFormats) return;
      const id = Number(attribute('numFmtId') ?? 0);
      styles.push(numberStyle(id, formats.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
    text() {},
  });
  return styles;
}

function readTexts(xml: string): string[] {
  const texts: string[] = [];
  let parts: string[] = [];
  let inText = false;
  let inReading = 0;
  readXml(xml, {
    open(name) {
      if (name === 'si') parts = [];
      if (name === 't') inText = true;
      if (name === 'rPh') inReading += 1;
    },
    close(name) {
      if (name === 'si') texts.push(unescapeText(parts.join('')));
      if (name === 't') inText = false;
      if (name === 'rPh') inReading -= 1;
    },
    text(value) {
      if (inText && inReading === 0) parts.push(value);
    },
  });
  return texts;
}

/** `_x000D_` is how workbooks write characters that XML cannot hold (ECMA-376 22.9.2.19); `_x005F_` is the underscore itself. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-F]{4})_/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
