import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cellId } from '../cross-table.ts';
import { leavesOf, type Dimension } from '../dimension.ts';
import { ruleOf, type Rule } from '../rule.ts';
import type { Table } from '../table.ts';
import { attacked, type Measured } from './measured.ts';

/** R packages and how they are asked, those that end in seconds first. */
const PEERS = [['GaussSuppression', 'default'], ['sdcTable', 'SIMPLEHEURISTIC'], ['sdcTable', 'HYPERCUBE']] as const;
/** Seconds of the wall clock for the others: a busy machine must not leave them out. */
const OTHERS_PATIENCE = 120;

/**
 * The same table through every R package that is installed here (none is part of this repository), each pattern attacked by our
 * audit under both criteria. CPU seconds are those R reports for the suppression alone, without starting and reading.
 * `patience`: seconds of the wall clock after which HYPERCUBE is stopped, and the row says so.
 */
export async function* peersOn(table: Table, rscript: string, patience: number, rule: Partial<Rule>): AsyncGenerator<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'disclosure-control-peers-'));
  try {
    writeFileSync(join(folder, 'leaves.csv'), leaves(table));
    writeFileSync(join(folder, 'codes.csv'), `dimension;code;level\n${table.dimensions!.flatMap((dimension) => levels(dimension).map(({ code, level }) => `${dimension.name};${code};${level}\n`)).join('')}`);
    for (const [peer, variant] of PEERS) yield await asked(table, rscript, peer, variant, folder, variant === 'HYPERCUBE' ? patience : OTHERS_PATIENCE, rule);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function asked(table: Table, rscript: string, peer: string, variant: string, folder: string, patience: number, rule: Partial<Rule>): Promise<Measured> {
  const method = variant === 'default' ? peer : `${peer} ${variant}`;
  let seconds: number;
  let version: string;
  try {
    const said = execFileSync(rscript, [fileURLToPath(new URL('peer-suppress.R', import.meta.url)), peer, variant, folder, String(ruleOf(rule).minimumFrequency - 1)], { encoding: 'utf8', timeout: patience * 1000, stdio: ['ignore', 'pipe', 'pipe'] }).trim().split(' ');
    [seconds, version] = [Number(said[0]), said[1]!];
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string };
    return { method, criterion: 'T', seconds: Number.NaN, note: code === 'ETIMEDOUT' ? `did not end within ${patience} s` : (String(stderr ?? error).trim().split('\n').at(-1) ?? '') };
  }
  const [, ...lines] = readFileSync(join(folder, 'pattern.csv'), 'utf8').trim().split('\n');
  const hidden = new Set(lines.map((line) => line.split(';')).filter((fields) => fields.at(-1) === '1').map((fields) => cellId(fields.slice(0, -1))));
  return attacked(table, `${method} ${version}`, (id) => hidden.has(id), seconds, rule);
}

function leaves({ dimensions, cells }: Table): string {
  const finest = dimensions!.map((dimension) => new Set(leavesOf(dimension)));
  const rows = cells.filter(({ codes }) => codes!.every((code, at) => finest[at]!.has(code)));
  return [[...dimensions!.map(({ name }) => name), 'count'], ...rows.map(({ codes, count }) => [...codes!, String(count)])].map((fields) => fields.join(';')).join('\n') + '\n';
}

/** Codes top-down, each followed by what is below it, with their depth from 1. */
function levels({ codes }: Dimension, parent?: string, level = 1): { code: string; level: number }[] {
  return codes.filter((code) => code.parent === parent).flatMap(({ code }) => [{ code, level }, ...levels({ name: '', codes }, code, level + 1)]);
}
