/** What a line of times is made of, once dates and remarks are taken out. */
export type Token = { kind: 'days'; days: number[] } | { kind: 'time'; time: string } | { kind: 'dash' } | { kind: 'and' };

const DAYS: [RegExp, number[]][] = [
  [/^(?:montags?|mo|mon)\b\.?/, [1]],
  [/^(?:dienstags?|di|tue)\b\.?/, [2]],
  [/^(?:mittwochs?|mi|wed)\b\.?/, [3]],
  [/^(?:donnerstags?|do|thu)\b\.?/, [4]],
  [/^(?:freitags?|fr|fri)\b\.?/, [5]],
  [/^(?:samstags?|sonnabends?|sa|sat)\b\.?/, [6]],
  [/^(?:sonntags?|so|sun)\b\.?/, [7]],
  [/^(?:täglich|jeden tag)(?=[\s,:]|$)/, [1, 2, 3, 4, 5, 6, 7]],
  [/^(?:am )?wochenende\b/, [6, 7]],
];
const TIME = /^(\d{1,2})(?:[:.](\d{2}))?(?!\d)(?:\s*(?:uhr|h)\b)?/;
const DASH = /^(?:-|–|—|‐|bis\b)/;
const AND = /^(?:,|und\b|u\.|&|\+|\/|sowie\b)/;
const SKIP = /^(?:\s|:|uhr\b|jeden?\b|jeweils\b|von\b|am\b|immer\b|\.(?=\s|$))/;

/** Undefined as soon as anything stands there that is no weekday, time, dash or „und“. O(length). */
export function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let rest = text.toLowerCase().trim();
  while (rest !== '') {
    const skipped = SKIP.exec(rest);
    const read = skipped ? { length: skipped[0].length } : readToken(rest);
    if (!read) return undefined;
    if ('token' in read) tokens.push(read.token);
    rest = rest.slice(read.length);
  }
  return tokens;
}

function readToken(rest: string): { token: Token; length: number } | undefined {
  for (const [pattern, days] of DAYS) {
    const match = pattern.exec(rest);
    if (match) return { token: { kind: 'days', days }, length: match[0].length };
  }
  const time = TIME.exec(rest);
  if (time) {
    const [hour, minute] = [Number(time[1]), Number(time[2] ?? 0)];
    if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
    return { token: { kind: 'time', time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` }, length: time[0].length };
  }
  const dash = DASH.exec(rest);
  if (dash) return { token: { kind: 'dash' }, length: dash[0].length };
  const and = AND.exec(rest);
  return and ? { token: { kind: 'and' }, length: and[0].length } : undefined;
}
