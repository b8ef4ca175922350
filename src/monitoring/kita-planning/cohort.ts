/** Children of one area on the planning day of a year, by completed years of age: [0] under one … [6] six. undefined is unknown, never 0. */
export interface Cohorts {
  year: number;
  byAge: readonly (number | undefined)[];
}

/** Ages looked at: 0 to 6 completed years. */
export const AGES = 7;

export interface Projection {
  year: number;
  byAge: (number | undefined)[];
  /** of under-ones: counted, entered by somebody, or the mean of the three newest cohorts; unknown where one of them is */
  births: 'counted' | 'entered' | 'rolling-mean' | 'unknown';
}

/**
 * Mean factor by which a cohort grows or shrinks from one birthday to the next (moves, deaths): children of age a + 1 in all pairs of
 * following years together ÷ children of age a the year before. undefined where no pair is known – the cohort is then unknown too. O(years × ages).
 */
export function transitionFactors(years: readonly Cohorts[]): (number | undefined)[] {
  const byYear = new Map(years.map((cohorts) => [cohorts.year, cohorts.byAge]));
  return Array.from({ length: AGES - 1 }, (_, age) => {
    let [before, after] = [0, 0];
    for (const { year, byAge } of years) {
      const [younger, older] = [byAge[age], byYear.get(year + 1)?.[age + 1]];
      if (younger === undefined || older === undefined) continue;
      before += younger;
      after += older;
    }
    return before === 0 ? undefined : after / before;
  });
}

export interface ProjectionOptions {
  until: number;
  /** of all areas together, where an area is too small for factors of its own */
  factors: readonly (number | undefined)[];
  /** births somebody expects in a year, instead of the rolling mean: a new housing estate */
  enteredBirths?: ReadonlyMap<number, number>;
}

/**
 * Children by age in the years to come: each cohort a year older, times its factor; future under-ones are entered or the mean of the three newest
 * cohorts, which roll on. Not rounded: whole children are made where they are shown. O(years × ages).
 */
export function projectCohorts(known: readonly Cohorts[], { until, factors, enteredBirths = new Map() }: ProjectionOptions): Projection[] {
  const counted = known.toSorted((one, other) => one.year - other.year);
  const years: Projection[] = counted.map(({ year, byAge }) => ({ year, byAge: [...byAge], births: 'counted' }));
  for (let year = (years.at(-1)?.year ?? until) + 1; year <= until; year += 1) {
    const last = years.at(-1)!.byAge;
    const older = Array.from({ length: AGES - 1 }, (_, age) => times(last[age], factors[age]));
    const entered = enteredBirths.get(year);
    const rolling = meanOfThree(years);
    const births = entered !== undefined ? 'entered' : rolling === undefined ? 'unknown' : 'rolling-mean';
    years.push({ year, byAge: [entered ?? rolling, ...older], births });
  }
  return years;
}

/** The smallest and largest of the three newest cohorts: how far future births may lie from their mean. */
export function birthsRange(known: readonly Cohorts[]): { low: number; high: number } | undefined {
  const newest = newestBirths(known.toSorted((one, other) => one.year - other.year));
  return newest && { low: Math.min(...newest), high: Math.max(...newest) };
}

function meanOfThree(years: readonly Projection[]): number | undefined {
  const newest = newestBirths(years);
  return newest && newest.reduce((sum, births) => sum + births, 0) / newest.length;
}

/** The under-ones of the three newest years; for years before the first counted one those who are one or two years old by then stand in. */
function newestBirths(years: readonly { byAge: readonly (number | undefined)[] }[]): number[] | undefined {
  const first = years[0];
  if (!first) return undefined;
  const births = [first.byAge[2], first.byAge[1], ...years.map(({ byAge }) => byAge[0])].slice(-3);
  return births.some((count) => count === undefined) ? undefined : births as number[];
}

function times(children: number | undefined, factor: number | undefined): number | undefined {
  return children === undefined || factor === undefined ? undefined : children * factor;
}
