import type { Compiled } from './compiled.ts';

/** How many children have a seat. */
export function placedChildren({ applicants, optionWishStart, optionWish }: Compiled, choice: Int32Array): number {
  let placed = 0;
  for (let agent = 0; agent < choice.length; agent++) {
    if (choice[agent]! < 0) continue;
    if (agent < applicants) placed++;
    else for (let w = optionWishStart[choice[agent]!]!; w < optionWishStart[choice[agent]! + 1]!; w++) if (optionWish[w]! >= 0) placed++;
  }
  return placed;
}
