import type { Geometry, Position } from 'geojson';

/** A geometry that is damaged, curved or not of a known kind. */
class UnreadableGeometry extends Error {}

/** Bytes of the envelope by the envelope code in the header's flags (GeoPackage 1.3, table 6). */
const envelopeBytes = [0, 32, 48, 48, 64];

/**
 * Geometry of a GeoPackage cell: header "GP" with flags and envelope, then ISO WKB (GeoPackage 1.3, 2.1.3).
 * Heights and measures are dropped. null: an empty geometry. Throws {@link UnreadableGeometry}.
 */
export function readGeoPackageGeometry(bytes: Uint8Array): Geometry | null {
  if (bytes.length < 8 || bytes[0] !== 0x47 || bytes[1] !== 0x50) throw new UnreadableGeometry('no GeoPackage geometry');
  const flags = bytes[3]!;
  const envelope = envelopeBytes[(flags >> 1) & 7];
  if (envelope === undefined || (flags & 0x20) !== 0) throw new UnreadableGeometry('extended geometry');
  if ((flags & 0x10) !== 0) return null;
  return readWellKnownBinary(bytes.subarray(8 + envelope));
}

/** Reads WKB: ISO (type + 1000 Z, 2000 M, 3000 ZM) or extended (flag bits), either byte order. Throws {@link UnreadableGeometry}. */
function readWellKnownBinary(bytes: Uint8Array): Geometry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;

  function need(count: number) {
    if (count < 0 || at + count > bytes.length) throw new UnreadableGeometry('ends too early');
  }

  function geometry(depth: number): Geometry {
    need(5);
    const little = view.getUint8(at) === 1;
    const code = view.getUint32(at + 1, little);
    at += 5;
    if ((code & 0x20000000) !== 0) at += 4;
    const kind = (code & 0x0fffffff) % 1000;
    const iso = Math.floor((code & 0x0fffffff) / 1000);
    const height = (code & 0x80000000) !== 0 || iso === 1 || iso === 3;
    const measure = (code & 0x40000000) !== 0 || iso === 2 || iso === 3;
    const size = 8 * (2 + Number(height) + Number(measure));

    const count = (smallest: number) => {
      need(4);
      const value = view.getUint32(at, little);
      at += 4;
      need(value * smallest);
      return value;
    };
    const position = (): Position => {
      need(size);
      const read: Position = [view.getFloat64(at, little), view.getFloat64(at + 8, little)];
      at += size;
      return read;
    };
    const positions = () => Array.from({ length: count(size) }, position);
    const members = <Kind extends Geometry>(expected: Kind['type']) =>
      Array.from({ length: count(5) }, () => {
        const member = geometry(depth + 1);
        if (member.type !== expected) throw new UnreadableGeometry('unexpected member');
        return member as Kind;
      });

    if (depth > 8) throw new UnreadableGeometry('nested too deeply');
    if (kind === 1) return { type: 'Point', coordinates: position() };
    if (kind === 2) return { type: 'LineString', coordinates: positions() };
    if (kind === 3) return { type: 'Polygon', coordinates: Array.from({ length: count(4) }, positions) };
    if (kind === 4) return { type: 'MultiPoint', coordinates: members<GeoJSON.Point>('Point').map((member) => member.coordinates) };
    if (kind === 5) return { type: 'MultiLineString', coordinates: members<GeoJSON.LineString>('LineString').map((member) => member.coordinates) };
    if (kind === 6) return { type: 'MultiPolygon', coordinates: members<GeoJSON.Polygon>('Polygon').map((member) => member.coordinates) };
    if (kind === 7) return { type: 'GeometryCollection', geometries: Array.from({ length: count(5) }, () => geometry(depth + 1)) };
    throw new UnreadableGeometry('curved or unknown geometry');
  }

  return geometry(0);
}
