import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../../tests/app.ts';
import { appendAudit } from '../../platform/audit.ts';
import { connectDatabase, type Database } from '../../platform/database.ts';
import { auditReport } from './audit-report.ts';

let house: TestApp;
let superuser: Database;

beforeAll(async () => {
  house = await testApp();
  superuser = connectDatabase(house.test.superuser, { poolSize: 1 });
  for (const town of [house.town, house.otherTown]) {
    for (let entry = 0; entry < 3; entry++) {
      await house.database.write(town.id, (tx) => appendAudit(tx, house.house.clock, { municipalityId: town.id, roles: [], organizationIds: [] }, { name: 'sample.note.kept', outcome: 'done' }));
    }
  }
});
afterAll(async () => {
  await superuser.close();
  await house.close();
});

test('an unharmed installation is reported as such, each municipality by name', async () => {
  const { intact, lines } = await auditReport(house.database);
  expect(intact).toBe(true);
  expect(lines).toEqual([
    expect.stringMatching(/^Musterstadt \(musterstadt\): Die Kette ist unversehrt, 3 Einträge\. Ende: [0-9a-f]{64}\.$/),
    expect.stringMatching(/^Nachbarstadt \(nachbarstadt\): Die Kette ist unversehrt, 3 Einträge\. Ende: [0-9a-f]{64}\.$/),
  ]);
});

test('one flipped byte is found: which municipality, which entry', async () => {
  await superuser.pool.query(`begin; alter table platform.audit_entry disable trigger all;
    update platform.audit_entry set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where municipality_id = '${house.otherTown.id}' and sequence = 2;
    alter table platform.audit_entry enable trigger all; commit`);
  const { intact, lines } = await auditReport(house.database);
  expect(intact).toBe(false);
  expect(lines).toEqual([
    expect.stringContaining('Musterstadt (musterstadt): Die Kette ist unversehrt, 3 Einträge'),
    'Nachbarstadt (nachbarstadt): Die Kette ist NICHT unversehrt. Eintrag Nr. 2 wurde nachträglich verändert. Davor stimmt 1 Eintrag.',
  ]);
});
