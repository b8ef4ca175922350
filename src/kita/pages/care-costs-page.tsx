import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { languageFacts, languages } from '../../platform/language.ts';
import { Accordion } from '../../ui/accordion.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { staffFacilitiesTexts } from '../facilities-texts.ts';
import { readCareCosts } from '../server/care-costs.ts';
import { FACILITIES, flashOf, t } from './facility-frame.tsx';
import { officeCrumb } from './office-crumb.ts';

export const CARE_COSTS = `${FACILITIES}/kosten`;

/** The town's own words on what care costs: families read them on the Kitas' pages and in the confirmation of their registration. */
export async function careCostsPage(view: View, form?: FormState): Promise<Sheet> {
  const costs = await readCareCosts(view.tx, view.town.id);
  const stored = filledForm({ link: costs?.link, ...Object.fromEntries(languages.map((language) => [`text-${language}`, costs?.text[language]])) });
  const title = t('costs.title');
  return {
    title, ...flashOf(view), breadcrumbs: [...officeCrumb(view), { label: t('title'), href: view.href(FACILITIES) }, { label: title }],
    content: (
      <>
        <PageHead title={title} lead={t('costs.lead')} />
        <Form form={form ?? stored} texts={staffFacilitiesTexts}>
          <TextArea name="text-de" label={t('costs.text', { language: languageFacts.de.name })} hint={t('costs.text.hint')} rows={6} optional />
          {languages.filter((language) => language !== 'de').map((language) => (
            <Accordion level={2} title={t('costs.text', { language: languageFacts[language].name })}><TextArea name={`text-${language}`} label={t('costs.text', { language: languageFacts[language].name })} rows={6} optional /></Accordion>
          ))}
          <TextField name="link" label={t('costs.address')} hint={t('costs.address.hint')} type="url" optional />
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(FACILITIES)}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
      </>
    ),
  };
}
