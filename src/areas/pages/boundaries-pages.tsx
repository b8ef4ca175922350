import { filledForm, typed, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { NotFound } from '../../platform/failure.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { areaLevels } from '../area-tree.ts';
import type { AreaFile } from '../geometry/area-file.ts';
import { AreaMap } from '../map.tsx';
import { assumable, previewBoundaries } from '../server/import-boundaries.ts';
import { listAreas } from '../server/list-areas.ts';
import { areasTexts, sayCode } from '../texts.ts';
import { inTreeOrder } from './areas-page.tsx';
import { Remarks, UploadForm } from './upload-form.tsx';

const t = areasTexts.in('de');
const crumbs = (view: View) => [{ label: t('areas.title'), href: view.href('/verwaltung/gebiete') }];

export function uploadBoundariesPage(view: View, form: FormState): Sheet {
  return {
    title: t('boundaries.title'),
    breadcrumbs: crumbs(view),
    content: <><PageHead title={t('boundaries.title')} lead={t('boundaries.lead')} /><UploadForm form={form} accept=".zip,.geojson,.json,.gpkg" /></>,
  };
}

/** What a file of boundaries holds, and what would happen to it; nothing is stored by looking. */
export async function boundariesPreviewPage(view: View, form: FormState): Promise<Sheet> {
  const id = view.param('file');
  const choices = { assume: typed(form, 'assume') || (view.query.get('assume') ?? ''), layer: typed(form, 'layer') || (view.query.get('layer') ?? '') };
  const read = isUuid(id) ? await previewBoundaries(view.tx, view.town.id, id, choices) : undefined;
  if (!read) throw new NotFound();
  return {
    title: t('boundaries.preview'),
    breadcrumbs: [...crumbs(view), { label: t('boundaries.title'), href: view.href('/verwaltung/gebiete/grenzen') }],
    content: (
      <>
        <PageHead title={t('boundaries.preview')} lead={t('preview.nothing-stored')} />
        {read.ok
          ? await BoundariesPreview({ view, form, file: read.value.file, fileName: read.value.fileName, choices })
          : <><Notice kind="error">{read.refusals.map((refusal) => <p>{sayCode(refusal.code, refusal.values)}</p>)}</Notice><ReadAgain choices={choices} view={view} /></>}
      </>
    ),
  };
}

/** The file could not be read as it is: the person says what it does not. */
function ReadAgain({ choices, view }: { choices: { assume: string; layer: string }; view: View }) {
  return (
    <form method="get" class="form">
      <div class="kern-form-input">
        <label class="kern-label" for="assume">{t('boundaries.assume')}</label>
        <select id="assume" name="assume" class="kern-form-input__select">
          <option value="">{t('boundaries.assume.file')}</option>
          {assumable.map((code) => <option value={code} selected={choices.assume === code}>EPSG:{code}</option>)}
        </select>
      </div>
      <div class="kern-form-input">
        <label class="kern-label" for="layer">{t('boundaries.layer')}</label>
        <input id="layer" name="layer" class="kern-form-input__input" value={choices.layer} />
      </div>
      <ButtonRow><Button>{t('upload.next')}</Button><LinkButton look="secondary" href={view.href('/verwaltung/gebiete/grenzen')}>{t('upload.again')}</LinkButton></ButtonRow>
    </form>
  );
}

interface PreviewProps { view: View; form: FormState; file: AreaFile; fileName: string; choices: { assume: string; layer: string } }

async function BoundariesPreview({ view, form, file, fileName, choices }: PreviewProps) {
  const today = view.clock.today();
  const parents = inTreeOrder(await listAreas(view.tx, view.town.id, today));
  const state = Object.keys(form.values).length > 0 ? form : {
    ...filledForm({ nameColumn: file.likelyName, keyColumn: file.likelyKey, level: 'district', mode: 'correct', from: today, parent: parents[0]?.area.id, ...choices }), refusals: form.refusals,
  };
  const column = (one: AreaFile['columns'][number]) => ({ value: one.name, label: t('boundaries.column', { name: one.name, example: one.examples[0] ?? '–' }) });
  const drawn = file.features.flatMap((feature) => (feature.geometry
    ? [{ id: String(feature.number), name: String(feature.attributes[file.likelyName ?? ''] ?? feature.number), geometry: feature.geometry }] : []));
  return (
    <>
      <p>{t('preview.file')}: <bdi>{fileName}</bdi>. {t('boundaries.found', { features: file.features.length, points: file.points })}</p>
      <Remarks title={t('boundaries.problems')} lines={file.features.flatMap((feature) => feature.problems.map((problem) => `${t('boundaries.feature')} ${feature.number}: ${sayCode(problem.code, problem.values)}`))} />
      <AreaMap id="vorschau" title={t('boundaries.preview')} areas={drawn} />
      <Form form={state} texts={areasTexts}>
        <h2>{t('boundaries.columns')}</h2>
        <input type="hidden" name="assume" value={choices.assume} />
        <input type="hidden" name="layer" value={choices.layer} />
        <Select name="nameColumn" label={t('boundaries.name-column')} options={file.columns.map(column)} />
        <Select name="keyColumn" label={t('boundaries.key-column')} options={file.columns.map(column)} prompt={t('boundaries.key-column.none')} optional />
        <Select name="level" label={t('boundaries.level')} options={areaLevels.map((level) => ({ value: level, label: t(`level.${level}`) }))} />
        <Select name="parent" label={t('boundaries.parent')} prompt={t('boundaries.parent.none')} optional
          options={parents.map(({ area, depth }) => ({ value: area.id, label: `${'\u2003'.repeat(depth)}${area.name}` }))} />
        <RadioGroup name="mode" label={t('boundaries.mode')} options={[{ value: 'correct', label: t('boundaries.mode.correct') }, { value: 'change', label: t('boundaries.mode.change') }]} />
        <DateField name="from" label={t('boundaries.from')} />
        <TextField name="source" label={t('boundaries.source')} hint={t('boundaries.source.hint')} />
        <ButtonRow><Button>{t('preview.accept')}</Button><LinkButton look="secondary" href={view.href('/verwaltung/gebiete/grenzen')}>{t('upload.again')}</LinkButton></ButtonRow>
      </Form>
    </>
  );
}
