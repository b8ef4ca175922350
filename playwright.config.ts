import { defineConfig, devices } from '@playwright/test';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const port = 3900;
// One data folder per run; Playwright reads this file again in every worker.
const dataFolder = (process.env['JOURNEY_DATA_DIR'] ??= mkdtempSync(join(tmpdir(), 'lueckenlos-journeys-')));
const executablePath = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

const YEAR = 'kita-year.journey.ts';
const desktop = { ...devices['Desktop Chrome'], channel: undefined };

/** What people do, in a real browser against the real server with the demo municipalities. */
export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '*.journey.ts',
  fullyParallel: true,
  workers: 2,
  // Against hanging only: a machine may be two and a half times slower than ours.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    // A trace photographs every page at every step, which costs more than the steps. What failed says where, with a picture; a run with JOURNEY_TRACE=on shows how it came.
    trace: process.env['JOURNEY_TRACE'] ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  // The longest way first: it takes one worker as long as all others take the second.
  projects: [{ name: 'year', testMatch: YEAR, use: desktop }, { name: 'ways', testIgnore: YEAR, use: desktop }],
  webServer: {
    command: 'node start.mjs',
    url: `http://localhost:${port}/gesundheit`,
    timeout: 180_000,
    stdout: 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: { PORT: String(port), DATA_DIR: dataFolder, LOG_LEVEL: 'error', DEMO: 'on' },
  },
});
