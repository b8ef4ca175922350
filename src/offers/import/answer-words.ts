import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { StepFree } from '../location.ts';
import type { ResponsibleLevel, Staffing, YesNoUnknown } from '../service.ts';

type Words<Answer extends string> = readonly (readonly [Answer, readonly string[]])[];

const UNKNOWN = ['unbekannt', '', '?', 'k. a.', 'k.a.', 'keine angabe', 'nicht bekannt', 'unknown', 'n/a'];
const YES = ['ja', 'j', 'x', 'yes', 'y', '1', 'wahr', 'true', '✓', '✔', '☑'];
const NO = ['nein', 'n', 'no', '0', 'falsch', 'false', '☐'];

/* The first word of each list is the one the export writes. */
const YES_NO: Words<YesNoUnknown> = [['yes', YES], ['no', NO], ['unknown', UNKNOWN]];
const STEP_FREE: Words<StepFree> = [
  ['yes', [...YES, 'barrierefrei', 'stufenlos', 'rollstuhlgerecht']],
  ['partly', ['teilweise', 'zum teil', 'eingeschränkt', 'bedingt', 'partly', 'partial']],
  ['no', [...NO, 'nicht barrierefrei']],
  ['unknown', UNKNOWN],
];
const STAFFING: Words<Staffing> = [
  ['professional', ['hauptamtlich', 'hauptamt', 'h', 'hauptberuflich', 'fachkräfte', 'professional', 'paid']],
  ['volunteer', ['ehrenamtlich', 'ehrenamt', 'e', 'freiwillig', 'volunteer', 'volunteers']],
  ['both', ['beides', 'haupt- und ehrenamtlich', 'ehren- und hauptamtlich', 'hauptamtlich und ehrenamtlich', 'ehrenamtlich und hauptamtlich', 'h/e', 'e/h', 'both']],
  ['unknown', UNKNOWN],
];
const LEVEL: Words<ResponsibleLevel> = [
  ['city', ['Stadt', 'gemeinde', 'kommune', 'samtgemeinde', 'city', 'municipality']],
  ['county', ['Kreis', 'landkreis', 'lk', 'county']],
  ['state', ['Land', 'bundesland', 'state']],
  ['provider', ['Träger', 'freier träger', 'anbieter', 'verein', 'provider']],
  ['unknown', UNKNOWN],
];

function read<Answer extends string>(words: Words<Answer>, text: string): Outcome<Answer> {
  const word = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const found = words.find(([, list]) => list.some((one) => one.toLowerCase() === word));
  return found ? accepted(found[0]) : refused('answer-not-read', { values: { text: text.trim().slice(0, 60), words: words.map(([, list]) => list[0]).join(', ') } });
}

function say<Answer extends string>(words: Words<Answer>, answer: Answer): string {
  return words.find(([one]) => one === answer)![1][0]!;
}

/** Each reads a word or refuses `answer-not-read` with the words it knows; empty is unknown. A dash is refused: it may mean no or unknown. */
export const readYesNo = (text: string) => read(YES_NO, text);
export const readStepFree = (text: string) => read(STEP_FREE, text);
export const readStaffing = (text: string) => read(STAFFING, text);
export const readLevel = (text: string) => read(LEVEL, text);

export const sayYesNo = (answer: YesNoUnknown) => say(YES_NO, answer);
export const sayStepFree = (answer: StepFree) => say(STEP_FREE, answer);
export const sayStaffing = (answer: Staffing) => say(STAFFING, answer);
export const sayLevel = (answer: ResponsibleLevel) => say(LEVEL, answer);
