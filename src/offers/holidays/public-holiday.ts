import { getHolidays, type HolidayType, type Region } from 'feiertagejs';
import { weekday, type Day } from '../../platform/day.ts';

/** Names of Länder as they are written in the record of a municipality, with the number their regional keys begin with (Destatis). */
const LANDS = {
  'Schleswig-Holstein': ['01', 'SH'], Hamburg: ['02', 'HH'], Niedersachsen: ['03', 'NI'], Bremen: ['04', 'HB'], 'Nordrhein-Westfalen': ['05', 'NW'], Hessen: ['06', 'HE'],
  'Rheinland-Pfalz': ['07', 'RP'], 'Baden-Württemberg': ['08', 'BW'], Bayern: ['09', 'BY'], Saarland: ['10', 'SL'], Berlin: ['11', 'BE'], Brandenburg: ['12', 'BB'],
  'Mecklenburg-Vorpommern': ['13', 'MV'], Sachsen: ['14', 'SN'], 'Sachsen-Anhalt': ['15', 'ST'], Thüringen: ['16', 'TH'],
} as const satisfies Record<string, readonly [string, Region]>;

export type LandCode = (typeof LANDS)[keyof typeof LANDS][1];

/** The Land of a municipality: by its regional key, or else by the name of the Land; undefined if neither is known. */
export function landCode(land: string, regionalKey?: string | null): LandCode | undefined {
  const all = Object.entries(LANDS);
  const entry = all.find(([, [number]]) => regionalKey?.startsWith(number)) ?? all.find(([name]) => name.toLowerCase() === land.trim().toLowerCase());
  return entry?.[1][1];
}

export const publicHolidayKeys = [
  'new-year', 'epiphany', 'womens-day', 'good-friday', 'easter-sunday', 'easter-monday', 'labour-day', 'ascension', 'whit-sunday', 'whit-monday', 'corpus-christi', 'assumption',
  'childrens-day', 'unity-day', 'reformation-day', 'all-saints', 'repentance-day', 'christmas', 'second-christmas', 'liberation-day', 'uprising-day',
] as const;
export type PublicHolidayKey = (typeof publicHolidayKeys)[number];

const KEYS: Record<HolidayType, PublicHolidayKey | undefined> = {
  NEUJAHRSTAG: 'new-year', HEILIGEDREIKOENIGE: 'epiphany', KARFREITAG: 'good-friday', OSTERSONNTAG: 'easter-sunday', OSTERMONTAG: 'easter-monday', TAG_DER_ARBEIT: 'labour-day',
  CHRISTIHIMMELFAHRT: 'ascension', MARIAHIMMELFAHRT: 'assumption', PFINGSTSONNTAG: 'whit-sunday', PFINGSTMONTAG: 'whit-monday', FRONLEICHNAM: 'corpus-christi', DEUTSCHEEINHEIT: 'unity-day',
  REFORMATIONSTAG: 'reformation-day', ALLERHEILIGEN: 'all-saints', BUBETAG: 'repentance-day', ERSTERWEIHNACHTSFEIERTAG: 'christmas', ZWEITERWEIHNACHTSFEIERTAG: 'second-christmas',
  WELTKINDERTAG: 'childrens-day', WELTFRAUENTAG: 'womens-day',
  // Of a part of one town: the administrator enters it.
  AUGSBURGER_FRIEDENSFEST: undefined,
};

/** Days that were or will be a holiday once, by a law of that year; the library does not have them. */
const ONCE: readonly { land: LandCode; day: string; key: PublicHolidayKey }[] = [
  { land: 'BE', day: '2020-05-08', key: 'liberation-day' }, { land: 'BE', day: '2025-05-08', key: 'liberation-day' }, { land: 'BE', day: '2028-06-17', key: 'uprising-day' },
];

/** Reformationstag is a holiday in the north since 2018; the library has it in every year. */
const NORTH: ReadonlySet<string> = new Set(['NI', 'HB', 'HH', 'SH']);

/** Easter Sunday and Whit Sunday are holidays everywhere in what people mean, though few laws say so: a rule for Sundays is closed then. */
const SUNDAYS_AFTER = new Map<PublicHolidayKey, PublicHolidayKey>([['easter-monday', 'easter-sunday'], ['whit-monday', 'whit-sunday']]);

const years = new Map<string, ReadonlyMap<string, PublicHolidayKey>>();

/**
 * The public holiday of a day in a Land, in the law of that year (Reformationstag in Niedersachsen since 2018, Frauentag in Berlin since 2019 …);
 * without a Land those of all of Germany. Holidays of parts of a Land (Mariä Himmelfahrt in Catholic towns of Bavaria, Fronleichnam in some of
 * Saxony and Thuringia) are not known by it: they are entered for the town.
 */
export function publicHoliday(land: LandCode | undefined, day: Day): PublicHolidayKey | undefined {
  const region = land ?? 'BUND';
  const key = `${region} ${day.slice(0, 4)}`;
  let known = years.get(key);
  if (!known) years.set(key, known = holidaysOf(region, Number(day.slice(0, 4))));
  return known.get(day);
}

function holidaysOf(region: LandCode | 'BUND', year: number): ReadonlyMap<string, PublicHolidayKey> {
  const found = new Map<string, PublicHolidayKey>();
  for (const { name, date } of getHolidays(year, region)) {
    const key = KEYS[name];
    // In Bavaria it depends on the town.
    if (key === undefined || (key === 'assumption' && region === 'BY') || (key === 'reformation-day' && NORTH.has(region) && year < 2018)) continue;
    const day = localDay(date);
    found.set(day, key);
    const sunday = SUNDAYS_AFTER.get(key);
    if (sunday && weekday(day) === 1) found.set(localDay(new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1, 12)), sunday);
  }
  // The 500th anniversary: a holiday everywhere, once.
  if (year === 2017) found.set('2017-10-31', 'reformation-day');
  for (const { land, day, key } of ONCE) if (land === region && day.startsWith(String(year))) found.set(day, key);
  return found;
}

/** The library makes dates at noon of the server's own zone. */
function localDay(date: Date): Day {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}` as Day;
}
