/** Built-in number formats that show a day (ECMA-376 18.8.30); 27–36 and 50–58 are dates of East Asian editions. */
const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 32, 33, 45, 46, 47]);
const BUILT_IN_PERCENT = new Set([9, 10]);

export type NumberStyle = { kind: 'plain' } | { kind: 'day' } | { kind: 'time' } | { kind: 'percent' } | { kind: 'padded'; digits: number };

/** What a number format makes of a number, as far as the value is concerned; colours, currencies and grouping are looks. */
export function numberStyle(id: number, code?: string): NumberStyle {
  if (code === undefined) {
    if (BUILT_IN_DAYS.has(id)) return { kind: 'day' };
    if (BUILT_IN_TIMES.has(id)) return { kind: 'time' };
    return BUILT_IN_PERCENT.has(id) ? { kind: 'percent' } : { kind: 'plain' };
  }
  const bare = code
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|standard|am\/pm|a\/p/gi, '')
    .trim();
  if (/[yd]/i.test(bare)) return { kind: 'day' };
  if (/[0#?]/.test(bare)) {
    // mm:ss.0 is a time, 0.00 is not
    if (/[hs]/i.test(bare)) return { kind: 'time' };
    if (bare.includes('%')) return { kind: 'percent' };
    return /^0{2,20}$/.test(bare) ? { kind: 'padded', digits: bare.length } : { kind: 'plain' };
  }
  if (/m/i.test(bare) && !/[hs]/i.test(bare)) return { kind: 'day' };
  return /[hs]/i.test(bare) ? { kind: 'time' } : { kind: 'plain' };
}

/**
 * A stored number as the text a German reader sees, without loss at Excel's own 15 digits: decimal comma, no grouping, no exponent,
 * days as `2025-12-31` (`2025-12-31 09:30` with a time), times as `09:30`. Undefined for what is no number or no day.
 */
export function numberText(stored: string, style: NumberStyle, date1904: boolean): string | undefined {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return undefined;
  if (style.kind === 'day') return dayText(value, date1904);
  if (style.kind === 'time') return timeText(value);
  if (style.kind === 'percent') return `${germanNumber(value * 100)} %`;
  const text = germanNumber(value);
  return style.kind === 'padded' && /^\d+$/.test(text) ? text.padStart(style.digits, '0') : text;
}

/**
 * A number with decimal comma at 15 significant digits. `1,234` would read as thousands in an English column, so exactly three
 * decimals behind up to three digits get one more zero: `1,2340`.
 */
export function germanNumber(value: number): string {
  const plain = withoutExponent(Number(value.toPrecision(15)).toString());
  const text = plain.replace('.', ',');
  return /^-?\d{1,3},\d{3}$/.test(text) ? `${text}0` : text;
}

/** `1.5e+21` → `1500000000000000000000`, `1e-7` → `0.0000001`. */
function withoutExponent(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text === '-0' ? '0' : text;
  const [, sign, whole, fraction = '', exponent] = match as unknown as [string, string, string, string | undefined, string];
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length ? sign + digits.padEnd(point, '0') : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const SECONDS_OF_DAY = 86_400;
/* Day 0 of the two calendars of Excel, as days since 1970; the first one believes in 29 February 1900 (serial 60). */
const EPOCH_1900 = -25_569;
const EPOCH_1904 = -24_107;
const LAST_DAY = 2_932_896;

function dayText(serial: number, date1904: boolean): string | undefined {
  const seconds = Math.round(serial * SECONDS_OF_DAY);
  const whole = Math.floor(seconds / SECONDS_OF_DAY);
  if (whole < 0 || (!date1904 && whole === 60)) return undefined;
  const sinceEpoch = date1904 ? whole + EPOCH_1904 : whole + EPOCH_1900 + (whole < 60 ? 1 : 0);
  if (sinceEpoch > LAST_DAY) return undefined;
  const day = new Date(sinceEpoch * SECONDS_OF_DAY * 1000).toISOString().slice(0, 10);
  const rest = seconds - whole * SECONDS_OF_DAY;
  return rest === 0 ? day : `${day} ${clock(rest)}`;
}

/** Durations above a day keep their hours: `26:30`; a full date shown only as time shows its time. */
function timeText(serial: number): string | undefined {
  if (serial < 0) return undefined;
  const seconds = Math.round(serial * SECONDS_OF_DAY);
  return clock(serial > 1000 ? seconds % SECONDS_OF_DAY : seconds);
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const rest = seconds % 60;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}${rest === 0 ? '' : `:${two(rest)}`}`;
}
