import type { Day } from '../../../platform/day.ts';
import type { Uuid } from '../../../platform/id.ts';
import { headerKey } from '../../../platform/table-file/header-names.ts';
import type { RefusedRow } from '../../../platform/table-file/refused-row.ts';
import { poolOn, type PoolHistory } from '../capacity.ts';
import type { Facility } from '../facility.ts';
import type { LicensedGroup } from '../licence.ts';
import type { FacilityDraft, GroupDraft, PoolDraft } from './read-facility-rows.ts';

/** What an import would do with one facility. */
export interface FacilityPlan {
  draft: FacilityDraft;
  /** undefined: it is new */
  existing: Facility | undefined;
  changesDetails: boolean;
  /** poolId: an existing pool that changes from a day on */
  pools: { draft: PoolDraft; poolId?: Uuid }[];
  /** ends: the row before, that ends on the day the new one begins; corrects: the row that is put right */
  groups: { draft: GroupDraft; ends?: Uuid; corrects?: Uuid }[];
  refusedRows: RefusedRow[];
}

interface WhatThereIs {
  facilities: readonly Facility[];
  pools: readonly PoolHistory[];
  groups: readonly (LicensedGroup & { id: Uuid; facilityId: Uuid; name: string })[];
}

/** Compares drafts with what there is: facilities by key, else by name; pools and groups by name. What is equal is left alone. O(drafts × known). */
export function planImport(drafts: readonly FacilityDraft[], known: WhatThereIs): FacilityPlan[] {
  const met = new Map<Uuid, FacilityDraft>();
  return drafts.map((draft) => {
    const existing = known.facilities.find((one) => draft.externalId !== undefined && one.externalId === draft.externalId) ?? known.facilities.find((one) => headerKey(one.name) === headerKey(draft.name));
    const refusedRows: RefusedRow[] = [];
    if (existing && existing.organizationId !== draft.organizationId) {
      refusedRows.push(...draft.lines.map((line) => ({ line, code: 'other-organization', values: { name: existing.name, organization: existing.organizationName } })));
      return { draft, existing, changesDetails: false, pools: [], groups: [], refusedRows };
    }
    const other = existing && met.get(existing.id);
    if (existing && other) {
      refusedRows.push(...draft.lines.map((line) => ({ line, code: 'facility-twice', values: { name: existing.name, otherLine: other.lines[0]! } })));
      return { draft, existing, changesDetails: false, pools: [], groups: [], refusedRows };
    }
    if (existing) met.set(existing.id, draft);
    const own = existing ? known.pools.filter(({ pool }) => pool.facilityId === existing.id) : [];
    return {
      draft, existing, refusedRows,
      changesDetails: existing !== undefined && (['phone', 'email', 'opensAt', 'closesAt'] as const).some((field) => draft[field] !== undefined && draft[field] !== existing[field]),
      pools: draft.pools.flatMap((pool) => planPool(pool, own, refusedRows)),
      groups: draft.groups.flatMap((group) => planGroup(group, existing ? known.groups.filter(({ facilityId }) => facilityId === existing.id) : [], own, refusedRows)),
    };
  });
}

function planPool(draft: PoolDraft, own: readonly PoolHistory[], refusedRows: RefusedRow[]): FacilityPlan['pools'] {
  const history = own.find(({ pool }) => headerKey(pool.name) === headerKey(draft.name));
  const other = own.find((one) => one !== history && poolOn(one, draft.from)?.types.some(({ seatTypeId }) => draft.types.some((type) => type.seatTypeId === seatTypeId)));
  if (other) {
    refusedRows.push({ line: draft.line, code: 'kind-in-another-pool-row', values: { pool: other.pool.name } });
    return [];
  }
  if (!history) return [{ draft }];
  if (draft.from < history.pool.validFrom) {
    refusedRows.push({ line: draft.line, code: 'before-the-pool-row', values: { day: history.pool.validFrom } });
    return [];
  }
  const now = poolOn(history, draft.from);
  const kinds = (types: PoolDraft['types']) => types.map(({ seatTypeId, atMost }) => `${seatTypeId} ${atMost ?? ''}`).sort().join();
  return now && now.seats === draft.seats && kinds(now.types) === kinds(draft.types) ? [] : [{ draft, poolId: history.pool.id as Uuid }];
}

function planGroup(draft: GroupDraft, groups: WhatThereIs['groups'], own: readonly PoolHistory[], refusedRows: RefusedRow[]): FacilityPlan['groups'] {
  const of = groups.filter((group) => headerKey(group.name) === headerKey(draft.name));
  const holds = (group: { validFrom: Day; validUntil: Day | null }) => group.validFrom <= draft.from && (group.validUntil === null || group.validUntil > draft.from);
  const now = of.find(holds);
  if (of.some((group) => group.validFrom > draft.from)) {
    refusedRows.push({ line: draft.line, code: 'group-later-row', values: {} });
    return [];
  }
  if (!now) return [{ draft }];
  const pool = own.find(({ pool: { id } }) => id === now.poolId)?.pool.name;
  const isSame = now.form === draft.form && now.licensedPlaces === draft.licensedPlaces && now.inclusivePlaces === draft.inclusivePlaces && now.sharedPlaces === draft.sharedPlaces
    && (draft.pool === undefined || headerKey(pool ?? '') === headerKey(draft.pool));
  if (isSame) return [];
  // A row of the table that names no pool leaves the group where it is.
  const kept = draft.pool === undefined && pool !== undefined ? { ...draft, pool } : draft;
  return [now.validFrom === draft.from ? { draft: kept, corrects: now.id } : { draft: kept, ends: now.id }];
}
