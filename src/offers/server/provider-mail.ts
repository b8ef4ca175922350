import { findOrganization } from '../../network/server/organizations.ts';
import { personOfId } from '../../accounts/server/people.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Proposal } from '../revision/proposal.ts';
import type { ServiceRecord } from '../service.ts';

/** The function mailbox to ask about an entry: its own, else that of whoever offers it. Contact persons are never written to. */
export async function mailboxOf(tx: Read, municipalityId: Uuid, service: Pick<ServiceRecord, 'email' | 'organizationId'>): Promise<string | undefined> {
  return service.email ?? (await findOrganization(tx, municipalityId, service.organizationId))?.email;
}

/** Whom to tell what became of a proposal: the person who made it, or the mailbox by whose link it came. */
export async function recipientOf(tx: Read, municipalityId: Uuid, { proposedBy }: Pick<Proposal, 'proposedBy'>, service: Pick<ServiceRecord, 'email' | 'organizationId'>): Promise<string | undefined> {
  return proposedBy ? (await personOfId(tx, municipalityId, proposedBy))?.email : mailboxOf(tx, municipalityId, service);
}
