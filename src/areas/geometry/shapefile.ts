import { open } from 'shapefile';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { attributeEncoding, bytewise, decodeAttribute } from './attribute-encoding.ts';
import type { Attributes, AttributeValue, Layer, LayerFeature } from './layer.ts';
import type { Limits } from './limits.ts';
import { checkShapefile } from './shapefile-structure.ts';

/** The files a shapefile consists of; each but the first may be missing. */
export interface ShapefileParts {
  name: string;
  shp: Uint8Array;
  dbf?: Uint8Array | undefined;
  prj?: Uint8Array | undefined;
  cpg?: Uint8Array | undefined;
}

/**
 * Reads a shapefile. Without its .dbf it is refused (`shapefile-part-missing` {part}): areas without names cannot be imported.
 * Also refuses what {@link checkShapefile} refuses.
 */
export async function readShapefile(parts: ShapefileParts, limits: Limits): Promise<Outcome<Layer>> {
  const { dbf } = parts;
  if (!dbf) return refused('shapefile-part-missing', { values: { part: `${parts.name}.dbf` } });
  const checked = checkShapefile(parts.shp, limits);
  if (!checked.ok) return checked;

  const raw: LayerFeature[] = [];
  try {
    const source = await open(checked.value, dbf, { encoding: bytewise });
    for (let next = await source.read(); !next.done; next = await source.read()) {
      raw.push({ attributes: plain(next.value.properties ?? {}), geometry: next.value.geometry as LayerFeature['geometry'] });
    }
  } catch {
    return refused('file-damaged', { values: { record: raw.length + 1 } });
  }

  const latin = new TextDecoder('latin1');
  const encoding = attributeEncoding(parts.cpg && latin.decode(parts.cpg), dbf, textsOf(raw));
  const wkt = parts.prj && new TextDecoder('utf-8').decode(parts.prj).replace(/^\uFEFF/, '').trim();
  return accepted({
    name: parts.name,
    projection: wkt ? { kind: 'wkt', wkt } : { kind: 'missing' },
    features: raw.map(({ attributes, geometry }) => ({ attributes: decoded(attributes, encoding), geometry })),
  });
}

function plain(properties: Record<string, unknown>): Attributes {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, value instanceof Date ? calendarDay(value) : (value as AttributeValue)]),
  );
}

/** The package makes dates in local time of day 0:00. */
function calendarDay(date: Date): string | null {
  if (Number.isNaN(date.getTime())) return null;
  const twoDigits = (count: number) => String(count).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

function* textsOf(features: LayerFeature[]): Iterable<string> {
  for (const name of Object.keys(features[0]?.attributes ?? {})) yield name;
  for (const { attributes } of features) {
    for (const value of Object.values(attributes)) if (typeof value === 'string') yield value;
  }
}

function decoded(attributes: Attributes, encoding: string): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      decodeAttribute(name, encoding),
      typeof value === 'string' ? decodeAttribute(value, encoding) || null : value,
    ]),
  );
}
