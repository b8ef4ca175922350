import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { addDays, addMonths, day } from '../../platform/day.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { kitaYearStart } from '../facilities/age-band.ts';
import { roundPaths } from '../rounds-paths.ts';
import { manageRounds } from '../rounds-permissions.ts';
import { staffRoundsTexts } from '../rounds-texts.ts';
import type { RoundState } from '../rounds/round.ts';
import { listCatalogues } from '../server/catalogues.ts';
import { listRounds } from '../server/rounds.ts';
import { officeCrumb } from './office-crumb.ts';
import { crumbs, kindOf, lastDay, sayDay, t } from './round-frame.tsx';

export const stateTone = (state: RoundState): BadgeTone => (state === 'ended' ? 'plain' : state === 'planned' ? 'info' : state === 'proposed' ? 'caution' : 'good');

export async function roundsPage(view: View): Promise<Sheet> {
  const rounds = await listRounds(view.tx, view.town.id);
  const add = manageRounds.allows(view.who) ? <LinkButton href={view.href(roundPaths.new)}>{t('new')}</LinkButton> : undefined;
  return {
    title: t('title'), breadcrumbs: [...officeCrumb(view), { label: t('title') }],
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} actions={add} />
        <Table
          caption={t('title')} captionHidden rows={rounds} empty={<EmptyState title={t('none')} explanation={t('none.text')} action={add} icon="calendar" />}
          columns={[
            { header: t('name'), rowHeader: true, cell: ({ id, name }) => <a href={view.href(roundPaths.round(id))}>{name}</a> },
            { header: t('run.kind'), cell: (round) => kindOf(round) },
            { header: t('state'), cell: ({ state }) => <Badge tone={stateTone(state)}>{t(`state.${state}`)}</Badge> },
            { header: t('starts'), cell: ({ firstStart, lastStart }) => t('starts.value', { from: sayDay(firstStart), until: sayDay(lastStart) }) },
            { header: t('deadline'), cell: ({ deadline }) => lastDay(deadline) },
          ]}
        />
      </>
    ),
  };
}

/** Filled with the next Kita year that has no round, so that only what is different has to be typed. */
export async function newRoundPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const today = view.clock.today();
  const taken = new Set((await listRounds(view.tx, view.town.id)).filter(({ kind }) => kind === 'main').map(({ firstStart }) => firstStart));
  const next = addMonths(kitaYearStart(today), 12);
  const first = taken.has(next) ? addMonths(next, 12) : next;
  const catalogues = await listCatalogues(view.tx, view.town.id);
  const year = Number(first.slice(0, 4));
  const filled = form.refusals.length > 0 ? form : filledForm({
    name: `Kita-Jahr ${year}/${String(year + 1).slice(2)}`, catalogueId: catalogues.find(({ adoption }) => adoption !== null)?.id ?? '', firstStart: first, lastStart: addDays(addMonths(first, 12), -1), opensOn: today,
    deadlineDay: `${year}-02-15` > today ? day(`${year}-02-15`) : addDays(today, 28), answerDays: 14,
  });
  return {
    title: t('new'), ...crumbs(view),
    content: (
      <>
        <PageHead title={t('new')} lead={t('new.lead')} />
        <Form form={filled} texts={staffRoundsTexts}>
          <TextField name="name" label={t('name')} hint={t('name.hint')} />
          <Select name="catalogueId" label={t('catalogue')} options={catalogues.map(({ id, name, adoption }) => ({ value: id, label: adoption ? name : t('catalogue.draft', { name }) }))} />
          <DateField name="firstStart" label={t('first-start')} />
          <DateField name="lastStart" label={t('last-start')} hint={t('last-start.hint')} />
          <DateField name="opensOn" label={t('opens-on')} />
          <DateField name="deadlineDay" label={t('deadline-day')} />
          <NumberField name="answerDays" label={t('answer-days')} />
          <ButtonRow>
            <Button>{t('create')}</Button>
            <LinkButton look="secondary" href={view.href(roundPaths.rounds)}>{t('title')}</LinkButton>
          </ButtonRow>
        </Form>
      </>
    ),
  };
}
