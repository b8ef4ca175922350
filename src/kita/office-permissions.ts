import { permit } from '../accounts/permit.ts';

/** The work list: how much waits, nobody's name. */
export const readOffice = permit('kita.office.read', 'internal', ['kita-office', 'department-head']);
export const settleDeadlines = permit('kita.deadline.settle', 'internal', ['kita-office']);
/** Names and birthdays of children. */
export const searchChildren = permit('kita.child.search', 'personal', ['kita-office']);
/** Everything in a child's file: circumstances, addresses, notes. */
export const readChildFile = permit('kita.child-file.read', 'social', ['kita-office']);
export const editChildFile = permit('kita.child-file.edit', 'social', ['kita-office']);
export const checkProofs = permit('kita.proof.check', 'social', ['kita-office']);
export const mergeChildren = permit('kita.child.merge', 'social', ['kita-office']);
export const shareCosts = permit('kita.cost-share.edit', 'social', ['kita-office']);
export const writeSeries = permit('kita.letter-series.write', 'social', ['kita-office']);
export const importChildren = permit('kita.child.import', 'social', ['kita-office']);
/** Children by area and age before disclosure control: few cells are large, so reading them is written down. */
export const readKitaFigures = permit('kita.figures.read', 'personal', ['kita-office', 'planner']);
export const handOverKitaFigures = permit('kita.figures.hand-over', 'personal', ['kita-office', 'planner']);
/** Groups, places and staff without names. */
export const reportGroups = permit('kita.group-report.edit', 'internal', ['kita-office']);
