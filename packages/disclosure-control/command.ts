import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { auditPublication } from './audit-publication.ts';
import { csvOf, figuresFromCsv, tableFromCsv } from './csv.ts';
import { rootsOf } from './dimension.ts';
import { explained, explainedCertificate } from './explain.ts';
import type { PaceOptions } from './pace.ts';
import { protect, type Method } from './protect.ts';
import type { Table } from './table.ts';
import { TableError } from './table-error.ts';
import { figuresFromJson, ratesFromJson, taskFromJson, type Task } from './task.ts';
import { checkChoices } from './task-shape.ts';

const USAGE = `disclosure-control protect <table.json|table.csv> [--out file.json|file.csv]
disclosure-control audit   <table.json|table.csv> --published figures.csv|safe.json
disclosure-control explain <table.json|table.csv>

  --method gauss|flow|exact|round|cell-key   --criterion E|T   --minimum 3   --publication   --zeros published|protected
  --base 3   --seed 1   --secret-file file   --time-limit seconds   --memory megabytes   --progress   --all-intervals

--publication: for a table that goes out of the house, minimum 5 unless another is given.
--secret-file: cell-key draws its keys with this file's text; the same for every release, never told.
protect writes the safe table (JSON with its certificate, or CSV), audit attacks a table suppressed elsewhere,
explain says in words what an attacker can find out. Dominance, p%, rates, linked tables and earlier releases
are part of a JSON task (schema.json). Exit code: 0 safe, 1 not safe, 2 input refused.
`;

const OPTIONS = {
  out: { type: 'string' }, published: { type: 'string' }, method: { type: 'string' }, criterion: { type: 'string' }, minimum: { type: 'string' }, publication: { type: 'boolean' }, zeros: { type: 'string' },
  base: { type: 'string' }, seed: { type: 'string' }, 'secret-file': { type: 'string' }, 'time-limit': { type: 'string' }, memory: { type: 'string' }, progress: { type: 'boolean' }, 'all-intervals': { type: 'boolean' }, help: { type: 'boolean' },
} as const;

type Words = ReturnType<typeof words>;

try {
  process.exitCode = await main(words());
} catch (error) {
  if (!(error instanceof TableError)) throw error;
  say(`${error.code}: ${error.message}`);
  process.exitCode = 2;
}

async function main({ positionals: [verb, file], values }: Words): Promise<number> {
  if (values.help || !verb || !file || !['protect', 'audit', 'explain'].includes(verb)) {
    (values.help ? process.stdout : process.stderr).write(USAGE);
    return values.help ? 0 : 2;
  }
  const { table, options } = taskFrom(file, values);
  const pace = paceFrom(values);
  const write = (text: string) => (values.out ? writeFileSync(values.out, text) : process.stdout.write(text));
  if (verb === 'audit') {
    if (!values.published) throw new TableError('file-invalid', 'audit needs --published with the figures shown.');
    const published = read(values.published);
    const isJson = /\.json$/i.test(values.published);
    const certificate = await auditPublication(table, isJson ? figuresFromJson(published) : figuresFromCsv(published), { ...options, ...pace, shownRates: isJson ? ratesFromJson(published) : [] });
    write(values.out?.endsWith('.json') ? `${JSON.stringify(certificate, null, 2)}\n` : explainedCertificate(certificate));
    return certificate.clean ? 0 : 1;
  }
  const protection = await protect(table, { ...options, ...pace });
  if (verb === 'explain') write(explained(protection));
  else if (protection.state !== 'safe') {
    process.stdout.write(explained(protection));
    if (values.out) say(`Nothing was written to "${values.out}".`);
  } else if (values.out?.endsWith('.csv')) {
    write(csvOf(table, protection.publication));
    if (protection.publication.rates.length > 0) say('The CSV file holds the counts only; the rates that may be shown are in the JSON answer.');
  } else {
    write(`${JSON.stringify(protection, null, 2)}\n`);
    say('The certificate names the confidential cells: keep it, and publish only what stands under "publication" (or --out file.csv).');
  }
  return protection.state === 'safe' ? 0 : 1;
}

function words() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new TableError('file-invalid', `${error instanceof Error ? error.message : String(error)} (--help lists the options)`);
  }
}

function taskFrom(file: string, values: Words['values']): Task {
  checkChoices({ method: values.method, criterion: values.criterion });
  const text = read(file);
  const isCsv = /\.csv$/i.test(file);
  const { table, options } = isCsv ? { table: tableFromCsv(text), options: {} } : taskFromJson(text);
  if (isCsv) say(totalsOf(table));
  const [minimum, base, seed] = [numberOf(values, 'minimum'), numberOf(values, 'base'), numberOf(values, 'seed')];
  const rule = { ...options.rule, ...(minimum === undefined ? {} : { minimumFrequency: minimum }), ...(values.publication ? { publication: true } : {}), ...(values.zeros === undefined ? {} : { zeros: values.zeros as 'published' }) };
  return {
    table,
    options: {
      ...options, rule,
      ...(values.method ? { method: values.method as Method } : {}),
      ...(values.criterion ? { criterion: values.criterion as 'E' | 'T' } : {}),
      ...(base === undefined ? {} : { base }),
      ...(seed === undefined ? {} : { seed }),
      ...(values['secret-file'] === undefined ? {} : { secret: read(values['secret-file']).trim() }),
      ...(values['all-intervals'] ? { intervals: 'all' } : {}),
    },
  };
}

/** What was recognised in a CSV file: a total taken for a part would leave its parts open to subtraction. */
function totalsOf({ dimensions = [] }: Table): string {
  return `Totals recognised: ${dimensions.map((dimension) => `${dimension.name}: ${dimension.codes.some(({ parent }) => parent !== undefined) ? rootsOf(dimension).join(', ') : 'NONE'}`).join('; ')}.`;
}

function paceFrom(values: Words['values']): PaceOptions {
  const [seconds, megabytes] = [numberOf(values, 'time-limit'), numberOf(values, 'memory')];
  return {
    now: () => performance.now(),
    ...(seconds === undefined ? {} : { timeLimit: seconds * 1000 }),
    ...(megabytes === undefined ? {} : { memoryLimit: megabytes }),
    ...(values.progress ? { onProgress: ({ stage, done, of }) => process.stderr.write(`\r${stage} ${done}/${of}   `) } : {}),
  };
}

function numberOf(values: Words['values'], name: 'minimum' | 'base' | 'seed' | 'time-limit' | 'memory'): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new TableError('rule-invalid', `--${name} must be a number ("${text}").`);
  return Number(text);
}

function read(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new TableError('file-invalid', `The file "${file}" cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return textOf(bytes, file);
}

/** What spreadsheets write besides UTF-8: UTF-16 with its mark, and Windows-1252. */
function textOf(bytes: Buffer, file: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    say(`"${file}" is no UTF-8 and was read as Windows-1252; check umlauts.`);
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
