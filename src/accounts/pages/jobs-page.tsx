import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { jobStates, listPlannedWork, type JobState } from '../../platform/planned-work.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import { staffTexts } from '../texts.ts';
import { DoneNotice } from './done-notice.tsx';
import { pageNumber } from './page-number.ts';

export const JOBS = '/verwaltung/auftraege';
const ON_A_PAGE = 50;
const tones: Record<JobState, BadgeTone> = { planned: 'plain', running: 'info', done: 'good', failing: 'caution', failed: 'danger' };

/** What runs in the background, and what does not. */
export async function jobsPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const state = jobStates.find((one) => one === view.query.get('zustand'));
  const current = pageNumber(view.query);
  const { rows, total } = await listPlannedWork(view.tx, view.town.id, { ...(state ? { state } : {}), limit: ON_A_PAGE, offset: (current - 1) * ON_A_PAGE });
  const t = staffTexts.in(view.language);
  return {
    title: t('jobs.title'),
    wide: true,
    content: (
      <>
        <PageHead title={t('jobs.title')} lead={t('jobs.lead')} />
        <DoneNotice view={view} />
        <FilterBar>
          <Select name="zustand" label={t('jobs.filter')} prompt={t('audit.everybody')} options={jobStates.map((one) => ({ value: one, label: t(`job-state.${one}`) }))} optional />
        </FilterBar>
        <Form form={form} texts={staffTexts} id="auftraege">
          <Table
            caption={t('jobs.caption')}
            rows={rows}
            empty={<EmptyState title={t('jobs.none')} explanation={t('jobs.none.text')} icon="check" />}
            columns={[
              { header: t('jobs.task'), cell: (job) => taskLabel(t, job.task), rowHeader: true },
              { header: t('jobs.state'), cell: (job) => <Badge tone={tones[job.state]}>{t(`job-state.${job.state}`)}</Badge> },
              { header: t('jobs.attempts'), cell: (job) => job.attempts, numeric: true },
              { header: t('jobs.planned-at'), cell: (job) => <InstantText at={job.plannedAt} style="short" /> },
              { header: t('jobs.finished-at'), cell: (job) => (job.finishedAt ? <InstantText at={job.finishedAt} style="short" /> : '–') },
              { header: t('jobs.error'), cell: (job) => job.lastError ?? '–' },
              {
                header: t('jobs.action'),
                cell: (job) => (job.state === 'failed' || job.state === 'failing'
                  ? <Button look="tertiary" small formaction={view.href(`${JOBS}/${job.id}/wiederholen`)}>{t('jobs.retry')}</Button>
                  : ''),
              },
            ]}
          />
        </Form>
        <Pagination current={current} pages={Math.ceil(total / ON_A_PAGE)} />
      </>
    ),
  };
}

/** Tasks of parts above have no words here: their name is shown as it is. */
function taskLabel(say: ReturnType<typeof staffTexts.in>, task: string): string {
  const key = `task.${task}` as 'task.send-mail';
  return staffTexts.has('de', key) ? say(key) : task;
}
