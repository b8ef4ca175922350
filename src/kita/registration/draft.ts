import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import type { Address } from './address.ts';
import type { AgreementStatement } from './agreement.ts';
import type { CareTimes } from './care-times.ts';
import type { DeliveryChoice } from './delivery.ts';
import type { Relation } from './relation.ts';
import type { Residence } from './residence.ts';
import type { SiblingRule } from './siblings.ts';
import type { Urgency } from './urgency.ts';

/** Pages of the form, in this order; which of them a family sees is said by {@link stepsOf}. The words are the addresses. */
export const draftSteps = ['kind', 'besonderes', 'sorgeberechtigte', 'adresse', 'beginn', 'wuensche', 'geschwister', 'lebenslage', 'anliegen', 'pruefen'] as const;
export type DraftStep = (typeof draftSteps)[number];

export const isDraftStep = (word: string): word is DraftStep => (draftSteps as readonly string[]).includes(word);

/** Most children of one birth. */
export const MOST_CHILDREN = 5;

export interface DraftChild {
  /** becomes the registration's id, so that it is stored once */
  registrationId: Uuid;
  /** a child the family has here already */
  childId?: Uuid | undefined;
  givenNames: string;
  familyName: string;
  bornOn?: Day | undefined;
  expectedOn?: Day | undefined;
  needsInclusiveSeat?: boolean;
  inclusion?: string;
  saidFacilityId?: Uuid | undefined;
  wantsChange?: boolean;
}

export interface DraftGuardian {
  givenNames: string;
  familyName: string;
  phone: string;
  language: Language;
  relation: Relation;
  /** what the guardian chose, and the language it was read in; missing: said nothing */
  delivery?: { choice: DeliveryChoice; language: Language } | undefined;
}

export type OtherRight = 'decide' | 'read' | 'nothing';

/** The second guardian, as the first one tells. */
export interface DraftOther {
  /** an existing record that is written anew */
  guardianId?: Uuid | undefined;
  givenNames: string;
  familyName: string;
  email: string;
  relation: Relation;
  right: OtherRight;
}

/** A registration while it is filled in. What was not asked yet is missing. */
export interface Draft {
  /** set when a sent registration is changed */
  changes?: boolean;
  /** a guardian who did not send it changes it: the other one's address, contacts and circumstances are neither shown nor touched */
  isOthers?: boolean;
  children: DraftChild[];
  guardian?: DraftGuardian;
  /** null: nobody else */
  other?: DraftOther | null;
  /** what the one who registers says of the other one's consent */
  agreement?: AgreementStatement | undefined;
  address?: Address & { isBlocked: boolean; areaId?: Uuid | undefined; saidAreaId?: Uuid | undefined };
  /** missing: nobody was asked, or another guardian told it */
  residence?: Residence;
  /** a blocked address that is stored already: it is shown nowhere, and stays unless another one is typed */
  keepsBlockedAddress?: boolean;
  wishedStart?: Day;
  weeklyHours?: number;
  times?: CareTimes | undefined;
  wishes: Uuid[];
  siblings?: { rule: SiblingRule; childIds: Uuid[] };
  languages?: string[];
  circumstances?: { fact: string; value: number | true }[];
  urgency?: Urgency | undefined;
  remark?: string | undefined;
  /** how often each page was saved: a page that knows an older number is stale */
  saved: Partial<Record<DraftStep, number>>;
}

/** What decides which pages are asked. */
interface StepSurroundings {
  /** other children this family has here */
  otherChildren: number;
  /** circumstances the catalogue in force asks for */
  askedFacts: number;
}

/** The pages this family sees. */
export function stepsOf(draft: Pick<Draft, 'children' | 'isOthers'>, { otherChildren, askedFacts }: StepSurroundings): DraftStep[] {
  return draftSteps.filter((step) => {
    switch (step) {
      case 'geschwister': return draft.children.length > 1 || otherChildren > 0;
      case 'lebenslage': return askedFacts > 0 && !draft.isOthers;
      case 'sorgeberechtigte': case 'adresse': case 'anliegen': return !draft.isOthers;
      default: return true;
    }
  });
}

/** Pages that still have to be answered before it can be sent. */
export function openSteps(draft: Draft, steps: readonly DraftStep[]): DraftStep[] {
  return steps.filter((step) => step !== 'pruefen' && !isAnswered(draft, step));
}

function isAnswered(draft: Draft, step: DraftStep): boolean {
  switch (step) {
    case 'kind': return draft.children.length > 0 && draft.children.every(({ familyName, bornOn, expectedOn }) => familyName !== '' && (bornOn ?? expectedOn) !== undefined);
    case 'sorgeberechtigte': return draft.guardian !== undefined && draft.other !== undefined;
    case 'adresse': return draft.address !== undefined || draft.keepsBlockedAddress === true;
    case 'beginn': return draft.wishedStart !== undefined && draft.weeklyHours !== undefined;
    case 'wuensche': return draft.wishes.length > 0;
    case 'geschwister': return draft.siblings !== undefined;
    case 'besonderes': return draft.languages !== undefined;
    case 'lebenslage': return draft.circumstances !== undefined;
    // Nobody has to say that it is urgent, or anything else.
    case 'anliegen': case 'pruefen': return true;
  }
}

/** A page is stale when it was saved elsewhere since it was shown. */
export function isStale(draft: Pick<Draft, 'saved'>, step: DraftStep, shown: number): boolean {
  return (draft.saved[step] ?? 0) !== shown;
}

/** The draft after a page was saved. */
export function withStep(draft: Draft, step: DraftStep, change: Partial<Draft>): Draft {
  return { ...draft, ...change, saved: { ...draft.saved, [step]: (draft.saved[step] ?? 0) + 1 } };
}
