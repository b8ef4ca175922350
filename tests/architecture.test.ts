import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { floors, rules } from './architecture-rules.ts';

const root = join(import.meta.dirname, '..');

async function violations(folder: string, places: string[]): Promise<string[]> {
  const { output } = await cruise(places, {
    baseDir: folder, validate: true, ruleSet: { forbidden: [...rules] as never }, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] } as never,
  }, undefined, { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) });
  const result = output as ICruiseResult;
  expect(result.summary.totalCruised, 'files looked at').toBeGreaterThan(1);
  return result.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`);
}

/** Part of a file below src, e.g. `chain`. */
const partOf = (file: string) => /^src\/([^/]+)\//.exec(file)?.[1];
const floorOf = (part: string) => floors.findIndex((parts) => parts.includes(part));

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** Tables a source text writes or names, as [verb, schema]. */
function tablesIn(text: string): { writes: string[]; names: string[] } {
  const schemas = floors.flat().join('|');
  const find = (pattern: string) => [...text.matchAll(new RegExp(pattern, 'g'))].map((match) => match[1]!);
  return {
    writes: [
      ...find(`(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\\(\\s*['"\`](${schemas})\\.`),
      ...find(`(?:insert into|update|delete from|truncate|merge into)\\s+(${schemas})\\.[a-z]`),
    ],
    names: find(`['"\`](${schemas})\\.[a-z_]+(?: as \\w+)?['"\`]`).concat(find(`(?:from|join)\\s+(${schemas})\\.[a-z]`)),
  };
}

function tableViolations(file: string, text: string): string[] {
  const part = partOf(file);
  if (!part || /\.test\.tsx?$/.test(file) || file.endsWith('/database-types.ts')) return [];
  const { writes, names } = tablesIn(text);
  return [
    ...writes.filter((schema) => schema !== part).map((schema) => `${file} writes tables of ${schema}`),
    ...names.filter((schema) => schema !== part && floorOf(schema) <= floorOf(part)).map((schema) => `${file} reads tables of ${schema}, which is not below it`),
  ];
}

/** Tables everybody's permission reaches: what was released, what figures mean, plans of places. All others of monitoring hold figures of few people. */
const OPEN_FIGURES = /^(release|released_cell|released_value|measure|indicator|indicator_definition|focus_area|kita_plan\w*)$/;

function rawFigures(file: string, text: string): string[] {
  if (file.startsWith('src/monitoring/') || /\.test\.tsx?$/.test(file) || file.endsWith('/database-types.ts')) return [];
  return [...text.matchAll(/(?:['"`]|(?:from|join)\s+)monitoring\.([a-z_]+)/g)].map((match) => match[1]!).filter((table) => !OPEN_FIGURES.test(table) && !/^\w+-/.test(table))
    .map((table) => `${file} reads monitoring.${table}`);
}

describe('the house', () => {
  test('has only arrows that go down', async () => {
    const places = ['src', 'tests', 'packages', 'scripts', 'database', 'benchmarks'].filter((place) => existsSync(join(root, place)));
    expect(await violations(root, places)).toEqual([]);
  }, 120_000);

  test('would notice an arrow that goes up, a page in a rule, and a rule that looks at the clock', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lueckenlos-canary-'));
    const write = (file: string, text: string) => {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    write('src/chain/gap.ts', 'export const gap = 1;\n');
    write('src/offers/service.ts', "import { gap } from '../chain/gap.ts';\nexport const service = gap;\n");
    write('src/offers/pages/list.tsx', 'export const list = 1;\n');
    write('src/offers/age.ts', "import type { Clock } from '../platform/clock.ts';\nimport { list } from './pages/list.tsx';\nexport const age = (clock: Clock) => [clock, list];\n");
    write('src/platform/clock.ts', 'export interface Clock { now(): Date }\n');
    write('src/monitoring/server/packs.ts', 'export const openPacks = 1;\n');
    write('src/monitoring/server/raw-values.ts', "import { openPacks } from './packs.ts';\nexport const rawValues = openPacks;\n");
    write('src/chain/server/need.ts', "import { rawValues } from '../../monitoring/server/raw-values.ts';\nexport const need = rawValues;\n");
    const found = await violations(folder, ['src']);
    rmSync(folder, { recursive: true });
    expect(found).toEqual(expect.arrayContaining([
      'floor-offers-knows-nothing-above-it: src/offers/service.ts → src/chain/gap.ts',
      'figures-of-few-people-stay-in-monitoring: src/chain/server/need.ts → src/monitoring/server/packs.ts',
      'rules-know-no-server-and-no-pages: src/offers/age.ts → src/platform/clock.ts',
      'rules-know-no-server-and-no-pages: src/offers/age.ts → src/offers/pages/list.tsx',
    ]));
  });

  test('lets every part write only its own tables and read only those below it', () => {
    expect(sourceFiles(join(root, 'src')).flatMap((file) => tableViolations(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  test('would notice a part that writes another\'s tables or reads those above it', () => {
    expect(tableViolations('src/offers/server/sample.ts', "tx.insertInto('network.organization'); tx.selectFrom('chain.gap as gap'); sql`update areas.area set x = 1`")).toEqual([
      'src/offers/server/sample.ts writes tables of network',
      'src/offers/server/sample.ts writes tables of areas',
      'src/offers/server/sample.ts reads tables of chain, which is not below it',
    ]);
  });

  test('lets nobody outside monitoring name a table of figures that were not released', () => {
    expect(sourceFiles(join(root, 'src')).flatMap((file) => rawFigures(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  test('would notice a part that reads raw figures with a query of its own', () => {
    expect(rawFigures('src/chain/server/need.ts', "tx.selectFrom('monitoring.pack as pack'); tx.selectFrom('monitoring.released_value'); sql`select * from monitoring.focus_decision`"))
      .toEqual(['src/chain/server/need.ts reads monitoring.pack', 'src/chain/server/need.ts reads monitoring.focus_decision']);
  });

  test('has no rooms nobody planned, no barrels and no drawers for odds and ends', () => {
    const files = sourceFiles(join(root, 'src'));
    expect(files.filter((file) => /(^|\/)(index|utils?|helpers?|common|manager)\.tsx?$/.test(file))).toEqual([]);
    expect([...new Set(files.map(partOf).filter((part): part is string => part !== undefined))].filter((part) => floorOf(part) < 0)).toEqual([]);
  });

  test('has no file that has grown past 400 lines', () => {
    const long = sourceFiles(join(root, 'src')).filter((file) => !file.endsWith('database-types.ts'))
      .filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 400);
    expect(long).toEqual([]);
  });
});
