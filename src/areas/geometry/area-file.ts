import type { MultiPolygon } from 'geojson';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { attributeColumns, likelyKeyColumn, likelyNameColumn, type AttributeColumn } from './attributes.ts';
import { checkBoundaries, type CheckedArea } from './check-boundaries.ts';
import { areAxesSwapped, likelyProjections } from './germany.ts';
import type { Attributes, Layer } from './layer.ts';
import { usualLimits, type Limits } from './limits.ts';
import { openLayer, type FileFormat } from './open-layer.ts';
import { boundsOf, countPoints, readPolygons } from './polygons.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { projectionOfEpsg, projectionOfWkt, type Projection } from './projection.ts';

/** A file of boundaries, read, brought to WGS84 and checked; nothing of it is imported yet. */
export interface AreaFile {
  format: FileFormat;
  layer: string;
  features: AreaFeature[];
  columns: AttributeColumn[];
  /** guesses for the preview */
  likelyName: string | undefined;
  likelyKey: string | undefined;
  points: number;
}

export interface AreaFeature {
  /** place in the file, from 1 */
  number: number;
  attributes: Attributes;
  /** WGS84, wound as RFC 7946 says; null exactly if one of the problems is a refusal of the geometry */
  geometry: MultiPolygon | null;
  problems: Problem[];
}

export interface ReadingChoices {
  /** EPSG code a person chose; stands above what the file says */
  assume?: number | undefined;
  /** the layer, if the file has several */
  layer?: string | undefined;
  limits?: Limits;
}

/**
 * Reads boundaries from GeoJSON, a zipped shapefile or a GeoPackage (each also inside a zip). Faults of single features stand in
 * their `problems`; what concerns the whole file is refused (values in braces):
 * `file-too-large` {limit} · `file-not-understood` · `file-encoding` · `file-damaged` {record} · `shapefile-needs-zip` ·
 * `shapefile-part-missing` {part} · `zip-…` see {@link openLayer} · `layer-choice-needed` {layers: one a line} · `layer-missing` ·
 * `layer-empty` · `layer-not-polygons` {type} · `too-many-features` {features} · `too-many-points` {points} ·
 * `projection-missing` {candidates} · `projection-unknown` {projection} · `datum-unknown` {projection} ·
 * `outside-germany` {candidates, x, y} · `axes-swapped` {x, y}. `candidates` are EPSG codes with blanks between, possibly ''.
 * Computes for seconds on large files: call it where nobody waits for the process.
 */
export async function readAreaFile(bytes: Uint8Array, fileName: string, choices: ReadingChoices = {}): Promise<Outcome<AreaFile>> {
  const limits = choices.limits ?? usualLimits;
  const opened = await openLayer(bytes, fileName, limits, choices.layer);
  if (!opened.ok) return opened;
  const { layer, format } = opened.value;
  if (layer.features.length === 0) return refused('layer-empty');

  const projection = projectionFor(layer, choices.assume);
  if (!projection.ok) return projection;

  const columns = attributeColumns(layer.features);
  const likelyName = likelyNameColumn(columns);
  const features = layer.features.map(({ attributes, geometry }, at) => {
    const name = String((likelyName === undefined ? undefined : attributes[likelyName]) ?? '');
    return { name, ...readFeature(at + 1, name, attributes, readPolygons(geometry, projection.value)) };
  });
  const readable = features.filter((feature): feature is typeof feature & CheckedArea => feature.geometry !== null);
  if (readable.length === 0 && features.some(({ problems }) => problems[0]?.code === 'feature-outside-germany')) return outside(layer, choices.assume);
  const points = readable.reduce((sum, { geometry }) => sum + countPoints(geometry), 0);
  if (points > limits.points) return refused('too-many-points', { values: { points: limits.points } });

  checkBoundaries(readable);
  return accepted({
    format,
    layer: layer.name,
    features: features.map(({ number, attributes, geometry, problems }) => ({ number, attributes, geometry, problems })),
    columns,
    likelyName,
    likelyKey: likelyKeyColumn(columns, features.length),
    points,
  });
}

function projectionFor(layer: Layer, assume: number | undefined): Outcome<Projection> {
  if (assume !== undefined) return projectionOfEpsg(assume);
  const declared = layer.projection;
  if (declared.kind === 'wkt') return projectionOfWkt(declared.wkt);
  if (declared.kind === 'epsg') return projectionOfEpsg(declared.code);
  if (declared.kind === 'format') return projectionOfEpsg(4326);
  const bounds = boundsOf(layer.features.map(({ geometry }) => geometry));
  return refused('projection-missing', { values: { candidates: bounds ? likelyProjections(bounds).join(' ') : '' } });
}

/** Not one feature lies near Germany: the projection is not what the file says, or the axes changed places. */
function outside(layer: Layer, assume: number | undefined): Outcome<never> {
  const bounds = boundsOf(layer.features.map(({ geometry }) => geometry));
  if (!bounds) return refused('layer-empty');
  const [x, y] = [bounds[0], bounds[1]];
  if (areAxesSwapped(bounds)) return refused('axes-swapped', { values: { x, y } });
  const candidates = likelyProjections(bounds).join(' ');
  // GeoJSON without `crs` in metres: the format would have it be degrees, the file just does not say what it is.
  const untold = assume === undefined && layer.projection.kind === 'format' && candidates !== '';
  return untold ? refused('projection-missing', { values: { candidates } }) : refused('outside-germany', { values: { candidates, x, y } });
}

function readFeature(number: number, name: string, attributes: Attributes, reading: ReturnType<typeof readPolygons>): AreaFeature {
  const problem = (severity: Problem['severity'], code: ProblemCode, values: Problem['values'] = {}): Problem => ({
    code,
    severity,
    values: { number, name, ...values },
  });
  if (!reading.ok) {
    return { number, attributes, geometry: null, problems: [problem('refusal', reading.code, reading.type === undefined ? {} : { type: reading.type })] };
  }
  const problems = reading.ringsWithoutExtent > 0 ? [problem('notice', 'rings-without-extent', { rings: reading.ringsWithoutExtent })] : [];
  return { number, attributes, geometry: reading.geometry, problems };
}
