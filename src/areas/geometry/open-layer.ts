import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { readGeoJson } from './geojson.ts';
import { isGeoPackage, readGeoPackage } from './geopackage.ts';
import type { Layer } from './layer.ts';
import { megabytes, type Limits } from './limits.ts';
import { readShapefile } from './shapefile.ts';
import { isZip, unpackWanted } from './zip.ts';

export type FileFormat = 'geojson' | 'shapefile' | 'geopackage';

export interface OpenedLayer {
  format: FileFormat;
  layer: Layer;
}

const SHAPEFILE_MAGIC = [0, 0, 0x27, 0x0a];
const partOfLayer = /\.(shp|dbf|prj|cpg|gpkg|geojson|json)$/i;

/**
 * Opens the one layer of a file, by its content, not by its ending. Refuses, besides what the readers refuse:
 * `file-too-large` {limit} · `shapefile-needs-zip` · `file-not-understood` · `layer-choice-needed` {layers} · `layer-missing` ·
 * `zip-encrypted` · `zip-damaged` · `zip-too-large` {megabytes} · `zip-too-many-entries` {entries}.
 */
export async function openLayer(bytes: Uint8Array, fileName: string, limits: Limits, layerName?: string): Promise<Outcome<OpenedLayer>> {
  if (bytes.length > limits.bytes) return refused('file-too-large', { values: { limit: megabytes(limits.bytes) } });
  if (isZip(bytes)) return openArchive(bytes, limits, layerName);
  if (isGeoPackage(bytes)) return as('geopackage', await readGeoPackage(bytes, limits, layerName));
  if (SHAPEFILE_MAGIC.every((byte, at) => bytes[at] === byte)) return refused('shapefile-needs-zip');
  return as('geojson', readGeoJson(bytes, baseName(fileName), limits));
}

async function openArchive(bytes: Uint8Array, limits: Limits, layerName: string | undefined): Promise<Outcome<OpenedLayer>> {
  const unpacked = unpackWanted(bytes, limits, (path) => partOfLayer.test(path) && !path.startsWith('__MACOSX/'));
  if (!unpacked.ok) return unpacked;
  const files = unpacked.value;
  const layers = [...files.keys()].filter((path) => /\.(shp|gpkg|geojson)$/i.test(path)).sort();
  // A .json beside them is a description of the data, alone it is GeoJSON.
  const containers = layers.length > 0 ? layers : [...files.keys()].filter((path) => /\.json$/i.test(path)).sort();
  if (containers.length === 0) return refused('file-not-understood');
  // One GeoPackage may itself hold several layers: then the name chosen is that of its layer.
  const chosen = containers.length === 1 ? containers[0] : containers.find((path) => baseName(path) === layerName);
  if (chosen === undefined) {
    return layerName === undefined
      ? refused('layer-choice-needed', { values: { layers: containers.map(baseName).join('\n') } })
      : refused('layer-missing');
  }
  const content = files.get(chosen)!;
  if (isGeoPackage(content)) return as('geopackage', await readGeoPackage(content, limits, containers.length === 1 ? layerName : undefined));
  if (!/\.shp$/i.test(chosen)) return as('geojson', readGeoJson(content, baseName(chosen), limits));
  return as('shapefile', await readShapefile({ name: baseName(chosen), shp: content, ...siblings(files, chosen) }, limits));
}

/** The parts of a shapefile have its path and another ending, whatever its case. */
function siblings(files: Map<string, Uint8Array>, shp: string) {
  const stem = shp.slice(0, -'.shp'.length).toLowerCase();
  const part = (ending: string) => [...files].find(([path]) => path.toLowerCase() === `${stem}.${ending}`)?.[1];
  return { dbf: part('dbf'), prj: part('prj'), cpg: part('cpg') };
}

function as(format: FileFormat, layer: Outcome<Layer>): Outcome<OpenedLayer> {
  return layer.ok ? accepted({ format, layer: layer.value }) : layer;
}

function baseName(path: string): string {
  return path.replace(/^.*[/\\]/, '').replace(/\.[a-z]+$/i, '');
}
