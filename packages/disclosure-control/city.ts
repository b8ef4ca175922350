import { cellId, crossTableFromLeaves } from './cross-table.ts';
import { leavesOf, type Dimension } from './dimension.ts';
import { randomOf, shuffled } from './prng.ts';
import type { Table } from './table.ts';

/** Shape of an invented city's table of people. */
export interface CityShape {
  quarters: number;
  districts: number;
  ages: number;
  nationalities: number;
  sexes: number;
  /** People of a typical Bezirk. */
  people: number;
  /**
   * Number of Bezirke where hardly anybody comes from abroad: most small cells of a real city lie close together. Without it every
   * Bezirk is one with a chance of 12 percent.
   */
  homogeneous?: number;
}

/** Keeps the choice of Bezirke apart from the other draws of a seed. */
const CHOICE = 0x9e3779b9;
/** Set after tables without such Bezirke were known to miss the bar, by the count of our own plain Gaussian pattern (README, Benchmark). */
const CHANCE_HOMOGENEOUS = 0.12;

/** 49 areas × 7 ages × 4 nationalities × 3 sexes = 4,116 cells; homogeneous Bezirke by chance, on average five of 40. */
export const HARDER_CITY: CityShape = { quarters: 8, districts: 40, ages: 6, nationalities: 3, sexes: 2, people: 4200 };
/** The same with as many homogeneous Bezirke as bring the R packages nearest to the figures known of them (README, Benchmark). */
export const LARGE_CITY: CityShape = { ...HARDER_CITY, homogeneous: 4 };
/** 16 areas × 6 ages × 4 nationalities × 3 sexes = 1,152 cells. */
export const SMALL_TOWN: CityShape = { quarters: 3, districts: 12, ages: 5, nationalities: 3, sexes: 2, people: 2800 };

/**
 * An invented city: Bezirke differ in size and in the share of families from abroad, ages and sexes nearly even.
 * Deterministic for a seed. Complexity: O(cells × leaves below a cell).
 */
export function cityTable(shape: CityShape, seed: number): Table {
  const random = randomOf(seed);
  const dimensions = cityDimensions(shape);
  const [area, age, nationality, sex] = dimensions.map(leavesOf) as [string[], string[], string[], string[]];
  const counts = new Map<string, number>();
  /** Drawn apart, so that a number of them changes nothing else of a seed's city. */
  const chosen = shape.homogeneous === undefined ? undefined : new Set(shuffled(area, randomOf(seed + CHOICE)).slice(0, shape.homogeneous));
  for (const district of area) {
    const size = shape.people * (0.5 + random());
    const byChance = random() < CHANCE_HOMOGENEOUS;
    const isHomogeneous = chosen?.has(district) ?? byChance;
    const share = random();
    const abroad = isHomogeneous ? 0.02 * (0.5 + share) : 0.12 + 0.4 * share * share;
    for (const band of age) {
      const bandSize = (size / age.length) * (0.85 + 0.3 * random());
      nationality.forEach((country, at) => {
        const share = at === 0 ? 1 - abroad : (abroad * (nationality.length - at)) / ((nationality.length * (nationality.length - 1)) / 2);
        for (const gender of sex) counts.set(cellId([district, band, country, gender]), poisson((bandSize * share) / sex.length, random));
      });
    }
  }
  return crossTableFromLeaves('people', dimensions, (codes) => counts.get(cellId(codes))!);
}

/**
 * The city of a seed with as nearly so many cells from 1 to 2 as its size can give: the population is the only thing that varies.
 * Complexity: 60 tables.
 */
export function cityWithSmallCells(shape: CityShape, seed: number, wanted: number): Table {
  let best: { table: Table; gap: number } | undefined;
  for (let step = 0; step < 60 && best?.gap !== 0; step++) {
    const table = cityTable({ ...shape, people: Math.round(shape.people * 1.035 ** (step - 30)) }, seed);
    const gap = Math.abs(table.cells.filter(({ count }) => count > 0 && count < 3).length - wanted);
    if (!best || gap < best.gap) best = { table, gap };
  }
  return best!.table;
}

/** Area (city > Quartiere > Bezirke) × age × nationality × sex, each with its total. */
export function cityDimensions(shape: CityShape): Dimension[] {
  const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
  const flat = (name: string, total: string, count: number): Dimension => ({ name, codes: [{ code: total }, ...numbers(count).map((at) => ({ code: `${name}${at}`, parent: total }))] });
  return [
    {
      name: 'area',
      codes: [
        { code: 'city' },
        ...numbers(shape.quarters).map((at) => ({ code: `Q${at}`, parent: 'city' })),
        ...numbers(shape.districts).map((at) => ({ code: `B${String(at).padStart(2, '0')}`, parent: `Q${((at - 1) % shape.quarters) + 1}` })),
      ],
    },
    flat('age', 'all-ages', shape.ages),
    flat('nat', 'all-nat', shape.nationalities),
    flat('sex', 'all-sex', shape.sexes),
  ];
}

/** Sum of twelve even draws: no logarithm whose last bit may differ between machines. */
function normal(random: () => number): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw++) sum += random();
  return sum;
}

/** Knuth's product method for small means, a rounded normal for large ones. */
function poisson(mean: number, random: () => number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}
