/** One indicator of an index over the same areas; NaN is unknown. */
export interface Component {
  values: Float64Array;
  weight: number;
  /** −1 for a resource: more of it is less burden */
  sign: 1 | -1;
}

/**
 * z-scores with the population's standard deviation (divided by n, as the Berlin Monitoring Soziale Stadtentwicklung does):
 * (value − mean) / σ over the areas given. NaN stays NaN; where all are equal every score is 0. O(areas).
 */
export function zScores(values: Float64Array, among: readonly number[]): Float64Array {
  const scores = new Float64Array(values.length).fill(Number.NaN);
  const known = among.filter((place) => !Number.isNaN(values[place]!));
  if (known.length === 0) return scores;
  const mean = known.reduce((sum, place) => sum + values[place]!, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, place) => sum + (values[place]! - mean) ** 2, 0) / known.length);
  for (const place of known) scores[place] = deviation === 0 ? 0 : (values[place]! - mean) / deviation;
  return scores;
}

/** Weighted mean of the components' z-scores for each area; NaN where any component is unknown – never left out silently. O(areas × components). */
export function compositeIndex(components: readonly Component[], among: readonly number[]): Float64Array {
  const size = components[0]?.values.length ?? 0;
  const index = new Float64Array(size).fill(Number.NaN);
  const scores = components.map(({ values }) => zScores(values, among));
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  for (const place of among) {
    let sum = 0;
    components.forEach(({ weight, sign }, at) => {
      sum += weight * sign * scores[at]![place]!;
    });
    index[place] = sum / total;
  }
  return index;
}
