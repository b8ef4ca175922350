import type { Position } from 'geojson';
import initSqlJs from 'sql.js';

/** Makes small GeoPackages with SQLite, as tests need them. */
export interface GeoPackageRecipe {
  srsId: number;
  /** WKT of the system; 'undefined' as the standard allows */
  definition: string;
  layers: Record<string, { name: string; geometry: Uint8Array | null }[]>;
}

export async function geoPackage({ srsId, definition, layers }: GeoPackageRecipe): Promise<Uint8Array> {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run(`
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);`);
  database.run('INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?)', ['system', srsId, 'EPSG', srsId, definition]);
  for (const [table, features] of Object.entries(layers)) {
    database.run('INSERT INTO gpkg_contents VALUES (?, ?, ?, ?)', [table, 'features', table, srsId]);
    database.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)', [table, 'geom', 'MULTIPOLYGON', srsId]);
    database.run(`CREATE TABLE "${table}" (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT)`);
    for (const { name, geometry } of features) database.run(`INSERT INTO "${table}" (geom, name) VALUES (?, ?)`, [geometry, name]);
  }
  const bytes = database.export();
  database.close();
  return bytes;
}

/** Header of a GeoPackage geometry: little-endian, with an envelope of four numbers that nobody reads. */
export function geoPackageGeometry(srsId: number, wkb: Uint8Array): Uint8Array {
  const header = Buffer.alloc(40);
  header.write('GP', 0, 'latin1');
  header.writeUInt8(0b0000_0011, 3);
  header.writeInt32LE(srsId, 4);
  return Buffer.concat([header, wkb]);
}

export interface WkbStyle {
  little?: boolean;
  /** height and measure, written as ISO codes (1000, 2000, 3000) or as flag bits */
  extra?: 'none' | 'z' | 'm' | 'zm' | 'flag-z';
}

export function wkbMultiPolygon(polygons: Position[][][], style: WkbStyle = {}): Uint8Array {
  return Buffer.concat([wkbHead(6, style), number(polygons.length, style), ...polygons.map((rings) => wkbPolygon(rings, style))]);
}

function wkbPolygon(rings: Position[][], style: WkbStyle = {}): Uint8Array {
  return Buffer.concat([wkbHead(3, style), number(rings.length, style), ...rings.map((ring) => wkbPositions(ring, style))]);
}

export function wkbPoint([x, y]: Position): Uint8Array {
  return Buffer.concat([wkbHead(1, {}), double(x!, {}), double(y!, {})]);
}

function wkbPositions(ring: Position[], style: WkbStyle): Uint8Array {
  const extras = { none: 0, z: 1, m: 1, zm: 2, 'flag-z': 1 }[style.extra ?? 'none'];
  const numbers = ring.flatMap(([x, y]) => [x!, y!, ...Array.from({ length: extras }, () => 99)]);
  return Buffer.concat([number(ring.length, style), ...numbers.map((value) => double(value, style))]);
}

function wkbHead(kind: number, style: WkbStyle): Uint8Array {
  const code = kind + { none: 0, z: 1000, m: 2000, zm: 3000, 'flag-z': 0x80000000 }[style.extra ?? 'none'];
  return Buffer.concat([Buffer.from([style.little === false ? 0 : 1]), number(code, style)]);
}

function number(value: number, { little = true }: WkbStyle): Uint8Array {
  const bytes = Buffer.alloc(4);
  if (little) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
}

function double(value: number, { little = true }: WkbStyle): Uint8Array {
  const bytes = Buffer.alloc(8);
  if (little) bytes.writeDoubleLE(value);
  else bytes.writeDoubleBE(value);
  return bytes;
}
