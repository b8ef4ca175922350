import { listAreas, type AreaRow } from '../../areas/server/list-areas.ts';
import { addMonths, type Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { months } from '../facilities/free-seats.ts';
import { demandAndSupply, type DemandCell } from '../office/demand-supply.ts';
import { listAllFacilities, listPoolHistories, listSeatTypes } from './facilities.ts';
import { listPlacements } from './placements.ts';
import { townRulePack } from './town-rules.ts';

export interface DemandFigures {
  months: readonly Day[];
  cells: readonly DemandCell[];
  areas: readonly AreaRow[];
  /** facilities that stand in no area, so that their places belong to none */
  withoutArea: readonly string[];
}

/** Demand and supply of `count` months from the one `from` lies in; before disclosure control, for the office and planners only. */
export async function loadDemand(tx: Read, municipalityId: Uuid, from: Day, count: number, today: Day): Promise<DemandFigures> {
  const wanted = months(from, count);
  const facilities = await listAllFacilities(tx, municipalityId);
  const histories = await listPoolHistories(tx, municipalityId);
  const used = new Set(histories.map(({ pool }) => pool.facilityId));
  const waiting = await tx.selectFrom('kita.registration as registration')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'registration.municipality_id').onRef('child.id', '=', 'registration.child_id'))
    .select(['child.id', 'child.born_on', 'child.expected_on', 'child.area_id', 'registration.wished_start'])
    .where('registration.municipality_id', '=', municipalityId).where('registration.state', '=', 'submitted').execute();
  return {
    months: wanted,
    areas: await listAreas(tx, municipalityId, today),
    withoutArea: facilities.filter(({ id, areaId }) => areaId === undefined && used.has(id)).map(({ name }) => name),
    cells: demandAndSupply({
      rulePack: await townRulePack(tx, municipalityId), months: wanted, histories, seatTypes: await listSeatTypes(tx, municipalityId),
      areaOfFacility: new Map(facilities.flatMap(({ id, areaId }) => (areaId ? [[id, areaId] as const] : []))),
      placements: await listPlacements(tx, municipalityId, { from: wanted[0]!, until: addMonths(wanted.at(-1)!, 1) }),
      waiting: waiting.map((row) => ({ childId: row.id, bornOn: row.born_on, expectedOn: row.expected_on, areaId: row.area_id, wishedStart: row.wished_start! })),
    }),
  };
}
