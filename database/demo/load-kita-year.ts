import type { Write } from '../../src/platform/database.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { addMonths, type Day } from '../../src/platform/day.ts';
import type { Uuid } from '../../src/platform/id.ts';
import { kitaYearStart } from '../../src/kita/facilities/age-band.ts';
import { listFacilities, listPools, listSeatTypes } from '../../src/kita/server/facilities.ts';
import { storePlacedChildren } from '../../src/kita/server/store-placed-children.ts';
import { storeRegistration } from '../../src/kita/server/store-registration.ts';
import { kitaYear } from './kita-year.ts';
import { lastRoundOfDemo, playLastRoundOfDemo } from './load-kita-last-round.ts';

/** Streets of the demo town; house numbers are invented. */
const STREETS = ['Leinstraße', 'Sedanstraße', 'Holzer Straße', 'Perkstraße', 'Winzenburger Straße', 'Am Klinsberg', 'Göttinger Straße', 'Föhrster Straße', 'Eimser Weg', 'Kaiserstraße'];

/** Fills the Kitas of the demo town and lets families register for the next Kita year: about a thousand children. */
export async function loadKitaYearOfDemo(tx: Write, municipalityId: Uuid, slug: string, clock: Clock, secretKey: Buffer, options: { children?: number } = {}): Promise<void> {
  if (slug !== 'alfeld') return;
  const today = clock.today();
  const start = addMonths(kitaYearStart(today), 12) as Day;
  const town = {
    facilities: await listFacilities(tx, municipalityId, today), seatTypes: await listSeatTypes(tx, municipalityId), pools: await listPools(tx, municipalityId, today),
    postalCode: '31061', city: 'Alfeld (Leine)', streets: STREETS,
  };
  const { placed, families } = kitaYear(town, start, options);
  const last = await lastRoundOfDemo(tx, municipalityId, town, placed, addMonths(start, -12) as Day);
  const asked = new Set(last?.asking.map((one) => one.placed));
  // Who got the place in the round of last winter asks for it there; all others have theirs.
  const others = [...placed.keys()].filter((index) => !asked.has(index));
  const kept = await storePlacedChildren(tx, municipalityId, clock, secretKey, others.map((index) => placed[index]!), { isDemo: true });
  const stored = new Map(others.map((index, at) => [index, kept[at]!]));
  if (last) {
    const taken = new Map<Uuid, number>();
    for (const { place } of placed) taken.set(place.poolId, (taken.get(place.poolId) ?? 0) + 1);
    for (const [index, ids] of await playLastRoundOfDemo(tx, municipalityId, last, taken, secretKey)) stored.set(index, ids);
  }
  for (const { registrations, guardian, rule } of families) {
    let guardianId: Uuid | undefined;
    const childIds: Uuid[] = [];
    for (const { placed: index, child, ...registration } of registrations) {
      const known = index === undefined ? undefined : stored.get(index)!;
      const birthday = child.bornOn!;
      const born = birthday <= today ? { bornOn: birthday, expectedOn: undefined } : { bornOn: undefined, expectedOn: birthday };
      const outcome = await storeRegistration(tx, municipalityId, clock, secretKey, {
        ...registration, source: 'office', child: { ...child, ...born, isDemo: true, ...(known ? { id: known.childId } : {}) },
        guardians: [{ ...guardian, isDemo: true, id: known?.guardianId ?? guardianId }],
        ...(rule && childIds.length > 0 ? { siblings: { rule, childIds } } : {}),
      });
      // Two of the same name and day at one address: the second is left out, as it would be at the office.
      if (!outcome.ok) continue;
      guardianId = outcome.value.guardianIds[0];
      childIds.push(outcome.value.childId);
    }
  }
}
