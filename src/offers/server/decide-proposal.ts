import * as v from 'valibot';
import { organizationNames } from '../../network/server/organizations.ts';
import { action, type ActionContext } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, optionalText, uuidField, wholeNumber } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { decideProposals } from '../permissions.ts';
import { applyChanges, beside } from '../revision/change.ts';
import type { Proposal } from '../revision/proposal.ts';
import { revisionTexts } from '../revision-texts.ts';
import type { StoredService } from './load-services.ts';
import { lockService } from './lock-service.ts';
import { endProposal, findProposal, lockProposal } from './proposals.ts';
import { recipientOf } from './provider-mail.ts';
import { withKnownReferences } from './service-references.ts';
import { storeServices } from './store-services.ts';

export const decisions = ['approved', 'refused', 'returned'] as const;
export type Decision = (typeof decisions)[number];

/**
 * Approves a proposal, refuses it, or sends it back with a question. Approved is exactly what was seen: if the entry has changed since the page
 * was shown, the page comes again with today's difference (`stale-form`); where entry and proposal both say something new, somebody has
 * chosen. Of two who decide at once the second learns that it is decided (`already-decided`).
 */
export const decideProposal = action({
  may: decideProposals,
  audit: 'offers.proposal.decided',
  input: v.objectWithRest({ id: uuidField(), decision: choice(decisions), version: wholeNumber(1, 1e9), note: optionalText(1_000) }, v.unknown()),
  async run(context, input): Promise<Outcome<{ decision: Decision; serviceId: Uuid; dropped: number }>> {
    const { tx, municipalityId, who, clock, concerns } = context;
    const { id, decision, version, note } = input;
    const known = await findProposal(tx, municipalityId, id);
    // The entry first, then what is proposed of it: everybody locks in this order.
    const service = known && await lockService(tx, municipalityId, known.serviceId);
    const proposal = service && await lockProposal(tx, municipalityId, id);
    if (!proposal || !service) throw new NotFound();
    if (proposal.state !== 'waiting') return refused('already-decided');
    if (decision !== 'approved' && note === '') return refused('reason-missing', { field: 'note' });
    let dropped = 0;
    if (decision === 'approved') {
      if (service.version !== version) return refused('stale-form');
      const approved = await approvedRecord(context, proposal, service, input);
      if (!approved.ok) return approved;
      dropped = approved.value.dropped;
      await storeServices(tx, municipalityId, [approved.value.record], clock, {
        origin: 'proposal', ...(proposal.proposedBy ? { by: proposal.proposedBy } : {}), ...(who.personId ? { acceptedBy: who.personId } : {}), reason: proposal.note,
      });
      if (proposal.kind === 'retirement') await endQuestion(context, service.id);
    }
    await endProposal(tx, municipalityId, clock, id, { state: decision, note, ...(who.personId ? { by: who.personId } : {}) });
    await tellProvider(context, proposal, service, decision, note);
    concerns(service.id, proposal.changes.map(({ topic }) => topic));
    return accepted({ decision, serviceId: service.id, dropped });
  },
});

/** The entry as approved: what holds, and of what is disputed what was chosen. */
async function approvedRecord({ tx, municipalityId, clock }: ActionContext, proposal: Proposal, service: StoredService, input: Record<string, unknown>): Promise<Outcome<{ record: StoredService; dropped: number }>> {
  const { plain, conflicts } = beside(service, proposal.changes);
  const chosen = conflicts.map(({ topic }) => input[`conflict.${topic}`]);
  const open = conflicts.find((_, index) => chosen[index] !== 'proposed' && chosen[index] !== 'current');
  if (open) return refused('choose-one', { field: `conflict.${open.topic}` });
  const changed = applyChanges(service, [...plain, ...conflicts.filter((_, index) => chosen[index] === 'proposed')]);
  const { minimumAgeMonths: from, maximumAgeMonths: to, validFrom, validUntil } = changed;
  if ((from !== undefined && to !== undefined && to < from) || (validFrom && validUntil && validUntil <= validFrom)) return refused('proposal-contradicts');
  const known = await withKnownReferences(tx, municipalityId, changed);
  if (!known.ok) return known;
  // Who makes an entry, or goes through it by the link of a mail, says that it is true.
  const vouches = proposal.kind === 'new' || (proposal.origin === 'link' && proposal.kind === 'change');
  const names = await organizationNames(tx, municipalityId);
  const assured = vouches ? { assuredAt: clock.today(), assuredBy: names.get(changed.organizationId) } : {};
  return accepted({ ...known.value, record: { ...known.value.record, ...assured } });
}

async function endQuestion({ tx, municipalityId, clock }: ActionContext, serviceId: Uuid): Promise<void> {
  await tx.updateTable('offers.confirmation_request').set({ state: 'closed', ended_at: clock.now() })
    .where('municipality_id', '=', municipalityId).where('service_id', '=', serviceId).where('state', 'in', ['open', 'lapsed']).execute();
}

async function tellProvider({ tx, municipalityId, post, configuration }: ActionContext, proposal: Proposal, service: StoredService, decision: Decision, note: string): Promise<void> {
  const to = await recipientOf(tx, municipalityId, proposal, service);
  if (!to) return;
  const town = await tx.selectFrom('accounts.municipality').select(['name', 'slug']).where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
  const t = revisionTexts.in('de');
  const isGone = proposal.kind === 'retirement' && decision === 'approved';
  const path = isGone ? 'angebote' : proposal.origin === 'account' ? `verwaltung/angebote/${service.id}` : `angebote/${service.id}`;
  await post({
    to, subject: t('mail.decided.subject', { town: town.name }),
    text: t('mail.decided.text', {
      offer: service.name, decision: t(`mail.decided.${decision}`), reason: note ? t('mail.decided.reason', { note }) : '', town: town.name,
      link: new URL(`/${town.slug}/${path}`, configuration.baseUrl).href,
    }),
  });
}
