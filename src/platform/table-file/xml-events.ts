/** What happens while an XML text is read; names come without their namespace prefix. */
export interface XmlEvents {
  /** `at`: where the tag begins in the text */
  open(name: string, attribute: (name: string) => string | undefined, at: number): void;
  close(name: string): void;
  text(value: string): void;
}

/** The text is no XML, or holds a document type (entity bombs; no workbook has one). */
export class XmlFault extends Error {}

const ENTITIES = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]]);

/**
 * Reads the XML of a workbook part, from start to end, as events. No document types, no entities of its own, no checks beyond what
 * finding the tags needs. Throws {@link XmlFault}. O(length).
 */
export function readXml(xml: string, events: XmlEvents): void {
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    if (tag === -1) break;
    if (tag > at) events.text(decodeEntities(xml.slice(at, tag)));
    if (xml.startsWith('<!--', tag)) at = after(xml, '-->', tag + 4);
    else if (xml.startsWith('<![CDATA[', tag)) {
      at = after(xml, ']]>', tag + 9);
      events.text(xml.slice(tag + 9, at - 3));
    } else if (xml.startsWith('<?', tag)) at = after(xml, '?>', tag + 2);
    else if (xml.startsWith('<!', tag)) throw new XmlFault('document type');
    else at = readTag(xml, tag, events);
  }
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  if (found === -1) throw new XmlFault(`no ${mark}`);
  return found + mark.length;
}

function readTag(xml: string, tag: number, events: XmlEvents): number {
  const end = endOfTag(xml, tag);
  if (xml[tag + 1] === '/') {
    events.close(localName(xml.slice(tag + 2, end).trim()));
    return end + 1;
  }
  const empty = xml[end - 1] === '/';
  const body = xml.slice(tag + 1, empty ? end - 1 : end);
  const space = body.search(/\s/);
  const name = localName(space === -1 ? body : body.slice(0, space));
  events.open(name, (wanted) => (space === -1 ? undefined : findAttribute(body, wanted)), tag);
  if (empty) events.close(name);
  return end + 1;
}

/** The `>` that ends the tag; a `>` inside an attribute's quotes does not. */
function endOfTag(xml: string, tag: number): number {
  let end = xml.indexOf('>', tag);
  if (end === -1) throw new XmlFault('tag not closed');
  let quote = nextQuote(xml, tag);
  while (quote !== -1 && quote < end) {
    const closing = xml.indexOf(xml[quote]!, quote + 1);
    if (closing === -1) throw new XmlFault('attribute not closed');
    if (closing > end) end = xml.indexOf('>', closing);
    if (end === -1) throw new XmlFault('tag not closed');
    quote = nextQuote(xml, closing + 1, end);
  }
  return end;
}

function nextQuote(xml: string, from: number, until = xml.indexOf('>', from)): number {
  for (let at = from; at < until; at += 1) if (xml[at] === '"' || xml[at] === "'") return at;
  return -1;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** Walks from `=` to `=`; a regular expression would go back and forth in a hostile tag of megabytes. */
function findAttribute(body: string, wanted: string): string | undefined {
  for (let at = 0; ; ) {
    const equals = body.indexOf('=', at);
    if (equals === -1) return undefined;
    let open = equals + 1;
    while (open < body.length && body[open] !== '"' && body[open] !== "'") open += 1;
    const close = body.indexOf(body[open] ?? '"', open + 1);
    if (close === -1) return undefined;
    if (nameBefore(body, at, equals) === wanted) return decodeEntities(body.slice(open + 1, close));
    at = close + 1;
  }
}

function nameBefore(body: string, from: number, equals: number): string {
  const text = body.slice(from, equals).trim();
  return localName(text.slice(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'), text.lastIndexOf('\t')) + 1));
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
    if (name[0] !== '#') return ENTITIES.get(name) ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
