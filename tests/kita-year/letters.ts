import { dayIn, plusDays } from './days.ts';
import type { Expected } from './input.ts';
import { candidates, choose, compare, poolsBySeat, same, type AllocationFile, type MarketFile, type Pool, type Seat } from './stability.ts';
import { by, type DecisionRow, type Town } from './town.ts';
import { waitingPlaces } from './waiting.ts';

// Reads letters as a family does, and holds every sentence against what was decided and what the rows say. Knows the sentences of
// docs/handbuch/kita-bescheide.md, not how letters are made.

const say = (day: string) => new Intl.DateTimeFormat('de', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
/** Fewer children are not spoken of, nor are shorter lists. */
const FEWEST = 5;

export function letterFaults(town: Town, market: MarketFile, allocation: AllocationFile, decisions: readonly DecisionRow[], expected: Expected, runId: string): string[] {
  const applicants = new Map(market.applicants.map((one) => [one.id, one]));
  const seats = new Map(allocation.placements.map(({ applicant, seat }) => [applicant, seat]));
  const facilities = new Map(town.facilities.map(({ id, name }) => [id, name]));
  const types = new Map(town.seatTypes.map((type) => [type.id, type]));
  const names = new Map(town.children.map(({ id, given_names, family_name }) => [id, `${given_names} ${family_name}`.trim()]));
  const byHand = new Set(town.amendments.filter(({ run_id }) => run_id === runId).map(({ child_id }) => child_id));
  const inFamily = new Set((market.families ?? []).flatMap(({ members }) => members));
  const poolOf = poolsBySeat(market);
  const candidate = candidates(market);
  const waiting = waitingPlaces(market, allocation);
  const seatings = new Map<string, ReturnType<typeof choose>>();
  const there = new Map<string, { child: string; seat: Seat; isNew: boolean }[]>(market.pools.map(({ id }) => [id, []]));
  for (const [child, seat] of seats) if (seat) there.get(poolOf(seat).id)!.push({ child, seat, isNew: !applicants.get(child)?.locked && !same(applicants.get(child)?.holds, seat) });
  /** Children newly admitted to a pool by points in a priority group; who came by a quota counts for nobody. */
  const admitted = (pool: Pool, group: number) => {
    const kept = new Set((pool.reserves ?? []).map(({ trait }) => trait));
    return there.get(pool.id)!.filter(({ child, seat, isNew }) => {
      const { wishes, traits = [] } = applicants.get(child)!;
      return isNew && !traits.some((trait) => kept.has(trait)) && (wishes.find((wish) => same(wish, seat))?.group ?? 0) === group;
    });
  };
  const pointsAt = (child: string, seat: Seat) => expected.applicants.get(child)?.wishes.find((wish) => wish.seat === `${seat.facility} ${seat.seatType}`)?.points ?? 0;

  return decisions.flatMap((decision) => {
    const { child_id: child, outcome } = decision;
    const faults: string[] = [];
    const fault = (what: string) => faults.push(`letter ${decision.number} to the family of ${child}: ${what}`);
    const text = (town.letters[decision.id] ?? '').replaceAll(/[\u2066-\u2069]/g, '');
    if (text === '') return [`letter ${decision.number} to the family of ${child} is missing`];
    const own = names.get(child)!;
    if (!text.includes(own)) fault('does not name the child');
    for (const [other, name] of names) if (other !== child && !own.includes(name) && text.includes(name)) fault('names another child');
    const asking = applicants.get(child);
    if (!asking) return faults;
    const given = seats.get(child) ?? null;
    const rankGiven = asking.wishes.findIndex((wish) => same(wish, given));
    const named = (pattern: RegExp) => pattern.exec(text)?.slice(1) ?? [];

    if (outcome === 'place') {
      const [kita, from] = named(/bekommt einen Platz in „([^\n]+)“, ab ([^\n]+?)\.(?:\n|$)/);
      if (kita !== facilities.get(given?.facility ?? '') || given?.facility !== decision.facility_id) fault(`says „${kita}“`);
      if (from !== say(decision.starts_on!)) fault(`says the place begins on ${from}`);
      if (decision.starts_on !== expected.start(child)) fault('another day of start than the family wished');
      const [rank] = named(/Das ist Ihr Wunsch Nummer (\d+)\./);
      if ((text.includes('Das ist Ihr erster Wunsch.') ? 1 : Number(rank)) !== rankGiven + 1) fault(`says wish ${rank ?? 1}, it is ${rankGiven + 1}`);
      const [until] = named(/Bitte antworten Sie bis (?:[A-Za-z]+, (?:dem |den )?)?(\d+\. [^\n.,]+ \d{4})/);
      if (until !== say(decision.answer_until!)) fault(`says to answer until ${until}`);
    } else if (outcome === 'keeps') {
      if (named(/behält den Platz in „([^\n]+)“\. Ein Platz/)[0] !== facilities.get(given?.facility ?? '')) fault('keeps another place');
    } else if (given !== null || !text.includes('zurzeit keinen Platz')) fault('says there is no place');
    if (outcome !== 'place' && text.includes('bekommt einen Platz')) fault('says there is a place');

    for (const [at, wish] of asking.wishes.entries()) {
      const begin = `${at + 1}. ${facilities.get(wish.facility)} – ${types.get(wish.seatType)?.names.de}: `;
      const line = text.split('\n').find((one) => one.startsWith(begin))?.slice(begin.length);
      const isBetter = same(wish, asking.holds) || at === rankGiven ? false : rankGiven < 0 || at < rankGiven;
      if (line === undefined) {
        // Siblings may prefer, jointly, what one of them wished less: then that is better, and needs no reason.
        if (isBetter && !same(wish, given) && (!inFamily.has(child) || waiting.placeOf(child, wish))) fault(`wish ${at + 1} has no reason`);
        continue;
      }
      const [, reason = line, place, of] = /^(.*?)(?: Warteliste: Platz ([\d.]+)(?: von ([\d.]+))?\.)?$/.exec(line)!;
      const wrong = wrongReason(reason, child, wish, at);
      if (wrong) fault(`wish ${at + 1}: ${wrong}`);
      const waits = wish.ineligible === undefined ? waiting.placeOf(child, wish) : undefined;
      const said = place === undefined ? undefined : `${number(place)}${of === undefined ? '' : ` of ${number(of)}`}`;
      const right = waits && `${waits.place}${waits.of >= FEWEST ? ` of ${waits.of}` : ''}`;
      if (said !== right) fault(`wish ${at + 1}: says place ${said} on the waiting list, it is ${right}`);
    }
    faults.push(...alternativeFaults(decision, text));
    return faults;
  });

  function wrongReason(reason: string, child: string, wish: Seat & { group?: number; points?: number; ineligible?: string }, at: number): string | undefined {
    const pool = poolOf(wish);
    const { ineligible } = expected.applicants.get(child)?.wishes[at] ?? wish;
    const group = wish.group ?? 0;
    const points = pointsAt(child, wish);
    const others = admitted(pool, group);
    const lowest = lastPoints(pool, child, wish);
    const code = ineligibleCode(reason);
    if (code !== undefined) return code === (ineligible?.startsWith('requirement:') ? 'requirement' : ineligible) ? undefined : `says it may not be given (${code}); by the rules: ${ineligible ?? 'it may'}`;
    if (ineligible !== undefined && !(ineligible === 'not-offered' && reason === 'Es war kein solcher Platz frei.')) return `does not say that the place may not be given (${ineligible})`;
    const compared = /^Das letzte Kind, das nach Punkten einen Platz bekommen hat, hatte ([\d.]+) Punkte?\. Ihr Kind hat ([\d.]+) Punkte?\.$/.exec(reason);
    if (compared) {
      if (others.length < FEWEST) return `speaks of one of ${others.length} children`;
      if (number(compared[2]!) !== points) return `the child has ${points} points, not ${compared[2]}`;
      return number(compared[1]!) === lowest && lowest > points ? undefined : `the last child admitted had ${lowest} points, not ${compared[1]}`;
    }
    const drawn = /^Ihr Kind hat ([\d.]+) Punkte?, so viele wie das letzte Kind, das einen Platz bekommen hat\. Zwischen Kindern mit gleich vielen Punkten hat das Los entschieden\.$/.exec(reason);
    if (drawn) {
      if (others.length < FEWEST) return `speaks of one of ${others.length} children`;
      return number(drawn[1]!) === points && points === lowest ? undefined : `says the lottery decided at ${drawn[1]} points; the child has ${points}, the last admitted ${lowest}`;
    }
    const asks = candidate(child, wish);
    const isTrue = {
      'Ihr Kind hat einen Platz, der Ihnen lieber war.': false,
      'Die Plätze gingen an Kinder, die nach den Vergabekriterien vor Ihrem Kind standen.': there.get(pool.id)!.some((one) => one.isNew && compare(candidate(one.child, one.seat).key, asks.key) < 0),
      'Die Plätze behalten Kinder, die dort schon betreut werden.': there.get(pool.id)!.some(({ isNew }) => !isNew),
      'Es war kein solcher Platz frei.': pool.capacity === 0 || ineligible === 'not-offered' || (pool.ceilings ?? []).some(({ seats: most }) => most === 0) || there.get(pool.id)!.length >= pool.capacity,
      'Zum gewünschten Beginn war dort kein Platz mehr frei.': (pool.ceilings ?? []).some(({ id, trait }) => id.startsWith('start:') && trait !== undefined && asks.traits.includes(trait)),
      'Die übrigen Plätze sind nach den Vergabekriterien für bestimmte Kinder freigehalten.': (pool.reserves ?? []).some(({ trait }) => !asks.traits.includes(trait)),
      'Ihr gemeinsamer Wunsch für die Geschwister war dort nicht möglich.': inFamily.has(child),
      'Dieser Platz gehörte zu keinem gemeinsamen Wunsch für die Geschwister.': inFamily.has(child),
      'Darüber hat das Kita-Büro im Einzelfall entschieden. Den Grund erfahren Sie dort.': byHand.size > 0,
    }[reason];
    return isTrue === undefined ? `says something nobody knows: ${reason}` : isTrue ? undefined : `is not true: ${reason}`;
  }

  /** Points of the last child on a seat this one could have had: an open one, or one of a quota that is for it as well. */
  function lastPoints(pool: Pool, child: string, wish: Seat & { group?: number }): number {
    if (!seatings.has(pool.id)) seatings.set(pool.id, choose(pool, there.get(pool.id)!.map((one) => candidate(one.child, one.seat))));
    const { traits = [] } = applicants.get(child)!;
    const last = [...seatings.get(pool.id)!].filter(([, quota]) => quota === undefined || traits.includes(quota)).map(([one]) => one).sort((a, b) => compare(a.key, b.key)).at(-1);
    return last && last.holds === 'no' && last.key[1] === (wish.group ?? 0) ? pointsAt(last.child, last.seat) : Number.NaN;
  }

  /** A place there is kept for nobody, and of the one kind the pool has. */
  function isSurelyFree({ id, seatTypes, capacity, reserves = [], ceilings = [] }: Pool, band: string | undefined): boolean {
    return ceilings.length === 0 && reserves.length === 0 && seatTypes.every((type) => types.get(type)?.age_band === band && !types.get(type)!.is_inclusive) && there.get(id)!.length < capacity;
  }

  /** Facilities named as having free seats had one for the child's age, and are none of its wishes. */
  function alternativeFaults({ number: name, child_id: child, outcome }: DecisionRow, text: string): string[] {
    const [, list] = text.split('In diesen Kitas war am Tag der Entscheidung noch ein Platz für das Alter Ihres Kindes frei. Rufen Sie uns an, wenn Sie einen davon möchten.\n');
    const { wishes } = applicants.get(child)!;
    const band = types.get(wishes[0]?.seatType ?? '')?.age_band;
    const saysNone = text.includes('haben wir in keiner anderen Kita einen freien Platz für das Alter Ihres Kindes gefunden');
    if (saysNone !== (outcome === 'none' && list === undefined)) return [`letter ${name} to the family of ${child}: ${saysNone ? 'says that no other Kita is free' : 'is silent about other Kitas'}`];
    if (list === undefined) {
      const missed = saysNone && types.get(wishes[0]!.seatType)?.is_inclusive === false ? market.pools.filter((pool) => isSurelyFree(pool, band) && !wishes.some(({ facility }) => facility === pool.facility)) : [];
      return missed.map(({ facility }) => `letter ${name} to the family of ${child}: „${facilities.get(facility)}“ has a free place and is not named`);
    }
    const lines = list.split('\n');
    const isFree = (facility: string) => market.pools.some((pool) => pool.facility === facility && pool.seatTypes.some((type) => types.get(type)?.age_band === band) && there.get(pool.id)!.length < pool.capacity);
    const said = [...facilities].filter(([, kita]) => lines.slice(0, 3).some((line) => line.startsWith(`${kita}, `)));
    return [
      ...(said.length === 0 || outcome !== 'none' ? [`letter ${name} to the family of ${child}: offers facilities nobody knows`] : []),
      ...said.filter(([id]) => !isFree(id) || wishes.some(({ facility }) => facility === id)).map(([, kita]) => `letter ${name} to the family of ${child}: „${kita}“ has no free place`),
    ];
  }
}

const number = (text: string) => Number(text.replaceAll('.', ''));

function ineligibleCode(reason: string): string | undefined {
  return {
    'Das Alter Ihres Kindes passt zum Beginn nicht zu diesem Platz.': 'age', 'Dieser Platz ist für Kinder mit Bedarf an Eingliederungshilfe.': 'inclusive', 'Diese Plätze sind für Kinder, die hier wohnen.': 'non-resident',
    'Diesen Platz haben Sie schon einmal nicht angenommen.': 'declined', 'Diese Kita ist zum gewünschten Beginn nicht geöffnet.': 'closed', 'Nach den Vergabekriterien kann Ihr Kind diesen Platz nicht bekommen.': 'requirement',
  }[reason];
}

/**
 * The last day to answer: four days for the way, the days the round gives, and no Saturday or Sunday (docs/handbuch/kita-bescheide.md). Whoever was
 * told later has longer, never shorter.
 */
export function deadlineFaults({ notices }: Town, decisions: readonly DecisionRow[], answerDays: number): string[] {
  const told = by(notices, ({ decision_id }) => decision_id);
  const end = (instant: string) => plusDays(dayIn(instant), 4 + answerDays);
  return decisions.filter(({ outcome }) => outcome === 'place').flatMap((decision) => {
    const until = decision.answer_until!;
    const lastTold = told(decision.id).flatMap((notice) => Object.entries(notice).flatMap(([name, value]) => (name.endsWith('_at') && typeof value === 'string' ? [value] : []))).sort().at(-1) ?? decision.decided_at;
    const latest = plusDays([end(decision.decided_at), end(lastTold)].sort().at(-1)!, 7);
    const weekday = new Date(`${until}T00:00:00Z`).getUTCDay();
    return until < end(decision.decided_at) || until > latest || weekday === 0 || weekday === 6 ? [`decision ${decision.number}: ${answerDays} days to answer end on ${until}`] : [];
  });
}
