/** Class bounds for a map: an area belongs to the last class whose lower bound it reaches. */
export interface MapClasses {
  /** inner bounds, rising; one less than classes */
  bounds: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];

/**
 * Up to five classes of equal width with round bounds over all values: people read „unter 10 %, 10 bis unter 20 %“, not quintiles of 13.7.
 * One class where all values are equal. O(values).
 */
export function mapClasses(values: readonly number[], most = 5): MapClasses {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0 || low === high) return { bounds: [] };
  const width = roundUp((high - low) / most);
  const first = Math.floor(low / width) * width;
  const bounds: number[] = [];
  for (let step = 1; first + step * width <= high; step += 1) bounds.push(tidy(first + step * width));
  return { bounds: bounds.filter((bound) => bound > low) };
}

export function classOf(value: number, { bounds }: MapClasses): number {
  return bounds.filter((bound) => value >= bound).length;
}

function roundUp(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return tidy(STEPS.find((step) => step * power >= width * (1 - 1e-9))! * power);
}

/** Without the dust of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
