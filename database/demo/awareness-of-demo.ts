import type { AwarenessFigure } from '../../src/offers/awareness/publication.ts';
import { storeAwarenessRound } from '../../src/offers/server/store-awareness.ts';
import type { ServiceRecord } from '../../src/offers/service.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import { addDays } from '../../src/platform/day.ts';
import type { Uuid } from '../../src/platform/id.ts';

const ASKED_OFFERS = 48;
const ANSWERED = 23;

/** Alfeld asked its professionals a year ago, and is asking families now. All answers are invented. */
export async function loadAwarenessOfDemo(tx: Write, id: Uuid, slug: string, services: readonly ServiceRecord[], clock: Clock): Promise<void> {
  if (slug !== 'alfeld') return;
  const today = clock.today();
  const asked = services.filter(({ status, validUntil }) => status === 'active' && validUntil === undefined).slice(0, ASKED_OFFERS);
  await storeAwarenessRound(tx, id, { audience: 'professionals', title: 'Fachkräfte im Vorjahr', offersPerSheet: 12, openedOn: addDays(today, -380), closedOn: addDays(today, -352), sheets: 92 }, asked.map(figureOf));
  await storeAwarenessRound(tx, id, { audience: 'families', title: 'Familien in diesem Jahr', offersPerSheet: 10, openedOn: addDays(today, -9), sheets: 0 }, asked.map((service) => ({ ...figureOf(service, 0), answered: 0, known: 0, used: 0, recommended: 0, shame: 0, time: 0, way: 0, language: 0, form: 0, cost: 0, mistrust: 0, 'no-need': 0 })));
}

/** Some are known by all, some by nobody; the same at each start. */
function figureOf(service: ServiceRecord, index: number): AwarenessFigure {
  const known = [23, 19, 8, 21, 3, 14, 17, 0, 11, 22][index % 10]!;
  const used = Math.floor(known * 0.4);
  const unused = known - used;
  const reasons = { time: Math.floor(unused / 4), way: Math.floor(unused / 5), language: Math.floor(unused / 6), form: Math.floor(unused / 7) };
  return { serviceId: service.id, name: service.name, answered: ANSWERED, known, used, recommended: Math.floor(known * 0.6), shame: 0, cost: 0, mistrust: 0, 'no-need': 0, ...reasons };
}
