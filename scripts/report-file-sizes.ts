import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Calm sizes (house plan §5): median, 95th percentile, and every hand-written file past 400 lines, which is asked to split. */
const LONGEST = 400;
const root = fileURLToPath(new URL('..', import.meta.url));
const generated = /(^|\/)database-types\.ts$/;

const folders = ['src', 'scripts', 'tests', 'benchmarks', 'database', 'packages'].filter((folder) => existsSync(join(root, folder)));
const paths = [...folders.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`)), 'start.mjs', 'test.mjs'];
const sizes = paths
  .filter((path) => /\.(ts|tsx|mjs|sql|scss)$/.test(path) && !/node_modules/.test(path) && !generated.test(path))
  .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
  .sort((one, other) => one.lines - other.lines);

const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]?.lines ?? 0;
console.log(`${sizes.length} Dateien · Median ${at(0.5)} Zeilen · 95 % unter ${at(0.95)} · längste ${at(1)} (${sizes.at(-1)?.path ?? '–'})`);
const tooLong = sizes.filter((file) => file.lines > LONGEST);
for (const { path, lines } of tooLong) console.log(`Zu lang: ${path} hat ${lines} Zeilen (höchstens ${LONGEST}); bitte aufteilen.`);
process.exitCode = tooLong.length === 0 ? 0 : 1;
