import * as v from 'valibot';
import type { HandedOverFigure, StoreFigures } from '../../monitoring/server/handed-over.ts';
import { findKitaPlan } from '../../monitoring/server/kita-plans.ts';
import { takeOverPlaces, type PlacesOfArea } from '../../monitoring/server/take-over-places.ts';
import type { Measure } from '../../monitoring/indicator.ts';
import { action } from '../../platform/action.ts';
import { dayField, uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { ageBands, type AgeBand } from '../facilities/age-band.ts';
import { isHeldOn } from '../facilities/placement.ts';
import { agesOf, areaOnLevel, countByArea } from '../office/children-at-home.ts';
import { handOverKitaFigures } from '../office-permissions.ts';
import { loadDemand } from './demand-figures.ts';
import { listPlacements } from './placements.ts';
import { townRulePack } from './town-rules.ts';

const WAITING: Measure = {
  key: 'kita-waiting', names: { de: 'Kinder, die auf einen Kita-Platz warten' }, unit: 'Kinder', kind: 'stock', protection: 'social', isCount: true, decimals: 0,
  note: 'Angemeldet zu einem Beginn bis zum Stichtag und ohne Platz an diesem Tag; nach Alter; am Wohnort. Kinder mit gesperrter Anschrift fehlen.',
};

/**
 * Hands places (where the Kitas are), children with a place and children waiting (where they live) to the monitoring as raw figures of one
 * Stichtag: sealed there, and shown to others only by a release. Refuses `in-the-future` and `nothing-to-hand-over`.
 */
export const handOverFigures = (storeFigures: StoreFigures) => action({
  may: handOverKitaFigures,
  audit: 'kita.figures.handed-over',
  input: v.object({ on: dayField() }),
  async run({ tx, municipalityId, clock, who, configuration, concerns }, { on }) {
    if (on > clock.today()) return refused('in-the-future', { field: 'on' });
    const { cells: all, areas } = await loadDemand(tx, municipalityId, on, 1, clock.today());
    const known = new Set(areas.map(({ id }) => id));
    const cells = all.filter(({ areaId }) => areaId !== null && known.has(areaId));
    const figures: HandedOverFigure[] = cells.flatMap((cell) => [
      ...(cell.places > 0 && cell.shared === 0 ? [{ measure: 'kita-places', areaId: cell.areaId!, age: agesOf[cell.band], value: cell.places }] : []),
      ...(cell.waiting > 0 ? [{ measure: WAITING.key, areaId: cell.areaId!, age: agesOf[cell.band], value: cell.waiting }] : []),
    ]);
    const placed = (await listPlacements(tx, municipalityId, { on })).filter((placement) => isHeldOn(placement, on));
    const homes = new Map((await tx.selectFrom('kita.child').select(['id', 'area_id']).where('municipality_id', '=', municipalityId).execute()).map((row) => [row.id, row.area_id]));
    for (const [areaId, bands] of countByArea(placed.map(({ childId, bornOn }) => ({ areaId: homes.get(childId) ?? null, bornOn })), on, await townRulePack(tx, municipalityId)).areas) {
      if (known.has(areaId)) for (const [band, value] of bands) figures.push({ measure: 'kita-children', areaId, age: agesOf[band], value });
    }
    if (figures.length === 0) return refused('nothing-to-hand-over');
    const { runId } = await storeFigures(tx, municipalityId, configuration, clock, { source: 'Kita-Büro', on, figures, measures: [WAITING], by: { personId: who.personId, name: who.displayName ?? '' } });
    concerns(runId, ['kita-places', 'kita-children', WAITING.key]);
    return accepted(runId);
  },
});

/**
 * Sets the places of a Kita plan's areas to what the facilities have today. Where a pool does not say how many of its places are for which
 * age, the area's places are unknown, never guessed. Refuses `facilities-without-area` {count}: their places would be missing somewhere.
 */
export const takePlacesIntoPlan = action({
  may: handOverKitaFigures,
  audit: 'kita.figures.taken-into-plan',
  input: v.object({ plan: uuidField() }),
  async run({ tx, municipalityId, clock, concerns }, { plan }) {
    const { id, level } = await findKitaPlan(tx, municipalityId, plan);
    const { cells, areas, withoutArea, months } = await loadDemand(tx, municipalityId, clock.today(), 1, clock.today());
    if (withoutArea.length > 0) return refused('facilities-without-area', { field: 'plan', values: { count: withoutArea.length } });
    const byId = new Map(areas.map((area) => [area.id, area]));
    const sums = new Map<Uuid, Record<AgeBand, number> & { shared: number }>(areas.filter((area) => area.level === level).map((area) => [area.id, { 'under-3': 0, 'from-3': 0, school: 0, shared: 0 }]));
    for (const cell of cells.filter(({ month, places, shared }) => month === months[0] && places + shared > 0)) {
      const area = cell.areaId && areaOnLevel(byId, cell.areaId, level);
      const sum = area ? sums.get(area) : undefined;
      // A Kita that lies above the plan's level belongs to none of its areas.
      if (!sum) return refused('facilities-without-area', { field: 'plan', values: { count: 1 } });
      for (const band of ageBands) if (cell.band === band) sum[band] += cell.places;
      sum.shared += cell.shared;
    }
    const places: PlacesOfArea[] = [...sums].map(([areaId, sum]) => ({ areaId, under3: sum.shared > 0 ? null : sum['under-3'], from3: sum.shared > 0 ? null : sum['from-3'] }));
    await takeOverPlaces(tx, municipalityId, id, places);
    concerns(id, ['places']);
    return accepted(id);
  },
});
