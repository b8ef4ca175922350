import type { Uuid } from '../../platform/id.ts';
import type { OfferPlace } from '../import/offer-record.ts';
import { stepFreeAnswers } from '../location.ts';
import type { Reporter } from './feed-problem.ts';
import { isRaw, recordReader, type Raw } from './record-reader.ts';

/** A place of a foreign directory. Its street keeps the house number as it is written: where one ends and the other begins is not ours to guess. */
export function readLocation(value: unknown, fallbackName: string, areaIds: ReadonlyMap<string, Uuid>, problems: Reporter): OfferPlace | undefined {
  const row = recordReader('location', value, problems);
  if (!isRaw(value)) return undefined;
  const addresses = row.list('addresses').filter(isRaw);
  const chosen = addresses.find((one) => one['address_type'] === 'physical') ?? addresses[0];
  const address = chosen ? readAddress(chosen, problems) : {};
  const latitude = row.number('latitude', -90, 90, 'coordinates-unreadable');
  const longitude = row.number('longitude', -180, 180, 'coordinates-unreadable');
  const accessibility = row.list('accessibility').filter(isRaw).map((one) => recordReader('accessibility', one, problems));
  const stepFree = row.word('step_free', stepFreeAnswers) ?? 'unknown';
  const name = row.text('name', 200) || [address.street, address.city].filter(Boolean).join(', ') || fallbackName;
  const note = accessibility.map((one) => [stepFree === 'unknown' ? one.text('description', 1_000) : '', one.text('details', 1_000)].filter(Boolean).join(' ')).filter(Boolean).join('\n');
  const transport = row.text('transportation', 1_000);
  const areaId = areaOf(row.raw['area'], areaIds, problems);
  return {
    name, ...address, ...(areaId ? { areaId } : {}), ...(latitude !== undefined && longitude !== undefined ? { latitude, longitude } : {}), stepFree,
    ...(note ? { accessibilityNote: note } : {}), ...(transport ? { transportNote: transport } : {}),
  };
}

function readAddress(raw: Raw, problems: Reporter): Pick<OfferPlace, 'street' | 'postalCode' | 'city'> {
  const row = recordReader('address', raw, problems);
  const country = row.text('country', 60).toUpperCase();
  if (country !== '' && !['DE', 'DEU', 'GERMANY', 'DEUTSCHLAND'].includes(country)) row.fault('country-foreign', 'country', country);
  const street = [row.text('address_1', 200), row.text('address_2', 200)].filter(Boolean).join(', ');
  const [postalCode, city] = [row.text('postal_code', 20), row.text('city', 100)];
  return { ...(street ? { street } : {}), ...(postalCode ? { postalCode } : {}), ...(city ? { city } : {}) };
}

/** An area is known by its official key or by the municipality's own key; names alone are not enough. */
export function areaOf(value: unknown, areaIds: ReadonlyMap<string, Uuid>, problems: Reporter): Uuid | undefined {
  if (!isRaw(value)) return undefined;
  const keys = [value['id'], value['regional_key'], `${String(value['level'])}:${String(value['key'])}`].filter((key): key is string => typeof key === 'string');
  const found = keys.flatMap((key) => areaIds.get(key) ?? [])[0];
  if (!found) problems.report('area', typeof value['id'] === 'string' ? value['id'] : '', 'area-unknown', 'area', value['name'] ?? value['key']);
  return found;
}
