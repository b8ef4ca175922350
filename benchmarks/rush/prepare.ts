import { insertPerson } from '../../src/accounts/server/people.ts';
import { openNewSession } from '../../src/accounts/server/sessions.ts';
import { startMonths, startRefusal } from '../../src/kita/registration/child-dates.ts';
import { openSteps, stepsOf } from '../../src/kita/registration/draft.ts';
import { beginDraft } from '../../src/kita/server/begin-draft.ts';
import { findDraft } from '../../src/kita/server/drafts.ts';
import { facilityChoices, hoursChoices } from '../../src/kita/server/registration-choices.ts';
import { saveChildren, saveNeeds, saveSiblings } from '../../src/kita/server/save-draft-child.ts';
import { askedOfFamilies, saveCircumstances } from '../../src/kita/server/save-draft-circumstances.ts';
import { saveConcerns } from '../../src/kita/server/save-draft-concerns.ts';
import { saveAddress, saveGuardians } from '../../src/kita/server/save-draft-family.ts';
import { saveStart, saveWishes } from '../../src/kita/server/save-draft-wishes.ts';
import { townRulePack } from '../../src/kita/server/town-rules.ts';
import type { Action, InputSchema } from '../../src/platform/action.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { readConfiguration } from '../../src/platform/configuration.ts';
import type { Database, Write } from '../../src/platform/database.ts';
import type { Uuid } from '../../src/platform/id.ts';
import type { Who } from '../../src/platform/permission.ts';
import { runAction } from '../../src/platform/submit.tsx';
import type { Family } from './family.ts';
import { childFields, typed, type SentRegistration } from './register.ts';

/** A family that has filled in its registration on the days before: all but the last button is done. */
export interface PreparedFamily {
  family: Family;
  id: Uuid;
  /** what its browser keeps */
  session: string;
  sent: readonly SentRegistration[];
}

const AT_ONCE = 6;

/**
 * Fills in the forms of all these families with the application's own use cases, one after the other as the pages ask them: what the pages would refuse is
 * refused here too. Each family is one transaction instead of thirty requests.
 */
export async function prepareFamilies(database: Database, municipalityId: Uuid, secretKey: Buffer, families: readonly Family[]): Promise<PreparedFamily[]> {
  const prepared: PreparedFamily[] = [];
  const waiting = families.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const family of waiting) {
      prepared.push(await database.write(municipalityId, (tx) => prepare(tx, municipalityId, secretKey, family)));
      if (prepared.length % 500 === 0) process.stderr.write(`   ${prepared.length} of ${families.length} families have filled in their forms\n`);
    }
  }));
  return prepared;
}

async function prepare(tx: Write, municipalityId: Uuid, secretKey: Buffer, family: Family): Promise<PreparedFamily> {
  const { children, email, roll } = family;
  const personId = (await insertPerson(tx, systemClock, municipalityId, { name: email.slice(0, email.indexOf('@')), email }))!;
  const session = await openNewSession(tx, systemClock, { municipalityId, personId, method: 'email-link', confirmed: true });
  const house = { clock: systemClock, configuration: configurationWith(secretKey) };
  const who: Who = { municipalityId, personId, roles: [], organizationIds: [] };
  const act = async <Schema extends InputSchema, Value>(action: Action<Schema, Value>, raw: Record<string, unknown>): Promise<Value> => {
    const { outcome } = await runAction(house, tx, who, action, raw);
    if (!outcome.ok) throw new Error(`${action.audit}: ${outcome.refusals.map(({ code, field }) => `${field ?? ''} ${code}`).join(', ')}`);
    return outcome.value;
  };
  const id = await act(beginDraft, {});
  const draft = async () => (await findDraft(tx, municipalityId, secretKey, personId, id))!.draft;
  const form = { id, saved: '0' };
  await act(saveChildren, { ...form, count: String(children.length), ...childFields(children) });
  await act(saveNeeds, { ...form, ...typed.besonderes(family, children) });
  await act(saveGuardians, { ...form, ...typed.sorgeberechtigte(family) });
  await act(saveAddress, { ...form, ...typed.adresse(family) });
  const births = children.map(({ on }) => on);
  const months = startMonths(systemClock.today()).filter((month) => !startRefusal(month, births, systemClock.today()));
  const rulePack = await townRulePack(tx, municipalityId);
  const hours = await hoursChoices(tx, municipalityId, rulePack, await draft(), months);
  const start = roll(5) === 0 ? months[4 + roll(8)]! : months.find((month) => month.slice(5, 7) === '08')!;
  const weekly = String(hours[roll(hours.length)]!);
  await act(saveStart, { ...form, start, hours: weekly });
  const offered = (await facilityChoices(tx, municipalityId, systemClock, rulePack, await draft())).map(({ facility }) => facility.id);
  const wishes: Uuid[] = [];
  for (let count = Math.min(family.wishes, offered.length); count > 0; count--) {
    const [facility] = offered.splice(roll(Math.min(6, offered.length)), 1);
    await act(saveWishes, { id, saved: String(wishes.length), press: `add:${facility!}`, order: [...wishes] });
    wishes.push(facility!);
  }
  if (children.length > 1) await act(saveSiblings, { ...form, rule: 'together' });
  const asked = await askedOfFamilies(tx, municipalityId, systemClock);
  const told = asked.filter(({ value }) => value === 'truth' && roll(5) === 0);
  if (asked.length > 0) await act(saveCircumstances, { ...form, ...Object.fromEntries(told.map(({ fact }) => [`fact-${fact}`, 'on'])) });
  await act(saveConcerns, { ...form, ...typed.anliegen(family) });
  const complete = await draft();
  const open = openSteps(complete, stepsOf(complete, { otherChildren: 0, askedFacts: asked.length }));
  if (open.length > 0) throw new Error(`Not filled in: ${open.join(', ')}`);
  const sent = children.map((child, index): SentRegistration => ({
    id, email, child, twin: index > 0, wishes, start, hours: weekly, circumstances: told.length, guardians: family.hasSecondGuardian ? 2 : 1, tabs: 1, cameByMail: false, isConfirmed: false,
  }));
  return { family, id, session, sent };
}

function configurationWith(secretKey: Buffer) {
  const read = readConfiguration({ LOG_LEVEL: 'error', DEMO: 'off', SECRET_KEY: secretKey.toString('base64') });
  if (!read.ok) throw new Error(read.faults.join(' '));
  return { ...read.configuration, secretKey };
}
