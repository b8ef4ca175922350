import { createRequire } from 'node:module';
import initSqlJs, { type Database, type SqlValue } from 'sql.js';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Attributes, DeclaredProjection, Layer, LayerFeature } from './layer.ts';
import type { Limits } from './limits.ts';
import { readGeoPackageGeometry } from './well-known-binary.ts';

const program = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm');

export function isGeoPackage(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 16)) === 'SQLite format 3\0';
}

/**
 * Reads a feature layer of a GeoPackage (OGC 12-128). `layerName` is needed if there are several.
 * Refuses `file-damaged` {record: 0}, `file-not-understood`, `layer-missing`, `layer-choice-needed` {layers: one a line}, `too-many-features`.
 */
export async function readGeoPackage(bytes: Uint8Array, limits: Limits, layerName?: string): Promise<Outcome<Layer>> {
  const { Database: Opened } = await initSqlJs({ locateFile: () => program });
  let database: Database | undefined;
  try {
    database = new Opened(bytes);
    return readLayer(database, limits, layerName);
  } catch {
    return refused('file-damaged', { values: { record: 0 } });
  } finally {
    database?.close();
  }
}

function readLayer(database: Database, limits: Limits, layerName?: string): Outcome<Layer> {
  // Functions and virtual tables inside the file's own schema stay without power.
  database.run('PRAGMA trusted_schema = OFF');
  // Only real tables are read: a view could compute for ever.
  const tables = new Set(rows(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'").map(([name]) => String(name)));
  if (!['gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys'].every((table) => tables.has(table))) {
    return refused('file-not-understood');
  }
  const layers = rows(
    database,
    `SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c
     JOIN gpkg_geometry_columns g ON g.table_name = c.table_name WHERE c.data_type = 'features' ORDER BY c.table_name`,
  ).filter(([table]) => tables.has(String(table)));
  if (layers.length === 0) return refused('layer-missing');
  if (layers.length > 1 && layerName === undefined) {
    return refused('layer-choice-needed', { values: { layers: layers.map(([table]) => table).join('\n') } });
  }
  const layer = layerName === undefined ? layers[0] : layers.find(([table]) => table === layerName);
  if (!layer) return refused('layer-missing');

  const [table, column] = [String(layer[0]), String(layer[1])];
  const features: LayerFeature[] = [];
  const statement = database.prepare(`SELECT * FROM ${quoted(table)} LIMIT ${limits.features + 1}`);
  const columns = statement.getColumnNames();
  while (statement.step()) {
    const values = statement.get();
    features.push({ attributes: attributesOf(columns, values, column), geometry: geometryOf(values[columns.indexOf(column)]) });
  }
  statement.free();
  if (features.length > limits.features) return refused('too-many-features', { values: { features: limits.features } });
  return accepted({ name: table, projection: projectionOf(database, Number(layer[2])), features });
}

function projectionOf(database: Database, id: number): DeclaredProjection {
  const [found] = rows(database, `SELECT definition, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ${Math.trunc(id)}`);
  // -1 and 0 are "undefined" by the standard.
  if (!found || id === -1 || id === 0) return { kind: 'missing' };
  const wkt = String(found[0] ?? '').trim();
  if (wkt !== '' && wkt.toLowerCase() !== 'undefined') return { kind: 'wkt', wkt };
  return String(found[1]).toUpperCase() === 'EPSG' ? { kind: 'epsg', code: Number(found[2]) } : { kind: 'missing' };
}

function attributesOf(columns: string[], values: SqlValue[], geometryColumn: string): Attributes {
  const attributes: Attributes = {};
  columns.forEach((name, at) => {
    const value = values[at];
    if (name === geometryColumn || value instanceof Uint8Array) return;
    attributes[name] = typeof value === 'string' ? value.trim().normalize('NFC') || null : (value ?? null);
  });
  return attributes;
}

function geometryOf(cell: SqlValue | undefined): LayerFeature['geometry'] {
  if (!(cell instanceof Uint8Array)) return null;
  try {
    return readGeoPackageGeometry(cell);
  } catch {
    return undefined;
  }
}

function rows(database: Database, query: string): SqlValue[][] {
  return database.exec(query)[0]?.values ?? [];
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
