import type { MarketIndex } from './verify-index.ts';

/** One kind of seat of a pool and who sits on it, after those present in the pool were seated. */
export interface Stage {
  /** Position in the pool's reserves; `open` = for everybody; `left-over` = what soft reserves did not fill; `extra` = beyond the capacity. */
  kind: number | 'open' | 'left-over' | 'extra';
  /** Children carrying this trait only; undefined = everybody. */
  trait?: string;
  room: number;
  /** The last has the weakest claim. */
  takers: number[];
}

/** Whom a pool does not choose from a set of entries, and on which seats the others sit. */
export interface Choice {
  refused: ReadonlySet<number>;
  /** In the order of filling; an outsider may sit on each of them but the extra ones. */
  stages: Stage[];
  /** Who counts towards each ceiling of the pool, best first. */
  ceilings: number[][];
  /** How many of the chosen held a seat of the pool before. */
  insiders: number;
  /** Whom a newcomer has to beat for a seat that is there for everybody, when all of them are taken and no ceiling is in the way; -1 = look at the stages. */
  last: number;
}

const nobody: ReadonlySet<number> = new Set();

/**
 * The choice function as the model's `Pool` states it: those who hold a seat of the pool first; then each reserve takes the
 * best of its trait, the open seats the best of all (before the reserves when the pool says so); what soft reserves leave
 * goes to the best of all. Sequential reserves are slot-specific priorities (Kominers, Sönmez 2016), the left-over seats a
 * monotone capacity transfer (Aygün, Turhan 2020). At most one entry per child is expected. O(k log k + k · stages); O(k · stages)
 * where all find a seat, as they do in a finished allocation.
 */
export function choose(index: MarketIndex, pool: number, entries: readonly number[], compare: (a: number, b: number) => number): Choice {
  const { capacity, reserves, openFirst, ceilings } = index.pools[pool]!;
  if (ceilings.length === 0 && entries.length <= capacity && reserves.every(({ hard }) => !hard)) {
    if (reserves.length === 0 || entries.length < capacity) return takeAll(index, capacity, [...entries], compare);
    if (!openFirst) return takeAllWithReserves(index, pool, entries, compare);
  }
  const sorted = [...entries].sort(compare);
  const reserved = reserves.reduce((sum, reserve) => sum + reserve.seats, 0);
  const ofReserves = reserves.map((reserve, kind): Stage => ({ kind, trait: reserve.trait, room: reserve.seats, takers: [] }));
  const open: Stage = { kind: 'open', room: capacity - reserved, takers: [] };
  const extra: Stage = { kind: 'extra', room: 0, takers: [] };
  const stages = openFirst ? [open, ...ofReserves] : [...ofReserves, open];
  const isSeated = new Uint8Array(sorted.length);
  let count = 0;
  const members: number[][] = ceilings.map(() => []);

  function seat(place: number, stage: Stage): void {
    const entry = sorted[place]!;
    stage.takers.push(entry);
    isSeated[place] = 1;
    count++;
    for (let c = 0; c < ceilings.length; c++) if (countsTowards(index, pool, c, entry)) members[c]!.push(entry);
  }
  const passedOver = (entry: number): boolean =>
    ceilings.some(({ seats }, c) => members[c]!.length >= seats && countsTowards(index, pool, c, entry));

  let outsiders = 0;
  for (; outsiders < sorted.length && index.level[sorted[outsiders]!] !== 2; outsiders++) {
    const entry = sorted[outsiders]!;
    if (index.level[entry] === 1 && passedOver(entry)) continue;
    const own = ofReserves.find((stage) => hasRoom(stage) && index.carries(index.child[entry]!, stage.trait!));
    seat(outsiders, own ?? (hasRoom(open) ? open : (ofReserves.findLast(hasRoom) ?? extra)));
  }
  const insiders = count;
  const fill = (stage: Stage): void => {
    for (let place = outsiders; place < sorted.length && hasRoom(stage); place++) {
      if (isSeated[place] === 1) continue;
      const entry = sorted[place]!;
      if (stage.trait !== undefined && !index.carries(index.child[entry]!, stage.trait)) continue;
      if (!passedOver(entry)) seat(place, stage);
    }
  };
  for (const stage of stages) fill(stage);
  if (reserves.length > 0) {
    const left = ofReserves.reduce((sum, stage, r) => sum + (reserves[r]!.hard ? 0 : stage.room - stage.takers.length), 0);
    const leftOver: Stage = { kind: 'left-over', room: left, takers: [] };
    fill(leftOver);
    stages.push(leftOver);
  }
  if (extra.takers.length > 0) stages.push(extra);
  const refused = count === sorted.length ? nobody : new Set(sorted.filter((_, place) => isSeated[place] === 0));
  return { refused, stages, ceilings: members, insiders, last: -1 };
}

/** A pool with seats enough for everybody takes all; of their order only who comes last is asked for later. */
function takeAll(index: MarketIndex, capacity: number, entries: number[], compare: (a: number, b: number) => number): Choice {
  let last = 0;
  let insiders = 0;
  for (let i = 0; i < entries.length; i++) {
    if (compare(entries[i]!, entries[last]!) > 0) last = i;
    if (index.level[entries[i]!] !== 2) insiders++;
  }
  if (entries.length > 0) [entries[last], entries[entries.length - 1]] = [entries.at(-1)!, entries[last]!];
  const isFull = entries.length === capacity && capacity > 0;
  return { refused: nobody, stages: [{ kind: 'open', room: capacity, takers: entries }], ceilings: [], insiders, last: isFull ? entries.at(-1)! : -1 };
}

/**
 * A full pool that takes all, soft reserves before the open seats: who sits on a reserved seat matters, and of all others only who comes
 * last, because open seats and those the reserves leave are filled one after the other from the same queue.
 */
function takeAllWithReserves(index: MarketIndex, pool: number, entries: readonly number[], compare: (a: number, b: number) => number): Choice {
  const { capacity, reserves } = index.pools[pool]!;
  let open = reserves.reduce((left, { seats }) => left - seats, capacity);
  const stages = reserves.map(({ trait, seats }, kind): Stage => ({ kind, trait, room: seats, takers: [] }));
  const insiders: number[] = [];
  const rest: number[] = [];
  let carriers: number[] = [];
  for (const entry of entries) (index.level[entry] !== 2 ? insiders : index.hasTraits[index.child[entry]!] === 1 ? carriers : rest).push(entry);
  for (const entry of insiders.sort(compare)) {
    const own = stages.find((stage) => hasRoom(stage) && index.carries(index.child[entry]!, stage.trait!));
    const stage = own ?? (open > 0 ? undefined : stages.findLast(hasRoom));
    if (stage) stage.takers.push(entry);
    else {
      open--;
      rest.push(entry);
    }
  }
  carriers.sort(compare);
  for (const stage of carriers.length > 0 ? stages : []) {
    const best = carriers.filter((entry) => index.carries(index.child[entry]!, stage.trait!)).slice(0, stage.room - stage.takers.length);
    stage.takers.push(...best);
    carriers = carriers.filter((entry) => !best.includes(entry));
  }
  const reserved = stages.reduce((sum, { takers }) => sum + takers.length, 0);
  const others = takeAll(index, capacity - reserved, [...rest, ...carriers], compare);
  return { refused: nobody, stages: [...stages, ...others.stages], ceilings: [], insiders: insiders.length, last: others.last };
}

/**
 * Would the pool take this one entry besides those it has? As the choice is made stage by stage and each stage takes the
 * best, comparing with the last taker of each stage is enough: whoever is displaced goes on to the next stage, the
 * newcomer stays. O(stages), after one `choose` for those seated.
 */
export function wouldTake(index: MarketIndex, choice: Choice, pool: number, entry: number, compare: (a: number, b: number) => number): boolean {
  const { ceilings, reserves } = index.pools[pool]!;
  if (choice.last >= 0) {
    if (index.level[entry] !== 2 || compare(entry, choice.last) < 0) return true;
    if (reserves.length === 0 || index.hasTraits[index.child[entry]!] === 0) return false;
  }
  for (let c = 0; c < ceilings.length; c++) {
    const { seats } = ceilings[c]!;
    const members = choice.ceilings[c]!;
    if (index.level[entry] === 0 || members.length < seats || !countsTowards(index, pool, c, entry)) continue;
    if (seats === 0 || compare(entry, members[seats - 1]!) > 0) return false;
  }
  if (index.level[entry] !== 2) return true;
  for (const { trait, room, takers } of choice.stages) {
    if (trait !== undefined && !index.carries(index.child[entry]!, trait)) continue;
    if (takers.length < room || (room > 0 && compare(entry, takers.at(-1)!) < 0)) return true;
  }
  return false;
}

export function countsTowards(index: MarketIndex, pool: number, ceiling: number, entry: number): boolean {
  const { trait, seatSet } = index.pools[pool]!.ceilings[ceiling]!;
  if (trait !== undefined && !index.carries(index.child[entry]!, trait)) return false;
  return seatSet === undefined || seatSet.has(index.seat[entry]!);
}

function hasRoom(stage: Stage): boolean {
  return stage.takers.length < stage.room;
}
