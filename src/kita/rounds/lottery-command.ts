/** Commands with which anybody checks the lottery in a shell, without this house. */
export interface LotteryCommands {
  /** gives the commitment that was published before the deadline */
  commitment: string;
  /** gives the seed */
  seed: string;
  /** gives the ticket of a child: the smaller it is, the earlier; its first 13 digits count */
  ticket: string;
}

/** A ticket is SHA-256 over JSON of seed, round, (facility,) child – packages/fair-allocation, lottery.ts. */
export function lotteryCommands({ secret, publicRandomness, seed, lotteryName, scope }: { secret: string; publicRandomness: string; seed: string; lotteryName: string; scope: 'market' | 'facility' }, words: { child: string; facility: string }): LotteryCommands {
  const parts = [seed, lotteryName, ...(scope === 'facility' ? [`<${words.facility}>`] : []), `<${words.child}>`];
  return { commitment: hashed(secret), seed: hashed(JSON.stringify([secret, publicRandomness])), ticket: hashed(JSON.stringify(parts)) };
}

const hashed = (text: string): string => `printf %s '${text.replaceAll("'", String.raw`'\''`)}' | sha256sum`;
