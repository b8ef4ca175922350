import { jointOptions } from '../joint-options.ts';
import type { Applicant, Family, Market, Pool } from '../model.ts';
import { randomNumbers, type RandomNumbers } from '../random-numbers.ts';

/**
 * A tight town: families live and facilities stand on a square, everybody wants the near and the popular ones (siblings share their
 * parents' order), points come in few values, most ties are left to the lottery, a quarter of the homes have a bonus where an elder
 * sibling already goes. One facility for about 67 children (15 for 1,000); per facility one pool under three and one from three on, in
 * the latter one seat reserved (soft) for children with inclusion needs; 105 seats for 100 children, never where they are
 * wanted, so that 8 % stay without. 6 % hold a seat already, half of them would rather have another. One child in five has siblings who
 * apply too; a share `rather` of the families wants to be rather together, a share `independent` asks for each child by itself, the others together or not at all.
 */
export function townMarket({ children, seed, siblings = 0.2, rather = 0, independent = 0, tightness = 1.05 }: { children: number; seed: number; siblings?: number; rather?: number; independent?: number; tightness?: number }): Market {
  const random = randomNumbers(seed);
  const count = Math.max(3, Math.round(children / 66.7));
  const places = Array.from({ length: count }, (_, i) => ({ id: `kita-${i + 1}`, x: random.next(), y: random.next(), popular: random.next() }));
  const near = 1 / Math.sqrt(count);
  const applicants: Applicant[] = [];
  const families: Family[] = [];
  const ages: string[] = [];

  while (applicants.length < children) {
    const size = random.next() < siblings * 0.52 && applicants.length + 3 < children ? (random.next() < 0.85 ? 2 : 3) : 1;
    const members = home({ size, places, near, random, first: applicants.length });
    for (const member of members) {
      applicants.push(member);
      ages.push(member.wishes[0]!.seatType);
    }
    if (size === 1) continue;
    const kind = random.next();
    if (kind >= rather && kind < rather + independent) continue;
    const rule = kind < rather ? 'rather-together' as const : 'together' as const;
    families.push({ id: `family-${families.length + 1}`, rule, members: members.map(({ id }) => id), options: jointOptions(members, { rule, longest: 60 }) });
  }
  const pools = places.flatMap(({ id }) => poolsOf(id, (children * tightness) / count, random));
  holdSeats(applicants, new Set(families.flatMap(({ members }) => members)), pools, Math.round(children * 0.06), random);
  return {
    version: 1, round: `town-${children}`, lottery: { seed: `town-${seed}` }, facilities: places.map(({ id }) => ({ id })), seatTypes: [{ id: 'U3' }, { id: 'Ü3' }],
    pools, applicants, families: families.map((family) => ({ ...family })),
  };
}

interface Place {
  id: string;
  x: number;
  y: number;
  popular: number;
}

function home({ size, places, near, random, first }: { size: number; places: Place[]; near: number; random: RandomNumbers; first: number }): Applicant[] {
  const x = random.next();
  const y = random.next();
  const social = [0, 0, 10, 10, 20, 20, 20, 30][random.below(8)]!;
  const elder = random.next() < 0.25 ? nearest(places, x, y) : undefined;
  const known = best(places, 16, (place) => Math.hypot(place.x - x, place.y - y) / near - 1.2 * place.popular);
  const ranked = known.map(({ place, dislike }) => ({ place, dislike: dislike - (place === elder ? 1 : 0) })).sort((a, b) => a.dislike - b.dislike);
  return Array.from({ length: size }, (_, m) => {
    const age = random.next() < 0.4 ? 'U3' : 'Ü3';
    return {
      id: `child-${first + m + 1}`, ...(random.next() < 0.03 && age === 'Ü3' ? { traits: ['inclusion'] } : {}),
      wishes: ranked.slice(0, 4 + random.below(4)).map(({ place }) => ({
        facility: place.id, seatType: age, points: social + (place === elder ? 10 : 0) + (Math.hypot(place.x - x, place.y - y) < 0.7 * near ? 5 : 0),
      })),
    };
  });
}

/** The places disliked least: what a family has heard of. */
function best(places: Place[], count: number, dislikeOf: (place: Place) => number): { place: Place; dislike: number }[] {
  const known: { place: Place; dislike: number }[] = [];
  for (const place of places) {
    const dislike = dislikeOf(place);
    if (known.length === count && dislike >= known[count - 1]!.dislike) continue;
    const at = known.findIndex((other) => other.dislike > dislike);
    known.splice(at < 0 ? known.length : at, 0, { place, dislike });
    known.length = Math.min(known.length, count);
  }
  return known;
}

function nearest(places: Place[], x: number, y: number): Place {
  return places.reduce((best, place) => (Math.hypot(place.x - x, place.y - y) < Math.hypot(best.x - x, best.y - y) ? place : best));
}

function poolsOf(facility: string, seats: number, random: RandomNumbers): Pool[] {
  const own = seats * (0.6 + 0.8 * random.next());
  const small = Math.max(2, Math.round(own * 0.4));
  return [
    { id: `${facility}/U3`, facility, seatTypes: ['U3'], capacity: small },
    { id: `${facility}/Ü3`, facility, seatTypes: ['Ü3'], capacity: Math.max(2, Math.round(own) - small), reserves: [{ id: 'inclusion', trait: 'inclusion', seats: 1, kind: 'soft' }] },
  ];
}

/** Half of the holders hold their first wish, the others a seat further down or off their list. Never more than a pool has seats. */
function holdSeats(applicants: Applicant[], siblings: ReadonlySet<string>, pools: Pool[], count: number, random: RandomNumbers): void {
  const left = new Map(pools.map(({ facility, seatTypes, capacity }) => [`${facility}/${seatTypes[0]}`, capacity]));
  for (let given = 0, tries = 0; given < count && tries < 50 * count; tries++) {
    const child = applicants[random.below(applicants.length)]!;
    if (child.holds || siblings.has(child.id)) continue;
    const wish = child.wishes[random.next() < 0.5 ? 0 : random.below(child.wishes.length)]!;
    const key = `${wish.facility}/${wish.seatType}`;
    if (left.get(key)! <= 0) continue;
    left.set(key, left.get(key)! - 1);
    child.holds = { facility: wish.facility, seatType: wish.seatType };
    given++;
  }
}
