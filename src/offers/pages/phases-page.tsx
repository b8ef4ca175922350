import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Select } from '../../ui/choice.tsx';
import { Table } from '../../ui/table.tsx';
import { configurationTexts, sayAgeMonth } from '../configuration-texts.ts';
import { nameValues } from '../server/name-input.ts';
import type { LifePhase, Transition } from '../phase.ts';
import { listPhases, listTransitions } from '../server/phases.ts';
import { countUses } from '../server/remove-word.ts';
import { NameFields, PlaceField, RemoveForm } from './word-form.tsx';

const t = configurationTexts.in('de');
const PHASES = '/verwaltung/lebensphasen';
const crumbs = (view: View) => [{ label: t('phases.title'), href: view.href(PHASES) }];

/** What just happened, told by the address after a form. */
export function flashOf(view: View): Pick<Sheet, 'flash'> {
  const happened = (['saved', 'removed'] as const).find((one) => view.query.get('meldung') === one);
  return happened ? { flash: { kind: 'success', text: t(happened) } } : {};
}

/** Life phases and the transitions between them. */
export async function phasesPage(view: View): Promise<Sheet> {
  const phases = await listPhases(view.tx, view.town.id);
  const transitions = await listTransitions(view.tx, view.town.id);
  return {
    title: t('phases.title'),
    ...flashOf(view),
    content: (
      <>
        <PageHead title={t('phases.title')} lead={t('phases.lead')} />
        {phases.length > 0 && <p class="no-print">{t('phases.gaps')} <a href={view.href('/verwaltung/kette/altersgruppen')}>{t('phases.gaps.link')}</a></p>}
        <PhaseTable view={view} phases={phases} uses={await countUses(view.tx, view.town.id, 'offers.life_phase')} />
        {phases.length > 1 && <TransitionTable view={view} phases={phases} transitions={transitions} uses={await countUses(view.tx, view.town.id, 'offers.transition')} />}
      </>
    ),
  };
}

function PhaseTable({ view, phases, uses }: { view: View; phases: readonly LifePhase[]; uses: ReadonlyMap<string, number> }) {
  const add = <LinkButton icon="add" href={view.href(`${PHASES}/neu`)}>{t('phase.new')}</LinkButton>;
  return (
    <section>
      <h2>{t('phases.list')}</h2>
      <Table caption={t('phases.list')} captionHidden rows={phases} empty={<EmptyState level={3} icon="link" title={t('phases.empty')} explanation={t('phases.empty.text')} action={add} />} columns={[
        { header: t('phase.order'), numeric: true, cell: (phase) => phases.indexOf(phase) + 1 },
        { header: t('phase.name'), rowHeader: true, cell: ({ id, names }) => <a href={view.href(`${PHASES}/${id}`)}>{names.de}</a> },
        { header: t('phase.from'), cell: ({ fromMonth }) => sayAgeMonth(fromMonth) },
        { header: t('phase.until'), cell: ({ untilMonth }) => sayAgeMonth(untilMonth) },
        { header: t('phase.offers'), numeric: true, cell: ({ id }) => uses.get(id) ?? 0 },
      ]} />
      {phases.length > 0 && add}
    </section>
  );
}

function TransitionTable({ view, phases, transitions, uses }: { view: View; phases: readonly LifePhase[]; transitions: readonly Transition[]; uses: ReadonlyMap<string, number> }) {
  const name = (id: string) => phases.find((phase) => phase.id === id)?.names.de;
  const add = <LinkButton icon="add" href={view.href(`${PHASES}/uebergang/neu`)}>{t('transition.new')}</LinkButton>;
  return (
    <section>
      <h2>{t('transitions.list')}</h2>
      <Table caption={t('transitions.list')} captionHidden rows={transitions} empty={<EmptyState level={3} icon="link" title={t('transitions.empty')} explanation={t('transitions.empty.text')} action={add} />} columns={[
        { header: t('phase.order'), numeric: true, cell: (transition) => transitions.indexOf(transition) + 1 },
        { header: t('transition.name'), rowHeader: true, cell: ({ id, names }) => <a href={view.href(`${PHASES}/uebergang/${id}`)}>{names.de}</a> },
        { header: t('transition.from'), cell: ({ fromPhaseId }) => name(fromPhaseId) },
        { header: t('transition.to'), cell: ({ toPhaseId }) => name(toPhaseId) },
        { header: t('phase.offers'), numeric: true, cell: ({ id }) => uses.get(id) ?? 0 },
      ]} />
      {transitions.length > 0 && add}
    </section>
  );
}

/** Forms of one record: what is typed in the one that was refused, the record in the other. */
export interface WordForms { save?: FormState; remove?: FormState }

export async function phasePage(view: View, { save, remove }: WordForms = {}): Promise<Sheet> {
  const phases = await listPhases(view.tx, view.town.id);
  const id = view.param('id');
  const stored = phases.find((phase) => phase.id === id);
  if (id && !stored) throw new NotFound();
  const title = t(stored ? 'phase.edit' : 'phase.new');
  const count = phases.length + (stored ? 0 : 1);
  const blank = { ...emptyForm, values: { place: [String(count)] } };
  const form = save ?? (stored ? filledForm({ ...nameValues(stored.names), fromMonth: stored.fromMonth, untilMonth: stored.untilMonth, place: phases.indexOf(stored) + 1 }) : blank);
  return {
    title,
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={stored ? stored.names.de : title} preline={stored && title} />
        <Form form={form} texts={configurationTexts} action={stored && view.href(`${PHASES}/${stored.id}`)}>
          <NumberField name="fromMonth" label={t('phase.from-month')} hint={t('phase.from-month.hint')} unit={t('phase.months')} />
          <NumberField name="untilMonth" label={t('phase.until-month')} hint={t('phase.until-month.hint')} unit={t('phase.months')} />
          <PlaceField count={count} />
          <NameFields />
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(PHASES)}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
        {stored && <RemoveForm kind="phase" action={view.href(`${PHASES}/${stored.id}/entfernen`)} form={remove} used={(await countUses(view.tx, view.town.id, 'offers.life_phase')).get(stored.id) ?? 0} />}
      </>
    ),
  };
}

export async function transitionPage(view: View, { save, remove }: WordForms = {}): Promise<Sheet> {
  const phases = await listPhases(view.tx, view.town.id);
  const transitions = await listTransitions(view.tx, view.town.id);
  const id = view.param('id');
  const stored = transitions.find((transition) => transition.id === id);
  if (id && !stored) throw new NotFound();
  const title = t(stored ? 'transition.edit' : 'transition.new');
  const count = transitions.length + (stored ? 0 : 1);
  const blank = { ...emptyForm, values: { place: [String(count)] } };
  const form = save ?? (stored ? filledForm({ ...nameValues(stored.names), fromPhaseId: stored.fromPhaseId, toPhaseId: stored.toPhaseId, place: transitions.indexOf(stored) + 1 }) : blank);
  const options = phases.map((phase) => ({ value: phase.id, label: phase.names.de }));
  return {
    title,
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={stored ? stored.names.de : title} preline={stored && title} />
        <Form form={form} texts={configurationTexts} action={stored && view.href(`${PHASES}/uebergang/${stored.id}`)}>
          <Select name="fromPhaseId" label={t('transition.from-phase')} options={options} />
          <Select name="toPhaseId" label={t('transition.to-phase')} options={options} />
          <PlaceField count={count} />
          <NameFields />
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(PHASES)}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
        {stored && <RemoveForm kind="transition" action={view.href(`${PHASES}/uebergang/${stored.id}/entfernen`)} form={remove} used={(await countUses(view.tx, view.town.id, 'offers.transition')).get(stored.id) ?? 0} />}
      </>
    ),
  };
}
