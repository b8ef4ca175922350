import { permit, permitEverybody } from '../accounts/permit.ts';
import { staffRoles, type Role } from '../accounts/role.ts';
import type { Uuid } from '../platform/id.ts';
import type { Who } from '../platform/permission.ts';

/** Who keeps the directory of the whole municipality. */
const editors: readonly Role[] = ['coordinator', 'planner', 'administrator'];

export const readOffers = permitEverybody('offers.service.read');
/** The list of those who work with it: drafts, versions, function mailboxes. Provider editors see their own. */
export const listForStaff = permit('offers.service.list', 'internal', [...staffRoles, 'provider-editor']);
export const editService = permit('offers.service.edit', 'internal', [...editors, 'provider-editor']);
/** To say that an entry is still true is the business of whoever knows it. */
export const confirmService = permit('offers.service.confirm', 'internal', [...editors, 'navigator', 'provider-editor']);
/** Works off what waits: changes of providers, suggested corrections, new and ended offers. */
export const decideProposals = permit('offers.proposal.decide', 'internal', editors);
export const readVersions = permit('offers.version.read', 'internal', [...editors, 'navigator', 'provider-editor']);
export const restoreVersion = permit('offers.version.restore', 'internal', editors);
export const configureFreshness = permit('offers.freshness.configure', 'internal', ['coordinator', 'administrator']);
/** Whoever holds the link of a mail; whoever reads an entry and knows better. */
export const answerByLink = permitEverybody('offers.confirmation.answer');
export const suggestCorrection = permitEverybody('offers.correction.suggest');
export const editLocation = permit('offers.location.edit', 'internal', editors);
export const importServices = permit('offers.service.import', 'internal', editors);
/** Licence and contact of the open data: what the municipality promises to others. */
export const configureOpenData = permit('offers.open-data.configure', 'internal', ['coordinator', 'administrator']);
/** Booklets and posters of the directory. */
export const makePrint = permit('offers.print.make', 'internal', [...editors, 'navigator']);
export const configurePhases = permit('offers.phase.configure', 'internal', editors);
/** Whoever knows a language: those who keep the directory, Lotsen, and providers for their own offers. */
export const translate = permit('offers.translation.edit', 'internal', [...editors, 'navigator', 'provider-editor']);
/** What leaves the house, and what the house vouches for. */
export const translateByMachine = permit('offers.translation.machine', 'internal', ['coordinator', 'administrator']);
export const certifyEasyLanguage = permit('offers.easy-language.certify', 'internal', editors);

/** Opens and closes surveys of which offers are known. */
export const runSurvey = permit('offers.awareness.run', 'internal', editors);
export const readAwareness = permit('offers.awareness.read', 'internal', [...editors, 'department-head', 'navigator']);
/** Nobody is asked who they are. */
export const answerSurvey = permitEverybody('offers.awareness.answer');

/** Whether this person may edit or confirm what this organization offers: editors for everybody, provider editors for their own. */
export function worksFor(who: Who, organizationId: Uuid): boolean {
  return worksForAll(who) || who.organizationIds.includes(organizationId);
}

export function worksForAll(who: Who): boolean {
  return who.roles.some((role) => (staffRoles as readonly string[]).includes(role));
}

/** Whether this person may keep the entries of all organizations, not only of some. */
export function editsForAll(who: Who): boolean {
  return who.roles.some((role) => (editors as readonly string[]).includes(role));
}
/** Puts a list together with a family at a counter and may count that it was handed over. */
export const handOver = permit('offers.list.hand-over', 'internal', ['navigator', 'coordinator', 'planner', 'kita-office']);
/** How often offers were handed over: sums without families, small numbers not shown. */
export const readHandedOver = permit('offers.hand-over.read', 'internal', ['coordinator', 'planner', 'department-head']);
export const mailList = permitEverybody('offers.list.mail');
/** Works off entries by their age and calls those who know whether they are true. */
export const logCalls = permit('offers.call.log', 'internal', [...editors, 'navigator']);
export const mergeDuplicates = permit('offers.duplicate.merge', 'internal', editors);
/** School holidays, and public holidays of the town alone. */
export const configureHolidays = permit('offers.holiday.configure', 'internal', editors);
