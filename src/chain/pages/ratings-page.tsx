import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { permissions } from '../permissions.ts';
import { ratingQuestions } from '../rating.ts';
import { listRatingGroups } from '../server/ratings.ts';
import { staffTexts } from '../texts.ts';
import { paths, staffSheet, t } from './staff-frame.tsx';

/** The groups that rate, and the five questions. */
export async function ratingsPage(view: View): Promise<Sheet> {
  const groups = await listRatingGroups(view.tx, view.town.id);
  const action = permissions.rate.allows(view.who) ? <LinkButton icon="add" href={view.href(paths.newGroup)}>{t('ratings.new')}</LinkButton> : undefined;
  return staffSheet(view, {
    title: t('ratings.title'), tab: 'ratings',
    content: (
      <>
        <PageHead title={t('ratings.title')} lead={t('ratings.lead')} actions={action} />
        <ol>{ratingQuestions.map((question) => <li>{t(`question.${question}`)}</li>)}</ol>
        {groups.length === 0 ? <EmptyState title={t('ratings.none.title')} explanation={t('ratings.none')} icon="talk" action={action} /> : (
          <Table
            caption={t('ratings.caption')} rows={groups}
            columns={[
              { header: t('ratings.group'), rowHeader: true, cell: (group) => <a href={view.href(paths.group(group.id), view.query)}>{group.name}</a> },
              { header: t('ratings.on'), cell: (group) => <DateText day={group.ratedOn} /> },
              { header: t('ratings.note'), cell: (group) => group.note || '–' },
              { header: t('ratings.cells'), numeric: true, cell: (group) => group.cells },
            ]}
          />
        )}
      </>
    ),
  });
}

/** Names a new group. */
export function newGroupPage(view: View, form?: FormState): Sheet {
  return staffSheet(view, {
    title: t('ratings.new.title'), tab: 'ratings', below: true,
    content: (
      <>
        <PageHead title={t('ratings.new.title')} />
        <Form form={form ?? filledForm({ ratedOn: view.clock.today() })} texts={staffTexts}>
          <TextField name="name" label={t('ratings.new.name')} hint={t('ratings.new.name.hint')} />
          <DateField name="ratedOn" label={t('ratings.new.on')} />
          <TextArea name="note" label={t('ratings.new.note')} rows={2} optional />
          <ButtonRow>
            <Button>{t('ratings.new.save')}</Button>
            <LinkButton look="secondary" href={view.href(paths.ratings)}>{t('gap.cancel')}</LinkButton>
          </ButtonRow>
        </Form>
      </>
    ),
  });
}
