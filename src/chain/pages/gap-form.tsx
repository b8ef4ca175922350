import { plainName } from '../../offers/names.ts';
import type { FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { areasOfChain } from '../areas-of-chain.ts';
import { evidenceKinds, severities } from '../gap.ts';
import { writeFigure } from '../need-figure.ts';
import type { figureChoices } from '../server/need-figures.ts';
import { sayPeriod } from '../../monitoring/period-words.ts';
import type { Chain } from '../matrix.ts';
import { staffTexts } from '../texts.ts';
import { t } from './staff-frame.tsx';

type FigureChoice = Awaited<ReturnType<typeof figureChoices>>[number];

interface GapFormProps {
  chain: Chain;
  view: View;
  form: FormState;
  /** version of the gap that is changed; without one it is a new gap, which needs evidence */
  version?: number;
  /** released figures to choose the one behind the evidence from */
  figures?: readonly FigureChoice[];
  cancelHref: string;
}

/** Describes a gap; a new one with its first piece of evidence. */
export function GapForm({ chain, view, form, version, figures = [], cancelHref }: GapFormProps) {
  return (
    <Form form={form} texts={staffTexts}>
      {version === undefined ? null : <input type="hidden" name="version" value={String(version)} />}
      <TextField name="title" label={t('gap.title')} hint={t('gap.title.hint')} />
      <RadioGroup name="severity" label={t('gap.severity')} options={severities.map((severity) => ({ value: severity, label: t(`severity.${severity}`), hint: t(`gap.severity.${severity}.hint`) }))} />
      <TextField name="ownerName" label={t('gap.owner')} hint={t('gap.owner.hint')} />
      <TextArea name="closingCriterion" label={t('gap.criterion')} rows={2} />
      <DateField name="noticedOn" label={t('gap.noticed')} />
      <h2>{t('gap.where')}</h2>
      <Where chain={chain} view={view} />
      {version === undefined ? <><h2>{t('gap.evidence')}</h2><p>{t('gap.evidence.lead')}</p><EvidenceFields figures={figures} /></> : null}
      <ButtonRow>
        <Button>{t(version === undefined ? 'gap.register' : 'gap.save')}</Button>
        <LinkButton look="secondary" href={cancelHref}>{t('gap.cancel')}</LinkButton>
      </ButtonRow>
    </Form>
  );
}

function Where({ chain, view }: { chain: Chain; view: View }) {
  const { phases, transitions, fields, rootAreaId } = chain.index.town;
  const choices = (list: readonly { id: string; names: { de: string } }[]) => list.map((one) => ({ value: one.id, label: plainName(one.names, view.language) }));
  const areas = areasOfChain(chain).filter(({ area }) => area.id !== rootAreaId)
    .map(({ area, depth }) => ({ value: area.id, label: `${'\u00a0\u00a0\u00a0'.repeat(depth - 1)}${area.name}` }));
  return (
    <>
      <Select name="phaseId" label={t('gap.phase')} options={choices(phases)} prompt={t('gap.any')} optional />
      {transitions.length > 0 ? <Select name="transitionId" label={t('gap.transition')} options={choices(transitions)} prompt={t('gap.any')} optional /> : null}
      <Select name="fieldId" label={t('gap.field')} options={choices(fields)} prompt={t('gap.any-field')} optional />
      {areas.length > 0 ? <Select name="areaId" label={t('gap.area')} options={areas} prompt={t('gap.any-area')} optional /> : null}
    </>
  );
}

/** Fields of one piece of evidence. */
export function EvidenceFields({ figures }: { figures: readonly FigureChoice[] }) {
  return (
    <>
      <Select name="evidenceKind" label={t('gap.evidence.kind')} options={evidenceKinds.map((kind) => ({ value: kind, label: t(`evidence.${kind}`) }))} />
      <TextArea name="evidence" label={t('gap.evidence.text')} rows={3} />
      <TextField name="evidenceSource" label={t('gap.evidence.source')} optional />
      <DateField name="observedOn" label={t('gap.evidence.on')} />
      {figures.length === 0 ? null : <Select name="figure" label={t('gap.evidence.figure')} hint={t('gap.evidence.figure.hint')} options={figures.map((figure) => ({ value: writeFigure(figure), label: `${figure.name} (${sayPeriod(figure.period, 'de', 'short')})` }))} prompt={t('gap.evidence.figure.none')} optional />}
    </>
  );
}
