import { permit, permitEverybody } from '../accounts/permit.ts';

/** Rounds, their steps and figures, nobody's name. */
export const readRounds = permit('kita.round.read', 'internal', ['kita-office', 'planner', 'department-head', 'auditor']);
/** Makes a round and takes its steps. */
export const manageRounds = permit('kita.round.manage', 'internal', ['kita-office']);
/** Which children a check, an objection or a change by hand concerns. */
export const readRunDetails = permit('kita.run.read', 'social', ['kita-office']);
/** The frozen input: no name, but points and traits of each child. */
export const exportMarket = permit('kita.run.export', 'social', ['kita-office', 'auditor']);
export const computeAgain = permit('kita.run.compute-again', 'internal', ['kita-office', 'kita-provider', 'auditor']);
export const approveForOffice = permit('kita.round.approve-office', 'internal', ['kita-office']);
export const approveForProviders = permit('kita.round.approve-providers', 'internal', ['kita-provider']);
/** A facility's list: names and birthdays, never a social fact. */
export const readLists = permit('kita.list.read', 'personal', ['kita-provider', 'kita-office']);
export const confirmSeats = permit('kita.round-pool.confirm', 'internal', ['kita-provider', 'kita-office']);
export const raiseObjection = permit('kita.objection.raise', 'personal', ['kita-provider']);
export const decideObjections = permit('kita.objection.decide', 'personal', ['kita-office']);
export const amendProposal = permit('kita.amendment.edit', 'social', ['kita-office']);
export const readPublicRounds = permitEverybody('kita.round.public');
