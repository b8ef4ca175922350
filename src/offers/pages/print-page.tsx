import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { languageFacts, languages } from '../../platform/language.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Checkbox, RadioGroup, Select } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { FormContext, newSurroundings } from '../../ui/form-context.ts';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { plainName } from '../names.ts';
import { papers } from '../print/printed.ts';
import { posterPapers } from '../print/poster.ts';
import { staffPrintTexts } from '../print/print-texts.ts';
import { loadWords, type DirectoryWords } from '../server/directory-words.ts';
import { loadOfferFacts } from '../server/offer-facts.ts';
import { listPrintRuns } from '../server/print-runs.ts';
import { PRINT, runAddress, sayFailure, sayRun, t } from './print-words.tsx';

const languageChoices = languages.map((one) => ({ value: one, label: languageFacts[one].name }));

/** Where booklets are ordered and posters opened. */
export async function printPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const words = await loadWords(view.tx, view.town.id, view.clock.today());
  const runs = await listPrintRuns(view.tx, view.town.id);
  const start = Object.keys(form.values).length > 0 ? form : { ...form, values: { language: ['de'], paper: ['a5'], isPublic: ['on'] } };
  return {
    title: t('title'),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <section class="stack">
          <h2>{t('booklet')}</h2>
          <Form form={start} texts={staffPrintTexts} id="heft" label={t('booklet')}>
            <Select name="language" label={t('language')} prompt={false} options={languageChoices} />
            <Select name="phaseId" label={t('phase')} prompt={t('phase.all')} optional options={words.phases.map(({ id, names }) => ({ value: id, label: plainName(names, 'de') }))} />
            <Select name="areaId" label={t('area')} prompt={t('area.all')} optional options={areaChoices(words, 'id')} />
            <RadioGroup name="paper" label={t('paper')} inline options={papers.map((paper) => ({ value: paper, label: t(`paper.${paper}`) }))} />
            <Checkbox name="isPublic" label={t('public')} hint={t('public.hint')} />
            <ButtonRow><Button>{t('submit')}</Button></ButtonRow>
          </Form>
        </section>
        {runs.length > 0 ? (
          <Table caption={t('runs')} rows={runs} columns={[
            { header: t('run.what'), rowHeader: true, cell: (run) => <a href={runAddress(view, run)}>{sayRun(words, run)}</a> },
            { header: t('run.when'), cell: (run) => <InstantText at={run.createdAt} style="short" /> },
            { header: t('run.state'), cell: (run) => [t(`state.${run.state}`), t(run.isPublic ? 'run.public' : 'run.internal')].join(', ') },
            { header: t('run.pages'), numeric: true, cell: (run) => (run.state === 'done' ? <NumberText value={run.pages} /> : null) },
            { header: t('run.offers'), numeric: true, cell: (run) => (run.state === 'done' ? <NumberText value={run.offers} /> : null) },
          ]} />
        ) : null}
        {await PosterForm({ view, words })}
      </>
    ),
  };
}

function areaChoices({ areas }: DirectoryWords, by: 'id' | 'key') {
  const roots = new Set(areas.roots.length === 1 ? areas.roots : []);
  return areas.all.filter((area) => !roots.has(area)).map((area) => ({ value: area[by], label: area.name }));
}

/** A question by GET: the answer is the file itself. What was wrong with it is said here again. */
async function PosterForm({ view, words }: { view: View; words: DirectoryWords }) {
  const offers = (await loadOfferFacts(view.tx, view.town.id, view.clock.today(), words.phases)).sort((a, b) => a.name.localeCompare(b.name, 'de'));
  const asked = Object.fromEntries([...view.query].map(([name, value]) => [name, [value]]));
  const values = { worauf: ['guide'], sprache: ['de'], papier: ['a4'], ...asked };
  const code = view.query.get('fehler');
  const refusals = code === null ? [] : [{ code, ...(code === 'poster-no-area' ? { field: 'gebiet' } : code === 'poster-no-offer' ? { field: 'angebot' } : {}) }];
  const surroundings = newSurroundings('plakat', { values, refusals }, (refusal) => sayFailure(refusal), true);
  return (
    <section class="stack" id="plakat">
      <h2>{t('poster')}</h2>
      <p>{t('poster.lead')}</p>
      <form method="get" action={view.href(`${PRINT}/plakat.pdf`)} class="form" aria-label={t('poster')}>
        <FormContext.Provider value={surroundings}>
          {code === null ? null : <Notice kind="error"><p>{sayFailure({ code })}</p></Notice>}
          <RadioGroup name="worauf" label={t('subject')} options={(['guide', 'start', 'area', 'offer'] as const).map((value) => ({ value, label: t(`subject.${value}`) }))} />
          <Select name="gebiet" label={t('area')} prompt={t('area.all')} optional options={areaChoices(words, 'key')} />
          <Select name="angebot" label={t('offer')} prompt={t('offer.none')} optional options={offers.map(({ id, name }) => ({ value: id, label: name }))} />
          <Select name="sprache" label={t('language')} prompt={false} options={languageChoices} />
          <RadioGroup name="papier" label={t('paper')} inline options={posterPapers.map((paper) => ({ value: paper, label: t(`poster.${paper}`) }))} />
          <ButtonRow><Button look="secondary">{t('poster.submit')}</Button></ButtonRow>
        </FormContext.Provider>
      </form>
    </section>
  );
}
