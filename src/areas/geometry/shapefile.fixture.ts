import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import type { Position } from 'geojson';

/** Writes small shapefiles by hand, as tests need them. */
export interface ShapefileFeature {
  /** rings of one polygon record, closed; null: a record without shape; one position: a point */
  rings: Position[][] | null;
  attributes: Record<string, string>;
}

export interface ShapefileRecipe {
  features: ShapefileFeature[];
  /** encoding of the attributes; windows-1252 unless told */
  encoding?: string;
  languageDriver?: number;
  prj?: string;
  cpg?: string;
  name?: string;
  /** 5 polygon (usual), 15 with heights, 3 line */
  shapeType?: number;
}

export function zippedShapefile(recipe: ShapefileRecipe): Uint8Array {
  const name = recipe.name ?? 'bezirke';
  return zipSync({
    [`${name}.shp`]: shp(recipe.features, recipe.shapeType ?? 5),
    [`${name}.dbf`]: dbf(recipe.features, recipe.encoding ?? 'win1252', recipe.languageDriver ?? 0),
    ...(recipe.prj === undefined ? {} : { [`${name}.prj`]: Buffer.from(recipe.prj) }),
    ...(recipe.cpg === undefined ? {} : { [`${name}.cpg`]: Buffer.from(recipe.cpg) }),
  });
}

export function shp(features: ShapefileFeature[], shapeType: number): Uint8Array {
  const records = features.map(({ rings }, at) => record(at + 1, rings, shapeType));
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + records.reduce((sum, { length }) => sum + length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(shapeType, 32);
  return Buffer.concat([header, ...records]);
}

function record(number: number, rings: Position[][] | null, shapeType: number): Buffer {
  const content = rings === null ? Buffer.alloc(4) : polygonContent(rings, shapeType);
  const header = Buffer.alloc(8);
  header.writeInt32BE(number, 0);
  header.writeInt32BE(content.length / 2, 4);
  return Buffer.concat([header, content]);
}

function polygonContent(rings: Position[][], shapeType: number): Buffer {
  const positions = rings.flat();
  const heights = shapeType === 15 ? 16 + positions.length * 8 : 0;
  const content = Buffer.alloc(44 + rings.length * 4 + positions.length * 16 + heights);
  content.writeInt32LE(shapeType, 0);
  content.writeInt32LE(rings.length, 36);
  content.writeInt32LE(positions.length, 40);
  let start = 0;
  for (const [at, ring] of rings.entries()) {
    content.writeInt32LE(start, 44 + at * 4);
    start += ring.length;
  }
  for (const [at, [x, y]] of positions.entries()) {
    content.writeDoubleLE(x!, 44 + rings.length * 4 + at * 16);
    content.writeDoubleLE(y!, 52 + rings.length * 4 + at * 16);
  }
  return content;
}

export function dbf(features: ShapefileFeature[], encoding: string, languageDriver: number): Uint8Array {
  const names = Object.keys(features[0]?.attributes ?? {});
  const width = 40;
  const header = Buffer.alloc(32 + names.length * 32 + 1);
  header.writeUInt8(3, 0);
  header.writeUInt32LE(features.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(1 + names.length * width, 10);
  header.writeUInt8(languageDriver, 29);
  for (const [at, name] of names.entries()) {
    iconv.encode(name, encoding).copy(header, 32 + at * 32, 0, 10);
    header.write('C', 32 + at * 32 + 11, 'latin1');
    header.writeUInt8(width, 32 + at * 32 + 16);
  }
  header.writeUInt8(0x0d, header.length - 1);
  const rows = features.map(({ attributes }) => {
    const row = Buffer.alloc(1 + names.length * width, ' ');
    for (const [at, name] of names.entries()) iconv.encode(attributes[name] ?? '', encoding).copy(row, 1 + at * width, 0, width);
    return row;
  });
  return Buffer.concat([header, ...rows, Buffer.from([0x1a])]);
}

/** A closed square, clockwise as shapefiles want outer rings. */
export function square(west: number, south: number, side: number): Position[] {
  return [
    [west, south],
    [west, south + side],
    [west + side, south + side],
    [west + side, south],
    [west, south],
  ];
}
