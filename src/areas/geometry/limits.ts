/**
 * Bounds of one geometry file. They keep an import in memory and in seconds; a county with its municipalities
 * (300 areas, 500,000 points) stays far below each of them.
 */
export interface Limits {
  /** bytes of the file itself and of everything unpacked from it */
  bytes: number;
  /** entries of a zip archive */
  entries: number;
  features: number;
  points: number;
}

export const usualLimits: Limits = { bytes: 100 * 1024 * 1024, entries: 500, features: 20_000, points: 3_000_000 };

export function megabytes(bytes: number): number {
  return Math.round(bytes / (1024 * 1024));
}
