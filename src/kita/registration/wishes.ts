import type { Uuid } from '../../platform/id.ts';

/** More wishes than a town has Kitas help nobody; the rank of each must stay meant. */
export const MOST_WISHES = 40;

/** `keep`: only the order counts that came along, after a drag. */
export type WishMove = 'up' | 'down' | 'top' | 'remove' | 'keep';

/** The list after one button was pressed; unknown ids change nothing. */
export function moveWish(wishes: readonly Uuid[], id: Uuid, move: WishMove): Uuid[] {
  const at = wishes.indexOf(id);
  if (at < 0 || move === 'keep') return [...wishes];
  const rest = wishes.filter((one) => one !== id);
  if (move === 'remove') return rest;
  const to = move === 'top' ? 0 : move === 'up' ? Math.max(0, at - 1) : Math.min(rest.length, at + 1);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

/** The known wishes in the order typed (a drag), those not named behind them in the order they had. */
export function orderWishes(wishes: readonly Uuid[], order: readonly string[]): Uuid[] {
  const named = [...new Set(order)].filter((id): id is Uuid => wishes.includes(id as Uuid));
  return [...named, ...wishes.filter((id) => !named.includes(id))];
}

/** A place wished for: a kind of place in a facility. */
export interface WishRecord {
  facilityId: Uuid;
  seatTypeId: Uuid;
}
