import type { Compiled } from './compiled.ts';

/** What can be said of a pool without choosing: for most questions asked of pools with guaranteed seats that is enough. */
export interface PoolRoom {
  /** Seats nobody needs a trait for, whoever comes; -1 where ceilings decide. */
  readonly open: Int32Array;
  /** 1 = in the end every seat is there for everybody: no hard reserve, no ceiling. Who carries no trait is then chosen after everybody better. */
  readonly isSoft: Uint8Array;
}

export function poolRoom({ capacity, special }: Compiled): PoolRoom {
  return {
    open: Int32Array.from(capacity, (seats, p) => {
      const { ceilingSeats = [], reserveSeats = [] } = special[p] ?? {};
      return ceilingSeats.length > 0 ? -1 : seats - reserveSeats.reduce((sum, reserved) => sum + reserved, 0);
    }),
    isSoft: Uint8Array.from(special, (pool) => (!pool || (pool.ceilingSeats.length === 0 && pool.reserveIsSoft.every(Boolean)) ? 1 : 0)),
  };
}
