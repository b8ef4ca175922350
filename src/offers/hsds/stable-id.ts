import { createHash } from 'node:crypto';
import type { Uuid } from '../../platform/id.ts';

/**
 * An id that follows from where a part belongs and what it says (uuid v5, RFC 9562, 5.5). The rows of an offer's parts get new keys at each
 * save; whoever keeps a copy of our records must still recognise a telephone number that has not changed.
 */
export function stableId(parent: Uuid, ...name: readonly string[]): Uuid {
  const hash = createHash('sha1').update(Buffer.from(parent.replaceAll('-', ''), 'hex')).update(name.join('\u0000')).digest().subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as Uuid;
}

/** Parts with their ids, by what they say; of two that say the same the second is told apart by its number. O(parts). */
export function withStableIds<Part>(parent: Uuid, kind: string, parts: readonly Part[]): { id: Uuid; part: Part }[] {
  const met = new Map<string, number>();
  return parts.map((part) => {
    const content = JSON.stringify(part);
    const count = met.get(content) ?? 0;
    met.set(content, count + 1);
    return { id: stableId(parent, kind, content, ...(count > 0 ? [String(count)] : [])), part };
  });
}
