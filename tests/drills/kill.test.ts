import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEmbedded } from '../../src/platform/embedded-postgres.ts';
import { openCrashDrill, type CrashDrill } from './crash-drill.ts';
import { freePort, type Place } from './running-town.ts';

const nothingWrong = { lost: [], notOnce: [], brokenChains: [], failed: 0, fell: false };
let place: Place;
let drill: CrashDrill;

beforeAll(async () => {
  place = { dataFolder: mkdtempSync(join(tmpdir(), 'll-kill-')), port: await freePort() };
  drill = await openCrashDrill(place, 4);
}, 120_000);

afterAll(async () => {
  await drill?.end();
  await (await findEmbedded(place.dataFolder))?.stop('immediate');
  rmSync(place.dataFolder, { recursive: true, force: true });
});

describe('What was confirmed to people is there exactly once, and the audit chain holds', { timeout: 120_000 }, () => {
  test('after the application was killed while they were writing', async () => {
    const round = await drill.round('app', 20, 10);
    expect(round).toMatchObject(nothingWrong);
    expect(round.confirmed).toBeGreaterThanOrEqual(30);
  });

  test('after the database was killed while they were writing, and the application ended in order', async () => {
    const round = await drill.round('database', 20, 10);
    expect(round).toMatchObject(nothingWrong);
    expect(round.confirmed).toBeGreaterThanOrEqual(60);
  });
});
