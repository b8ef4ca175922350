import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Evidence, Gap } from '../gap.ts';
import type { Chain } from '../matrix.ts';
import { permissions } from '../permissions.ts';
import { listEvents, listEvidence, type RecordedEvent } from '../server/gaps.ts';
import { figureChoices } from '../server/need-figures.ts';
import { loadChain } from '../server/load-chain.ts';
import { staffTexts } from '../texts.ts';
import { findCell } from './cell-page.tsx';
import { EvidenceFields } from './gap-form.tsx';
import { gapAsked } from './gap-pages.tsx';
import { whereOf } from './gap-words.ts';
import { sayStatus } from './gaps-page.tsx';
import { paths, staffSheet, t } from './staff-frame.tsx';
import { ChainStateMark } from './state-words.tsx';

export type GapAction = 'evidence' | 'close' | 'reopen';

/** A gap with its evidence and history, and what can be done with it. After a refusal the form that was sent is shown again. */
export async function gapPage(view: View, sent?: { action: GapAction; form: FormState }): Promise<Sheet> {
  const gap = await gapAsked(view);
  const chain = await loadChain(view.tx, view.town, view.clock.today(), { withSuspicions: false });
  const formOf = (action: GapAction, otherwise = emptyForm) => (sent?.action === action ? sent.form : otherwise);
  const today = view.clock.today();
  return staffSheet(view, {
    title: gap.title, tab: 'gaps', below: true,
    content: (
      <>
        <PageHead
          title={gap.title} preline={whereOf(gap, chain)} lead={<Badge tone={gap.closed ? 'good' : 'danger'} icon={gap.closed ? 'check' : 'gap'}>{sayStatus(gap, today)}</Badge>}
          actions={!gap.closed && permissions.changeGap.allows(view.who) ? <LinkButton look="secondary" icon="edit" href={view.href(paths.editGap(gap.id))}>{t('gap.edit')}</LinkButton> : undefined}
        />
        <Description gap={gap} chain={chain} view={view} />
        <EvidenceList view={view} gap={gap} evidence={await listEvidence(view.tx, view.town.id, gap.id)} />
        {!gap.closed && permissions.changeGap.allows(view.who) ? <AddEvidence gap={gap} view={view} figures={await figureChoices(view.tx, view.town.id, today)} form={formOf('evidence', filledForm({ observedOn: today }))} open={sent?.action === 'evidence'} /> : null}
        {permissions.closeGap.allows(view.who)
          ? gap.closed ? <Reopen gap={gap} view={view} form={formOf('reopen')} open={sent?.action === 'reopen'} /> : <Close gap={gap} view={view} form={formOf('close', filledForm({ closedOn: today }))} open={sent?.action === 'close'} />
          : null}
        <History events={await listEvents(view.tx, view.town.id, gap.id)} />
      </>
    ),
  });
}

function Description({ gap, chain, view }: { gap: Gap; chain: Chain; view: View }) {
  const { phaseId, fieldId, areaId = chain.index.town.rootAreaId } = gap;
  const isCell = phaseId !== undefined && fieldId !== undefined && chain.index.tree.numberOf.has(areaId);
  const cell = isCell ? findCell(chain, areaId, phaseId, fieldId) : undefined;
  return (
    <DescriptionList
      entries={[
        { term: t('gaps.severity'), details: t(`severity.${gap.severity}`) },
        { term: t('gaps.owner'), details: gap.ownerName },
        { term: t('gap.criterion'), details: <span class="as-typed">{gap.closingCriterion}</span> },
        { term: t('gaps.noticed'), details: <DateText day={gap.noticedOn} /> },
        ...(cell ? [{ term: t('gap.now'), details: <a href={view.href(paths.cell(cell.areaId, cell.phaseId, cell.fieldId))}><ChainStateMark state={cell.state} /></a> }] : []),
        ...(gap.closed ? [{ term: t('gap.closed-on'), details: <DateText day={gap.closed.on} /> }, { term: t('gap.proof'), details: <span class="as-typed">{gap.closed.proof}</span> }] : []),
      ]}
    />
  );
}

function EvidenceList({ view, gap, evidence }: { view: View; gap: Gap; evidence: readonly Evidence[] }) {
  return (
    <section class="stack">
      <h2>{t('gap.evidence')}</h2>
      <ul>
        {evidence.map(({ kind, description, source, observedOn, figure }) => (
          <li>
            <strong>{t(`evidence.${kind}`)}</strong>, <DateText day={observedOn} />: <span class="as-typed">{description}</span>
            {source ? <span class="matrix-notes">{t('gap.evidence.source')}: {source}</span> : null}
            {figure ? <span class="matrix-notes"><a href={view.href(`/zahlen/${figure.indicatorKey}`, { zeit: figure.periodKey, ...(gap.areaId ? { gebiet: gap.areaId } : {}) })}>{t('gap.evidence.figure.link')}</a></span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface StepProps {
  gap: Gap;
  view: View;
  form: FormState;
  open: boolean;
}

function AddEvidence({ gap, view, form, open, figures }: StepProps & { figures: Awaited<ReturnType<typeof figureChoices>> }) {
  return (
    <details class="accordion no-print" open={open}>
      <summary>{t('gap.add-evidence')}</summary>
      <div class="accordion-body">
        <Form form={form} texts={staffTexts} id="beleg" label={t('gap.add-evidence')} action={view.href(`${paths.gap(gap.id)}/belege`)}>
          <EvidenceFields figures={figures} />
          <Button>{t('gap.add-evidence')}</Button>
        </Form>
      </div>
    </details>
  );
}

function Close({ gap, view, form, open }: StepProps) {
  return (
    <details class="accordion no-print" open={open}>
      <summary>{t('gap.close')}</summary>
      <div class="accordion-body stack">
        <p>{t('gap.close.lead')}</p>
        <p>{t('gap.close.criterion', { criterion: gap.closingCriterion })}</p>
        <Form form={form} texts={staffTexts} id="schliessen" label={t('gap.close')} action={view.href(`${paths.gap(gap.id)}/schliessen`)}>
          <input type="hidden" name="version" value={String(gap.version)} />
          <TextArea name="proof" label={t('gap.proof')} rows={3} />
          <DateField name="closedOn" label={t('gap.closed-on')} />
          <Button>{t('gap.close.save')}</Button>
        </Form>
      </div>
    </details>
  );
}

function Reopen({ gap, view, form, open }: StepProps) {
  return (
    <details class="accordion no-print" open={open}>
      <summary>{t('gap.reopen')}</summary>
      <div class="accordion-body stack">
        <p>{t('gap.reopen.lead')}</p>
        <Form form={form} texts={staffTexts} id="wieder-oeffnen" label={t('gap.reopen')} action={view.href(`${paths.gap(gap.id)}/wieder-oeffnen`)}>
          <input type="hidden" name="version" value={String(gap.version)} />
          <TextArea name="reason" label={t('gap.reason')} rows={3} />
          <Button look="secondary">{t('gap.reopen.save')}</Button>
        </Form>
      </div>
    </details>
  );
}

function History({ events }: { events: readonly RecordedEvent[] }) {
  return (
    <section class="stack">
      <h2>{t('gap.history')}</h2>
      <Table
        caption={t('gap.history.caption')} captionHidden rows={events}
        columns={[
          { header: t('gap.history.when'), rowHeader: true, cell: ({ at }) => <InstantText at={at} style="short" /> },
          { header: t('gap.history.what'), cell: (event) => <>{sayEvent(event)}{event.note ? <span class="matrix-notes as-typed">{event.note}</span> : null}</> },
          { header: t('gap.history.who'), cell: ({ personName }) => personName ?? t('gap.history.unknown') },
        ]}
      />
    </section>
  );
}

function sayEvent({ kind, changedFields }: RecordedEvent): string {
  if (kind !== 'changed' || changedFields.length === 0) return t(`event.${kind}`);
  return t('event.changed.fields', { fields: changedFields.map((field) => t(`described.${field}` as 'described.title')).join(', ') });
}
