import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['scripts/**/*.test.ts', 'src/**/*.test.{ts,tsx}', 'packages/**/*.test.ts', 'database/**/*.test.ts', 'tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/journeys/**', '**/node_modules/**'],
    globalSetup: ['tests/database-server.ts'],
    setupFiles: ['tests/hear-statements.ts'],
    // Two workers that keep what they have loaded: half of the time of a run was loading the same files again for each test file.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    // Against hanging only: a machine may be two and a half times slower than ours.
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
