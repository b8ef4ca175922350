import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';

/** The way of a round; `planned` is a round without any step yet. */
export const roundStates = ['planned', 'open', 'closed', 'checked', 'proposed', 'approved', 'decided', 'answered', 'replaced', 'ended'] as const;
export type RoundState = (typeof roundStates)[number];

export type RoundKind = 'main' | 'replacement';

/** A round as it lies in the database; times as moments, days as days. */
export interface Round {
  id: Uuid;
  name: string;
  kind: RoundKind;
  /** the round a replacement round follows; null for a main one */
  mainRoundId: Uuid | null;
  /** 0 for a main round, 1, 2, … for its replacements */
  sequence: number;
  catalogueId: Uuid;
  /** children who begin from the first to the last day take part */
  firstStart: Day;
  lastStart: Day;
  opensOn: Day;
  deadline: Date;
  answerDays: number;
  /** SHA-256 of the secret, published before the deadline */
  commitment: string | null;
  publicRandomness: string | null;
  /** of both together; null until it is revealed */
  seed: string | null;
  /** name in every lottery ticket: the main round's name, so that a replacement keeps everybody's ticket */
  lotteryName: string;
  state: RoundState;
  /** when the last step was taken; null for a planned round */
  stateSince: Date | null;
  /** the run the present state rests on: the dry run of `checked`, the proposal from `proposed` on */
  runId: Uuid | null;
  createdBy: Uuid | null;
  isDemo: boolean;
  version: number;
}

export interface RoundStep {
  position: number;
  state: Exclude<RoundState, 'planned'>;
  runId: Uuid | null;
  at: Date;
  byPerson: Uuid | null;
  note: string;
}

/** All that decides whether a step is due. */
export interface RoundFacts {
  state: RoundState;
  kind: RoundKind;
  now: Date;
  today: Day;
  opensOn: Day;
  deadline: Date;
  isCatalogueAdopted: boolean;
  hasSeed: boolean;
  /** the newest dry run since the round was closed or came back to be checked */
  dryRun?: RunFacts;
  /** the run proposed */
  proposal?: RunFacts & { approvals: readonly { side: ApprovalSide; byPerson: Uuid }[]; openObjections: number; upheldObjections: number; openAmendments: number };
  openAnswers: number;
  openReplacements: number;
}

export interface RunFacts {
  isDone: boolean;
  /** invariants that do not hold */
  broken: number;
  /** findings nobody has answered for yet */
  unanswered: number;
}

const approvalSides = ['office', 'providers'] as const;
export type ApprovalSide = (typeof approvalSides)[number];

/** Where a step may lead. Backwards only with a reason, and never once families have been told. */
const ways: Readonly<Record<RoundState, readonly RoundState[]>> = {
  planned: ['open'],
  open: ['closed'],
  closed: ['checked'],
  checked: ['proposed', 'closed'],
  proposed: ['approved', 'checked', 'closed'],
  approved: ['decided', 'checked', 'closed'],
  decided: ['answered'],
  answered: ['replaced'],
  replaced: ['ended'],
  ended: [],
};

export const nextStates = (state: RoundState): readonly RoundState[] => ways[state];

export const isBack = (from: RoundState, to: RoundState): boolean => roundStates.indexOf(to) < roundStates.indexOf(from);

/** Rounds in which nothing more can change what families were told. */
export const isDecided = (state: RoundState): boolean => roundStates.indexOf(state) >= roundStates.indexOf('decided');

/** Why a step may not be taken now: a key of the texts; undefined when it may. Pure. */
export function stepRefusal(facts: RoundFacts, to: RoundState): StepRefusal | undefined {
  if (!ways[facts.state].includes(to)) return 'step-not-next';
  if (isBack(facts.state, to)) return undefined;
  return due[to](facts);
}

export type StepRefusal =
  | 'step-not-next' | 'opens-later' | 'catalogue-not-adopted' | 'deadline-not-reached' | 'seed-missing' | 'dry-run-missing' | 'checks-broken' | 'findings-unanswered'
  | 'proposal-missing' | 'objections-open' | 'objection-upheld' | 'amendments-open' | 'approvals-missing' | 'approved-by-one' | 'answers-open' | 'replacements-open';

const due: Readonly<Record<RoundState, (facts: RoundFacts) => StepRefusal | undefined>> = {
  planned: () => 'step-not-next',
  open: ({ today, opensOn, isCatalogueAdopted }) => (today < opensOn ? 'opens-later' : isCatalogueAdopted ? undefined : 'catalogue-not-adopted'),
  closed: ({ now, deadline }) => (now < deadline ? 'deadline-not-reached' : undefined),
  checked: ({ hasSeed, dryRun }) => {
    if (!hasSeed) return 'seed-missing';
    if (!dryRun?.isDone) return 'dry-run-missing';
    if (dryRun.broken > 0) return 'checks-broken';
    return dryRun.unanswered > 0 ? 'findings-unanswered' : undefined;
  },
  proposed: ({ proposal }) => {
    if (!proposal?.isDone) return 'proposal-missing';
    return proposal.broken > 0 ? 'checks-broken' : undefined;
  },
  approved: ({ proposal }) => releaseRefusal(proposal) ?? approvalRefusal(proposal!.approvals),
  decided: ({ proposal }) => releaseRefusal(proposal) ?? approvalRefusal(proposal!.approvals),
  answered: ({ openAnswers }) => (openAnswers > 0 ? 'answers-open' : undefined),
  replaced: ({ openReplacements }) => (openReplacements > 0 ? 'replacements-open' : undefined),
  ended: ({ openAnswers, openReplacements }) => (openAnswers > 0 ? 'answers-open' : openReplacements > 0 ? 'replacements-open' : undefined),
};

/** What keeps anybody from releasing a proposal. */
export function releaseRefusal(proposal: RoundFacts['proposal']): StepRefusal | undefined {
  if (!proposal?.isDone) return 'proposal-missing';
  if (proposal.broken > 0) return 'checks-broken';
  if (proposal.openObjections > 0) return 'objections-open';
  if (proposal.upheldObjections > 0) return 'objection-upheld';
  return proposal.openAmendments > 0 ? 'amendments-open' : undefined;
}

/** Both sides, and by two people: whoever has both roles releases for one side only. */
function approvalRefusal(approvals: readonly { side: ApprovalSide; byPerson: Uuid }[]): StepRefusal | undefined {
  if (!approvalSides.every((side) => approvals.some((approval) => approval.side === side))) return 'approvals-missing';
  return new Set(approvals.map(({ byPerson }) => byPerson)).size < approvalSides.length ? 'approved-by-one' : undefined;
}
