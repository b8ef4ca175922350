// `npm test`: everything that must hold, in a clean clone. Ends with the line `N passed, N failed`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join, relative } from 'node:path';
import { build, checkNode, filesBelow, install, root, run, seconds, StepFailed } from './scripts/prepare.mjs';

const reports = mkdtempSync(join(tmpdir(), 'lueckenlos-checks-'));
const total = { passed: 0, failed: 0 };
const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version') && Boolean(inPath('apt-get'));

checkNode();
process.chdir(root);
const started = Date.now();
try {
  await install({ development: true });
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  finish({ passed: 0, failed: 1 });
}

await check('Typen (tsc)', tool('typescript-native/bin/tsc', '--noEmit', '-p', '.'));
await check('Regeln des Quelltextes (oxlint)', tool('oxlint/bin/oxlint', '--deny-warnings', 'src', 'packages', 'scripts', 'tests', 'database', 'benchmarks'));
await check('Unbenutztes (knip)', tool('knip/bin/knip.js', '--no-progress'));
await check('Lizenzen', script('scripts/check-licences.ts'));
await check('Größe der Dateien', script('scripts/report-file-sizes.ts'), { show: true });
await readerOfPdf();
await tests('Regeln, Architektur, Datenbank (PostgreSQL 18)', vitest('vitest-18'));
await onDebian15();
await journeys();

process.stdout.write(`\nDauer: ${seconds(started)}\n`);
finish(total);

function finish({ passed, failed }) {
  rmSync(reports, { recursive: true, force: true });
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed === 0 ? 0 : 1);
}

/** A check that holds or does not: counts as one. */
async function check(title, [command, ...args], { show = false } = {}) {
  const since = Date.now();
  const { code, output } = await run(command, args);
  count(title, since, code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }, code === 0 && !show ? '' : output);
}

/** A test runner: counts as many as it ran; one that ends badly or ran nothing counts at least one failure. */
async function tests(title, { command, report, read, env }) {
  const since = Date.now();
  const { code, output } = await run(command[0], command.slice(1), env);
  const counts = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 };
  const sound = code === 0 && counts.passed > 0;
  count(title, since, { passed: counts.passed, failed: sound ? counts.failed : Math.max(1, counts.failed) }, sound ? '' : output);
}

function count(title, since, { passed, failed }, output) {
  total.passed += passed;
  total.failed += failed;
  process.stdout.write(`${failed === 0 ? '✓' : '✗'} ${title}: ${passed} bestanden${failed ? `, ${failed} fehlgeschlagen` : ''} (${seconds(since)})\n`);
  if (output.trim()) process.stdout.write(`${output.trim().split('\n').slice(-200).map((line) => `    ${line}`).join('\n')}\n`);
}

function tool(path, ...args) {
  return [process.execPath, join('node_modules', path), ...args];
}

function script(path) {
  return [process.execPath, '--import', 'tsx', path];
}

function vitest(name, files = [], env = {}) {
  const report = join(reports, `${name}.json`);
  return {
    command: tool('vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...files),
    report,
    env,
    read: ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }),
  };
}

/** With it tests read the letters as a person does; without it they look at the files' bytes. */
async function readerOfPdf() {
  if (inPath('pdftotext') || !isRootOnDebian) return;
  process.stdout.write('· PDF-Leser installieren (apt-get) …\n');
  await run('sh', ['-c', `apt-get update -q && ${aptInstall('poppler-utils')}`], { DEBIAN_FRONTEND: 'noninteractive' });
}

/** The tests that ask for a database once more, on the oldest PostgreSQL we promise to run on. */
async function onDebian15() {
  const programs = '/usr/lib/postgresql/15/bin/postgres';
  if (!existsSync(programs) && isRootOnDebian) await installPostgres15();
  if (!existsSync(programs)) {
    process.stdout.write('– Datenbank (PostgreSQL 15): übersprungen, nicht installiert (Debian: apt-get install postgresql-15)\n');
    return;
  }
  const files = databaseTests();
  await tests('Datenbank (PostgreSQL 15)', vitest('vitest-15', files, { TEST_DATABASE: 'debian15' }));
}

/** Test files that ask for a database themselves or through what they import for it. */
function databaseTests() {
  const sources = ['src', 'tests', 'scripts', 'database'].flatMap((folder) => filesBelow(join(root, folder)))
    .filter((path) => /\.tsx?$/.test(path)).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const doors = new Set(['test-database.ts']);
  for (let before = 0; before !== doors.size; ) {
    before = doors.size;
    for (const { path, text } of sources) if (!isTest(path) && leadsTo(text, doors)) doors.add(basename(path));
  }
  // Commands and drills start servers and try crashes of the database we bring along: nothing in them depends on the version asked for here.
  const files = sources.filter(({ path, text }) => isTest(path) && leadsTo(text, doors)).map(({ path }) => relative(root, path));
  return files.filter((path) => !path.startsWith(join('tests', 'drills')) && path !== join('tests', 'commands.test.ts'));
}

function isTest(path) {
  return /\.test\.tsx?$/.test(path);
}

function leadsTo(text, doors) {
  return [...text.matchAll(/ from '[^']*\/([^'/]+)'/g)].some((match) => doors.has(match[1]));
}

/** Only the programs: without a cluster of its own and without a service that would run from now on. */
async function installPostgres15() {
  process.stdout.write('· PostgreSQL 15 installieren (apt-get) …\n');
  const withoutCluster = 'mkdir -p /etc/postgresql-common/createcluster.d && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.d/lueckenlos-test.conf';
  await run('sh', ['-c', `apt-get update -q && ${aptInstall('postgresql-common')} && ${withoutCluster} && ${aptInstall('postgresql-15')}`], { DEBIAN_FRONTEND: 'noninteractive' });
}

/** What people do, in a real browser, with axe on every page. */
async function journeys() {
  const chromium = await findChromium();
  if (!chromium) {
    count('Wege im Browser', Date.now(), { passed: 0, failed: 1 }, 'Es fehlt ein Chromium. Installieren Sie es (Debian: apt-get install chromium; macOS: brew install --cask chromium) oder nennen Sie es mit CHROMIUM_PATH.');
    return;
  }
  try {
    await build();
  } catch (error) {
    count('Bauen', Date.now(), { passed: 0, failed: 1 }, error.message);
    return;
  }
  const report = join(reports, 'journeys.json');
  await tests('Wege im Browser (Playwright, axe)', {
    command: tool('@playwright/test/cli.js', 'test', '--reporter=list,json'),
    report,
    env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    read: ({ stats, errors = [] }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }),
  });
}

async function findChromium() {
  const known = process.env.CHROMIUM_PATH || findInstalled();
  if (known || !isRootOnDebian) return known;
  process.stdout.write('· Chromium installieren (apt-get) …\n');
  await run('sh', ['-c', `apt-get update -q && (${aptInstall('chromium-headless-shell')} || ${aptInstall('chromium')})`], { DEBIAN_FRONTEND: 'noninteractive' });
  return findInstalled();
}

function findInstalled() {
  const onMac = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  // The one without a window needs a quarter less of the processor.
  return ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(inPath).find(Boolean) ?? onMac.find((path) => existsSync(path));
}

function aptInstall(name) {
  return `apt-get install -q -y --no-install-recommends ${name}`;
}

function inPath(name) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path));
}
