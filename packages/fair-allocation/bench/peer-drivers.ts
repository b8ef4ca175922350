import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { measured } from './cpu.ts';
import type { PeerMarket, PeerResult } from './peer-market.ts';

interface Person {
  setPrefs(others: unknown[]): void;
}

/** The TypeScript port of the Python package "matching", from the folder of its source. */
async function sparta(folder: string, { children, facilities }: PeerMarket) {
  const library = (await import(pathToFileURL(`${folder}/src/index.ts`).href)) as {
    Player: new (name: number) => Person & { name: number };
    Hospital: new (name: number, capacity: number) => Person & { name: number };
    hospitalResident(residents: unknown[], hospitals: unknown[]): Map<{ name: number }, { name: number }[]>;
  };
  const residents = children.map((_, i) => new library.Player(i));
  const hospitals = facilities.map(({ capacity }, p) => new library.Hospital(p, capacity));
  for (const [i, resident] of residents.entries()) resident.setPrefs(children[i]!.map((p) => hospitals[p]!));
  for (const [p, hospital] of hospitals.entries()) hospital.setPrefs(facilities[p]!.ranking.map((i) => residents[i]!));
  const { seconds, value } = measured(() => library.hospitalResident(residents, hospitals));
  const seats = children.map(() => -1);
  for (const [hospital, placed] of value) for (const { name } of placed) seats[name] = hospital.name;
  return { seconds, seats };
}

interface Partner {
  name: number;
  preferences: Partner[];
  fiance?: Partner | null;
}

/** The npm package "stable-marriage" knows one partner for each: every seat is one, all of a facility with the same preferences. */
async function stableMarriage(folder: string, { children, facilities }: PeerMarket) {
  const { default: library } = (await import(pathToFileURL(`${folder}/stable-marriage-problem.js`).href)) as {
    default: { Person: new (name: number) => Partner; stableMarriage(boys: Partner[]): Partner[] };
  };
  const boys = children.map((_, i) => new library.Person(i));
  const seats = facilities.map(({ capacity, ranking }, p) => {
    const preferences = ranking.map((i) => boys[i]!);
    return Array.from({ length: capacity }, () => Object.assign(new library.Person(p), { preferences }));
  });
  for (const [i, boy] of boys.entries()) boy.preferences = children[i]!.flatMap((p) => seats[p]!);
  const { seconds } = measured(() => library.stableMarriage(boys));
  return { seconds, seats: boys.map(({ fiance }) => fiance?.name ?? -1) };
}

/** `node --import tsx run.ts peer <name> <folder> <market.json>`: prints a `PeerResult`. */
export async function drivePeer(name: string, folder: string, file: string): Promise<void> {
  const market = JSON.parse(readFileSync(file, 'utf8')) as PeerMarket;
  const result = await (name === 'sparta-matching' ? sparta : stableMarriage)(folder, market);
  process.stdout.write(JSON.stringify({ ...result, memory: Math.round(process.resourceUsage().maxRSS / 1024) } satisfies PeerResult));
}
