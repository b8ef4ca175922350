import { permit, permitSignedIn } from '../accounts/permit.ts';
import type { Permission } from '../platform/permission.ts';

/** A guardian, about the own child only: every page and action asks for the bond to the child as well. */
export const readOwnDecision = permitSignedIn('kita.decision.read-own', 'personal');
export const answerOwnDecision = permitSignedIn('kita.decision.answer-own', 'personal');
/** The address itself is the right: whoever holds the letter's link. Each reading is in the audit. */
export const answerByLink: Permission = { name: 'kita.decision.answer-by-link', protects: 'personal', allows: () => true };
export const listDecisions = permit('kita.decision.list', 'social', ['kita-office']);
export const enterAnswer = permit('kita.answer.enter', 'personal', ['kita-office']);
export const printLetters = permit('kita.letter.print', 'social', ['kita-office']);
export const configureLetters = permit('kita.letter.configure', 'internal', ['kita-office', 'administrator']);
/** Providers see the lists of their own facilities, without Sozialdaten. */
export const readWaitingLists = permit('kita.waiting-list.read', 'personal', ['kita-office', 'kita-provider']);
export const proposeEmergency = permit('kita.emergency.propose', 'social', ['kita-office']);
/** A second person; never the one who proposed it. */
export const approveEmergency = permit('kita.emergency.approve', 'social', ['kita-office', 'department-head']);
export const replacePlaces = permit('kita.replacement.run', 'social', ['kita-office']);
