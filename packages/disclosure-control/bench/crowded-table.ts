import { crossTableFromLeaves } from '../cross-table.ts';
import type { Table } from '../table.ts';

/** 27 Bezirke × 37 birth years with one child each: 999 small cells. */
export function crowdedTable(): Table {
  const numbered = (name: string, count: number) => ({ name, codes: [{ code: 'total' }, ...Array.from({ length: count }, (_, at) => ({ code: `${name}${at}`, parent: 'total' }))] });
  return crossTableFromLeaves('crowded', [numbered('area', 27), numbered('year', 37)], () => 1);
}
