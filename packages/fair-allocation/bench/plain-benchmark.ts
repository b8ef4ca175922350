import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compile } from '../compile-market.ts';
import { run } from '../deferred-acceptance.ts';
import { allocate, type Market } from '../index.ts';
import { verify } from '../verify.ts';
import { measured, median, print } from './cpu.ts';
import { plainMarket } from './plain-market.ts';
import { townMarket } from './town-market.ts';

interface Measurement {
  /** CPU seconds of the first run in a fresh process, and the median of five. */
  first: number;
  usual: number;
  /** Largest resident size of the process, market included, in MB. */
  memory: number;
  placed: number;
}

/** In a process of its own, so that memory and warm-up are those of one market. */
export function measurePlain(children: number, facilities: number): Measurement {
  const market = plainMarket({ children, facilities, wishes: 6, seed: 1 });
  const runs = Array.from({ length: 5 }, () => measured(() => run(market)));
  return {
    first: runs[0]!.seconds, usual: median(runs.map(({ seconds }) => seconds)), memory: Math.round(process.resourceUsage().maxRSS / 1024),
    placed: runs[0]!.value.reduce((sum, wish) => sum + (wish >= 0 ? 1 : 0), 0),
  };
}

const goals = new Map([[100_000, '≤ 0.15 s'], [1_000_000, '≤ 2 s, ≤ 300 MB']]);

export function benchmarkPlain(sizes: readonly number[]): void {
  const rows: (string | number)[][] = [['children', 'facilities', 'first run s', 'median s', 'goal', 'µs per child', 'MB', 'placed']];
  for (const children of sizes) {
    const facilities = Math.round(children * 0.015);
    const command = fileURLToPath(new URL('run.ts', import.meta.url));
    const output = execFileSync(process.execPath, ['--import', 'tsx', command, 'plain', String(children), String(facilities)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    const { first, usual, memory, placed } = JSON.parse(output) as Measurement;
    rows.push([children, facilities, first.toFixed(3), usual.toFixed(3), goals.get(children) ?? '', ((usual * 1e6) / children).toFixed(2), memory, placed]);
  }
  print('Single children, 6 wishes each, on parsed input (CPU seconds)', rows);
}

/** The whole way of a market that arrives as JSON, without siblings. */
export function benchmarkWholeWay(children: number): void {
  const { families: _, ...town } = townMarket({ children, seed: 1 });
  const text = JSON.stringify(town);
  const parse = measured(() => JSON.parse(text) as Market);
  const compiled = measured(() => compile(parse.value));
  const plain = measured(() => run(compiled.value));
  const whole = measured(() => allocate(parse.value));
  const write = measured(() => JSON.stringify(whole.value));
  const proof = measured(() => verify(parse.value, whole.value));
  print(`The whole way of a town of ${children} children as JSON (${Math.round(text.length / 1e6)} MB), with reserves and holders, without siblings (CPU seconds)`, [
    ['step', 'seconds'], ['parse JSON', parse.seconds.toFixed(3)], ['compile (names to numbers, lottery)', compiled.seconds.toFixed(3)], ['run', plain.seconds.toFixed(3)],
    ['allocate (compile + run + names)', whole.seconds.toFixed(3)], ['write JSON', write.seconds.toFixed(3)], [`verify: ${proof.value.ok && proof.value.stable ? 'stable' : 'NOT stable'}`, proof.seconds.toFixed(3)],
  ]);
}
