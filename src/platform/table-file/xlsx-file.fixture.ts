import { strToU8, zipSync } from 'fflate';

/** Parts of a workbook for tests, written the way Excel writes them; each can be replaced to break it on purpose. */
export interface WorkbookParts {
  /** name → rows of the sheet as XML (`<row r="1">…</row>`) */
  sheets: Record<string, string>;
  /** more XML after `</sheetData>`, e.g. merged cells */
  tail?: string;
  texts?: string[];
  /** number formats of the cell styles 1, 2, 3 …: a built-in id or a format code */
  formats?: (number | string)[];
  hidden?: string[];
  date1904?: boolean;
  more?: Record<string, Uint8Array>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function aWorkbook(parts: WorkbookParts): Uint8Array {
  const names = Object.keys(parts.sheets);
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    '_rels/.rels': strToU8(`<Relationships><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${parts.date1904 ? ' date1904="1"' : ''}/><sheets>${names
        .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}"${parts.hidden?.includes(name) ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${names.map((_name, index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="s" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="t" Type="${OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(stylesXml(parts.formats ?? [])),
    'xl/sharedStrings.xml': strToU8(`<sst xmlns="${MAIN}">${(parts.texts ?? []).map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join('')}</sst>`),
  };
  names.forEach((name, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(
      `<?xml version="1.0" encoding="UTF-8"?>\r\n<worksheet xmlns="${MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>${parts.sheets[name]}</sheetData>${parts.tail ?? ''}</worksheet>`,
    );
  });
  return zipSync({ ...files, ...parts.more });
}

function stylesXml(formats: (number | string)[]): string {
  const own = formats.map((format, index) => (typeof format === 'string' ? `<numFmt numFmtId="${164 + index}" formatCode="${format.replaceAll('"', '&quot;')}"/>` : ''));
  const cells = formats.map((format, index) => `<xf numFmtId="${typeof format === 'string' ? 164 + index : format}"/>`);
  return `<styleSheet xmlns="${MAIN}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${cells.join('')}</cellXfs></styleSheet>`;
}

/** A row of texts and numbers, as inline strings and plain numbers. */
export function aRow(line: number, cells: (string | number)[]): string {
  const xml = cells.map((cell) => (typeof cell === 'number' ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`));
  return `<row r="${line}">${xml.join('')}</row>`;
}
