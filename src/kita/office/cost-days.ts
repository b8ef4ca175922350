import type { Day } from '../../platform/day.ts';
import { daysBetween } from './deadlines.ts';

export interface MoveOfChild {
  direction: 'in' | 'out';
  movedOn: Day;
  otherMunicipality: string;
}

/** A time in which a child lived in another municipality, half-open; null: open at that end. */
export interface AwaySpan {
  municipality: string;
  from: Day | null;
  until: Day | null;
}

/** When a child lived elsewhere: by its moves, or, where none is known, all the time if it comes from elsewhere. O(moves log moves). */
export function awaySpans({ comesFrom, livesHereFrom, moves }: { comesFrom: string | null; livesHereFrom: Day | null; moves: readonly MoveOfChild[] }): AwaySpan[] {
  if (moves.length === 0) return comesFrom === null ? [] : [{ municipality: comesFrom, from: null, until: livesHereFrom }];
  const ordered = [...moves].sort((one, other) => (one.movedOn < other.movedOn ? -1 : one.movedOn > other.movedOn ? 1 : 0));
  const spans: AwaySpan[] = [];
  if (ordered[0]!.direction === 'in') spans.push({ municipality: ordered[0]!.otherMunicipality, from: null, until: ordered[0]!.movedOn });
  ordered.forEach((move, index) => {
    if (move.direction === 'out') spans.push({ municipality: move.otherMunicipality, from: move.movedOn, until: ordered.slice(index + 1).find(({ direction }) => direction === 'in')?.movedOn ?? null });
  });
  // Two moves away without a return between them are one span each up to the next.
  return spans.map((span, index) => {
    const next = spans[index + 1];
    return next?.from && (span.until === null || next.from < span.until) ? { ...span, until: next.from } : span;
  }).filter(({ from, until }) => from === null || until === null || from < until);
}

export interface CostSpan {
  from: Day;
  /** first day without it */
  until: Day;
  days: number;
}

/** The days of a place that fall into a calendar year and a span; undefined if there are none. */
export function costDays(place: { startsOn: Day; endsOn: Day | null }, year: number, span: Pick<AwaySpan, 'from' | 'until'> = { from: null, until: null }): CostSpan | undefined {
  const starts = [place.startsOn, `${year}-01-01` as Day, ...(span.from ? [span.from] : [])].sort();
  const ends = [`${year + 1}-01-01` as Day, ...(place.endsOn ? [place.endsOn] : []), ...(span.until ? [span.until] : [])].sort();
  const [from, until] = [starts.at(-1)!, ends[0]!];
  return from < until ? { from, until, days: daysBetween(from, until) } : undefined;
}
