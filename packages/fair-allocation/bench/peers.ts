import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../deferred-acceptance.ts';
import { bar } from './bars.ts';
import { measured, print } from './cpu.ts';
import { peerMarket, residentsAndPrograms, type PeerResult } from './peer-market.ts';
import { plainLoop } from './plain-loop.ts';
import { plainMarket } from './plain-market.ts';

interface Peer {
  name: string;
  /** Where it must lie in the folder of peers. */
  place: string;
  /** Children beyond whom it needs more memory than this class of machine has. */
  most?: number;
  solve(place: string, files: Files): PeerResult;
}

interface Files {
  json: string;
  lines: string;
  python: string;
  /** Runs a command, but not longer than the peers' time limit. */
  output(command: string, args: string[]): string;
}

export const ownFile = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const inNode = (name: string) => (place: string, { json, output }: Files) =>
  JSON.parse(output(process.execPath, ['--max-old-space-size=4096', '--import', 'tsx', ownFile('run.ts'), 'peer', name, place, json])) as PeerResult;
const inPython = (driver: string) => (place: string, { json, python, output }: Files) => JSON.parse(output(python, [ownFile(driver), place, json])) as PeerResult;

const peers: readonly Peer[] = [
  { name: 'Roth-Peranson, C++ (Bacchus, Drummond, Perrault)', place: 'matchrp', solve: rothPeranson },
  { name: 'sparta-matching 0.1.0 (TypeScript)', place: 'sparta-matching', solve: inNode('sparta-matching') },
  { name: 'stable-marriage 1.0.2 (npm), a seat for a partner', place: 'node_modules/stable-marriage', solve: inNode('stable-marriage') },
  { name: 'OneGov Feriennet, matcher (Python)', place: 'feriennet', solve: inPython('peer-feriennet.py') },
  { name: 'matching 1.4.3 (Python, D. Wilde)', place: 'matching', solve: inPython('peer-matching.py') },
  { name: 'matchingR 2.0.0 (R, C++), complete preferences', place: 'R-library', most: 10_000, solve: (place, { json, output }) => JSON.parse(output('Rscript', [ownFile('peer-matchingr.R'), place, json])) as PeerResult },
];

/** Its CPU time and memory as it says itself: without reading the file. */
function rothPeranson(place: string, { lines, output }: Files): PeerResult {
  const text = output(place, [lines]);
  const seats = [...text.matchAll(/^r \d+ (-?\d+)$/gm)].map(([, seat]) => Number(seat));
  return { seconds: Number(/#CPU = (\S+)/.exec(text)![1]), memory: Number(/#MEM = (\d+)/.exec(text)![1]), seats };
}

/**
 * The same plain market through every peer that is there, ours and a plain loop beside it. `folder` holds what is not on npm (see README); the
 * npm package is fetched for the run when it is not there. A peer must come to the very allocation ours comes to: the stable
 * one best for all children is unique. Whoever needs longer than `limit` seconds is left out, which is said.
 */
export function benchmarkPeers(children: number, folder: string | undefined, limit: number): void {
  const temporary = mkdtempSync(join(tmpdir(), 'fair-allocation-peers-'));
  try {
    const python = folder && existsSync(join(folder, 'python3')) ? join(folder, 'python3') : 'python3';
    const places = new Map(peers.map(({ place }) => [place, placeOf(place, folder, temporary)]));
    benchmarkMarket(children, places, temporary, python, limit);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function benchmarkMarket(children: number, places: ReadonlyMap<string, string | undefined>, temporary: string, python: string, limit: number): void {
  const market = plainMarket({ children, facilities: Math.round(children * 0.015), wishes: 6, seed: 1 });
  const output = (command: string, args: string[]) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 30, timeout: limit * 1000, killSignal: 'SIGKILL' });
  const files: Files = { json: join(temporary, 'market.json'), lines: join(temporary, 'market.txt'), python, output };
  const known = peerMarket(market);
  writeFileSync(files.json, JSON.stringify(known));
  writeFileSync(files.lines, residentsAndPrograms(known));
  const ours = measured(() => run(market));
  const loop = measured(() => plainLoop(market));
  const seats = Array.from(ours.value, (wish) => (wish < 0 ? -1 : market.wishPool[wish]!));
  const same = (others: readonly number[]) => (others.length === seats.length && others.every((seat, i) => seat === seats[i]) ? 'yes' : 'NO');
  const rows: (string | number)[][] = [
    ['', 'CPU s', 'times ours', 'MB', 'same allocation'], ['ours, first run', ours.seconds.toFixed(3), 1, '', ''],
    ['a plain loop over typed arrays', loop.seconds.toFixed(3), (loop.seconds / ours.seconds).toFixed(1), '', same(Array.from(loop.value, (wish) => (wish < 0 ? -1 : market.wishPool[wish]!)))],
  ];
  let fastest = Infinity;
  let measuredPeers = 0;
  for (const { name, most = Infinity, place, solve } of peers) {
    const found = places.get(place);
    const theirs = !found ? 'not there' : children > most ? 'left out: memory' : attempt(() => solve(found, files), limit);
    if (typeof theirs === 'string') {
      process.stderr.write(`${name}: ${theirs}\n`);
      rows.push([name, theirs, '', '', '']);
      continue;
    }
    process.stderr.write(`${name}: ${theirs.seconds.toFixed(3)} s\n`);
    measuredPeers++;
    fastest = Math.min(fastest, theirs.seconds);
    rows.push([name, theirs.seconds.toFixed(3), (theirs.seconds / ours.seconds).toFixed(0), theirs.memory, same(theirs.seats)]);
  }
  print(`Side by side: ${children} children, 6 wishes each, single (CPU seconds on objects made before; at most ${limit} s each, reading included)`, rows);
  if (measuredPeers > 0) bar(`${children} children: faster than every peer that ran (${measuredPeers})`, `fastest peer ${(fastest / ours.seconds).toFixed(1)} × ours`, fastest > ours.seconds);
}

/** The result, or why there is none. */
export function attempt<T>(solve: () => T, limit: number): T | string {
  try {
    return solve();
  } catch (error) {
    const { code, signal, stderr } = error as { code?: string; signal?: string; stderr?: string };
    if (code === 'ETIMEDOUT' || signal === 'SIGKILL' || signal === 'SIGXCPU') return `left out after ${limit} s`;
    return `failed: ${(stderr ?? String(error)).trim().split('\n').at(-1)!.slice(0, 60)}`;
  }
}

function placeOf(place: string, folder: string | undefined, temporary: string): string | undefined {
  const given = folder && join(folder, place);
  if (given && existsSync(given)) return given;
  if (!place.startsWith('node_modules/')) return undefined;
  try {
    execFileSync('npm', ['install', 'stable-marriage@1.0.2', '--prefix', temporary, '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], { stdio: 'ignore', timeout: 60_000 });
    return join(temporary, place);
  } catch {
    return undefined;
  }
}
