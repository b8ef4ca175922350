import { NotFound } from '../../platform/failure.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { beside, type Conflict, type TopicChange } from '../revision/change.ts';
import type { Proposal } from '../revision/proposal.ts';
import { valuesOf } from '../revision/record-topic.ts';
import { revisionTexts } from '../revision-texts.ts';
import { decisions } from '../server/decide-proposal.ts';
import { loadDirectoryNames, type DirectoryNames } from '../server/directory-names.ts';
import { loadServices, type StoredService } from '../server/load-services.ts';
import { findProposal } from '../server/proposals.ts';
import { Difference, DifferenceStyle } from './revision-difference.tsx';
import { QUEUE } from './revision-queue-page.tsx';
import { plainTopic } from './revision-words.ts';

const t = revisionTexts.in('de');

/** A proposal beside the entry of today, and what may be decided about it. */
export async function proposalPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const id = view.param('id');
  const proposal = isUuid(id) ? await findProposal(view.tx, view.town.id, id) : undefined;
  const [service] = proposal ? await loadServices(view.tx, view.town.id, [proposal.serviceId]) : [];
  if (!proposal || !service) throw new NotFound();
  const names = await loadDirectoryNames(view.tx, view.town.id);
  const { plain, done, conflicts } = beside(service, proposal.changes);
  const current = plain.map((change): TopicChange => ({ ...change, from: valuesOf(service, change.topic) }));
  const isOpen = proposal.state === 'waiting';
  return {
    title: `${t('proposal.title')}: ${service.name}`,
    breadcrumbs: [{ label: t('queue.title'), href: view.href(QUEUE) }, { label: service.name }],
    content: (
      <>
        <DifferenceStyle />
        <PageHead preline={<Badge>{t(`kind.${proposal.kind}`)}</Badge>} title={service.name} actions={<LinkButton look="secondary" href={view.href(`/verwaltung/angebote/${service.id}`)}>{t('proposal.entry')}</LinkButton>} />
        <p class="muted">{said(proposal)}, <InstantText at={proposal.proposedAt} /></p>
        {proposal.note ? <Notice title={t('proposal.note')}><p class="preline">{proposal.note}</p></Notice> : null}
        {isOpen ? null : <Notice kind="warning" title={t('proposal.decided')}><p>{t('proposal.decided.text')}</p></Notice>}
        <section>
          <h2>{t('proposal.difference')}</h2>
          <p class="small muted">{t('difference.legend')}</p>
          <Difference changes={isOpen ? current : proposal.changes} names={names} />
          {isOpen && done.length > 0 ? <p class="muted">{t('proposal.done')}: {done.map(({ topic }) => t(`topic.${topic}`)).join(', ')}</p> : null}
        </section>
        {isOpen ? <Decision service={service} conflicts={conflicts} form={form} names={names} /> : null}
      </>
    ),
  };
}

function said(proposal: Proposal): string {
  if (proposal.origin === 'link') return t('proposal.origin.link');
  return proposal.proposerName ? t('proposal.origin.account', { name: proposal.proposerName }) : t('proposal.origin.account.unknown');
}

function Decision({ service, conflicts, form, names }: { service: StoredService; conflicts: readonly Conflict[]; form: FormState; names: DirectoryNames }) {
  return (
    <section>
      <h2>{t('proposal.form')}</h2>
      <Form form={form} texts={revisionTexts}>
        <input type="hidden" name="version" value={String(service.version)} />
        {conflicts.map(({ topic, from, now, to }) => (
          <section class="panel">
            <Notice kind="warning" title={t('proposal.conflict', { topic: t(`topic.${topic}`) })}><p>{t('proposal.conflict.text')}</p></Notice>
            <DescriptionList entries={[
              { term: t('proposal.conflict.base'), details: <span class="preline">{plainTopic(topic, from, names)}</span> },
              { term: t('proposal.conflict.now'), details: <span class="preline">{plainTopic(topic, now, names)}</span> },
              { term: t('proposal.conflict.to'), details: <span class="preline">{plainTopic(topic, to, names)}</span> },
            ]} />
            <RadioGroup name={`conflict.${topic}`} label={t('proposal.conflict.choice', { topic: t(`topic.${topic}`) })} inline options={(['proposed', 'current'] as const).map((value) => ({ value, label: t(`proposal.conflict.${value}`) }))} />
          </section>
        ))}
        <RadioGroup name="decision" label={t('proposal.choice')} options={decisions.map((value) => ({ value, label: t(`proposal.${value}`), hint: t(`proposal.${value}.hint`) }))} />
        <TextArea name="note" label={t('proposal.reason')} hint={t('proposal.reason.hint')} rows={3} optional />
        <ButtonRow><Button>{t('proposal.decide')}</Button></ButtonRow>
      </Form>
    </section>
  );
}
