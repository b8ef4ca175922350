import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Table } from '../../ui/table.tsx';
import { officePaths } from '../office-paths.ts';
import { officeDuplicateTexts, officeTexts } from '../office-texts.ts';
import { loadChildFile, type ChildFile } from '../server/child-file.ts';
import { findChildDuplicates, type Comparing } from '../server/suspicious-children.ts';
import { listChildMerges, type ChildMerge } from '../server/undo-child-merge.ts';
import { sayCareTimes } from './care-times-fields.tsx';
import { crumbs, sayBirth, sayDay, sayInstant, sayName } from './office-frame.tsx';

const t = officeDuplicateTexts.in('de');
const office = officeTexts.in('de');
const done: Partial<Record<string, Parameters<typeof t>[0]>> = { zusammengefuehrt: 'said.merged', getrennt: 'said.parted', zwei: 'said.distinct' };

/** Pairs to look at, and merges that can still be taken back. `form`: undoing was refused. */
export async function childDuplicatesPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const { pairs, comparing } = await findChildDuplicates(view.tx, view.town.id);
  const merges = await listChildMerges(view.tx, view.town.id, view.clock.now());
  const said = done[view.query.get('getan') ?? ''];
  return {
    title: t('title'), ...crumbs(view, t('title')), ...(said ? { flash: { kind: 'success' as const, text: t(said) } } : {}),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        {comparing ? <Comparison comparing={comparing} /> : null}
        <Table
          caption={t('title')} captionHidden rows={pairs} empty={<EmptyState title={t('none')} explanation={t('none.text')} icon="check" />}
          columns={[
            { header: t('one'), rowHeader: true, cell: ({ one }) => <><bdi>{sayName(one)}</bdi><br /><span class="small">{sayBirth(one)}</span></> },
            { header: t('other'), cell: ({ other }) => <><bdi>{sayName(other)}</bdi><br /><span class="small">{sayBirth(other)}</span></> },
            { header: t('why'), cell: ({ signals }) => <span class="cluster">{signals.map((signal) => <Badge>{t(`signal.${signal}`)}</Badge>)}</span> },
            { header: t('compare'), headerHidden: true, cell: ({ one, other }) => <a href={view.href(officePaths.pair(one.id, other.id))}>{t('compare')}<span class="visually-hidden">: {sayName(one)}</span></a> },
          ]}
        />
        {merges.length > 0 ? <Merges view={view} merges={merges} form={form} /> : null}
      </>
    ),
  };
}

/** How far the comparison is; where nothing runs it goes on with the next full hour. */
function Comparison({ comparing: { waiting, all, isPlanned } }: { comparing: Comparing }) {
  return (
    <Progress label={t('comparing', { count: waiting })} done={all - waiting} total={all} {...(isPlanned ? { refreshSeconds: 10 } : {})}>
      <p class="small muted">{t(isPlanned ? 'comparing.now' : 'comparing.hourly')}</p>
    </Progress>
  );
}

function Merges({ view, merges, form }: { view: View; merges: readonly ChildMerge[]; form: FormState }) {
  return (
    <section class="stack">
      <h2>{t('undo.title')}</h2>
      <Table
        caption={t('undo.caption')} captionHidden rows={merges}
        columns={[
          { header: t('undo.child'), rowHeader: true, cell: ({ keptId, keptName }) => <a href={view.href(officePaths.child(keptId))}><bdi>{keptName}</bdi></a> },
          { header: t('undo.when'), cell: ({ mergedAt }) => sayInstant(mergedAt) },
          { header: t('undo.by'), cell: ({ byName }) => byName ?? '' },
          { header: t('undo.until'), cell: ({ undoUntil }) => sayInstant(undoUntil) },
          { header: t('undo.save'), headerHidden: true, cell: ({ id, keptName }) => (
            <Form form={merges.length === 1 ? form : emptyForm} texts={officeDuplicateTexts} id={`trennen-${id}`} action={view.href(`${officePaths.duplicates}/trennen/${id}`)} label={`${t('undo.save')}: ${keptName}`}>
              <Button look="secondary" small>{t('undo.save')}<span class="visually-hidden">: {keptName}</span></Button>
            </Form>
          ) },
        ]}
      />
    </section>
  );
}

/** Two records side by side, and what to do about them. */
export async function childPairPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  if (view.param('one') === view.param('other')) throw new NotFound();
  const one = await loadChildFile(view.tx, view.town.id, view.configuration.secretKey, view.param('one'));
  const other = await loadChildFile(view.tx, view.town.id, view.configuration.secretKey, view.param('other'));
  const pair = officePaths.pair(one.child.id, other.child.id);
  return {
    title: t('pair.title'), wide: true, ...crumbs(view, t('pair.title'), { label: t('title'), href: officePaths.duplicates }),
    content: (
      <>
        <PageHead title={t('pair.title')} />
        <SideBySide view={view} one={one} other={other} />
        <section class="panel stack">
          <h2>{t('merge.title')}</h2>
          <p>{t('merge.text')}</p>
          <Form form={form.refusals.length > 0 ? form : usual(one, other)} texts={officeDuplicateTexts} id="zusammenfuehren" label={t('merge.title')} action={view.href(`${pair}/zusammenfuehren`)}>
            <RadioGroup name="keeps" label={t('merge.keeps')} options={([['one', one], ['other', other]] as const).map(([value, { child }]) => ({ value, label: <><bdi>{sayName(child)}</bdi> ({t(value)})</>, hint: sayBirth(child) }))} />
            <RegistrationChoice one={one} other={other} />
            <Button>{t('merge.save')}</Button>
          </Form>
        </section>
        <section class="panel stack">
          <h2>{t('distinct.title')}</h2>
          <p>{t('distinct.text')}</p>
          <Form form={emptyForm} texts={officeDuplicateTexts} id="zwei" label={t('distinct.title')} action={view.href(`${pair}/zwei-kinder`)}><Button look="secondary">{t('distinct.save')}</Button></Form>
        </section>
      </>
    ),
  };
}

/** The record with a place or a decision stays, else the born one, else the first. */
function usual(one: ChildFile, other: ChildFile): FormState {
  const weight = (file: ChildFile) => (file.placements.length + file.decisions.length > 0 ? 2 : 0) + (file.child.bornOn ? 1 : 0);
  const keeps = weight(other) > weight(one) ? 'other' : 'one';
  return filledForm({ keeps, registration: inForce(keeps === 'one' ? one : other) ? keeps : keeps === 'one' ? 'other' : 'one' });
}

const inForce = (file: ChildFile) => file.registrations.find(({ state }) => state === 'submitted');

function RegistrationChoice({ one, other }: { one: ChildFile; other: ChildFile }) {
  if (!inForce(one) || !inForce(other)) return null;
  return (
    <RadioGroup name="registration" label={t('merge.registration')} hint={t('merge.registration.hint')} options={([['one', one], ['other', other]] as const).map(([value, file]) => ({
      value, label: `${inForce(file)!.number} – ${t('merge.registration.of', { name: file.guardians.map(({ givenNames, familyName }) => `${givenNames} ${familyName}`).join(', '), day: sayInstant(inForce(file)!.submittedAt) })}`,
    }))} />
  );
}

/** What only the registration itself says, so that nobody ends the one with the urgent need unawares. */
function besidesOf({ agreements, remarks }: ChildFile, { id, urgentBy, wishedTimes }: NonNullable<ReturnType<typeof inForce>>): string {
  const said = agreements.get(id)?.at(-1);
  return [
    ...(urgentBy ? [`${office('file.urgent')}: ${office('file.urgent.by', { day: sayDay(urgentBy) })}`] : []), ...(said ? [`${office('agreement.title')}: ${office(`agreement.${said.statement}`)}`] : []),
    ...(wishedTimes ? [sayCareTimes('de', wishedTimes)] : []), ...(remarks.has(id) ? [`${office('file.remark')}: ${remarks.get(id)}`] : []),
  ].join('\n');
}

function SideBySide({ view, one, other }: { view: View; one: ChildFile; other: ChildFile }) {
  const count = (entries: readonly unknown[]) => t('count', { count: entries.length });
  const rows: { label: string; values: [string, string] }[] = ([
    [t('field.name'), ({ child }) => sayName(child)],
    [t('field.birth'), ({ child }) => sayBirth(child)],
    [t('field.guardians'), ({ guardians }) => guardians.map(({ givenNames, familyName }) => `${givenNames} ${familyName}`).join('\n')],
    [t('field.registration'), ({ registrations }) => registrations.map(({ number, wishedStart }) => `${number}, ${sayDay(wishedStart)}`).join('\n')],
    [t('field.wishes'), (file) => (inForce(file)?.wishes ?? []).map(({ facilityId }, at) => `${at + 1}. ${file.facilityName.get(facilityId) ?? ''}`).join('\n')],
    [t('field.besides'), (file) => (inForce(file) ? besidesOf(file, inForce(file)!) : '')],
    [t('field.placements'), (file) => file.placements.map(({ facilityId, startsOn }) => `${file.facilityName.get(facilityId) ?? ''}, ${sayDay(startsOn)}`).join('\n')],
    [t('field.decisions'), ({ decisions }) => count(decisions)],
    [t('field.claims'), ({ claimEvents }) => count(claimEvents)],
    [t('field.calls'), ({ calls, notes }) => count([...calls, ...notes])],
  ] as [string, (file: ChildFile) => string][]).map(([label, of]) => ({ label, values: [of(one), of(other)] }));
  return (
    <Table
      caption={t('pair.caption')} captionHidden rows={rows}
      columns={[
        { header: t('pair.field'), rowHeader: true, cell: ({ label, values }) => <>{label}{values[0] === values[1] ? null : <> <Badge tone="caution">{t('differs')}</Badge></>}</> },
        { header: t('one'), cell: ({ values }) => shown(values[0]) },
        { header: t('other'), cell: ({ values }) => shown(values[1]) },
      ]}
      footer={['', ...[one, other].map(({ child }) => <a href={view.href(officePaths.child(child.id))}>{t('open')}<span class="visually-hidden">: {sayName(child)}</span></a>)]}
    />
  );
}

const shown = (value: string): Child => (value === '' ? <span class="muted">{t('nothing')}</span> : <bdi class="preline">{value}</bdi>);
