import { addMonths } from '../../src/platform/day.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';
import { addCheck, storePoint } from '../../src/offers/server/place-points.ts';
import { award, end, insertSeal } from '../../src/offers/server/seals.ts';
import { SEAL_YEARS, type Seal } from '../../src/offers/seals/seal.ts';
import type { DemoSlug } from './demo-files.ts';
import { placePoints, seals } from './format-dates.ts';
import { dayIn, readDates, type DateKeys } from './load-dates.ts';

const CHECK_MONTHS = 12;

/** Still- und Wickelpunkte and seals of a demo municipality: some hold, some are due, one is withdrawn. */
export async function loadSealsOfDemo(tx: Write, municipalityId: Uuid, slug: DemoSlug, keys: DateKeys, clock: Clock): Promise<void> {
  const at = (day: { week: number; weekday: number }) => dayIn(clock.today(), day);
  for (const { location, organization, hours, checks, isWithdrawn, withdrawnBecause, ...point } of readDates(slug, 'place-points.json', placePoints)) {
    const id = newId();
    await storePoint(tx, municipalityId, {
      wayNote: '', hoursNote: '', ...point, id, locationId: keys.locations.of(location), ...(organization ? { organizationId: keys.organizations.of(organization) } : {}),
      hours: hours.flatMap(({ weekdays, opensAt, closesAt }) => weekdays.map((weekday) => ({ weekday, opensAt, closesAt }))),
      status: isWithdrawn ? 'withdrawn' : 'active', withdrawnBecause: withdrawnBecause ?? '', checkEveryMonths: CHECK_MONTHS, checks: [], isDemo: true,
    }, clock);
    for (const { on, by, result, equipment, note } of checks) {
      await addCheck(tx, municipalityId, id, { checkedOn: at(on), checkedBy: by, result, equipment, note: note ?? '', ...(result === 'good' ? { validUntil: addMonths(at(on), CHECK_MONTHS) } : {}) }, clock);
    }
  }
  for (const { organization, state, scope, applied, awarded, years, ended, because, body, evidence } of readDates(slug, 'seals.json', seals)) {
    const seal: Seal = {
      id: newId(), organizationId: keys.organizations.of(organization), state: 'applied', appliedOn: at(applied), scope: scope ?? '', endedBecause: '', isDemo: true,
      evidence: evidence.map((one) => ({ note: '', answer: '', ...one })),
    };
    await insertSeal(tx, municipalityId, seal, body, clock);
    if (awarded) await award(tx, municipalityId, seal.id, { on: at(awarded), by: body, validUntil: addMonths(at(awarded), 12 * (years ?? SEAL_YEARS)) }, clock);
    if (ended && (state === 'withdrawn' || state === 'declined')) await end(tx, municipalityId, seal.id, { as: state, on: at(ended), by: body, because: because! }, clock);
  }
}
