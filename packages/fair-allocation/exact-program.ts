import type { Bounds } from './siblings-bounds.ts';
import type { SiblingMarket } from './siblings-market.ts';

/** A market with siblings as a mixed-integer program in LP format, and the way back from its solution. */
export interface Program {
  readonly text: string;
  /** Choice of each agent from the values of the variables. */
  choiceOf(value: (variable: string) => number): Int32Array;
}

/**
 * One binary variable for every single child's wish and every family's option that the bounds leave open; stability after Roth, Rothblum,
 * Vande Vate 1993 (whoever has nothing as good is outnumbered by better ones) and, for families, after Sun, Yamada, Takenami,
 * Moriwaki, Yokoo 2024: it has something as good, or some pool of the option is full of others its children do not beat.
 * Most children placed is the aim. Undefined where quotas or more holders than seats leave the plain form. O(wishes × demand) text.
 */
export function mixedIntegerProgram(index: SiblingMarket, bounds: Bounds): Program | undefined {
  const { market, wishAgent } = index;
  const { applicants, families, pools, capacity, holders, special, wishStart, wishPool, wishScore, optionStart, optionWishStart, optionWish, keeping } = market;
  const contracts: number[][] = Array.from({ length: pools }, () => []);
  for (let wish = 0; wish < wishPool.length; wish++) if (bounds.possible[wish] === 1) contracts[wishPool[wish]!]!.push(wish);
  for (let p = 0; p < pools; p++) if (contracts[p]!.length > 0 && (special[p] || holders[p]! > capacity[p]!)) return undefined;

  const rows: string[] = [];
  const binaries: string[] = [];
  const objective: string[] = [];
  const optionsWith = new Map<number, number[]>();
  for (let f = 0; f < families; f++) {
    for (let o = optionStart[f]!; o < optionStart[f + 1]!; o++) {
      if (!bounds.options[o]) continue;
      binaries.push(`y${o}`);
      const wishes = wishesOf(o);
      if (wishes.length > 0) objective.push(`${wishes.length} y${o}`);
      for (const wish of wishes) optionsWith.set(wish, [...(optionsWith.get(wish) ?? []), o]);
    }
  }
  /** Variables that put this wish's child into its pool. */
  const seating = (wish: number) => (wishAgent[wish]! < applicants ? [`x${wish}`] : (optionsWith.get(wish) ?? []).map((o) => `y${o}`));
  const sum = (variables: string[], factor = 1) => variables.map((name) => (factor === 1 ? name : `${factor} ${name}`)).join(' + ');
  const require = (left: string, relation: string) => rows.push(` r${rows.length}: ${left === '' ? '0 never' : left} ${relation}`);

  for (let p = 0; p < pools; p++) {
    const all = contracts[p]!.flatMap(seating);
    if (all.length > 0) require(sum(all), `<= ${capacity[p]}`);
  }
  for (let i = 0; i < applicants; i++) {
    if (wishStart[i] === wishStart[i + 1] || wishAgent[wishStart[i]!] !== i) continue;
    const own: string[] = [];
    for (let wish = wishStart[i]!; wish < wishStart[i + 1]!; wish++) {
      if (bounds.possible[wish] !== 1) continue;
      const pool = wishPool[wish]!;
      own.push(`x${wish}`);
      binaries.push(`x${wish}`);
      objective.push(`x${wish}`);
      const better = contracts[pool]!.filter((other) => wishAgent[other] !== i && wishScore[other]! < wishScore[wish]!).flatMap(seating);
      if (wishScore[wish]! < 0) require(sum(own), '>= 1');
      else require([sum(own, capacity[pool]!), ...better].filter(Boolean).join(' + '), `>= ${capacity[pool]}`);
    }
    if (own.length > 0) require(sum(own), '<= 1');
  }
  for (let f = 0; f < families; f++) familyRows(f);

  return {
    text: `Maximize\n obj: ${objective.join('\n + ')}\nSubject To\n${rows.map(broken).join('\n')}\nBounds\n never = 0\nBinaries\n ${binaries.join('\n ')}\nEnd\n`,
    choiceOf(value) {
      const choice = new Int32Array(index.agents).fill(-1);
      for (const name of binaries) {
        if (!/^[xy]/.test(name) || value(name) < 0.5) continue;
        const number = Number(name.slice(1));
        if (name.startsWith('x')) choice[wishAgent[number]!] = number;
        else choice[applicants + familyOfOption(number)] = number;
      }
      return choice;
    },
  };

  function familyRows(f: number): void {
    const asGood: string[] = [];
    for (let o = optionStart[f]!; o < optionStart[f + 1]!; o++) {
      if (!bounds.options[o]) continue;
      asGood.push(`y${o}`);
      const wishes = wishesOf(o);
      const refusals: string[] = [];
      for (const pool of new Set(wishes.map((wish) => wishPool[wish]!))) {
        const asked = wishes.filter((wish) => wishPool[wish] === pool);
        const worst = Math.max(...asked.map((wish) => wishScore[wish]!));
        const needed = capacity[pool]! - asked.length + 1;
        if (worst < 0) continue;
        const others = contracts[pool]!.filter((other) => wishScore[other]! < worst && (wishAgent[other] !== applicants + f || (keeping && !asked.includes(other)))).flatMap(seating);
        const name = `z${o}_${pool}`;
        binaries.push(name);
        refusals.push(name);
        if (needed > 0) require([...others, `- ${needed} ${name}`].join(' + ').replaceAll('+ -', '-'), '>= 0');
      }
      require(sum([...asGood, ...refusals]), '>= 1');
    }
    if (asGood.length > 0) require(sum(asGood), '= 1');
  }

  function wishesOf(option: number): number[] {
    return Array.from(optionWish.subarray(optionWishStart[option]!, optionWishStart[option + 1]!)).filter((wish) => wish >= 0);
  }

  function familyOfOption(option: number): number {
    let f = 0;
    while (optionStart[f + 1]! <= option) f++;
    return f;
  }
}

/** The LP format limits the length of a line. */
function broken(row: string): string {
  return row.replaceAll(/(.{180}\S*) \+ /g, '$1\n + ');
}
