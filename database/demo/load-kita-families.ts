import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { personOfEmail } from '../../src/accounts/server/people.ts';
import { listAreas } from '../../src/areas/server/list-areas.ts';
import { kitaYearStart } from '../../src/kita/facilities/age-band.ts';
import type { AgreementStatement } from '../../src/kita/registration/agreement.ts';
import type { Address } from '../../src/kita/registration/address.ts';
import type { CareTimes } from '../../src/kita/registration/care-times.ts';
import type { DeliveryChoice } from '../../src/kita/registration/delivery.ts';
import type { OtherRight } from '../../src/kita/registration/draft.ts';
import type { Relation } from '../../src/kita/registration/relation.ts';
import type { SiblingRule } from '../../src/kita/registration/siblings.ts';
import type { UrgentReason } from '../../src/kita/registration/urgency.ts';
import type { NewGuardian } from '../../src/kita/server/guardians.ts';
import { loadSupply } from '../../src/kita/server/family-supply.ts';
import { seatTypesOf } from '../../src/kita/server/registration-choices.ts';
import { storeRegistration } from '../../src/kita/server/store-registration.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import { addMonths, type Day } from '../../src/platform/day.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';
import type { Language } from '../../src/platform/language.ts';
import { Keys } from './demo-records.ts';

interface Person {
  givenNames: string;
  familyName: string;
  relation: Relation;
  email?: string;
  phone?: string;
}

interface FamilyOfFile {
  /** mail address of an account of people.json */
  account?: string;
  isPaper?: boolean;
  guardian: Person & { language: Language; address: Address; isAddressBlocked?: boolean; delivery?: DeliveryChoice };
  other?: Person & { right: OtherRight };
  area?: string;
  rule?: SiblingRule;
  agreement?: AgreementStatement;
  urgent?: { reason: UrgentReason; inMonths: number };
  remark?: string;
  children: {
    givenNames: string; familyName: string; bornMonthsAgo?: number; expectedInMonths?: number;
    /** after the beginning of the next Kita year */
    startMonths: number;
    weeklyHours: number; times?: CareTimes; languages: string[]; wishes: string[]; needsInclusiveSeat?: boolean; inclusion?: string; circumstances: string[];
  }[];
}

/** Families written by hand, so that the first pages have somebody to show: an account, twins, a blocked address, one from paper. All invented. */
export async function loadKitaFamiliesOfDemo(tx: Write, municipalityId: Uuid, slug: string, clock: Clock, secretKey: Buffer): Promise<void> {
  const file = join(import.meta.dirname, slug, 'kita-families.json');
  if (!existsSync(file)) return;
  const today = clock.today();
  const next = addMonths(kitaYearStart(today), 12);
  const areas = new Map((await listAreas(tx, municipalityId, today)).map((area) => [area.key, area]));
  for (const family of JSON.parse(readFileSync(file, 'utf8')) as FamilyOfFile[]) {
    const guardians = await guardiansOf(tx, municipalityId, family);
    const area = family.area === undefined ? undefined : areas.get(family.area);
    let known: readonly Uuid[] = [];
    const childIds: Uuid[] = [];
    for (const { startMonths, weeklyHours, times, wishes, needsInclusiveSeat = false, inclusion, circumstances, bornMonthsAgo, expectedInMonths = 0, ...child } of family.children) {
      const birth = bornMonthsAgo === undefined ? { expectedOn: addMonths(today, expectedInMonths) } : { bornOn: addMonths(today, -bornMonthsAgo) };
      const wishedStart = addMonths(next, startMonths) as Day;
      const supply = await loadSupply(tx, municipalityId, wishedStart);
      const facilities = new Keys('facility', supply.facilities.map((facility) => [facility.externalId ?? facility.id, facility.id]));
      const draft = { children: [{ registrationId: newId(), ...child, ...birth, needsInclusiveSeat }], wishedStart, weeklyHours };
      const stored = await storeRegistration(tx, municipalityId, clock, secretKey, {
        child: { ...child, ...birth, ...(inclusion ? { inclusion } : {}), isDemo: true, ...(area ? { areaId: area.id, point: area.centroid } : {}) },
        guardians: guardians.map((guardian, index) => ({ ...guardian, id: known[index] })), wishedStart, weeklyHours, times, needsInclusiveSeat, source: family.isPaper ? 'office' : 'guardian', by: guardians[0]!.personId,
        wishes: wishes.map((key) => facilities.of(key)).flatMap((facilityId) => seatTypesOf(draft, facilityId, supply, 'ni-nkitag')?.map(({ id }) => ({ facilityId, seatTypeId: id })) ?? []),
        circumstances: circumstances.map((fact) => ({ fact, value: true })),
        besides: { agreement: family.agreement, remark: family.remark, urgency: family.urgent && { reason: family.urgent.reason, by: addMonths(today, family.urgent.inMonths) } },
        ...(family.rule && childIds.length > 0 ? { siblings: { rule: family.rule, childIds } } : {}),
      });
      if (!stored.ok) throw new Error(`kita-families.json: ${JSON.stringify(stored.refusals)}`);
      known = stored.value.guardianIds;
      childIds.push(stored.value.childId);
    }
  }
}

async function guardiansOf(tx: Write, municipalityId: Uuid, { account, guardian, other }: FamilyOfFile): Promise<NewGuardian[]> {
  const person = account === undefined ? undefined : await personOfEmail(tx, municipalityId, account);
  const { delivery, ...told } = guardian;
  const first: NewGuardian = {
    ...told, isDemo: true, ...(delivery ? { delivery: { choice: delivery, way: person ? 'account' : 'paper', language: guardian.language } } : {}),
    ...(person ? { personId: person.id, email: person.email } : {}),
  };
  if (!other) return [first];
  const { right, ...rest } = other;
  return [first, { ...rest, language: guardian.language, isDemo: true, mayRead: right !== 'nothing', mayDecide: right === 'decide', getsLetters: right === 'decide' }];
}
