import type { Day } from '../platform/day.ts';
import { refused, type Outcome } from '../platform/outcome.ts';
import { readKey } from '../platform/table-file/cell-value.ts';
import { matchArea, matchAreaKey, type AreaNames, type NamedArea } from './area-name.ts';

/**
 * The area a row names by key, by name or by both. Where both are given they must not mean two areas; a key of another system
 * (or a running number) does no harm as long as the name is clear, and the other way round.
 * Refuses `area-missing`, `area-key-name-differ` and what `matchArea` refuses.
 */
export function areaOfRow(names: AreaNames, key: string, name: string, on?: Day): Outcome<NamedArea> {
  if (key.trim() === '' && name.trim() === '') return refused('area-missing');
  if (key.trim() === '') return matchArea(names, name, on);
  const read = readKey(key);
  if (!read.ok) return read;
  if (name.trim() === '') return matchArea(names, read.value, on);
  const byKey = matchAreaKey(names, read.value, on);
  const byName = matchArea(names, name, on);
  if (!byKey.ok || !byName.ok) return byName.ok ? byName : byKey.ok ? byKey : byName;
  if (byKey.value.id === byName.value.id) return byKey;
  return refused('area-key-name-differ', { values: { key: read.value, name: name.trim().slice(0, 80), keyName: byKey.value.name } });
}
