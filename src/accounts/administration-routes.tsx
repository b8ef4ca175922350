import { Hono } from 'hono';
import type { FormState } from '../platform/form.ts';
import type { HouseEnv, View } from '../platform/house.ts';
import type { Uuid } from '../platform/id.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { AUDIT, auditCsv, auditPage } from './pages/audit-page.tsx';
import type { DoneThing } from './pages/done-notice.tsx';
import { JOBS, jobsPage } from './pages/jobs-page.tsx';
import { invitePage, PEOPLE, peoplePage } from './pages/people-page.tsx';
import { personPage } from './pages/person-page.tsx';
import { permissions } from './permissions.ts';
import { activatePerson, deactivatePerson, endSessionsOf, resetSecondFactor } from './server/change-access.ts';
import { assignRole, endRole } from './server/change-roles.ts';
import { inviteAgain, invitePerson } from './server/invite-person.ts';
import type { OrganizationChoices } from './server/organization-choices.ts';
import { retryJob } from './server/retry-job.ts';

/** People and roles, background work, audit. */
export function administrationRoutes(organizationChoices: OrganizationChoices): Hono<HouseEnv> {
  const invite = invitePage(organizationChoices);
  const person = personPage(organizationChoices);
  const toPerson = (thing: DoneThing) => (id: Uuid) => `${PEOPLE}/${id}?erledigt=${thing}`;
  const access = (thing: DoneThing) => ({ params: ['person'], again: (view: View, form: FormState) => person(view, { access: form }), done: toPerson(thing) });

  return new Hono<HouseEnv>()
    .get(PEOPLE, page(permissions.managePeople, peoplePage))
    .get(`${PEOPLE}/einladen`, page(permissions.managePeople, (view) => invite(view)))
    .post(`${PEOPLE}/einladen`, submit(invitePerson(organizationChoices), { again: invite, done: toPerson('eingeladen') }))
    .get(`${PEOPLE}/:person`, page(permissions.managePeople, (view) => person(view)))
    .post(`${PEOPLE}/:person/rollen`, submit(assignRole(organizationChoices), { params: ['person'], again: (view, assign) => person(view, { assign }), done: toPerson('rolle-gegeben') }))
    .post(`${PEOPLE}/:person/rollen/:assignment/beenden`, submit(endRole, { params: ['person', 'assignment'], again: (view, roles) => person(view, { roles }), done: toPerson('rolle-beendet') }))
    .post(`${PEOPLE}/:person/einladung`, submit(inviteAgain, access('eingeladen')))
    .post(`${PEOPLE}/:person/abmelden`, submit(endSessionsOf, access('abgemeldet')))
    .post(`${PEOPLE}/:person/sperren`, submit(deactivatePerson, access('gesperrt')))
    .post(`${PEOPLE}/:person/entsperren`, submit(activatePerson, access('entsperrt')))
    .post(`${PEOPLE}/:person/zweiter-schritt-zuruecksetzen`, submit(resetSecondFactor, access('zurueckgesetzt')))

    .get(JOBS, page(permissions.watchJobs, (view) => jobsPage(view)))
    .post(`${JOBS}/:job/wiederholen`, submit(retryJob, { params: ['job'], again: jobsPage, done: () => `${JOBS}?erledigt=wiederholt` }))

    .get(AUDIT, page(permissions.readAudit, auditPage))
    .get(`${AUDIT}.csv`, page(permissions.readAudit, auditCsv));
}
