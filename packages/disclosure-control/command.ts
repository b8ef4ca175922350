import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { auditPublication } from './audit-publication.ts';
import { csvOf, figuresFromCsv, tableFromCsv } from './csv.ts';
import { explained, explainedCertificate } from './explain.ts';
import type { PaceOptions } from './pace.ts';
import { protect, type Method } from './protect.ts';
import { TableError } from './table-error.ts';
import { checkChoices, taskFromJson, type Task } from './task.ts';

const USAGE = `disclosure-control protect <table.json|table.csv> [--out file.json|file.csv]
disclosure-control audit   <table.json|table.csv> --published figures.csv
disclosure-control explain <table.json|table.csv>

  --method gauss|flow|exact|round|cell-key   --criterion E|T   --minimum 3   --zeros published|protected
  --base 3   --seed 1   --time-limit seconds   --memory megabytes   --progress

protect writes the safe table (JSON with its certificate, or CSV), audit attacks a table suppressed elsewhere,
explain says in words what an attacker can find out. Exit code: 0 safe, 1 not safe, 2 input refused.
`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' }, published: { type: 'string' }, method: { type: 'string' }, criterion: { type: 'string' }, minimum: { type: 'string' }, zeros: { type: 'string' },
    base: { type: 'string' }, seed: { type: 'string' }, 'time-limit': { type: 'string' }, memory: { type: 'string' }, progress: { type: 'boolean' }, help: { type: 'boolean' },
  },
});

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof TableError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const [verb, file] = positionals;
  if (values.help || !verb || !file || !['protect', 'audit', 'explain'].includes(verb)) {
    process.stderr.write(USAGE);
    return values.help ? 0 : 2;
  }
  const { table, options } = taskFrom(file);
  const pace = paceFrom();
  if (verb === 'audit') {
    if (!values.published) throw new TableError('file-invalid', 'audit needs --published with the figures shown.');
    const certificate = await auditPublication(table, figuresFromCsv(readFileSync(values.published, 'utf8')), { ...options, ...pace });
    write(values.out?.endsWith('.json') ? `${JSON.stringify(certificate, null, 2)}\n` : explainedCertificate(certificate));
    return certificate.clean ? 0 : 1;
  }
  const protection = await protect(table, { ...options, ...pace });
  if (verb === 'explain' || protection.state !== 'safe') write(explained(protection));
  else write(values.out?.endsWith('.csv') ? csvOf(table, protection.publication) : `${JSON.stringify(protection, null, 2)}\n`);
  return protection.state === 'safe' ? 0 : 1;
}

function taskFrom(file: string): Task {
  checkChoices(values);
  const text = readFileSync(file, 'utf8');
  const { table, options } = /\.csv$/i.test(file) ? { table: tableFromCsv(text), options: {} } : taskFromJson(text);
  const rule = { ...options.rule, ...(values.minimum ? { minimumFrequency: Number(values.minimum) } : {}), ...(values.zeros ? { zeros: values.zeros as 'published' } : {}) };
  return {
    table,
    options: {
      ...options, rule,
      ...(values.method ? { method: values.method as Method } : {}),
      ...(values.criterion ? { criterion: values.criterion as 'E' | 'T' } : {}),
      ...(values.base ? { base: Number(values.base) } : {}),
      ...(values.seed ? { seed: Number(values.seed) } : {}),
    },
  };
}

function paceFrom(): PaceOptions {
  return {
    now: () => performance.now(),
    ...(values['time-limit'] ? { timeLimit: Number(values['time-limit']) * 1000 } : {}),
    ...(values.memory ? { memoryLimit: Number(values.memory) } : {}),
    ...(values.progress ? { onProgress: ({ stage, done, of }) => process.stderr.write(`\r${stage} ${done}/${of}   `) } : {}),
  };
}

function write(text: string): void {
  if (values.out) writeFileSync(values.out, text);
  else process.stdout.write(text);
}
