import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { readTable } from '../../platform/table-file/read-table.ts';
import { defaultLimits } from '../../platform/table-file/table-file.ts';
import { readDirectory, unpack } from '../../platform/table-file/zip-directory.ts';
import type { FeedProblem } from './feed-problem.ts';
import { reporter } from './feed-problem.ts';
import { nestJson, nestTables } from './nest-records.ts';
import { isRaw, type Raw } from './record-reader.ts';

/** More services are no feed of a region but an attack or a mistake. */
export const MOST_SERVICES = 20_000;

export interface FeedContent {
  /** with everything that belongs to each nested in it */
  services: Raw[];
  /** what was wrong with the file before any service was looked at */
  problems: FeedProblem[];
}

/**
 * Reads a feed file: one or several pages of JSON, a list, lines of JSON, or the zip of a tabular data package. Refuses `feed-not-utf8`,
 * `feed-not-json`, `feed-without-services`, `feed-too-many` and what reading a zip refuses. O(bytes).
 */
export function readFeedFile(content: Uint8Array): Outcome<FeedContent> {
  const problems = reporter();
  const isZip = content[0] === 0x50 && content[1] === 0x4b;
  const read = isZip ? readPackage(content, problems) : readJson(content, problems);
  if (!read.ok) return read;
  if (read.value.length > MOST_SERVICES) return refused('feed-too-many', { values: { limit: MOST_SERVICES } });
  return read.value.length === 0 ? refused('feed-without-services') : accepted({ services: read.value, problems: problems.problems });
}

function readJson(content: Uint8Array, problems: ReturnType<typeof reporter>): Outcome<Raw[]> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content).trim();
  } catch {
    return refused('feed-not-utf8');
  }
  if (isTooDeep(text)) return refused('feed-not-json');
  const whole = parse(text);
  if (whole !== undefined) return accepted(nestJson([whole], problems));
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  const values = lines.map((line) => (line.startsWith('{') || line.startsWith('[') ? parse(line) : undefined));
  // One broken line among good ones is a broken line; a file without any good line is no such file.
  if (!values.some(isRaw)) return refused('feed-not-json');
  values.forEach((value, index) => {
    if (value === undefined) problems.report('line', String(index + 1), 'line-unreadable', undefined, lines[index]);
  });
  return accepted(nestJson(values.filter((value) => value !== undefined), problems));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** No record lies deeper; ten million open brackets take a parser many seconds. */
const DEEPEST = 100;

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) inText = !inText;
    else if (code === 0x5c) at += inText ? 1 : 0;
    else if (inText) continue;
    else if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const LIMITS = { ...defaultLimits, entries: 200 };

/** The zip of a tabular data package: a CSV table for each kind of record. Weighed before anything is unpacked. */
function readPackage(content: Uint8Array, problems: ReturnType<typeof reporter>): Outcome<Raw[]> {
  const directory = readDirectory(content, LIMITS);
  if (!directory.ok) return directory;
  const tables = new Map<string, Raw[]>();
  for (const entry of directory.value.values()) {
    const name = /(?:^|\/)([a-z_]+)\.csv$/i.exec(entry.name)?.[1]?.toLowerCase();
    if (!name || entry.name.startsWith('__MACOSX/') || entry.size === 0) continue;
    const bytes = unpack(content, entry);
    if (!bytes.ok) return bytes;
    const table = readTable(bytes.value, `${name}.csv`, { headerLine: 1 });
    if (!table.ok) {
      problems.report('table', entry.name, 'line-unreadable', undefined, table.refusals[0]?.code);
      continue;
    }
    const { header, rows } = table.value;
    tables.set(name, rows.map(({ cells }) => Object.fromEntries(header.map((column, index) => [column.trim(), cells[index] ?? '']))));
  }
  return accepted(nestTables(tables, problems));
}
