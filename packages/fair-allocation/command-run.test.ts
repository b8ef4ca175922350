import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { townMarket } from './bench/town-market.ts';
import { exitCodes, runCommand } from './command-run.ts';
import { follows } from './json-schema.fixture.ts';
import type { Allocation, Market } from './model.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fair-allocation-'));
});
afterEach(() => rm(folder, { recursive: true }));

const sun = { facility: 'sun', seatType: 'day' };

function aTown(points: { ada: number; bo: number } = { ada: 2, bo: 1 }): Market {
  return {
    version: 1,
    round: '2026',
    lottery: { seed: 'published' },
    seatTypes: [{ id: 'day' }],
    facilities: [{ id: 'sun' }],
    pools: [{ id: 'sun', facility: 'sun', seatTypes: ['day'], capacity: 1 }],
    applicants: [
      { id: 'ada', wishes: [{ ...sun, points: points.ada }] },
      { id: 'bo', wishes: [{ ...sun, points: points.bo }] },
    ],
  };
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function call(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  let out = '';
  const said: string[] = [];
  const code = await runCommand(args, {
    progress: { step: () => undefined, note: (line) => void said.push(line), complain: (line) => void said.push(line) },
    print: (chunk) => {
      out += chunk;
      return Promise.resolve();
    },
  });
  return { code, out, said: said.join('\n') };
}

async function resultOf(market: string): Promise<string> {
  const path = join(folder, 'result.json');
  expect((await call('run', market, '--output', path)).code).toBe(exitCodes.done);
  return path;
}

describe('the command line', () => {
  test('allocates, says the hashes, and writes a result that follows the published form', async () => {
    const result = await resultOf(await file('market.json', aTown()));
    const text = await readFile(result, 'utf8');
    expect(follows('allocation.schema.json', JSON.parse(text))).toBe(true);
    const again = await call('run', join(folder, 'market.json'));
    expect(again.out).toBe(text);
    expect(again.said).toMatch(/Market {5}SHA-256 [0-9a-f]{64}/);
  });

  test('the fields of the market in another order give the same bytes and the same hash', async () => {
    const first = await call('run', await file('a.json', aTown()));
    const second = await call('run', await file('b.json', Object.fromEntries(Object.entries(aTown()).reverse())));
    expect(second).toEqual(first);
  });

  test('verifies a result, and refuses one that somebody changed', async () => {
    const market = await file('market.json', aTown());
    const result = await resultOf(market);
    const good = await call('verify', market, '--result', result);
    expect(good).toMatchObject({ code: exitCodes.done });
    expect(good.out).toContain('Stable');
    const changed = JSON.parse(await readFile(result, 'utf8')) as Allocation;
    const [ada, bo] = changed.placements as [Allocation['placements'][number], Allocation['placements'][number]];
    changed.placements = [{ ...ada, seat: null, rank: null }, { ...bo, seat: sun, rank: 1 }];
    const bad = await call('verify', market, '--result', await file('changed.json', changed));
    expect(bad.code).toBe(exitCodes.violated);
    expect(bad.out).toContain('ada has no seat and would rather have sun/day: bo sits there');
  });

  test('explains one applicant in sentences or all as JSON', async () => {
    const market = await file('market.json', aTown());
    const one = await call('explain', market, '--applicant', 'bo');
    expect(one.out).toBe('bo gets no seat.\n  1. sun/day: the last child admitted had 2 points, this child has 1. Waiting list: place 1 of 1.\n');
    const all = await call('explain', market, '--json');
    expect(JSON.parse(all.out)).toMatchObject([{ applicant: 'ada' }, { applicant: 'bo' }]);
    expect((await call('explain', market, '--applicant', 'nobody')).code).toBe(exitCodes.badInput);
  });

  test('explains nothing on the ground of a result that is not in order', async () => {
    const market = await file('market.json', aTown());
    const forged = await file('forged.json', { version: 1, round: '2026', placements: [], families: [], blocking: [], verdict: 'stable' });
    const answer = await call('explain', market, '--result', forged);
    expect(answer).toMatchObject({ code: exitCodes.violated, out: '' });
  });

  test('compares two catalogues', async () => {
    const a = await file('a.json', aTown());
    const b = await file('b.json', aTown({ ada: 1, bo: 2 }));
    expect((await call('compare', a, '--with', b)).out).toContain('+1 −1: 1 have a seat before, 1 after.');
    expect(JSON.parse((await call('compare', a, '--with', b, '--json')).out)).toMatchObject({ gained: 1, lost: 1 });
  });
});

describe('--exact, where siblings leave it open', () => {
  const hardTown = () => file('town.json', townMarket({ children: 200, seed: 4, rather: 1 }));
  const verdictOf = (text: string) => (JSON.parse(text) as Allocation).verdict;

  test('settles it, and the result has passed the verifier', async () => {
    const town = await hardTown();
    expect(verdictOf((await call('run', town, '--effort', '0')).out)).toBe('unproven');
    const { code, out } = await call('run', town, '--effort', '0', '--exact');
    expect(code).toBe(exitCodes.done);
    expect(verdictOf(out)).toBe(verdictOf((await call('run', town)).out));
    expect(verdictOf(out)).not.toBe('unproven');
  });

  test('says so when time is up, and keeps the first result', async () => {
    const { code, out, said } = await call('run', await hardTown(), '--effort', '0', '--exact', '--seconds', '0');
    expect(code).toBe(exitCodes.done);
    expect(verdictOf(out)).toBe('unproven');
    expect(said).toContain('The exact search has no answer: No answer within 0 ms. The first result, unproven, is kept.');
  });

  test('what is no number is not understood', async () => {
    expect((await call('run', await hardTown(), '--effort', 'much')).code).toBe(exitCodes.misunderstood);
  });
});

describe('what is wrong is said with its place, and nothing is written', () => {
  test.each<[string, unknown, string]>([
    ['an unknown facility', { ...aTown(), facilities: [] }, '$.pools[0].facility'],
    ['a negative capacity', { ...aTown(), pools: [{ ...aTown().pools[0]!, capacity: -1 }] }, '$.pools[0].capacity'],
    ['NaN', JSON.stringify(aTown()).replace('"points":2', '"points":NaN'), '$.applicants[0]'],
    ['a file cut off', JSON.stringify(aTown()).slice(0, -40), '$.applicants'],
    ['an empty file', '', '$'],
    ['text', 'Kita;Kind', '$'],
  ])('%s', async (_, content, path) => {
    const output = join(folder, 'result.json');
    const answer = await call('run', await file('market.json', content), '--output', output);
    expect(answer.code).toBe(exitCodes.badInput);
    expect(answer.said).toContain(path);
    expect(await readdir(folder)).toEqual(['market.json']);
  });

  test('a file no memory is large enough for', async () => {
    const path = await file('market.json', '');
    await truncate(path, 2 ** 42);
    const answer = await call('run', path, '--output', join(folder, 'result.json'));
    expect(answer.code).toBe(exitCodes.tooLarge);
    expect(answer.said).toContain('max-old-space-size');
    expect(await readdir(folder)).toEqual(['market.json']);
  });

  test('a file that is not there', async () => {
    expect((await call('run', join(folder, 'missing.json'))).code).toBe(exitCodes.badInput);
  });

  test.each([[[]], [['dance']], [['run']], [['run', 'a', 'b']], [['compare', 'a']], [['run', 'a', '--fast']], [['verify', '-', '--result', '-']]])(
    'a command line that makes no sense: %j',
    async (args: string[]) => {
      const answer = await call(...args);
      expect(answer).toMatchObject({ code: exitCodes.misunderstood, out: '' });
      expect(answer.said).toContain('--help');
    },
  );

  test('help is help', async () => {
    const help = await call('--help');
    expect(help.code).toBe(exitCodes.done);
    expect(help.out).toContain('Exit codes');
  });
});
