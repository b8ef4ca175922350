import type { FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { editAreas } from '../permissions.ts';
import { loadStreetSections, previewStreetList, type ReadStreets } from '../server/import-street-list.ts';
import { listAreas } from '../server/list-areas.ts';
import { areaOfAddress, saySection, streetList, type StreetList } from '../street-list.ts';
import { areasTexts, sayCode } from '../texts.ts';
import { RefusedRows, Remarks, UploadForm } from './upload-form.tsx';

const t = areasTexts.in('de');
const crumbs = (view: View) => [{ label: t('areas.title'), href: view.href('/verwaltung/gebiete') }];

/** Which area an address lies in. */
export async function streetsPage(view: View): Promise<Sheet> {
  const sections = await loadStreetSections(view.tx, view.town.id);
  const list = streetList(sections);
  const names = new Map((await listAreas(view.tx, view.town.id, view.clock.today())).map((area) => [area.id as string, area.name]));
  const street = (view.query.get('strasse') ?? '').slice(0, 200);
  const number = (view.query.get('nummer') ?? '').slice(0, 20);
  return {
    title: t('streets.title'),
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('streets.title')} lead={t('streets.lead')}
          actions={editAreas.allows(view.who) && <LinkButton href={view.href('/verwaltung/strassen/import')}>{t('streets.import')}</LinkButton>} />
        <p>{t('streets.count', { streets: list.size, sections: sections.length })}</p>
        <FilterBar label={t('streets.find')}>
          <TextField name="strasse" label={t('streets.street')} optional />
          <TextField name="nummer" label={t('streets.number')} optional />
        </FilterBar>
        {street && <Notice kind="info" live>{sayAddress(list, names, street, number).map((line) => <p>{line}</p>)}</Notice>}
      </>
    ),
  };
}

function sayAddress(list: StreetList, names: ReadonlyMap<string, string>, street: string, number: string): string[] {
  const found = areaOfAddress(list, street, number);
  const name = (id: string) => names.get(id) ?? t('unknown');
  switch (found.kind) {
    case 'found': return [t('streets.found', { street: found.street, number, area: name(found.areaId) })];
    case 'ambiguous': return [t('streets.ambiguous', { street: found.street, areas: found.areaIds.map(name).join(', ') })];
    case 'unknown-street': return [t('streets.unknown'), ...(found.near.length > 0 ? [t('streets.near', { near: found.near.join(', ') })] : [])];
    case 'number-not-covered': return [t('streets.not-covered', { street: found.street })];
    case 'number-not-read': return [t('streets.not-read')];
  }
}

export function uploadStreetsPage(view: View, form: FormState): Sheet {
  return {
    title: t('streets.import'),
    breadcrumbs: [...crumbs(view), { label: t('streets.title'), href: view.href('/verwaltung/strassen') }],
    content: <><PageHead title={t('streets.import')} lead={t('streets.import.lead')} /><UploadForm form={form} accept=".csv,.xlsx" /></>,
  };
}

export async function streetsPreviewPage(view: View, form: FormState): Promise<Sheet> {
  const id = view.param('file');
  const read = isUuid(id) ? await previewStreetList(view.tx, view.town.id, id, view.clock.today()) : undefined;
  if (!read) throw new NotFound();
  return {
    title: t('streets.preview'),
    breadcrumbs: [...crumbs(view), { label: t('streets.title'), href: view.href('/verwaltung/strassen') }],
    content: (
      <>
        <PageHead title={t('streets.preview')} lead={t('preview.nothing-stored')} />
        {read.ok ? <StreetsPreview read={read.value} /> : <Notice kind="error">{read.refusals.map((refusal) => <p>{sayCode(refusal.code, refusal.values)}</p>)}</Notice>}
        {read.ok && (
          <Form form={form} texts={areasTexts}>
            {read.value.preview.refusedRows.length > 0 && <Checkbox name="seen" label={t('preview.refused-seen')} />}
            <ButtonRow><Button>{t('preview.accept')}</Button><LinkButton look="secondary" href={view.href('/verwaltung/strassen/import')}>{t('upload.again')}</LinkButton></ButtonRow>
          </Form>
        )}
      </>
    ),
  };
}

function StreetsPreview({ read }: { read: ReadStreets }) {
  const { preview, fileName } = read;
  return (
    <>
      <p>{t('preview.file')}: <bdi>{fileName}</bdi>. {t('streets.count', { streets: preview.streets, sections: preview.sections.length })}</p>
      <RefusedRows rows={preview.refusedRows} />
      <Remarks title={t('streets.overlaps')} lines={preview.overlaps.map(({ one, other }) => t('streets.overlap', { street: one.street, one: saySection(one), other: saySection(other) }))} />
      <Remarks title={t('streets.holes')} lines={preview.holes.map((hole) => t('streets.hole', { ...hole, until: hole.until ?? t('streets.hole.end') }))} />
    </>
  );
}
