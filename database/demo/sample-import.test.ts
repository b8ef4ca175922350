import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { indexTown } from '../../src/chain/chain-index.ts';
import { areaMatrix, chainOf, type Cell } from '../../src/chain/matrix.ts';
import { proposeMapping } from '../../src/offers/import/offer-fields.ts';
import { planImport } from '../../src/offers/import/plan-import.ts';
import { readOfferRows, type OfferPreview } from '../../src/offers/import/read-offer-rows.ts';
import { day } from '../../src/platform/day.ts';
import { readTable } from '../../src/platform/table-file/read-table.ts';
import { demoChainTown, demoNotExpected, demoThresholds, id } from './demo-chain.fixture.ts';
import { demoDay } from './demo-children.fixture.ts';
import { readDemoFiles } from './demo-files.ts';

const town = readDemoFiles('alfeld');

function previewOf(file: string): OfferPreview {
  const path = fileURLToPath(new URL(`../../docs/handbuch/${file}`, import.meta.url));
  const table = readTable(readFileSync(path), file);
  if (!table.ok) throw new Error(table.refusals[0]!.code);
  const { mapping, unsure, unmapped, missing } = proposeMapping(table.value.header);
  expect({ unsure, unmapped, missing }).toEqual({ unsure: [], unmapped: [], missing: [] });
  const preview = readOfferRows(table.value, mapping, {
    phases: town.phases, transitions: town.transitions, fields: town.fields, today: demoDay, yearsUntil: 'birthday',
    areas: town.areas.areas.map(({ key, level, name, validFrom }) => ({ id: id(key), key, level, name, validFrom: day(validFrom) })),
  });
  if (!preview.ok) throw new Error(preview.refusals[0]!.code);
  return preview.value;
}

/** The cell of the whole town on the day of the demo. */
function cellOf(services: typeof town.services, phase: string, field: string): Cell {
  const index = indexTown(demoChainTown('alfeld', services), demoThresholds('alfeld'));
  const matrix = areaMatrix(chainOf(index, demoNotExpected('alfeld'), false), id('alfeld'));
  return matrix[town.phases.findIndex(({ key }) => key === phase)]![town.fields.findIndex(({ key }) => key === field)]!;
}

describe('the sample file of the handbook', () => {
  const preview = previewOf('beispiel-angebote.csv');

  test('is read whole: twelve offers, no row refused', () => {
    expect(preview.refusedRows).toEqual([]);
    expect(preview.unclearColumns).toEqual([]);
    expect(preview.offers).toHaveLength(12);
  });

  test('changes one offer of the demo town and adds eleven', () => {
    const stored = town.services.map(({ externalId, organization, name }) => ({
      id: id(externalId), externalId, name, fingerprint: '', organizationName: town.organizations.find((one) => one.externalId === organization)!.name,
    }));
    const plan = planImport(preview.offers, stored);
    expect(plan.changed.map(({ id: changed }) => changed)).toEqual([id('alf-schwangerenberatung')]);
    expect([plan.added.length, plan.unchanged.length, plan.refused.length]).toEqual([11, 0, 0]);
  });

  test('says of the changed offer what the directory says, but that it has ended', () => {
    const stored = town.services.find(({ externalId }) => externalId === 'alf-schwangerenberatung')!;
    const { record } = preview.offers.find(({ record: { externalId } }) => externalId === stored.externalId)!;
    expect(record).toMatchObject({
      name: stored.name, summary: stored.summary, description: stored.description, audience: stored.audience, fieldKeys: stored.fields,
      minimumAgeMonths: stored.minimumAgeMonths, maximumAgeMonths: stored.maximumAgeMonths, languages: stored.languages,
      freeOfCharge: stored.freeOfCharge, walkIn: stored.walkIn, outreach: stored.outreach, staffing: stored.staffing,
      responsibleLevel: stored.responsibleLevel, capacityWeeklyHours: stored.capacityWeeklyHours, applicationProcess: stored.applicationProcess,
      phones: [{ number: stored.phones[0]!.number }], email: stored.email, website: stored.website, validUntil: '2026-11-01',
    });
    const place = town.locations.find(({ externalId }) => externalId === 'diakoniehaus')!;
    expect(record.at[0]!.place).toMatchObject({ name: place.name, street: place.street, houseNumber: place.houseNumber, areaId: id(place.area), stepFree: place.stepFree });
    expect(record.at[0]!.schedules.map(({ weekday, opensAt, closesAt, byAppointment }) => [weekday, opensAt, closesAt, byAppointment]))
      .toEqual(stored.schedules.map(({ weekday, opens, closes, byAppointment }) => [weekday, opens, closes, byAppointment === true]));
  });

  test('opens a gap: after it nobody in Alfeld counsels pregnant people', () => {
    expect(cellOf(town.services, 'geburt', 'beratung').facts.offerIds).toEqual([id('alf-schwangerenberatung')]);
    expect(cellOf(town.services, 'geburt', 'beratung').state).not.toBe('gap');

    const after = town.services.map((service) => {
      const imported = preview.offers.find(({ record }) => record.externalId === service.externalId);
      return imported?.record.validUntil ? { ...service, validUntil: imported.record.validUntil } : service;
    });
    expect(cellOf(after, 'geburt', 'beratung').state).toBe('gap');
    const others = preview.offers.filter(({ record }) => record.fieldKeys.includes('beratung') && (record.minimumAgeMonths ?? -9) < 0);
    expect(others.map(({ record }) => record.externalId)).toEqual(['alf-schwangerenberatung']);
  });

  test('opens a gap nobody has registered yet', () => {
    expect(town.gaps.filter(({ phase, field }) => phase === 'geburt' && field === 'beratung')).toEqual([]);
  });
});

test('of the faulty sample file three rows are refused, each for its own reason, and the fourth is good', () => {
  const preview = previewOf('beispiel-angebote-fehlerhaft.csv');
  expect(preview.refusedRows.map(({ line, column, code }) => [line, column, code])).toEqual([
    [2, 'Alter bis', 'age-range-empty'],
    [4, 'Handlungsfelder', 'term-unknown'],
    [5, 'Zeiten', 'schedule-not-read'],
  ]);
  expect(preview.offers.map(({ record }) => record.name)).toEqual(['Märchenstunde im Advent']);
});
