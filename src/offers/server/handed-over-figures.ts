import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

/** From so many on a figure is shown; smaller ones do not leave the database. */
const SMALLEST_SHOWN = 3;

export interface HandedOver {
  serviceId: Uuid;
  name: string;
  /** by month, 1 to 12; missing: fewer than {@link SMALLEST_SHOWN}, perhaps none */
  months: Map<number, number>;
}

/** How often offers were handed over in a year, by name. No sums: beside hidden figures a sum would give them away. */
export async function handedOverIn(tx: Read, municipalityId: Uuid, year: number): Promise<HandedOver[]> {
  const rows = await tx.selectFrom('offers.handed_over as handed')
    .innerJoin('offers.service as service', (join) => join.onRef('service.municipality_id', '=', 'handed.municipality_id').onRef('service.id', '=', 'handed.service_id'))
    .select(['service.id', 'service.name', 'handed.times', sql<number>`extract(month from handed.month)::integer`.as('month')])
    .where('handed.municipality_id', '=', municipalityId).where('handed.times', '>=', SMALLEST_SHOWN)
    .where(sql<boolean>`extract(year from handed.month) = ${year}`)
    .orderBy('service.name').execute();
  const offers = new Map<Uuid, HandedOver>();
  for (const { id, name, month, times } of rows) {
    const offer = offers.get(id) ?? { serviceId: id, name, months: new Map<number, number>() };
    offer.months.set(month, times);
    offers.set(id, offer);
  }
  return [...offers.values()];
}
