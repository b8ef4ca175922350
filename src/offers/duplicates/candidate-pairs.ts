import type { Uuid } from '../../platform/id.ts';
import { likenessOf, SUSPICIOUS, type Comparable, type Likeness } from './likeness.ts';

export interface SuspiciousPair extends Likeness {
  /** the smaller id first */
  ids: readonly [Uuid, Uuid];
}

/** A key that more offers share tells nothing („Sprechstunde“ without a provider); narrower keys hold the same offers. */
const LARGEST_BLOCK = 40;

/**
 * What two offers must share to be compared at all: the same words, or a word together with provider, place, telephone, or another word; or
 * place and time. 100,000 offers are some hundred thousand comparisons then, not five thousand million.
 */
export function blockKeys({ name, organizationId, locationIds, addresses, phones, website, email, times }: Comparable): string[] {
  const words = [...name.words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 4);
  const places = [...locationIds, ...addresses];
  const keys = [`n ${name.words.join(' ')}`, ...phones.map((phone) => `p ${phone}`), ...(website ? [`u ${website}`] : []), ...(email ? [`e ${email}`] : [])];
  for (const word of words) {
    keys.push(`o ${organizationId} ${word}`, ...places.map((place) => `l ${place} ${word}`), ...phones.map((phone) => `p ${phone} ${word}`));
    for (const other of words) if (word < other) keys.push(`w ${word} ${other}`);
  }
  for (const place of places) keys.push(`ol ${organizationId} ${place}`, ...times.map((time) => `lt ${place} ${time}`));
  return keys;
}

/** So many comparisons, and offers sorted into blocks, are made in one go. */
const AT_A_TIME = 5_000;
const OFFERS_AT_A_TIME = 1_000;

/**
 * Pairs that are suspicious, the most alike first; each pair once. O(keys + pairs within blocks), memory O(keys): no pair is kept that is not
 * suspicious. Yields now and then, so that whoever drives it can let others have their turn.
 */
export function* searchPairs(offers: readonly Comparable[], isSettled: (one: Uuid, other: Uuid) => boolean = () => false): Generator<undefined, SuspiciousPair[]> {
  const blocks = yield* blocksOf(offers);
  const blocksOfOffer: number[][] = offers.map(() => []);
  for (const [number, block] of blocks.entries()) for (const at of block) blocksOfOffer[at]!.push(number);
  const found: SuspiciousPair[] = [];
  let steps = 0;
  for (const [number, block] of blocks.entries()) {
    for (let at = 0; at < block.length; at += 1) {
      for (let behind = at + 1; behind < block.length; behind += 1) {
        steps += 1;
        if (steps % AT_A_TIME === 0) yield;
        if (!meetFirstIn(number, blocksOfOffer[block[at]!]!, blocksOfOffer[block[behind]!]!)) continue;
        const [one, other] = ordered(offers[block[at]!]!, offers[block[behind]!]!);
        const likeness = likenessOf(one, other, false);
        if (likeness.score >= SUSPICIOUS && !isSettled(one.id, other.id)) found.push({ ids: [one.id, other.id], ...likeness });
      }
    }
  }
  return found.sort((a, b) => b.score - a.score || (a.ids.join() < b.ids.join() ? -1 : 1));
}

/** Whether two offers share no earlier block: there the pair was compared already. Both lists ascend. */
function meetFirstIn(number: number, one: readonly number[], other: readonly number[]): boolean {
  for (let at = 0, beside = 0; one[at]! < number && other[beside]! < number; ) {
    if (one[at] === other[beside]) return false;
    if (one[at]! < other[beside]!) at += 1;
    else beside += 1;
  }
  return true;
}

/** Places of the offers that share a key, for each key that tells something. */
function* blocksOf(offers: readonly Comparable[]): Generator<undefined, number[][]> {
  const blocks = new Map<string, number[]>();
  for (const [index, offer] of offers.entries()) {
    if (index % OFFERS_AT_A_TIME === OFFERS_AT_A_TIME - 1) yield;
    for (const key of new Set(blockKeys(offer))) {
      const block = blocks.get(key);
      if (block) block.push(index);
      else blocks.set(key, [index]);
    }
  }
  return [...blocks.values()].filter(({ length }) => length > 1 && length <= LARGEST_BLOCK);
}

function ordered(one: Comparable, other: Comparable): [Comparable, Comparable] {
  return one.id < other.id ? [one, other] : [other, one];
}
