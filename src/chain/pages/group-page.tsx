import { plainName } from '../../offers/names.ts';
import { NotFound } from '../../platform/failure.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup, Select } from '../../ui/choice.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { areaAsked, areasOfChain, storedArea } from '../areas-of-chain.ts';
import type { Cell, Chain } from '../matrix.ts';
import { ratingAnswers, ratingQuestions } from '../rating.ts';
import { loadChain } from '../server/load-chain.ts';
import { findRatingGroup, listRatings, type CellRating, type RatingGroup } from '../server/ratings.ts';
import { staffTexts } from '../texts.ts';
import { areaParameter } from './area-filter.tsx';
import { findCell } from './cell-page.tsx';
import { permissions } from '../permissions.ts';
import { paths, staffSheet, t } from './staff-frame.tsx';
import { ChainStateMark } from './state-words.tsx';

/** A group's answers, cell by cell. */
export async function groupPage(view: View, form?: FormState): Promise<Sheet> {
  const id = view.param('group');
  if (!isUuid(id)) throw new NotFound();
  const group = await findRatingGroup(view.tx, view.town.id, id);
  const chain = await loadChain(view.tx, view.town, view.clock.today(), { withSuspicions: false });
  const ratings = (await listRatings(view.tx, view.town.id)).filter((rating) => rating.groupId === id);
  const title = t('ratings.enter.title', { group: group.name });
  const cell = cellAsked(chain, view.query);
  return staffSheet(view, {
    title, tab: 'ratings', below: true,
    content: (
      <>
        <PageHead title={title} preline={<DateText day={group.ratedOn} />} lead={t('ratings.enter.lead')} />
        {group.note ? <p>{group.note}</p> : null}
        <CellChoice chain={chain} view={view} />
        {cell && permissions.rate.allows(view.who) ? <RatingForm cell={cell} chain={chain} group={group} ratings={ratings} form={form} view={view} /> : null}
        <Done ratings={ratings} chain={chain} group={group} view={view} />
      </>
    ),
  });
}

function cellAsked(chain: Chain, query: URLSearchParams): Cell | undefined {
  const { phases, fields } = chain.index.town;
  const phase = phases.find((one) => one.id === query.get('phase')) ?? phases[0];
  const field = fields.find((one) => one.id === query.get('feld')) ?? fields[0];
  return phase && field ? findCell(chain, areaAsked(chain, query.get(areaParameter)).id, phase.id, field.id) : undefined;
}

function CellChoice({ chain, view }: { chain: Chain; view: View }) {
  const { phases, fields, rootAreaId } = chain.index.town;
  const areas = areasOfChain(chain).map(({ area, depth }) => ({
    value: area.id, label: area.id === rootAreaId ? t('ratings.enter.whole', { name: area.name }) : `${'\u00a0\u00a0\u00a0'.repeat(depth)}${area.name}`,
  }));
  const choices = (list: readonly { id: Uuid; names: { de: string } }[]) => list.map((one) => ({ value: one.id, label: plainName(one.names, view.language) }));
  return (
    <FilterBar label={t('ratings.enter.choose')}>
      <Select name="phase" label={t('phase')} options={choices(phases)} prompt={false} />
      <Select name="feld" label={t('field')} options={choices(fields)} prompt={false} />
      <Select name={areaParameter} label={t('area')} options={areas} prompt={false} />
    </FilterBar>
  );
}

function RatingForm({ cell, chain, group, ratings, form, view }: { cell: Cell; chain: Chain; group: RatingGroup; ratings: readonly CellRating[]; form?: FormState; view: View }) {
  const areaId = storedArea(chain, cell.areaId);
  const own = ratings.filter((rating) => rating.phaseId === cell.phaseId && rating.fieldId === cell.fieldId && rating.areaId === areaId);
  const filled = filledForm(Object.fromEntries(own.flatMap(({ question, answer, comment }) => [[question, answer], [`${question}-comment`, comment]])));
  return (
    <section class="stack">
      <h2>{sayCell(cell, chain)}</h2>
      <p>{t('ratings.enter.computed')} <ChainStateMark state={cell.state} /></p>
      <Form form={form ?? filled} texts={staffTexts} action={view.href(paths.group(group.id), view.query)} label={sayCell(cell, chain)}>
        <input type="hidden" name="phaseId" value={cell.phaseId} />
        <input type="hidden" name="fieldId" value={cell.fieldId} />
        <input type="hidden" name="areaId" value={areaId ?? ''} />
        {ratingQuestions.map((question) => (
          <>
            <RadioGroup name={question} label={t(`question.${question}`)} inline optional options={ratingAnswers.map((answer) => ({ value: answer, label: t(`rating.${answer}`) }))} />
            <TextField name={`${question}-comment`} label={t('ratings.enter.comment')} optional />
          </>
        ))}
        <Button>{t('ratings.enter.save')}</Button>
      </Form>
    </section>
  );
}

function sayCell({ areaId, phaseId, fieldId }: { areaId: Uuid; phaseId: Uuid; fieldId: Uuid }, chain: Chain): string {
  const { phases, fields } = chain.index.town;
  const number = chain.index.tree.numberOf.get(areaId);
  const name = (list: readonly { id: Uuid; names: { de: string } }[], id: Uuid) => plainName(list.find((one) => one.id === id)?.names ?? { de: '' }, 'de');
  return `${name(fields, fieldId)}, ${name(phases, phaseId)} – ${number === undefined ? t('gap.former-area') : chain.index.tree.areas[number]!.name}`;
}

function Done({ ratings, chain, group, view }: { ratings: readonly CellRating[]; chain: Chain; group: RatingGroup; view: View }) {
  const cells = new Map(ratings.map((rating) => {
    const areaId = rating.areaId ?? chain.index.town.rootAreaId;
    return [`${areaId} ${rating.phaseId} ${rating.fieldId}`, { areaId, phaseId: rating.phaseId, fieldId: rating.fieldId }] as const;
  }));
  if (cells.size === 0) return null;
  return (
    <section class="stack">
      <h2>{t('ratings.enter.done')}</h2>
      <ul>
        {[...cells.values()].map((cell) => (
          <li><a href={view.href(paths.group(group.id), { phase: cell.phaseId, feld: cell.fieldId, [areaParameter]: cell.areaId })}>{sayCell(cell, chain)}</a></li>
        ))}
      </ul>
    </section>
  );
}
