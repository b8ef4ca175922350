import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../deferred-acceptance.ts';
import { measured, print } from './cpu.ts';
import { peerMarket, residentsAndPrograms, type PeerResult } from './peer-market.ts';
import { plainLoop } from './plain-loop.ts';
import { plainMarket } from './plain-market.ts';

interface Peer {
  name: string;
  /** Beyond this size it takes minutes or gigabytes. */
  most: number;
  /** Where it must lie in the folder of peers. */
  place: string;
  solve(place: string, files: { json: string; lines: string }): PeerResult;
}

const ownFile = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const output = (command: string, args: string[]) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 30 });
const inNode = (name: string) => (place: string, { json }: { json: string }) =>
  JSON.parse(output(process.execPath, ['--max-old-space-size=4096', '--import', 'tsx', ownFile('run.ts'), 'peer', name, place, json])) as PeerResult;

const peers: readonly Peer[] = [
  { name: 'Roth-Peranson in C++ (Bacchus, Drummond, Perrault)', most: 300_000, place: 'matchrp', solve: rothPeranson },
  { name: 'sparta-matching 0.1.0 (TypeScript)', most: 100_000, place: 'sparta-matching', solve: inNode('sparta-matching') },
  { name: 'stable-marriage 1.0.2 (npm), a seat for a partner', most: 10_000, place: 'node_modules/stable-marriage', solve: inNode('stable-marriage') },
  { name: 'matching (Python, D. Wilde)', most: 10_000, place: 'matching', solve: (place, { json }) => JSON.parse(output('python3', [ownFile('peer-matching.py'), place, json])) as PeerResult },
];

/** Its CPU time and memory as it says itself: without reading the file. */
function rothPeranson(place: string, { lines }: { lines: string }): PeerResult {
  const text = output(place, [lines]);
  const seats = [...text.matchAll(/^r \d+ (-?\d+)$/gm)].map(([, seat]) => Number(seat));
  return { seconds: Number(/#CPU = (\S+)/.exec(text)![1]), memory: Number(/#MEM = (\d+)/.exec(text)![1]), seats };
}

/**
 * The same plain markets through every peer that is there, ours and a plain loop beside it. `folder` holds what is not on npm (see README); the
 * npm package is fetched for the run when it is not there. A peer must come to the very allocation ours comes to: the stable
 * one best for all children is unique.
 */
export function benchmarkPeers(sizes: readonly number[], folder: string | undefined): void {
  const temporary = mkdtempSync(join(tmpdir(), 'fair-allocation-peers-'));
  try {
    const places = new Map(peers.map(({ place }) => [place, placeOf(place, folder, temporary)]));
    for (const children of sizes) benchmarkSize(children, places, temporary);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function benchmarkSize(children: number, places: ReadonlyMap<string, string | undefined>, temporary: string): void {
  const market = plainMarket({ children, facilities: Math.round(children * 0.015), wishes: 6, seed: 1 });
  const files = { json: join(temporary, 'market.json'), lines: join(temporary, 'market.txt') };
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
  for (const { name, most, place, solve } of peers) {
    const found = places.get(place);
    if (!found || children > most) {
      rows.push([name, found ? 'left out: too long' : 'not there', '', '', '']);
      continue;
    }
    const theirs = solve(found, files);
    rows.push([name, theirs.seconds.toFixed(3), (theirs.seconds / ours.seconds).toFixed(0), theirs.memory, same(theirs.seats)]);
  }
  print(`Side by side: ${children} children, 6 wishes each, single (CPU seconds on objects made before)`, rows);
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
