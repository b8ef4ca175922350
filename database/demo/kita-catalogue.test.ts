import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from '../../src/platform/test-database.ts';
import { connectDatabase } from '../../src/platform/database.ts';
import { fixedClock } from '../../src/platform/clock.ts';
import { loadCatalogueGround } from '../../src/kita/server/catalogue-ground.ts';
import { listCatalogues } from '../../src/kita/server/catalogues.ts';
import { checkCatalogue } from '../../src/kita/criteria/checks.ts';
import { catalogueDifference } from '../../src/kita/criteria/difference.ts';
import { loadDemo } from './load-demo.ts';

const clock = fixedClock('2026-11-22T09:00:00Z');

test('the criteria of the demo town are adopted without an error, and the draft after them differs in five', async () => {
  const house = await testDatabase();
  const database = connectDatabase(house.app);
  try {
    await loadDemo({ owner: house.owner, clock, slugs: ['alfeld'] });
    const { id } = (await database.readPublic((tx) => tx.selectFrom('accounts.municipality').select('id').where('slug', '=', 'alfeld').executeTakeFirstOrThrow()));
    const { catalogues, findings } = await database.read(id, async (tx) => {
      const all = await listCatalogues(tx, id);
      const { check } = await loadCatalogueGround(tx, id, clock.today());
      return { catalogues: all, findings: all.flatMap((catalogue) => checkCatalogue(catalogue, check)) };
    });
    const inForce = catalogues.find(({ adoption }) => adoption)!;
    const draft = catalogues.find(({ adoption }) => !adoption)!;
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(draft.basedOnId).toBe(inForce.id);
    const changes = catalogueDifference(inForce, draft).criteria.filter(({ kind }) => kind !== 'same');
    expect(changes.map((change) => [change.kind, 'after' in change ? change.after.fact : change.before.fact])).toEqual([
      ['changed', 'hardship'], ['changed', 'both-work-or-train'], ['changed', 'single-parent'], ['added', 'benefits'], ['changed', 'waits-since'],
    ]);
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['reserves-overlap']));
  } finally {
    await database.close();
    await house.drop();
  }
});

test('the demo’s papers are said to be invented', () => {
  expect(readFileSync(join(import.meta.dirname, 'alfeld/kita-catalogue.json'), 'utf8')).toContain('(erfunden)');
});
