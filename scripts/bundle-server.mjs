// Makes one file of the server, so that it starts in a second: no translation and no hundreds of files at each start.
// The libraries stay outside and are loaded as they are installed.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = dirname(import.meta.dirname);

/** Files find their neighbours (SQL, demo data, built assets) by where they lie; in the bundle that is still where they were written. */
const placesAsWritten = {
  name: 'places-as-written',
  setup(bundle) {
    bundle.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta')) return undefined;
      const contents = text.replaceAll('import.meta.dirname', JSON.stringify(dirname(path))).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};

/** The libraries stay outside; our own packages run from their TypeScript source and go in. */
const librariesOutside = {
  name: 'libraries-outside',
  setup(bundle) {
    bundle.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => (kind === 'entry-point' || path.startsWith('@lueckenlos/') ? undefined : { external: true }));
  },
};

await build({
  entryPoints: [join(root, 'src/server.ts')],
  outfile: join(root, 'dist/server/server.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  tsconfig: join(root, 'tsconfig.json'),
  logLevel: 'warning',
  plugins: [librariesOutside, placesAsWritten],
});
