import type { View } from '../../platform/house.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { editService } from '../permissions.ts';
import { isOpen, type Proposal } from '../revision/proposal.ts';
import { revisionTexts } from '../revision-texts.ts';
import { loadDirectoryNames } from '../server/directory-names.ts';
import type { StoredService } from '../server/load-services.ts';
import { readSensitiveSetting } from '../server/sensitive-setting.ts';
import { Difference, DifferenceStyle } from './revision-difference.tsx';

const t = revisionTexts.in('de');
/** A decision is told on the page for so many days; it was told by mail as well. */
const TOLD_DAYS = 30;

/** What became of a provider's last proposal, on the page of the entry. */
export async function OwnProposal({ view, service, proposal }: { view: View; service: StoredService; proposal: Proposal | undefined }) {
  if (!proposal || proposal.state === 'withdrawn') return null;
  const isOld = proposal.decidedAt !== undefined && view.clock.now().getTime() - proposal.decidedAt.getTime() > TOLD_DAYS * 86_400_000;
  if (!isOpen(proposal) && isOld) return null;
  const key = proposal.state === 'waiting' ? (proposal.kind === 'new' ? 'new' : 'waiting') : proposal.state;
  const names = await loadDirectoryNames(view.tx, view.town.id);
  return (
    <Notice kind={proposal.state === 'approved' ? 'success' : proposal.state === 'waiting' ? 'info' : 'warning'} title={t(`own.${key as 'waiting'}`)}>
      <DifferenceStyle />
      {key === 'waiting' || key === 'new' || key === 'returned' ? <p>{t(`own.${key}.text`)}</p> : null}
      {proposal.decisionNote ? <p class="preline">{t('own.reason')}: {proposal.decisionNote}</p> : null}
      {isOpen(proposal) && proposal.kind !== 'new' ? <Difference changes={proposal.changes} names={names} /> : null}
      {isOpen(proposal) && editService.allows(view.who) ? (
        <Form form={{ values: {}, refusals: [] }} id="zurueckziehen" label={t('own.withdraw')} action={view.href(`/verwaltung/angebote/${service.id}/zurueckziehen`)}>
          <Button look="secondary" small>{t('own.withdraw')}</Button>
        </Form>
      ) : null}
    </Notice>
  );
}

/** Says before somebody types what will have to wait. */
export async function SensitiveNote({ view, isNew }: { view: View; isNew: boolean }) {
  const { topics, newOffersWait } = await readSensitiveSetting(view.tx, view.town.id);
  if (isNew) return newOffersWait ? <p>{t('own.new-waits')}</p> : null;
  return topics.length > 0 ? <p>{t('own.sensitive', { topics: topics.map((topic) => t(`topic.${topic}`)).join(', ') })}</p> : null;
}
