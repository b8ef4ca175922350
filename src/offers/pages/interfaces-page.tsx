import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { languageFacts, languages, languageOfSegment } from '../../platform/language.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { FormContext, newSurroundings } from '../../ui/form-context.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { inputClass, TextField } from '../../ui/text-field.tsx';
import { staffInterfacesTexts } from '../interfaces-texts.ts';
import { licenceKeys, licences } from '../feeds/licence.ts';
import { plainName } from '../names.ts';
import { parameters, SEARCH } from '../offer-query.ts';
import { configureOpenData } from '../permissions.ts';
import { loadWords } from '../server/directory-words.ts';
import { readOpenDataSetting } from '../server/open-data-setting.ts';
import { EMBED } from './embed-page.tsx';

const t = staffInterfacesTexts.in('de');
export const INTERFACES = '/verwaltung/schnittstellen';

const ADDRESSES = [
  ['hsds', '/hsds'], ['openapi', '/hsds/openapi.json'], ['events', '/hsds/events'], ['calendar', '/angebote.ics'], ['event-calendar', '/veranstaltungen.ics'], ['atom', '/angebote.atom'], ['catalogue', '/dcat'], ['sitemap', '/sitemap.xml'],
] as const;

/** What others can read, and the piece of HTML with which a town shows its list on its own website. */
export async function interfacesPage(view: View, form?: FormState): Promise<Sheet> {
  const setting = await readOpenDataSetting(view.tx, view.town.id);
  const words = await loadWords(view.tx, view.town.id, view.clock.today());
  const origin = view.configuration.baseUrl.origin;
  return {
    title: t('title'),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <Table caption={t('addresses')} rows={ADDRESSES} columns={[
          { header: t('column.what'), rowHeader: true, cell: ([name]) => t(`address.${name}`) },
          { header: t('column.address'), cell: ([, path]) => <a href={view.href(path)} dir="ltr">{`${origin}${view.href(path)}`}</a> },
        ]} />
        <section class="stack" id="lizenz">
          <h2>{t('licence.title')}</h2>
          <p>{setting.licence ? t('licence.is', { name: licences[setting.licence].name }) : t('licence')}</p>
          {configureOpenData.allows(view.who) ? (
            <Form form={form ?? filledForm({ ...setting })} texts={staffInterfacesTexts} action={view.href(INTERFACES)} id="lizenz-form" label={t('licence.title')}>
              <Select name="licence" label={t('licence.field')} prompt={t('licence.none')} optional options={licenceKeys.map((key) => ({ value: key, label: licences[key].name }))} />
              <TextField name="attribution" label={t('licence.attribution')} hint={t('licence.attribution.hint')} optional />
              <TextField name="publisher" label={t('licence.publisher')} hint={t('licence.publisher.hint', { town: view.town.name })} optional />
              <TextField name="contactName" label={t('licence.contact')} optional />
              <TextField name="contactEmail" label={t('licence.email')} type="email" optional />
              <ButtonRow><Button>{t('licence.save')}</Button></ButtonRow>
            </Form>
          ) : null}
        </section>
        <section class="stack" id="einbetten">
          <h2>{t('embed')}</h2>
          <p>{t('embed.lead')}</p>
          <form method="get" action={view.href(INTERFACES)} class="stack">
            <FormContext.Provider value={newSurroundings('liste', { values: Object.fromEntries([...view.query].map(([name, value]) => [name, [value]])), refusals: [] }, (refusal) => refusal.code, true)}>
              <TextField name={SEARCH} label={t('embed.search')} optional />
              <Select name={parameters.fieldId} label={t('embed.field')} prompt={t('embed.all')} optional options={words.fields.map(({ key, names }) => ({ value: key, label: plainName(names, 'de') }))} />
              <Select name={parameters.phaseId} label={t('embed.phase')} prompt={t('embed.all')} optional options={words.phases.map(({ key, names }) => ({ value: key, label: plainName(names, 'de') }))} />
              <Select name={parameters.areaIds} label={t('embed.area')} prompt={t('embed.all')} optional options={words.areas.all.map(({ key, name }) => ({ value: key, label: name }))} />
              <Select name="in" label={t('embed.language')} prompt={languageFacts.de.name} optional options={languages.filter((one) => one !== 'de').map((one) => ({ value: languageFacts[one].segment, label: languageFacts[one].name }))} />
              <ButtonRow><Button name="zeigen" value="1" look="secondary">{t('embed.show')}</Button></ButtonRow>
            </FormContext.Provider>
          </form>
          {view.query.has('zeigen') ? <Snippet view={view} /> : null}
        </section>
      </>
    ),
  };
}

function Snippet({ view }: { view: View }) {
  const language = languageOfSegment(view.query.get('in') ?? '') ?? 'de';
  const query = new URLSearchParams([...view.query].filter(([name, value]) => value !== '' && (name === SEARCH || Object.values(parameters).includes(name))));
  const address = `${view.configuration.baseUrl.origin}${view.hrefIn(language, EMBED, query)}`;
  const title = `Angebote für Familien: ${view.town.name}`;
  const attribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return (
    <>
      <div class="kern-form-input">
        <label class="kern-label" for="einbettung">{t('embed.code')}</label>
        <div class="kern-hint" id="einbettung-hinweis">{t('embed.code.hint')}</div>
        <textarea class={inputClass(false)} id="einbettung" aria-describedby="einbettung-hinweis" rows={6} readonly dir="ltr" spellcheck={false}>{`<iframe src="${attribute(address)}" title="${attribute(title)}" width="100%" height="800" loading="lazy"></iframe>`}</textarea>
      </div>
      <p><a href={address}>{t('embed.preview')}</a></p>
    </>
  );
}
