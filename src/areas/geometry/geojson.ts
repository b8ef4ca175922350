import type { Geometry } from 'geojson';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Attributes, AttributeValue, DeclaredProjection, Layer, LayerFeature } from './layer.ts';
import type { Limits } from './limits.ts';

/**
 * Reads a GeoJSON text (RFC 7946), with the `crs` member of the format of 2008 if it names an EPSG code.
 * Refuses `file-encoding` (not UTF-8), `file-not-understood`, `too-many-features`, `projection-unknown` {projection}.
 */
export function readGeoJson(bytes: Uint8Array, name: string, limits: Limits): Outcome<Layer> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refused('file-encoding');
  }
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return refused('file-not-understood');
  }
  if (!isObject(root)) return refused('file-not-understood');
  const found = root['type'] === 'FeatureCollection' ? root['features'] : root['type'] === 'Feature' ? [root] : undefined;
  if (!Array.isArray(found)) return refused('file-not-understood');
  if (found.length > limits.features) return refused('too-many-features', { values: { features: limits.features } });
  const projection = projectionOf(root['crs']);
  if (!projection) return refused('projection-unknown', { values: { projection: JSON.stringify(root['crs']).slice(0, 120) } });
  return accepted({ name, projection, features: found.map(featureOf) });
}

function featureOf(feature: unknown): LayerFeature {
  if (!isObject(feature) || feature['type'] !== 'Feature') return { attributes: {}, geometry: undefined };
  const attributes = isObject(feature['properties']) ? attributesOf(feature['properties']) : {};
  const id = feature['id'];
  if ((typeof id === 'string' || typeof id === 'number') && !('id' in attributes)) attributes['id'] = id;
  const geometry = feature['geometry'];
  return { attributes, geometry: geometry === null || geometry === undefined ? null : isObject(geometry) ? (geometry as unknown as Geometry) : undefined };
}

function attributesOf(properties: Record<string, unknown>): Attributes {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name.normalize('NFC'), valueOf(value)]));
}

function valueOf(value: unknown): AttributeValue {
  if (typeof value === 'string') return value.trim().normalize('NFC') || null;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  return value === undefined ? null : JSON.stringify(value);
}

/** `urn:ogc:def:crs:EPSG::25832`, `EPSG:25832`, `http://www.opengis.net/def/crs/EPSG/0/25832`, `urn:ogc:def:crs:OGC:1.3:CRS84`. */
function projectionOf(crs: unknown): DeclaredProjection | undefined {
  if (crs === undefined || crs === null) return { kind: 'format' };
  const properties = isObject(crs) && crs['type'] === 'name' ? crs['properties'] : undefined;
  const name = isObject(properties) ? properties['name'] : undefined;
  if (typeof name !== 'string') return undefined;
  if (/CRS:?84$/i.test(name)) return { kind: 'format' };
  const code = /EPSG(?:::?|\/0\/|:[\d.]+:)(\d{4,6})$/i.exec(name);
  return code ? { kind: 'epsg', code: Number(code[1]) } : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
