import { NotFound } from '../../platform/failure.ts';
import type { FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { listTranslatable } from '../server/translation-records.ts';
import { stateOf, textLanguages } from '../translation.ts';
import { staffTranslationTexts } from '../translation-texts.ts';
import { writeXliff } from '../xliff-writer.ts';
import { sayKind, sayPart, t, WORK } from './translation-words.tsx';

/** Everything that is to be done in a language as XLIFF, or everything there is. */
export async function xliffFile(view: View): Promise<Response> {
  const language = textLanguages.find((one) => one === view.query.get('sprache'));
  if (!language) throw new NotFound();
  const records = await listTranslatable(view.tx, view.town.id, { languages: [language], on: view.clock.today(), who: view.who });
  const wanted = view.query.has('alle') ? records : records.map((record) => ({ ...record, units: record.units.filter((unit) => stateOf(unit) !== 'reviewed') }));
  return new Response(writeXliff(language, wanted, { kind: sayKind, part: sayPart, outdated: t('edit.before') }), {
    headers: { 'Content-Type': 'application/xliff+xml; charset=utf-8', 'Content-Disposition': `attachment; filename="${view.town.slug}-${language}-${view.clock.today()}.xlf"` },
  });
}

/** The form for a file that comes back. */
export function xliffImportPage(view: View, form: FormState): Sheet {
  return {
    title: t('import.title'),
    breadcrumbs: [{ label: t('title'), href: view.href(WORK) }, { label: t('import.title') }],
    content: (
      <>
        <PageHead title={t('import.title')} lead={t('import.lead')} />
        <Form form={form} texts={staffTranslationTexts}>
          <FileField name="file" label={t('import.file')} accept=".xlf,.xliff" maxMegabytes={10} />
          <ButtonRow><Button icon="upload">{t('import.button')}</Button></ButtonRow>
        </Form>
        <section>
          <h2>{t('import.rules')}</h2>
          <ul>{(['outdated', 'twice', 'reviewed'] as const).map((rule) => <li>{t(`import.rule.${rule}`)}</li>)}</ul>
        </section>
      </>
    ),
  };
}
