import type { Day } from '../../../platform/day.ts';
import type { Uuid } from '../../../platform/id.ts';
import type { RefusedRow } from '../../../platform/table-file/refused-row.ts';
import type { DraftChild, DraftPlace } from './read-child-rows.ts';

export interface KnownChild {
  id: Uuid;
  externalId: string;
  familyName: string;
  givenNames: string;
  bornOn: Day | null;
  placements: readonly { id: Uuid; facilityId: Uuid; seatTypeId: Uuid; groupId: Uuid | null; startsOn: Day; endsOn: Day | null }[];
}

export type PlaceStep =
  | { kind: 'none' }
  | { kind: 'start'; place: DraftPlace }
  /** the same place, with another end or group */
  | { kind: 'change'; placementId: Uuid; place: DraftPlace };

export interface ChangedChild {
  child: DraftChild;
  id: Uuid;
  /** what of the child itself is new */
  fields: ('familyName' | 'givenNames' | 'bornOn')[];
  step: PlaceStep;
}

export interface ChildImportPlan {
  added: DraftChild[];
  changed: ChangedChild[];
  unchanged: number;
  refusedRows: RefusedRow[];
}

/** What a table would do now. The same table again changes nothing. A place at a time when the child has another is refused, not moved. O(rows). */
export function planChildImport(drafts: readonly DraftChild[], known: readonly KnownChild[]): ChildImportPlan {
  const byId = new Map(known.map((child) => [child.externalId, child]));
  const plan: ChildImportPlan = { added: [], changed: [], unchanged: 0, refusedRows: [] };
  for (const child of drafts) {
    const old = byId.get(child.externalId);
    if (!old) {
      plan.added.push(child);
      continue;
    }
    const fields = (['familyName', 'givenNames', 'bornOn'] as const).filter((field) => child[field] !== old[field]);
    const step = stepOf(child.place, old);
    if (step === 'overlaps') plan.refusedRows.push({ line: child.line, code: 'has-a-place', values: {} });
    else if (fields.length === 0 && step.kind === 'none') plan.unchanged += 1;
    else plan.changed.push({ child, id: old.id, fields: [...fields], step });
  }
  return plan;
}

function stepOf(place: DraftPlace | undefined, { placements }: KnownChild): PlaceStep | 'overlaps' {
  if (!place) return { kind: 'none' };
  const same = placements.find((one) => one.facilityId === place.facilityId && one.seatTypeId === place.seatTypeId && one.startsOn === place.startsOn);
  const others = placements.filter((one) => one !== same && (one.endsOn === null || one.endsOn > place.startsOn) && (place.endsOn === null || one.startsOn < place.endsOn));
  if (others.length > 0) return 'overlaps';
  if (!same) return { kind: 'start', place };
  const isSame = same.endsOn === place.endsOn && (place.groupId === null || same.groupId === place.groupId);
  return isSame ? { kind: 'none' } : { kind: 'change', placementId: same.id, place };
}
