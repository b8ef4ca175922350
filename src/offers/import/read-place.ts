import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { readDecimal } from '../../platform/table-file/cell-value.ts';
import { readNumber, type NumberFormat } from '../../platform/table-file/number-format.ts';
import type { StepFree } from '../location.ts';
import type { OfferPlace } from './offer-record.ts';
import { saysNothing } from './contact-words.ts';

export interface PlaceParts {
  name: string;
  street: string;
  houseNumber: string;
  postalCode?: string;
  city: string;
  areaId?: Uuid;
  point?: { latitude: number; longitude: number };
  stepFree: StepFree;
  accessibilityNote: string;
  transportNote: string;
}

/** The place a row tells of; undefined if it tells of none. Without a name it is called by its address, else by the organization. */
export function placeOf(parts: PlaceParts, organizationName: string): OfferPlace | undefined {
  const { name, street, houseNumber, postalCode, city, areaId, point, stepFree, accessibilityNote, transportNote } = parts;
  const says = [name, street, houseNumber, postalCode, city, areaId, point, accessibilityNote, transportNote].some(Boolean) || stepFree !== 'unknown';
  if (!says) return undefined;
  const address = [street, houseNumber].filter(Boolean).join(' ');
  return {
    name: name || address || organizationName, stepFree,
    ...(street ? { street } : {}), ...(houseNumber ? { houseNumber } : {}), ...(postalCode ? { postalCode } : {}), ...(city ? { city } : {}),
    ...(areaId ? { areaId } : {}), ...point, ...(accessibilityNote ? { accessibilityNote } : {}), ...(transportNote ? { transportNote } : {}),
  };
}

/** A German postcode. Refuses `postal-code-four-digits` (a spreadsheet ate the leading zero) and `postal-code-not-read`. */
export function readPostalCode(text: string): Outcome<string | undefined> {
  const digits = text.trim().replace(/^D\s?-\s?/i, '').replace(/[.,]0$/, '');
  if (saysNothing(digits)) return accepted(undefined);
  if (/^\d{5}$/.test(digits)) return accepted(digits);
  return refused(/^\d{4}$/.test(digits) ? 'postal-code-four-digits' : 'postal-code-not-read', { values: { text: text.trim().slice(0, 40) } });
}

/**
 * Latitude and longitude in degrees (WGS84), both or none. A number that could be read in two ways is taken where only one of them is
 * on the globe. Refuses `coordinate-alone`, `coordinate-out-of-range` (UTM or Gauß-Krüger are no degrees), `coordinates-swapped`
 * (Germany lies at 47–56 N, 5–16 E) and what `readDecimal` refuses.
 */
export function readPoint(latitude: string, longitude: string, formats: { latitude: NumberFormat; longitude: NumberFormat }): Outcome<{ latitude: number; longitude: number } | undefined> {
  const north = readDegrees(latitude, formats.latitude, 90);
  if (!north.ok) return north;
  const east = readDegrees(longitude, formats.longitude, 180);
  if (!east.ok) return east;
  if (north.value === undefined && east.value === undefined) return accepted(undefined);
  if (north.value === undefined || east.value === undefined) return refused('coordinate-alone');
  const isSwapped = north.value >= 5 && north.value <= 16 && east.value >= 47 && east.value <= 56;
  return isSwapped ? refused('coordinates-swapped') : accepted({ latitude: north.value, longitude: east.value });
}

function readDegrees(text: string, format: NumberFormat, most: number): Outcome<number | undefined> {
  const bare = text.trim().replace(/\s*°\s*[NE]?$/i, '');
  const onGlobe = (['german', 'english'] as const).map((one) => readNumber(bare, one)).filter((value) => value !== undefined && Math.abs(value) <= most);
  if (format === 'either' && new Set(onGlobe).size === 1) return accepted(onGlobe[0]);
  const read = readDecimal(bare, format);
  if (!read.ok || read.value === undefined || Math.abs(read.value) <= most) return read;
  return refused('coordinate-out-of-range', { values: { text: bare.slice(0, 40) } });
}
