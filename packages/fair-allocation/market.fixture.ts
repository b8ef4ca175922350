import type { Applicant, Market, Pool, Wish } from './model.ts';

/** `Ada: sun 50, moon 40` → an applicant with two wishes for the seat type `day` and these points. */
export function child(text: string, more: Partial<Applicant> = {}): Applicant {
  const [id, list] = text.split(': ');
  const wishes = (list ?? '').split(', ').filter(Boolean).map((wish): Wish => {
    const [facility, points = '0'] = wish.split(' ');
    return { facility: facility!, seatType: 'day', points: Number(points) };
  });
  return { id: id!, wishes, ...more };
}

/** A market with one pool for each facility and the seat type `day`. */
export function market(pools: Record<string, number | Partial<Pool>>, applicants: Applicant[], more: Partial<Market> = {}): Market {
  return {
    version: 1, round: 'test', lottery: { seed: 'seed' }, seatTypes: [{ id: 'day' }], applicants,
    facilities: Object.keys(pools).map((id) => ({ id })),
    pools: Object.entries(pools).map(([id, pool]) => ({ id, facility: id, seatTypes: ['day'], ...(typeof pool === 'number' ? { capacity: pool } : { capacity: 1, ...pool }) })),
    ...more,
  };
}

/** `[Ada: sun, Bo: –]` in the order of the applicants, the seat type left out. */
export function seatsOf({ placements }: { placements: readonly { applicant: string; seat: { facility: string } | null }[] }): string[] {
  return placements.map(({ applicant, seat }) => `${applicant}: ${seat?.facility ?? '–'}`);
}
