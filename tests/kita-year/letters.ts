import type { AllocationFile, MarketFile } from './stability.ts';

// Reads letters as a family does, and holds what they say against what was decided. Knows the allocation and the tables, not how letters are made.

export interface WrittenDecision {
  child: string;
  outcome: 'place' | 'keeps' | 'none';
  facility: string | null;
  startsOn: string | null;
  /** the German letter, line by line */
  text: string;
}

export interface Names {
  /** child → given names and family name */
  child: ReadonlyMap<string, string>;
  facility: ReadonlyMap<string, string>;
}

const day = new Intl.DateTimeFormat('de', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

export function letterFaults(market: MarketFile, allocation: AllocationFile, letters: readonly WrittenDecision[], names: Names): string[] {
  const applicants = new Map(market.applicants.map((one) => [one.id, one]));
  const seats = new Map(allocation.placements.map(({ applicant, seat }) => [applicant, seat]));
  const poolOf = (seat: { facility: string; seatType: string }) => market.pools.find(({ facility, seatTypes }) => facility === seat.facility && seatTypes.includes(seat.seatType))!;
  return letters.flatMap(({ child, outcome, facility, startsOn, text: written }) => {
    const faults: string[] = [];
    const fault = (what: string) => faults.push(`letter to the family of ${child}: ${what}`);
    const text = written.replaceAll(/[\u2066-\u2069]/g, '');
    const own = names.child.get(child)!;
    if (!text.includes(own)) fault('does not name the child');
    for (const [other, name] of names.child) if (other !== child && !own.includes(name) && text.includes(name)) fault('names another child');
    const given = seats.get(child) ?? null;
    const named = (pattern: RegExp) => pattern.exec(text)?.slice(1) ?? [];
    if (outcome === 'place') {
      const [kita, from] = named(/bekommt einen Platz in „([^\n]+)“, ab ([^\n]+?)\.(?:\n|$)/);
      if (kita !== names.facility.get(given?.facility ?? '') || given?.facility !== facility) fault(`says „${kita}“`);
      if (from !== day.format(new Date(`${startsOn}T00:00:00Z`))) fault(`says the place begins on ${from}`);
    } else if (outcome === 'keeps') {
      if (named(/behält den Platz in „([^\n]+)“\. Ein Platz/)[0] !== names.facility.get(given?.facility ?? '')) fault('keeps another place');
    } else if (given !== null || !text.includes('zurzeit keinen Platz')) fault('says there is no place');

    for (const [, rank, needed, points] of text.matchAll(/(?:^|\n)(\d+)\. [^\n]+?: Das letzte Kind, das nach Punkten einen Platz bekommen hat, hatte ([\d.]+) Punkte?\. Ihr Kind hat ([\d.]+) Punkte?\./g)) {
      const wish = applicants.get(child)!.wishes[Number(rank) - 1]!;
      if (Number(points) !== (wish.points ?? 0)) fault(`wish ${rank}: the child has ${wish.points ?? 0} points, not ${points}`);
      const pool = poolOf(wish);
      const reserved = new Set((pool.reserves ?? []).map(({ trait }) => trait));
      const admitted = market.applicants.flatMap(({ id, wishes, traits = [], holds, locked }) => {
        const seat = seats.get(id);
        if (!seat || locked || poolOf(seat).id !== pool.id || (holds?.facility === seat.facility && holds.seatType === seat.seatType) || traits.some((trait) => reserved.has(trait))) return [];
        const came = wishes.find((one) => one.facility === seat.facility && one.seatType === seat.seatType);
        return (came?.group ?? 0) === (wish.group ?? 0) ? [came?.points ?? 0] : [];
      });
      if (admitted.length < 5) fault(`wish ${rank}: speaks of one of ${admitted.length} children`);
      if (Math.min(...admitted) !== Number(needed)) fault(`wish ${rank}: the last child admitted had ${Math.min(...admitted)} points, not ${needed}`);
    }
    return faults;
  });
}
