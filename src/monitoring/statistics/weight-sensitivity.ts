export interface WeightedIndicator {
  key: string;
  weight: number;
  /** one for each area, higher is more burden; NaN is unknown */
  scores: Float64Array;
}

export interface OtherChoice {
  /** the indicator whose weight was changed, and to what: left out, halved, doubled, or alone */
  key: string;
  change: 'left-out' | 'halved' | 'doubled' | 'alone';
  /** places of areas that come in and fall out against the choice as weighted */
  joins: number[];
  leaves: number[];
}

export interface Sensitivity {
  /** places of the chosen areas, most burdened first */
  chosen: number[];
  /** those every other weighting looked at chooses as well */
  certain: number[];
  others: OtherChoice[];
}

/**
 * Would another weight change the choice of the `size` most burdened areas? Each indicator is left out, halved, doubled and asked alone; what each of
 * these would choose instead is named. Areas with an unknown score are never chosen. Equal burden: the earlier place first. O(indicators² · areas + indicators · areas · log areas).
 */
export function weightSensitivity(indicators: readonly WeightedIndicator[], size: number): Sensitivity {
  const weights = indicators.map(({ weight }) => weight);
  const chosen = mostBurdened(indicators, weights, size);
  const others = indicators.flatMap(({ key }, at): OtherChoice[] => changesOf(weights, at).map(({ change, changed }) => {
    const other = mostBurdened(indicators, changed, size);
    return { key, change, joins: other.filter((place) => !chosen.includes(place)), leaves: chosen.filter((place) => !other.includes(place)) };
  }));
  return { chosen, certain: chosen.filter((place) => others.every(({ leaves }) => !leaves.includes(place))), others };
}

function changesOf(weights: readonly number[], at: number): { change: OtherChoice['change']; changed: number[] }[] {
  const times = (factor: number) => weights.map((weight, place) => (place === at ? weight * factor : weight));
  const alone = weights.map((weight, place) => (place === at ? weight : 0));
  const leftOut = times(0);
  return [
    ...(leftOut.some((weight) => weight > 0) ? [{ change: 'left-out' as const, changed: leftOut }] : []),
    { change: 'halved', changed: times(0.5) }, { change: 'doubled', changed: times(2) }, { change: 'alone', changed: alone },
  ];
}

function mostBurdened(indicators: readonly WeightedIndicator[], weights: readonly number[], size: number): number[] {
  const areas = indicators[0]?.scores.length ?? 0;
  const known = Array.from({ length: areas }, (_, place) => place).filter((place) => indicators.every(({ scores }) => !Number.isNaN(scores[place]!)));
  const burden = (place: number) => indicators.reduce((sum, { scores }, at) => sum + weights[at]! * scores[place]!, 0);
  const burdens = new Map(known.map((place) => [place, burden(place)]));
  return known.sort((one, other) => burdens.get(other)! - burdens.get(one)! || one - other).slice(0, size);
}
