import { parseDay } from '../../platform/day.ts';
import type { View } from '../../platform/house.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { listChildCounts } from '../server/child-counts.ts';
import { listAllAreas, listAreas } from '../server/list-areas.ts';

/** The tree of a day as CSV. */
export async function areasCsv(view: View): Promise<Response> {
  const on = parseDay(view.query.get('stichtag') ?? '') ?? view.clock.today();
  const areas = await listAreas(view.tx, view.town.id, on);
  const names = new Map(areas.map((area) => [area.id, area.name]));
  return csvFile('gebiete.csv', ['Schlüssel', 'Name', 'Ebene', 'Gehört zu', 'ARS', 'Gültig ab', 'Gültig bis'], areas.map((area) => [
    area.key, area.name, area.level, area.parentId ? names.get(area.parentId) : undefined, area.regionalKey, { day: area.validFrom }, area.validUntil && { day: area.validUntil },
  ]));
}

/** Children as the import reads them: what nobody knows is `.`, never 0. */
export async function childrenCsv(view: View): Promise<Response> {
  const on = parseDay(view.query.get('stichtag') ?? '');
  const counts = on ? await listChildCounts(view.tx, view.town.id, on) : [];
  const areas = new Map((await listAllAreas(view.tx, view.town.id)).map((area) => [area.id, area]));
  return csvFile('kinderzahlen.csv', ['Schlüssel', 'Gebiet', 'Alter', 'Anzahl', 'Stichtag'], counts.map((count) => [
    areas.get(count.areaId)?.key, areas.get(count.areaId)?.name, count.ageYears, count.children ?? '.', { day: on! },
  ]));
}

function csvFile(name: string, header: string[], rows: Parameters<typeof writeCsv>[1]): Response {
  return new Response(writeCsv(header, rows) as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` },
  });
}
