// npm packs package.json as it is: while packing, what a user imports is the compiled form (`publishConfig.exports`), here it is the source.
// The compiled form and the copy of the licence go again: a later package must not carry files whose source is gone.
import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const manifest = new URL('package.json', import.meta.url);
const kept = new URL('package.json.kept', import.meta.url);
const licence = new URL('LICENSE', import.meta.url);
if (process.argv[2] === 'compiled') {
  copyFileSync(manifest, kept);
  copyFileSync(new URL('../../LICENSE', import.meta.url), licence);
  const { publishConfig, devDependencies: _, scripts: __, ...published } = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, `${JSON.stringify({ ...published, exports: publishConfig.exports }, null, 2)}\n`);
} else {
  renameSync(kept, manifest);
  rmSync(licence, { force: true });
  rmSync(new URL('dist', import.meta.url), { recursive: true, force: true });
}
