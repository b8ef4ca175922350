import { parseDay } from '../../platform/day.ts';
import { readDay } from '../../platform/table-file/cell-value.ts';
import { monthPeriod, parsePeriodKey, quarterPeriod, schoolYearPeriod, stichtag, yearPeriod, type Period } from '../period.ts';

const MONTHS = ['januar', 'februar', 'märz', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'dezember'];

/** Whether a bare year means the whole year (a flow) or its last day (a stock). */
export type YearMeans = 'year' | 'stichtag';

/**
 * Reads when a figure holds, as tables write it: `31.12.2022`, `2022-12-31`, `Stichtag: 31.12.2022`, `2022`, `Juni 2017`, `2017-06`,
 * `06/2017`, `4. Quartal 2022`, `Schuljahr 2022/23`, `2022/2023`. Undefined for anything else, also years of two digits.
 */
export function readPeriod(text: string, yearMeans: YearMeans): Period | undefined {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/^(?:stichtag|stand|datum|jahr|berichtsmonat|monat|zum|am)\s*:?\s*/, '');
  if (words === '' || words.length > 40) return undefined;
  const on = readDay(words.replace(/\.0$/, ''));
  if (on.ok) return stichtag(on.value);
  const year = /^((?:19|20)\d\d)(?:\.0)?(?: ?\(?(?:jahr|jahressumme|jährlich)\)?)?$/.exec(words);
  if (year) return bareYear(Number(year[1]), yearMeans);
  const school = /^(?:schuljahr|kita-?jahr|kindergartenjahr|sj|kj)? ?((?:19|20)\d\d) ?[/–-] ?(?:(?:19|20))?(\d\d)$/.exec(words);
  if (school && (Number(school[1]) + 1) % 100 === Number(school[2])) return schoolYearPeriod(Number(school[1]));
  const quarter = /^(?:([1-4])\. ?(?:quartal|vj|vierteljahr) ?((?:19|20)\d\d)|((?:19|20)\d\d)[- ]?q([1-4]))$/.exec(words);
  if (quarter) return quarterPeriod(Number(quarter[2] ?? quarter[3]), Number(quarter[1] ?? quarter[4]));
  const named = /^([a-zä]{3,9})\.? ?((?:19|20)\d\d)$/.exec(words);
  if (named) {
    const month = MONTHS.findIndex((name) => name === named[1]!.replace('maerz', 'märz') || (named[1]!.length >= 3 && name.startsWith(named[1]!))) + 1;
    return month > 0 ? month_(Number(named[2]), month, yearMeans) : undefined;
  }
  const numbered = /^(?:((?:19|20)\d\d)-(\d\d)|(\d\d)[/.]((?:19|20)\d\d)|((?:19|20)\d\d)(\d\d))$/.exec(words);
  if (numbered) {
    const [y, m] = [Number(numbered[1] ?? numbered[4] ?? numbered[5]), Number(numbered[2] ?? numbered[3] ?? numbered[6])];
    return m >= 1 && m <= 12 ? month_(y, m, yearMeans) : undefined;
  }
  return parsePeriodKey(text.trim());
}

/**
 * The time in the name of a file: `einwohner_2022.csv`, `Haushalte_SB_2017-12.txt`, `hze-31-12-2022.csv`. Where it names several
 * years, none is taken.
 */
export function periodOfFileName(name: string, yearMeans: YearMeans): Period | undefined {
  const bare = name.replace(/\.[a-z0-9]{1,5}$/i, '');
  const iso = /(?<!\d)((?:19|20)\d\d)[-_]?(0[1-9]|1[0-2])[-_]?([0-3]\d)(?!\d)/.exec(bare);
  const isoDay = iso && parseDay(`${iso[1]}-${iso[2]}-${iso[3]}`);
  if (isoDay) return stichtag(isoDay);
  const german = /(?<!\d)([0-3]\d)[-_.](0[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?!\d)/.exec(bare);
  const germanDay = german && parseDay(`${german[3]}-${german[2]}-${german[1]}`);
  if (germanDay) return stichtag(germanDay);
  const months = [...bare.matchAll(/(?<!\d)((?:19|20)\d\d)[-_](0[1-9]|1[0-2])(?!\d)/g)];
  if (months.length === 1) return month_(Number(months[0]![1]), Number(months[0]![2]), yearMeans);
  const years = new Set([...bare.matchAll(/(?<!\d)((?:19|20)\d\d)(?!\d)/g)].map((match) => match[1]!));
  return years.size === 1 ? bareYear(Number([...years][0]), yearMeans) : undefined;
}

function bareYear(year: number, means: YearMeans): Period {
  return means === 'year' ? yearPeriod(year) : stichtag(yearPeriod(year).until);
}

/** A stock „in June“ is one at the end of June, as the statistics of SGB II mean it. */
function month_(year: number, month: number, means: YearMeans): Period {
  const period = monthPeriod(year, month);
  return means === 'year' ? period : stichtag(period.until);
}
