import { addDays } from '../../platform/day.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { staffDecisionTexts } from '../decision-texts.ts';
import type { DecisionRecord } from '../decisions/content.ts';
import { isComplete } from '../decisions/remedy.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import { listDecisions, type DecisionFilter } from '../server/decision-records.ts';
import { listAllFacilities } from '../server/facilities.ts';
import { readLetterSetting, remedyOf } from '../server/letter-setting.ts';
import { DECISIONS, POST, SETTING, t } from './decision-words.ts';
import { officeCrumb } from './office-crumb.ts';

const MOST = 200;
const DUE_DAYS = 7;
const states = ['open', 'due', 'late', 'answered', 'none'] as const;

/** The office's list: who has not answered comes first. */
export async function decisionsPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const state = states.find((one) => one === view.query.get('stand'));
  const facility = view.query.get('kita');
  const round = view.query.get('runde');
  const today = view.clock.today();
  const filter: DecisionFilter = {
    limit: MOST, ...(isUuid(facility) ? { facilityIds: [facility] } : {}), ...(isUuid(round) ? { roundId: round } : {}),
    ...(state === 'open' ? { isOpen: true } : state === 'due' ? { isOpen: true, dueBy: addDays(today, DUE_DAYS) } : state === 'late' ? { isOpen: true, dueBy: addDays(today, -1) } : state === 'none' ? { outcome: 'none' } : state === 'answered' ? { isAnswered: true } : {}),
  };
  const decisions = await listDecisions(view.tx, view.town.id, filter);
  const facilities = await listAllFacilities(view.tx, view.town.id);
  const setting = await readLetterSetting(view.tx, view.town.id);
  const isFiltered = state !== undefined || isUuid(facility) || isUuid(round);
  return {
    title: t('decisions.navigation'), wide: true, breadcrumbs: [...officeCrumb(view), { label: t('decisions.navigation') }],
    content: (
      <>
        <PageHead title={t('decisions.navigation')} lead={t('decisions.lead')} actions={(
          <>
            <LinkButton look="secondary" icon="print" href={view.href(POST)}>{t('post.title')}</LinkButton>
            <LinkButton look="secondary" href={view.href(SETTING)}>{t('setting.title')}</LinkButton>
          </>
        )} />
        {isComplete(remedyOf(setting)) ? null : <Notice kind="warning"><p>{t('setting.remedy.missing')} <a href={view.href(SETTING)}>{t('setting.title')}</a></p></Notice>}
        {view.query.has('weitergegeben') ? <Notice kind="success" live>{t('replace.planned')}</Notice> : null}
        <FilterBar keep={['runde']}>
          <Select name="stand" label={t('filter.state')} prompt={t('filter.all')} optional options={states.map((value) => ({ value, label: t(`filter.state.${value}`) }))} />
          <Select name="kita" label={t('filter.facility')} prompt={t('filter.all')} optional options={facilities.map(({ id, name }) => ({ value: id, label: name }))} />
        </FilterBar>
        <Table
          caption={t('decisions.shown', { count: decisions.length })} rows={decisions} empty={isFiltered ? <EmptyState icon="mail" title={t('decisions.filtered')} explanation={t('decisions.filtered.text')} action={<LinkButton look="secondary" href={view.href(DECISIONS)}>{t('decisions.all')}</LinkButton>} /> : <EmptyState icon="mail" title={t('decisions.empty')} explanation={t('decisions.empty.text')} />}
          columns={[
            { header: t('column.child'), rowHeader: true, cell: (one) => <a href={view.href(`${DECISIONS}/${one.id}`)}>{one.childName}</a> },
            { header: t('column.number'), cell: (one) => one.number },
            { header: t('column.outcome'), cell: (one) => t(`outcome.${one.outcome}`, { facility: one.facilityName ?? '' }) },
            { header: t('column.until'), cell: (one) => (one.answerUntil ? <DateText day={one.answerUntil} style="short" /> : '–') },
            { header: t('column.answer'), cell: (one) => <AnswerState decision={one} /> },
            { header: t('column.decided'), cell: (one) => <DateText day={dayOfInstant(one.decidedAt)} style="short" /> },
          ]}
        />
        {decisions.length === MOST ? <p class="muted">{t('decisions.more', { count: MOST })}</p> : null}
        <section class="stack no-print">
          <Form form={form} texts={staffDecisionTexts} id="nachruecken" label={t('replace.button')} action={view.href(`${DECISIONS}/nachruecken`)}>
            <p>{t('replace.text')}</p>
            <Button look="secondary">{t('replace.button')}</Button>
          </Form>
        </section>
      </>
    ),
  };
}

export function AnswerState({ decision: { answer, replacedAt, outcome, answerUntil } }: { decision: DecisionRecord }) {
  if (answer) return <Badge tone={answer.answer === 'accepted' ? 'good' : answer.answer === 'declined' ? 'plain' : 'caution'}>{t(`answer.${answer.answer}`)} ({t(`way.${answer.way}`)})</Badge>;
  if (replacedAt) return <Badge>{t('answer.replaced')}</Badge>;
  if (outcome !== 'place' || answerUntil === null) return <Badge>{t('answer.none')}</Badge>;
  return <Badge tone="info">{t('answer.open')}</Badge>;
}
