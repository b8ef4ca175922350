import { sql } from 'kysely';
import { sayDay } from '../../offers/said.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { languageFacts, type Language } from '../../platform/language.ts';
import { tellingWay, type TellingWay } from '../decisions/telling.ts';
import { letterTexts } from '../letter-texts.ts';
import type { Audience, SeriesValues } from '../office/series-text.ts';
import type { Address } from '../registration/address.ts';
import { guardiansOf } from './guardians.ts';

/** One guardian who is told about one child. */
export interface SeriesRecipient {
  childId: Uuid;
  guardianId: Uuid;
  name: string;
  familyName: string;
  way: TellingWay;
  email: string | null;
  /** missing where it is blocked or unknown */
  address?: Address;
  language: Language;
  /** in German */
  values: SeriesValues;
  /** in the own language */
  ownValues: SeriesValues;
}

const sayGerman = (day: Day) => day.split('-').reverse().join('.');

/** What is the same in all languages, the greeting and days said in this one. */
function valuesIn(language: Language, name: string, child: AudienceChild, town: string): SeriesValues {
  const isolated = languageFacts[language].direction === 'rtl' ? (text: string) => `\u2068${text}\u2069` : (text: string) => text;
  const greeting = language === 'de' ? `Guten Tag ${name}` : letterTexts.in(language)('greeting', { name: isolated(name) }).replace(/[,،!]$/, '');
  return {
    anrede: greeting, vorname: isolated(child.givenNames), nachname: isolated(child.familyName), stadt: isolated(town), ...(child.number ? { nummer: isolated(child.number) } : {}),
    ...(child.facility ? { kita: isolated(child.facility) } : {}), ...(child.answerUntil ? { 'antwort-bis': language === 'de' ? sayGerman(child.answerUntil) : sayDay(language, child.answerUntil) } : {}),
  };
}

/** Guardians who get letters about the children of an audience, by name. Five statements. */
export async function seriesRecipients(tx: Read, municipalityId: Uuid, secretKey: Buffer, today: Day, audience: Audience): Promise<SeriesRecipient[]> {
  return recipientsFor(tx, municipalityId, secretKey, await childrenOf(tx, municipalityId, today, audience));
}

/** The same for children who were chosen before, whatever became of them since. */
export async function recipientsOf(tx: Read, municipalityId: Uuid, secretKey: Buffer, today: Day, childIds: readonly Uuid[]): Promise<SeriesRecipient[]> {
  return recipientsFor(tx, municipalityId, secretKey, await childrenOf(tx, municipalityId, today, childIds));
}

async function recipientsFor(tx: Read, municipalityId: Uuid, secretKey: Buffer, children: readonly AudienceChild[]): Promise<SeriesRecipient[]> {
  const guardians = await guardiansOf(tx, municipalityId, secretKey, children.map(({ childId }) => childId));
  const town = await tx.selectFrom('accounts.municipality').select('name').where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
  const collator = new Intl.Collator('de');
  return children.flatMap((child) => (guardians.get(child.childId) ?? []).filter(({ getsLetters, mayRead }) => getsLetters && mayRead).map((guardian): SeriesRecipient => {
    const name = `${guardian.givenNames} ${guardian.familyName}`.trim();
    return {
      childId: child.childId, guardianId: guardian.id, name, familyName: guardian.familyName, email: guardian.email, ...(guardian.address ? { address: guardian.address } : {}),
      way: tellingWay({ email: guardian.email, isAddressBlocked: guardian.isAddressBlocked, hasAddress: guardian.address !== undefined }),
      language: guardian.language, values: valuesIn('de', name, child, town.name), ownValues: valuesIn(guardian.language, name, child, town.name),
    };
  })).sort((one, other) => collator.compare(one.familyName, other.familyName) || collator.compare(one.name, other.name) || (one.childId < other.childId ? -1 : 1));
}

interface AudienceChild {
  childId: Uuid;
  givenNames: string;
  familyName: string;
  number: string | null;
  /** of the place offered or held */
  facility: string | null;
  answerUntil: Day | null;
}

async function childrenOf(tx: Read, municipalityId: Uuid, today: Day, whom: Audience | readonly Uuid[]): Promise<AudienceChild[]> {
  const { state, facilityId } = 'state' in whom ? whom : { state: undefined, facilityId: undefined };
  const own = sql`child.municipality_id = ${municipalityId}`;
  const held = sql`exists (select from kita.placement placement where placement.municipality_id = child.municipality_id and placement.child_id = child.id and (placement.ends_on is null or placement.ends_on > ${today}))`;
  const conditions = {
    registered: sql`registration.id is not null`,
    waiting: sql`registration.id is not null and not ${held}`,
    'answers-open': sql`decision.id is not null`,
    'proofs-open': sql`exists (select from kita.circumstance circumstance where circumstance.municipality_id = child.municipality_id and circumstance.registration_id = registration.id and circumstance.state = 'claimed'
      and not exists (select from kita.proof proof where proof.municipality_id = circumstance.municipality_id and proof.circumstance_id = circumstance.id))`,
    placed: sql`placement.id is not null`,
  };
  const there = facilityId === undefined ? sql`true` : sql`(placement.facility_id = ${facilityId} or decision.facility_id = ${facilityId}
    or exists (select from kita.wish wish where wish.municipality_id = child.municipality_id and wish.registration_id = registration.id and wish.facility_id = ${facilityId}))`;
  const { rows } = await sql<{ id: Uuid; given_names: string; family_name: string; number: string | null; facility: string | null; answer_until: Day | null }>`
    select child.id, child.given_names, child.family_name, registration.number, coalesce(offered.name, attended.name) as facility, decision.answer_until from kita.child child
    left join kita.registration registration on registration.municipality_id = child.municipality_id and registration.child_id = child.id and registration.state = 'submitted'
    left join lateral (select * from kita.placement one where one.municipality_id = child.municipality_id and one.child_id = child.id and one.starts_on <= ${today} and (one.ends_on is null or one.ends_on > ${today}) limit 1) placement on true
    left join lateral (select * from kita.decision one where one.municipality_id = child.municipality_id and one.child_id = child.id and one.outcome = 'place' and one.replaced_at is null and one.answer_until is not null
      and not exists (select from kita.answer answer where answer.municipality_id = one.municipality_id and answer.decision_id = one.id) order by one.decided_at desc limit 1) decision on true
    left join kita.facility offered on offered.municipality_id = child.municipality_id and offered.id = decision.facility_id
    left join kita.facility attended on attended.municipality_id = child.municipality_id and attended.id = placement.facility_id
    where ${own} and ${state ? conditions[state] : sql`child.id = any(${[...whom as readonly Uuid[]]}::uuid[])`} and ${there} order by child.id`.execute(tx);
  return rows.map((row) => ({ childId: row.id, givenNames: row.given_names, familyName: row.family_name, number: row.number, facility: row.facility, answerUntil: row.answer_until }));
}
