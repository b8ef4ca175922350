import type { Applicant, Family, Market, Wish } from '../model.ts';
import { randomNumbers, type RandomNumbers } from '../random-numbers.ts';

/**
 * Markets like those of Sun, Yokoyama, Yokoo, Probabilistic analysis of stable matching in large markets with siblings
 * (arXiv 2501.13043): 15 facilities for 100 children, seats 5, 5, 1, 1, 1, 1 for ages 0 to 5; 30, 30, 15, 15, 5, 5 % of the
 * children have these ages. Single children list 5 facilities, families 10 tuples (the k-th tuple joins the k-th choices of
 * the children, drawn independently). Priorities: one order in which siblings stand side by side, varied for each facility by a
 * Mallows model with the given dispersion (0: all alike, 1: independent).
 */
export function paperMarket({ children, dispersion, seed, siblings = 0.2 }: { children: number; dispersion: number; seed: number; siblings?: number }): Market {
  const random = randomNumbers(seed);
  const facilities = Array.from({ length: Math.round(children * 0.15) }, (_, i) => ({ id: `facility-${i + 1}` }));
  const sizes = familySizes(children, siblings);
  const ages: number[] = [];
  const groups: number[][] = [];
  for (const size of sizes) {
    groups.push(Array.from({ length: size }, () => ages.push(ageOf(random.next())) - 1));
  }
  const lists = groups.flatMap((group) => group.map(() => shuffled(facilities.map((_, i) => i), random).slice(0, group.length === 1 ? 5 : 10)));
  const points = facilityPoints(shuffled(groups, random).flat(), facilities.length, dispersion, random);
  const applicants: Applicant[] = ages.map((age, child) => ({
    id: `child-${child + 1}`,
    wishes: lists[child]!.map((facility): Wish => ({ facility: facilities[facility]!.id, seatType: `age-${age}`, points: points[facility]![child]! })),
  }));
  const families = groups.filter((group) => group.length > 1).map((group, f): Family => ({
    id: `family-${f + 1}`, rule: 'listed', members: group.map((child) => applicants[child]!.id),
    options: applicants[group[0]!]!.wishes.map((_, k) => ({ seats: group.map((child) => seat(applicants[child]!.wishes[k]!)) })),
  }));
  return {
    version: 1, round: `paper-${children}-${dispersion}`, lottery: { seed: String(seed) }, facilities, applicants, families,
    seatTypes: seats.map((_, age) => ({ id: `age-${age}` })),
    pools: facilities.flatMap(({ id }) => seats.map((capacity, age) => ({ id: `${id}/${age}`, facility: id, seatTypes: [`age-${age}`], capacity }))),
  };
}

const seats = [5, 5, 1, 1, 1, 1];
const shares = [0.3, 0.6, 0.75, 0.9, 0.95, 1];
const ageOf = (number: number) => shares.findIndex((share) => number < share);
const seat = ({ facility, seatType }: Wish) => ({ facility, seatType });

/** Of 20 children with siblings, 14 have one and 6 have two. */
function familySizes(children: number, siblings: number): number[] {
  const triples = Math.round((children * siblings * 0.3) / 3);
  const pairs = Math.round((children * siblings * 0.7) / 2);
  return [...Array<number>(children - 3 * triples - 2 * pairs).fill(1), ...Array<number>(pairs).fill(2), ...Array<number>(triples).fill(3)];
}

/** Repeated insertion (Doignon, Pekeč, Regenwetter 2004): the i-th child moves j places ahead of its rank with probability ∝ dispersion^j. */
function facilityPoints(order: number[], facilities: number, dispersion: number, random: RandomNumbers): Int32Array[] {
  return Array.from({ length: facilities }, () => {
    const ranking: number[] = [];
    for (const child of order) ranking.splice(ranking.length - placesAhead(ranking.length, dispersion, random), 0, child);
    const points = new Int32Array(order.length);
    for (const [rank, child] of ranking.entries()) points[child] = order.length - rank;
    return points;
  });
}

function placesAhead(most: number, dispersion: number, random: RandomNumbers): number {
  if (dispersion === 0) return 0;
  if (dispersion === 1) return random.below(most + 1);
  const all = 1 - dispersion ** (most + 1);
  return Math.min(most, Math.floor(Math.log(1 - random.next() * all) / Math.log(dispersion)));
}

function shuffled<T>(items: readonly T[], random: RandomNumbers): T[] {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
