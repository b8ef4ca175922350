import type { Geometry } from 'geojson';

/** One layer as it stands in a file: nothing projected, nothing checked yet. */
export interface Layer {
  name: string;
  projection: DeclaredProjection;
  features: LayerFeature[];
}

/** What the file itself says about its coordinates. */
export type DeclaredProjection =
  | { kind: 'wkt'; wkt: string }
  | { kind: 'epsg'; code: number }
  /** the format prescribes WGS84 longitude, latitude (GeoJSON without `crs`, RFC 7946 section 4) */
  | { kind: 'format' }
  | { kind: 'missing' };

export interface LayerFeature {
  attributes: Attributes;
  /** undefined: the geometry is there but cannot be read */
  geometry: Geometry | null | undefined;
}

export type Attributes = Record<string, AttributeValue>;
export type AttributeValue = string | number | boolean | null;
