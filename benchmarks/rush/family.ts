import { familyNames, givenNames, parentNames } from '../../database/demo/kita-names.ts';
import { addDays, type Day } from '../../src/platform/day.ts';
import type { Language } from '../../src/platform/language.ts';
import { dice } from '../big-directory.ts';

/** Fewer and fewer families speak these. */
const SPOKEN = ['de', 'de', 'de', 'de', 'de', 'de', 'de', 'tr', 'ar', 'uk'] as const satisfies readonly Language[];

export interface ChildOfFamily {
  givenNames: string;
  familyName: string;
  birth: 'born' | 'expected';
  on: Day;
}

/** Who registers, what they type wrongly at first, and how hastily they click. The same number is the same family. */
export interface Family {
  email: string;
  /** of their household, as the proxy in front of the application tells it */
  clientAddress: string;
  language: (typeof SPOKEN)[number];
  parent: string;
  familyName: string;
  /** of one birth: one registration for each, sent together */
  children: readonly ChildOfFamily[];
  /** registered afterwards by the same family, to go with the first */
  laterChild: ChildOfFamily | undefined;
  hasSecondGuardian: boolean;
  isAddressBlocked: boolean;
  /** the page on which the first attempt is refused */
  slip: 'kind' | 'adresse' | 'wuensche' | undefined;
  clicksTwice: boolean;
  /** sends the last form once more after the confirmation */
  sendsAgain: boolean;
  wishes: number;
  roll: (below: number) => number;
}

/** Family number so-and-so: 5 of 100 with siblings (twins, or a second child afterwards), every tenth clicks twice, every twentieth sends again. */
export function familyOf(number: number, today: Day): Family {
  const roll = dice(1_000 + number * 7_919);
  roll(2);
  const one = <Item>(items: readonly Item[]) => items[roll(items.length)]!;
  const language = one(SPOKEN);
  const familyName = `${one(familyNames[language])}-${lettersOf(number)}`;
  const childOf = (): ChildOfFamily => {
    const isExpected = roll(12) === 0;
    return { givenNames: one(givenNames[language]), familyName, birth: isExpected ? 'expected' : 'born', on: isExpected ? addDays(today, 20 + roll(180)) : addDays(today, -roll(1_700)) };
  };
  const first = childOf();
  const areTwins = number % 40 === 7;
  return {
    email: `familie.${number}@rush.example`, clientAddress: `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`, language, parent: one(parentNames[language]), familyName,
    children: areTwins ? [first, { ...first, givenNames: `${first.givenNames} Zwei` }] : [first], laterChild: number % 40 === 27 ? childOf() : undefined,
    hasSecondGuardian: roll(10) < 4, isAddressBlocked: roll(100) === 0, slip: ([undefined, 'kind', undefined, undefined, 'adresse', undefined, undefined, 'wuensche'] as const)[number % 8],
    clicksTwice: number % 10 === 3, sendsAgain: number % 20 === 11, wishes: 2 + roll(4), roll,
  };
}

/** A number in letters, because names have no digits: 0 → Aa, 27 → Bb. */
function lettersOf(number: number): string {
  let letters = '';
  for (let rest = number; letters.length < 4; rest = Math.floor(rest / 26)) letters = String.fromCharCode(97 + (rest % 26)) + letters;
  return letters[0]!.toUpperCase() + letters.slice(1);
}
