import { NotFound } from '../../platform/failure.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { duplicatePaths } from '../duplicate-paths.ts';
import { duplicatesTexts } from '../duplicates-texts.ts';
import { mergeFieldNames, type MergeField, type MergeList } from '../duplicates/merge-plan.ts';
import { editedSince, listMerges } from '../server/undo-merge.ts';

const t = duplicatesTexts.in('de');

/** What a merge did, and the way back. */
export async function duplicateMergePage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const id = view.param('id');
  const [merge] = isUuid(id) ? await listMerges(view.tx, view.town.id, id) : [];
  if (!merge) throw new NotFound();
  const kept = merge.undoneAt ? [] : await editedSince(view.tx, view.town.id, merge.id);
  return {
    title: t('done.title'),
    breadcrumbs: [{ label: t('title'), href: view.href(duplicatePaths.list) }, { label: t('done.title') }],
    content: (
      <>
        <PageHead title={t('done.title')} lead={t('done.text', { merged: merge.mergedName, survivor: merge.survivorName })} actions={(
          <>
            <LinkButton look="secondary" href={view.href(`/verwaltung/angebote/${merge.survivorId}`)}>{t('done.edit')}</LinkButton>
            <LinkButton look="secondary" href={view.href(`/angebote/${merge.survivorId}`)}>{t('done.public')}</LinkButton>
          </>
        )} />
        {merge.undoneAt ? <Notice kind="info">{t('undone')}</Notice> : (
          <section>
            <h2>{t('undo.title')}</h2>
            <p>{t(kept.length > 0 ? 'undo.edited' : 'undo.text')}</p>
            {kept.length > 0 ? <p>{t('undo.kept', { fields: kept.map(labelOf).join(', ') })}</p> : null}
            <p class="muted">{t('undo.counts')}</p>
            <Form form={form} texts={duplicatesTexts} action={view.href(`${duplicatePaths.merge(merge.id)}/trennen`)} label={t('undo.title')}>
              <ButtonRow><Button look="danger">{t('undo.button')}</Button></ButtonRow>
            </Form>
          </section>
        )}
      </>
    ),
  };
}

function labelOf(field: MergeField | MergeList): string {
  return (mergeFieldNames as readonly string[]).includes(field) ? t(`field.${field as MergeField}`) : t(`list.${field as MergeList}`);
}
