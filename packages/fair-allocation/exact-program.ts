import { add, emptySum, rows, variable, type Rows, type Sum } from './exact-rows.ts';
import type { Bounds } from './siblings-bounds.ts';
import { lattice } from './siblings-lattice.ts';
import type { SiblingMarket } from './siblings-market.ts';

/** What the bounds leave open of a market with siblings, as a mixed-integer program, and the way back from its solution. */
export interface Program {
  readonly rows: Rows;
  readonly objective: Sum;
  /** Wishes at each pool that may come true. */
  readonly contracts: readonly (readonly number[])[];
  /** Does the wish come true? */
  seating(wish: number): Sum;
  /** Does the agent get this choice or a better one? */
  asGood(agent: number, choice: number): Sum;
  /** Choice of each agent from the values of the variables. */
  choiceOf(value: (variable: string) => number): Int32Array;
}

/**
 * One binary variable for every single child's wish and every family's option that the bounds leave open, the decided ones as constants;
 * stability after Roth, Rothblum, Vande Vate 1993 (whoever has nothing as good is outnumbered by better ones) and, for families,
 * after Sun, Yamada, Takenami, Moriwaki, Yokoo 2024: it has something as good, or some pool of the option is full of others its children do
 * not beat. Most children placed is the aim. Pools with quotas, or with more holders than seats, are only bounded from
 * outside here; `exact-cuts.ts` adds what a solution violates. O(wishes × demand) terms.
 */
export function mixedIntegerProgram(index: SiblingMarket, bounds: Bounds): Program {
  const { market, wishAgent } = index;
  const { applicants, families, pools, capacity, holders, special, wishStart, wishPool, wishScore, optionStart, optionWishStart, optionWish, keeping } = market;
  const contracts: number[][] = Array.from({ length: pools }, () => []);
  for (let wish = 0; wish < wishPool.length; wish++) if (bounds.possible[wish] === 1) contracts[wishPool[wish]!]!.push(wish);
  for (const list of contracts) list.sort((a, b) => wishScore[a]! - wishScore[b]!);

  const decided = new Int32Array(index.agents).fill(-1);
  const atWorst = lattice(index).worstForChildren(bounds);
  for (let i = 0; i < applicants; i++) {
    if (wishStart[i] === wishStart[i + 1] || wishAgent[wishStart[i]!] !== i) continue;
    const open = possibleWishes(i);
    if (open.length === 1 && atWorst[i] === open[0]) decided[i] = open[0]!;
  }
  const optionsWith = new Map<number, number[]>();
  for (let f = 0; f < families; f++) {
    for (const option of possibleOptions(f)) {
      if (bounds.left[f] === 1) decided[applicants + f] = option;
      for (const wish of wishesOf(option)) optionsWith.set(wish, [...(optionsWith.get(wish) ?? []), option]);
    }
  }
  const has = (agent: number, choice: number): Sum => {
    if (decided[agent]! >= 0) return { factors: new Map(), constant: decided[agent] === choice ? 1 : 0 };
    return variable(agent < applicants ? `x${choice}` : `y${choice}`);
  };
  const total = (sums: readonly Sum[], factor = 1) => sums.reduce((sum, one) => add(sum, one, factor), emptySum());
  const seating = (wish: number) => (wishAgent[wish]! < applicants ? has(wishAgent[wish]!, wish) : total((optionsWith.get(wish) ?? []).map((option) => has(wishAgent[wish]!, option))));
  const choicesOf = (agent: number) => (agent < applicants ? possibleWishes(agent) : possibleOptions(agent - applicants));
  const asGood = (agent: number, choice: number) => total(choicesOf(agent).filter((one) => one <= choice).map((one) => has(agent, one)));

  /** Whoever a pool refuses is outnumbered by better ones at these seats at least; undefined where ceilings decide. */
  const surelyTaken = (pool: number): number | undefined => {
    const { ceilingSeats = [], reserveSeats = [] } = special[pool] ?? {};
    return ceilingSeats.length > 0 ? undefined : capacity[pool]! - reserveSeats.reduce((sum, seats) => sum + seats, 0);
  };
  const program = rows();
  const objective = emptySum();
  for (let p = 0; p < pools; p++) program.atMost(total(contracts[p]!.map(seating)), Math.max(capacity[p]!, holders[p]!));
  for (let i = 0; i < applicants; i++) {
    if (wishStart[i] === wishStart[i + 1] || wishAgent[wishStart[i]!] !== i || decided[i]! >= 0) continue;
    for (const wish of possibleWishes(i)) singleRow(i, wish);
    const own = total(possibleWishes(i).map((wish) => has(i, wish)));
    program.atMost(own, 1);
    add(objective, own);
  }
  for (let f = 0; f < families; f++) if (decided[applicants + f]! < 0) familyRows(f);
  objective.constant = 0;

  return {
    rows: program, objective, contracts, seating, asGood,
    choiceOf(value) {
      const choice = decided.slice();
      for (let agent = 0; agent < index.agents; agent++) {
        if (choice[agent]! >= 0 || (agent < applicants && (wishStart[agent] === wishStart[agent + 1] || wishAgent[wishStart[agent]!] !== agent))) continue;
        choice[agent] = choicesOf(agent).find((one) => value(agent < applicants ? `x${one}` : `y${one}`) > 0.5) ?? -1;
      }
      return choice;
    },
  };

  function possibleWishes(child: number): number[] {
    const open: number[] = [];
    for (let wish = wishStart[child]!; wish < wishStart[child + 1]!; wish++) if (bounds.possible[wish] === 1) open.push(wish);
    return open;
  }

  function possibleOptions(family: number): number[] {
    const open: number[] = [];
    for (let option = optionStart[family]!; option < optionStart[family + 1]!; option++) if (bounds.options[option]) open.push(option);
    return open;
  }

  function wishesOf(option: number): number[] {
    return Array.from(optionWish.subarray(optionWishStart[option]!, optionWishStart[option + 1]!)).filter((wish) => wish >= 0);
  }

  function singleRow(child: number, wish: number): void {
    const pool = wishPool[wish]!;
    if (wishScore[wish]! < 0 && (!special[pool] || wishScore[wish]! < market.changing)) {
      program.atLeast(asGood(child, wish), 1);
      return;
    }
    const needed = surelyTaken(pool);
    if (needed === undefined) return;
    // A child's own present seat stays in the competition.
    const better = total(contracts[pool]!.filter((other) => (wishAgent[other] !== child || other > wish) && wishScore[other]! < wishScore[wish]!).map(seating));
    program.atLeast(add(better, asGood(child, wish), needed), needed);
  }

  function familyRows(f: number): void {
    const agent = applicants + f;
    const all = possibleOptions(f).map((option) => has(agent, option));
    program.atLeast(total(all), 1);
    program.atMost(total(all), 1);
    for (const option of possibleOptions(f)) {
      const wishes = wishesOf(option);
      if (wishes.length > 0) add(objective, has(agent, option), wishes.length);
      const content = asGood(agent, option);
      for (const pool of new Set(wishes.map((wish) => wishPool[wish]!))) {
        const asked = wishes.filter((wish) => wishPool[wish] === pool);
        const worst = Math.max(...asked.map((wish) => wishScore[wish]!));
        if (worst < 0 && !special[pool]) continue;
        const refuses = variable(`z${option}_${pool}`);
        add(content, refuses);
        const needed = (surelyTaken(pool) ?? 0) - asked.length + 1;
        if (needed <= 0) continue;
        const others = contracts[pool]!.filter((other) => wishScore[other]! < worst && (wishAgent[other] !== agent || (keeping && !asked.includes(other))));
        program.atLeast(add(total(others.map(seating)), refuses, -needed), 0);
      }
      program.atLeast(content, 1);
    }
  }
}
