import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compile } from '../compile-market.ts';
import { run } from '../deferred-acceptance.ts';
import { allocate, type Allocation, type Market } from '../index.ts';
import { checkApplicants } from '../verify-applicants.ts';
import { choose } from '../verify-choice.ts';
import { indexMarket } from '../verify-index.ts';
import { priorityOrder } from '../verify-order.ts';
import { checkPool, readPlacements } from '../verify-placements.ts';
import { collectFindings } from '../verify-violation.ts';
import { verify } from '../verify.ts';
import { bar } from './bars.ts';
import { collectGarbage, measured, median, print } from './cpu.ts';
import { namedMarket, plainMarket } from './plain-market.ts';
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

const goals = new Map([[100_000, { seconds: 0.15, memory: Infinity }], [1_000_000, { seconds: 2, memory: 300 }]]);

export function benchmarkPlain(sizes: readonly number[]): void {
  const rows: (string | number)[][] = [['children', 'facilities', 'first run s', 'median s', 'µs per child', 'MB', 'placed']];
  const spent: { children: number; seconds: number }[] = [];
  for (const children of sizes) {
    const facilities = Math.round(children * 0.015);
    const command = fileURLToPath(new URL('run.ts', import.meta.url));
    const output = execFileSync(process.execPath, ['--import', 'tsx', command, 'plain', String(children), String(facilities)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    const { first, usual, memory, placed } = JSON.parse(output) as Measurement;
    const worst = Math.max(first, usual);
    spent.push({ children, seconds: usual });
    const goal = goals.get(children);
    if (goal) {
      const isSmall = memory <= goal.memory;
      bar(`${children} single children × ${facilities} facilities: ≤ ${goal.seconds} CPU s${goal.memory < Infinity ? `, ≤ ${goal.memory} MB` : ''}`, `${worst.toFixed(3)} s, ${memory} MB`, worst <= goal.seconds && isSmall);
    }
    rows.push([children, facilities, first.toFixed(3), usual.toFixed(3), ((usual * 1e6) / children).toFixed(2), memory, placed]);
  }
  print('Single children, 6 wishes each, on parsed input (CPU seconds)', rows);
  const [least, most] = [spent[0]!, spent.at(-1)!];
  const exponent = Math.log(most.seconds / least.seconds) / Math.log(most.children / least.children);
  bar(`growth near-linear, ${least.children} to ${most.children} children: exponent ≤ 1.2`, exponent.toFixed(2), exponent <= 1.2);
}

/** The whole way of markets that arrive as JSON, without siblings: engine and verifier from the same objects to their answer. */
export function benchmarkWholeWay(children: number): void {
  const { families: _, ...town } = townMarket({ children, seed: 1 });
  const plain = namedMarket(plainMarket({ children, facilities: Math.round(children * 0.015), wishes: 6, seed: 1 }));
  const rows: (string | number)[][] = [['', 'JSON', 'parse', 'compile', 'run', 'allocate', 'write', 'read', 'check', 'verify', 'of allocate']];
  for (const [name, market] of [['plain market', plain], ['town: reserves, holders', town]] as const) rows.push([name, ...wholeWay(name, market)]);
  print(`The whole way of ${children} children (CPU seconds, median of three; before allocate and verify, garbage is collected). Engine: compile (names to numbers, lottery), run; verifier: read (names to numbers, lottery), check; each as a whole from parsed objects`, rows);
}

function wholeWay(name: string, source: Market): (string | number)[] {
  const text = JSON.stringify(source);
  const spent = new Map<string, number[]>();
  const timed = <T>(step: string, work: () => T): T => {
    if (step === 'allocate' || step === 'verify') collectGarbage();
    const { seconds, value } = measured(work);
    spent.set(step, [...(spent.get(step) ?? []), seconds]);
    return value;
  };
  for (let round = 0; round < 3; round++) {
    const market = timed('parse', () => JSON.parse(text) as Market);
    const compiled = timed('compile', () => compile(market));
    timed('run', () => run(compiled));
    const allocation = timed('allocate', () => allocate(market));
    timed('write', () => JSON.stringify(allocation));
    const read = timed('read', () => readForProof(market, allocation));
    timed('check', () => checkWhatWasRead(read));
    const { ok, stable } = timed('verify', () => verify(market, allocation));
    if (!ok || !stable) throw new Error('The verifier found the result unstable.');
  }
  const shown = (step: string) => median(spent.get(step)!).toFixed(3);
  const [runAlone, check, engine, verifier] = ['run', 'check', 'allocate', 'verify'].map((step) => median(spent.get(step)!)) as [number, number, number, number];
  bar(`verifier no slower than the run, from the same parsed objects (${name})`, `${verifier.toFixed(3)} s, engine ${engine.toFixed(3)} s`, verifier <= engine);
  bar(`… its check alone beside the run alone (${name})`, `${check.toFixed(3)} s, run ${runAlone.toFixed(3)} s`, check <= runAlone);
  const share = `${Math.round((100 * median(spent.get('verify')!)) / median(spent.get('allocate')!))} %`;
  return [`${Math.round(text.length / 1e6)} MB`, ...['parse', 'compile', 'run', 'allocate', 'write', 'read', 'check', 'verify'].map(shown), share];
}

/** The verifier's two halves, for the clock only: `verify` does the same and more. */
function readForProof(market: Market, allocation: Allocation) {
  const index = indexMarket(market);
  const findings = collectFindings(0);
  const seating = readPlacements(index, allocation, findings)!;
  const order = priorityOrder(index, new Set());
  for (let child = 0; child < market.applicants.length; child++) if (index.firstEntry[child]! < index.firstEntry[child + 1]!) order.ticket(index.firstEntry[child]!);
  return { index, findings, seating, order };
}

function checkWhatWasRead({ index, findings, seating, order }: ReturnType<typeof readForProof>): void {
  const choices = seating.ofPool.map((seated, pool) => choose(index, pool, seated, order.compare));
  choices.forEach((choice, pool) => checkPool(index, pool, seating.ofPool[pool]!, choice, findings));
  checkApplicants(index, seating, choices, order, findings);
}
