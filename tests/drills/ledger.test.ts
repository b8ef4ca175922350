import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/platform/clock.ts';
import { withClient } from '../../src/platform/database-roles.ts';
import { testApp, type TestApp } from '../app.ts';
import { signInCoordinators } from './coordinators.ts';
import { doorOfApp } from './door.ts';
import { newSubmission, openGapForm, sendGap, titleOf, type Submission, type Writer } from './gap-form.ts';
import { balance } from './ledger.ts';

let house: TestApp;
let writer: Writer;
let submission: Submission;

beforeAll(async () => {
  house = await testApp(systemClock);
  const [cookie] = await signInCoordinators(house.database, house.town, 1, systemClock);
  writer = await openGapForm(doorOfApp(house.app, house.house.configuration.baseUrl.origin), house.town.slug, cookie!, systemClock);
});
afterAll(() => house.close());
beforeEach(async () => {
  submission = newSubmission(writer);
  expect(await sendGap(writer, submission)).toBe('confirmed');
});

const found = (sent: Submission[]) => balance(house.database, [house.town], sent);
const damage = (statement: string, values: unknown[] = []) => withClient(house.test.superuser, async (superuser) => void (await superuser.query(statement, values)));

describe('The drills would notice', () => {
  test('a confirmed gap that is not there', async () => {
    await damage('delete from chain.gap where title = $1', [titleOf(submission)]);
    expect(await found([submission])).toMatchObject({ confirmed: 1, lost: [submission.key], notOnce: [] });
  });

  test('a gap that is there twice', async () => {
    await damage(`insert into chain.gap (municipality_id, id, title, severity, owner_name, closing_criterion, noticed_on, registered_at)
      select municipality_id, gen_random_uuid(), title, severity, owner_name, closing_criterion, noticed_on, registered_at from chain.gap where title = $1`, [titleOf(submission)]);
    expect(await found([submission])).toMatchObject({ lost: [], notOnce: [submission.key] });
  });

  test('a gap that was stored without its evidence', async () => {
    await damage('delete from chain.gap_evidence evidence using chain.gap where gap.id = evidence.gap_id and title = $1', [titleOf(submission)]);
    expect(await found([submission])).toMatchObject({ lost: [], notOnce: [submission.key] });
  });

  test('a form sent again that led somewhere else', async () => {
    await expect(sendGap(writer, { ...submission, location: '/musterstadt' })).rejects.toThrow('led to');
  });

  test('a gap whose confirmation never arrived, and that is no fault', async () => {
    const { key, town } = submission;
    expect(await found([{ key, town }])).toMatchObject({ confirmed: 0, unconfirmedStored: 1, lost: [], notOnce: [] });
  });

  test('an audit chain that was cut off', async () => {
    await damage(`alter table platform.audit_entry disable trigger all`);
    await damage('delete from platform.audit_entry where sequence = (select max(sequence) from platform.audit_entry)');
    expect(await found([])).toMatchObject({ brokenChains: [house.town.slug] });
  });
});
