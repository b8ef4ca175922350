// `npm test`: everything that must hold, in a clean clone. Ends with the line `N passed, N failed`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { build, checkNode, install, root, run, seconds, StepFailed } from './scripts/prepare.mjs';

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

// Neither keeps two cores busy all the time.
await Promise.all([
  check('Typen (tsc)', tool('typescript-native/bin/tsc', '--noEmit', '-p', '.')),
  check('Unbenutztes (knip)', tool('knip/bin/knip.js', '--no-progress')),
]);
await check('Regeln des Quelltextes (oxlint)', tool('oxlint/bin/oxlint', '--deny-warnings', 'src', 'packages', 'scripts', 'tests', 'database', 'benchmarks'));
await check('Lizenzen', script('scripts/check-licences.ts'));
await check('Größe der Dateien', script('scripts/report-file-sizes.ts'), { show: true });
await readerOfPdf();
await rulesAndDatabase();
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

function script(path, ...args) {
  return [process.execPath, '--import', 'tsx', path, ...args];
}

function vitest(name, env = {}) {
  const report = join(reports, `${name}.json`);
  return {
    command: tool('vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`),
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

/**
 * Where the oldest PostgreSQL we promise to run on is installed, the tests ask that one; then the one we bring along, which starts, commands, crashes and journeys
 * ask anyway, says whether it takes every statement as well (docs/decisions/0013-tests-ask-the-oldest-postgresql.md).
 */
async function rulesAndDatabase() {
  const heard = join(reports, 'statements');
  const isOldest = process.env.TEST_DATABASE !== 'embedded' && await findPostgres15();
  await tests(`Regeln, Architektur, Datenbank (PostgreSQL ${isOldest ? 15 : 18})`, vitest('vitest', isOldest ? { TEST_DATABASE: 'debian15', HEARD_STATEMENTS: heard } : {}));
  if (isOldest) await check('Jede Anweisung an die Datenbank auf PostgreSQL 18', script('scripts/check-statements.ts', heard), { show: true });
  else process.stdout.write('– PostgreSQL 15: nicht geprüft, nicht installiert oder nicht gewollt (Debian: apt-get install postgresql-15)\n');
}

async function findPostgres15() {
  const programs = '/usr/lib/postgresql/15/bin/postgres';
  if (!existsSync(programs) && isRootOnDebian) await installPostgres15();
  return existsSync(programs);
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
