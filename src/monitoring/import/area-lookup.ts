import { areaNames, matchArea, matchAreaKey, type NamedArea } from '../../areas/area-name.ts';
import { agsOf, parseRegionalKey } from '../../areas/regional-key.ts';
import type { Day } from '../../platform/day.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { readKey } from '../../platform/table-file/cell-value.ts';

/** Finds areas by key (own, ARS, AGS – also with a lost leading zero or as `1023101.0`), by name, and by name with indentation. */
export interface AreaLookup {
  find(key: string, name: string, on: Day | undefined): Outcome<NamedArea>;
}

/** How deep a name stands in the tables of GENESIS says what level it is of: Deutschland, Land, Regierungsbezirk, Kreis, Gemeinde. */
const LEVEL_OF_DEPTH = ['germany', 'land', 'region', 'county', 'municipality'] as const;
const SUFFIX = /,\s*(?:(?:kreisfreie|hansestadt|landeshauptstadt|berg)[\s-]*)?(?:stadt|kreis|landkreis|gemeinde|flecken|markt|st|lk|krfr\. stadt|kreisfreie stadt|einheitsgemeinde|samtgemeinde|universitätsstadt)(?:\s*\([^)]*\))?$/i;

/** `officialKeys`: keys are those of official statistics, so a key that is not ours is another municipality's area whatever its name. */
export function areaLookup(areas: readonly NamedArea[], { indentation = [], officialKeys = false }: { indentation?: readonly number[]; officialKeys?: boolean } = {}): AreaLookup {
  // People write „Voerde (Niederrhein), Stadt“ for what the municipality calls „Stadt Voerde (Niederrhein)“.
  const named = areas.map((area): NamedArea => {
    const bare = area.name.replace(/^(?:stadt|gemeinde|flecken|landkreis|kreis)\s+/i, '');
    return { ...area, formerNames: [...(area.formerNames ?? []), ...(bare === area.name ? [] : [bare])] };
  });
  const names = areaNames(named);
  const byAgs = areaNames(areas.flatMap((area) => {
    const key = area.regionalKey ? parseRegionalKey(area.regionalKey) : undefined;
    const ags = key?.ok ? agsOf(key.value) : undefined;
    if (!ags) return [];
    // A city that is a county of its own goes by five digits as well: 05114.
    return [{ ...area, key: ags, regionalKey: ags.endsWith('000') ? ags.slice(0, 5) : ags }];
  }));
  const depths = [...new Set(indentation)].sort((one, other) => one - other);
  const found = new Map<string, Outcome<NamedArea>>();

  function byName(name: string, on: Day | undefined): Outcome<NamedArea> {
    const depth = name.length - name.trimStart().length;
    const level = depths.length > 2 ? LEVEL_OF_DEPTH[depths.indexOf(depth)] : undefined;
    const bare = name.trim().replace(SUFFIX, '');
    const match = matchArea(names, bare, on);
    const exact = match.ok ? match : matchArea(names, name.trim(), on);
    if (!exact.ok || level === undefined || exact.value.level === level) return exact;
    // „Hildesheim“ as a county is not the town of that name; a city without a county stands where counties stand.
    const isCity = level === 'county' && exact.value.level === 'municipality' && (SUFFIX.test(name) ? /stadt/i.test(name) : exact.value.regionalKey?.endsWith('0000000') === true);
    return isCity ? exact : refused('area-unknown', { values: { text: name.trim().slice(0, 80), near: '', hasNear: 'no' } });
  }

  function look(key: string, name: string, on: Day | undefined): Outcome<NamedArea> {
    const [bareKey, bareName] = [key.trim(), name.trim()];
    if (bareKey === '' && bareName === '') return refused('area-missing');
    if (bareKey === '') return byName(name, on);
    const read = readKey(bareKey);
    if (!read.ok) return read;
    const own = matchAreaKey(names, read.value, on);
    const official = own.ok ? own : matchAreaKey(byAgs, read.value, on);
    if (official.ok) return official;
    if (bareName === '' || officialKeys) return !own.ok && own.refusals[0]?.code === 'area-not-valid' ? own : official;
    // A running number says nothing.
    return byName(name, on);
  }

  return {
    find(key, name, on) {
      const at = `${key}|${name}|${on ?? ''}`;
      const known = found.get(at);
      if (known) return known;
      const outcome = look(key, name, on);
      if (outcome.ok || found.size < 20_000) found.set(at, outcome.ok ? accepted(outcome.value) : outcome);
      return outcome;
    },
  };
}
