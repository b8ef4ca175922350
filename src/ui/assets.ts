import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Manifest = Record<string, { file: string; css?: string[] }>;

const root = join(import.meta.dirname, '..', '..');
let manifest: Manifest | undefined;

/** Vite's list of built files, read once; empty before the first build (then addresses carry no hash). */
function built(): Manifest {
  if (manifest) return manifest;
  try {
    manifest = JSON.parse(readFileSync(join(root, 'dist', '.vite', 'manifest.json'), 'utf8')) as Manifest;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    manifest = {};
  }
  return manifest;
}

/** Address of a built file by its source, e.g. `asset('src/ui/styles/app.scss')` → `/assets/app-B2x9.css`. */
function asset(source: string): string {
  const entry = built()[source];
  if (entry) return `/${entry.file}`;
  const name = source.split('/').at(-1) ?? source;
  return `/assets/${name.replace(/\.scss$/, '.css').replace(/\.ts$/, '.js')}`;
}

export const stylesheet = () => asset('src/ui/styles/app.scss');

/** Address of an island: `island('areas/map')` stands for `src/areas/islands/map.ts`. */
export function island(name: `${string}/${string}`): string {
  const [part, file] = name.split('/');
  return asset(`src/${part}/islands/${file}.ts`);
}
