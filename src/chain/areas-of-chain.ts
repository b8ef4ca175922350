import { isUuid, type Uuid } from '../platform/id.ts';
import type { ChainArea } from './chain-input.ts';
import type { Chain } from './matrix.ts';

/** The municipality and all areas below it, in their order, with how deep they lie. */
export function areasOfChain({ index: { tree, root } }: Chain): { area: ChainArea; depth: number }[] {
  const numbers = Array.from({ length: tree.end[root]! - root }, (_, offset) => root + offset);
  const depthOf = (number: number): number => numbers.filter((other) => other < number && number < tree.end[other]!).length;
  return numbers.map((number) => ({ area: tree.areas[number]!, depth: depthOf(number) }));
}

/** The area asked for, or the municipality itself for anything that is none of its areas. */
export function areaAsked(chain: Chain, asked: string | null | undefined): ChainArea {
  const { tree, root } = chain.index;
  const number = isUuid(asked) ? tree.numberOf.get(asked) : undefined;
  const isBelow = number !== undefined && root <= number && number < tree.end[root]!;
  return tree.areas[isBelow ? number : root]!;
}

/** How an area is stored with a gap or rating: the municipality as a whole is no area. */
export function storedArea(chain: Chain, areaId: Uuid): Uuid | undefined {
  return areaId === chain.index.town.rootAreaId ? undefined : areaId;
}
