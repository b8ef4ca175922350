import { accepted, refused, type Outcome } from '../platform/outcome.ts';
import { readXml, XmlFault } from '../platform/table-file/xml-events.ts';
import type { TextLanguage } from './translation.ts';
import { languageOfXliff, xliffStates, type XliffState } from './xliff.ts';

/** A <unit> with its segments put together again; translators' programs cut texts into sentences. */
export interface ReadUnit {
  file: string;
  unit: string;
  /** where the unit begins */
  line: number;
  source: string;
  /** '' if a sentence of it has no translation */
  target: string;
  /** the worst of its segments */
  state: XliffState;
  /** holds marks inside the text that would be lost: `<pc>`, `<ph>` … */
  hasInline: boolean;
}

export interface ReadXliff {
  language: TextLanguage;
  units: ReadUnit[];
}

export const MAX_UNITS = 50_000;
const MAX_DEPTH = 64;
const NOTES = new Set(['notes', 'originalData', 'skeleton', 'matches', 'glossary', 'metadata', 'validation', 'resourceData', 'changeTrack']);

interface Segment {
  state: XliffState;
  source: string;
  target?: string;
  isIgnorable: boolean;
}

/**
 * Reads an XLIFF 2.x file from German into one of our languages. Refuses, with the line where there is one: `xliff-not-text`, `xliff-not-xml`
 * (also document types: no entities of its own), `xliff-not-xliff`, `xliff-version`, `xliff-source-language`, `xliff-target-language`,
 * `xliff-too-many-units`. O(length).
 */
export function readXliff(content: Uint8Array): Outcome<ReadXliff> {
  const xml = decode(content);
  if (xml === undefined) return refused('xliff-not-text');
  const lineAt = lineCounter(xml);
  const units: ReadUnit[] = [];
  const stack: string[] = [];
  let head: { version: string; from: string; to: string } | undefined;
  let file = '';
  let unit: Omit<ReadUnit, 'source' | 'target' | 'state'> | undefined;
  let segments: Segment[] = [];
  let hidden = 0;
  let line = 1;

  const inside = () => segments.at(-1);
  try {
    readXml(xml, {
      open(name, attribute, at) {
        line = lineAt(at);
        const parent = stack.at(-1);
        stack.push(name);
        if (stack.length > MAX_DEPTH) throw new XmlFault('too deep');
        if (stack.length === 1) {
          if (name !== 'xliff') throw new XliffFault('xliff-not-xliff');
          head = { version: attribute('version') ?? '', from: attribute('srcLang') ?? '', to: attribute('trgLang') ?? '' };
        }
        if (NOTES.has(name)) hidden += 1;
        if (hidden > 0) return;
        if (name === 'file') file = attribute('id') ?? '';
        else if (name === 'unit') {
          if (units.length >= MAX_UNITS) throw new XliffFault('xliff-too-many-units');
          unit = { file, unit: attribute('id') ?? '', line, hasInline: false };
          segments = [];
        } else if (unit && (name === 'segment' || name === 'ignorable')) {
          const state = xliffStates.find((one) => one === attribute('state')) ?? 'initial';
          segments.push({ state, source: '', isIgnorable: name === 'ignorable' });
        } else if (unit && name === 'target' && inside()) inside()!.target = '';
        else if (unit && (parent === 'source' || parent === 'target')) unit.hasInline = true;
      },
      text(value) {
        const segment = inside();
        if (hidden > 0 || !unit || !segment) return;
        if (stack.includes('source')) segment.source += value;
        else if (stack.includes('target')) segment.target = (segment.target ?? '') + value;
      },
      close(name) {
        if (stack.pop() !== name) throw new XmlFault('tags cross');
        if (NOTES.has(name)) hidden -= 1;
        if (hidden > 0 || name !== 'unit' || !unit) return;
        units.push({ ...unit, ...joined(segments) });
        unit = undefined;
        segments = [];
      },
    });
    if (stack.length > 0) throw new XmlFault('not closed');
  } catch (error) {
    if (error instanceof XliffFault) return refused(error.code, { values: { line } });
    if (error instanceof XmlFault) return refused('xliff-not-xml', { values: { line } });
    throw error;
  }
  if (!head) return refused('xliff-not-xliff', { values: { line: 1 } });
  if (!/^2\.\d+$/.test(head.version)) return refused('xliff-version', { values: { version: head.version.slice(0, 20) || '–' } });
  if (!/^de(-|$)/i.test(head.from)) return refused('xliff-source-language', { values: { language: head.from.slice(0, 20) || '–' } });
  const language = languageOfXliff(head.to);
  return language ? accepted({ language, units }) : refused('xliff-target-language', { values: { language: head.to.slice(0, 20) || '–' } });
}

class XliffFault extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

function joined(segments: readonly Segment[]): Pick<ReadUnit, 'source' | 'target' | 'state'> {
  const own = segments.filter(({ isIgnorable }) => !isIgnorable);
  const isComplete = own.length > 0 && own.every(({ target }) => target !== undefined && target.trim() !== '');
  return {
    source: clean(segments.map(({ source }) => source).join('')),
    target: isComplete ? clean(segments.map(({ source, target }) => target ?? source).join('')) : '',
    state: xliffStates.find((state) => own.some((segment) => segment.state === state)) ?? 'initial',
  };
}

function clean(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** UTF-8, or UTF-16 with its mark, as XML says. */
function decode(content: Uint8Array): string | undefined {
  const [first, second] = content;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** Line of a place in the text, from 1; places are asked for in their order. */
function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let counted = 0;
  return (at) => {
    for (let next = text.indexOf('\n', counted); next !== -1 && next < at; next = text.indexOf('\n', counted)) {
      line += 1;
      counted = next + 1;
    }
    return line;
  };
}
