// Plain JavaScript without dependencies: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Refuses a Node the dependencies do not run on (20.19+, 22.12+ and newer). Ends the process with code 2. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (fits) return;
  process.stderr.write(`Lückenlos braucht Node.js ab Version 20.19 (oder 22.12); gestartet wurde ${process.versions.node}. Neue Fassungen gibt es auf https://nodejs.org.\n`);
  process.exit(2);
}

/** Installs exactly what the lockfile says if that has not been done. `development` also demands the tools of `npm test`. */
export async function install({ development = false } = {}) {
  const marker = join(root, 'node_modules', '.lueckenlos-lock');
  const wanted = hashOf([join(root, 'package-lock.json')], `${process.platform}-${process.arch}-${process.versions.modules}`);
  const toolsThere = !development || existsSync(join(root, 'node_modules', 'typescript', 'package.json'));
  if (toolsThere && (read(marker) === wanted || isInstalled())) {
    if (read(marker) !== wanted) writeFileSync(marker, wanted);
    return;
  }
  rmSync(marker, { force: true });
  // Under npm start its own path is known; without npm's wrapper the one in PATH serves.
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(development ? ['--include=dev'] : [])];
  await step('Abhängigkeiten installieren', [...npm, ...options]);
  writeFileSync(marker, wanted);
}

/** True if somebody has run `npm ci` by hand: npm's own record of node_modules agrees with the lockfile. */
function isInstalled() {
  const record = read(join(root, 'node_modules', '.package-lock.json'));
  if (!record) return false;
  const installed = JSON.parse(record).packages;
  const wanted = JSON.parse(read(join(root, 'package-lock.json'))).packages;
  return Object.entries(wanted).every(([path, { version, optional, dev, devOptional, link }]) =>
    path === '' || link || optional || dev || devOptional || installed[path]?.version === version,
  ) && Object.entries(installed).every(([path, { version }]) => !wanted[path] || wanted[path].version === version);
}

/** Builds what has changed into dist/: styles and islands first (that empties the folder), then the server as one file. */
export async function build() {
  const sources = filesBelow(join(root, 'src'));
  const vite = [process.execPath, join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'];
  await buildOnce('Gestaltung und Karten bauen', join(root, 'dist', '.lueckenlos-build'), [...sources.filter(isBuildSource), join(root, 'vite.config.ts')], vite);
  const server = [...sources.filter(isServerSource), ...filesBelow(join(root, 'database', 'demo')).filter(isServerSource), join(root, 'scripts', 'bundle-server.mjs')];
  await buildOnce('Server bauen', join(root, 'dist', 'server', '.lueckenlos-build'), server, [process.execPath, join(root, 'scripts', 'bundle-server.mjs')]);
}

async function buildOnce(title, marker, sources, command) {
  // The folder's own place counts: the server remembers where its files lie.
  const wanted = hashOf([...sources, join(root, 'package-lock.json'), join(root, 'tsconfig.json')], root);
  if (read(marker) === wanted) return;
  await step(title, command);
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, wanted);
}

function isServerSource(path) {
  return ['.ts', '.tsx', '.json'].includes(extname(path)) && !/\.(test|fixture)\.tsx?$/.test(path) && !(path.endsWith('.json') && path.includes(join('database', 'demo')));
}

/** Islands may import the rules of their part; pages, server code, texts and tests never reach the browser. */
function isBuildSource(path) {
  const inside = relative(join(root, 'src'), path).split(/[\\/]/);
  if (inside.some((folder) => ['server', 'pages', 'messages'].includes(folder)) || /\.test\.tsx?$/.test(path)) return false;
  return ['.ts', '.tsx', '.scss', '.css', '.svg', '.json'].includes(extname(path));
}

/** One line per step; the command's own words only if it fails. Throws then. */
async function step(title, [command, ...args], { env = {} } = {}) {
  const started = Date.now();
  const live = process.stdout.isTTY;
  process.stdout.write(live ? `· ${title} …` : `· ${title} …\n`);
  const ticking = live && setInterval(() => process.stdout.write(`\r· ${title} … ${seconds(started)}`), 1000);
  const { code, output } = await run(command, args, env);
  if (ticking) clearInterval(ticking);
  process.stdout.write(`${live ? '\r' : ''}${code === 0 ? '✓' : '✗'} ${title} (${seconds(started)})${live ? '      ' : ''}\n`);
  if (code !== 0) throw new StepFailed(`${title} ist fehlgeschlagen:\n${excerptOf(output)}`);
}

/** Some tools name the fault first and explain themselves at length afterwards, others name it last. */
function excerptOf(output) {
  const lines = output.trim().split('\n');
  return (lines.length > 40 ? [...lines.slice(0, 20), '…', ...lines.slice(-20)] : lines).join('\n');
}

export class StepFailed extends Error {}

/** Runs a command in the project's folder and keeps its output. */
export function run(command, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env }, shell: process.platform === 'win32' && command === 'npm' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => done({ code: 127, output: error.message }));
    child.on('close', (code, signal) => done({ code: code ?? 128, output: signal ? `${output}\n${signal}` : output }));
  });
}

export function seconds(since) {
  return `${((Date.now() - since) / 1000).toLocaleString('de-DE', { maximumFractionDigits: Date.now() - since < 10_000 ? 1 : 0 })} s`;
}

export function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}

function hashOf(paths, salt) {
  const hash = createHash('sha256').update(salt);
  for (const path of [...paths].sort()) if (existsSync(path)) hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
