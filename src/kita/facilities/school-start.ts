import type { Day } from '../../platform/day.ts';
import { rulePacks, type RulePack } from './rule-pack.ts';
import data from './school-start.json' with { type: 'json' };

/** Who must go to school in a Land, for school years that begin on or after a day. Data, not code: school-start.json. */
export interface SchoolStartRule {
  rulePack: RulePack;
  validFrom: Day;
  /** the last sixth birthday, as MM-DD, with which a child goes to school in that calendar year */
  lastBirthday: string;
  source: string;
}

/** Rules of each Land, the oldest first. */
export type SchoolStartRules = Readonly<Record<RulePack, readonly SchoolStartRule[]>>;

/** Rules in any order → those of each Land, the oldest first. */
export function schoolStartRules(rules: readonly SchoolStartRule[]): SchoolStartRules {
  const ordered = rules.toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
  return Object.fromEntries(rulePacks.map((pack) => [pack, ordered.filter(({ rulePack }) => rulePack === pack)])) as Record<RulePack, SchoolStartRule[]>;
}

const rulesOfLaw = schoolStartRules(data as unknown as readonly SchoolStartRule[]);

/**
 * First day of the school year in which compulsory schooling begins by a Land's rule: 1 August. Families who postpone it (§ 64 Abs. 1 Satz 2 NSchG) and children put back
 * are the office's business. What held before the first rule is not known: that one counts.
 */
export function schoolStartOf(bornOn: Day, pack: RulePack, among = rulesOfLaw): Day {
  const six = Number(bornOn.slice(0, 4)) + 6;
  const start = `${six}-08-01`;
  const rule = among[pack].findLast(({ validFrom }) => validFrom <= start) ?? among[pack][0]!;
  return (bornOn.slice(5) <= rule.lastBirthday ? start : `${six + 1}-08-01`) as Day;
}
