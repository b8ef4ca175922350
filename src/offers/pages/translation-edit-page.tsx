import { raw } from 'hono/html';
import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { usePage } from '../../platform/page-context.ts';
import { listNames } from '../../accounts/server/list-people.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { LEICHTE_SPRACHE } from '../easy-language.ts';
import { certifyEasyLanguage } from '../permissions.ts';
import { findCertificate } from '../server/easy-language.ts';
import { seenOf } from '../server/translation-actions.ts';
import { listTranslatable, type TranslatableRecord } from '../server/translation-records.ts';
import { recordKinds, stateOf, textLanguages, type TextLanguage, type TranslationUnit } from '../translation.ts';
import { staffTranslationTexts } from '../translation-texts.ts';
import { Paragraphs } from './paragraphs.tsx';
import { sayDay } from '../said.ts';
import { sayKind, sayPart, sayTextLanguage, StateBadge, t, WORK } from './translation-words.tsx';

/** A record's texts in one language beside the German ones. */
export async function translationEditPage(view: View, forms: { texts?: FormState; certificate?: FormState } = {}): Promise<Sheet> {
  const kind = recordKinds.find((one) => one === view.param('kind'));
  const language = textLanguages.find((one) => one === view.param('language'));
  const id = view.param('id');
  if (!kind || !language || !isUuid(id)) throw new NotFound();
  const [record] = await listTranslatable(view.tx, view.town.id, { languages: [language], on: view.clock.today(), who: view.who, one: { kind, id } });
  if (!record) throw new NotFound();
  const people = new Map((await listNames(view.tx, view.town.id)).map((person) => [person.id, person.name]));
  const stored = filledForm(Object.fromEntries(record.units.map((unit) => [`text-${unit.part}`, unit.text])));
  const title = t('edit.title', { name: record.name, language: sayTextLanguage(language) });
  return {
    title, wide: true,
    breadcrumbs: [{ label: t('title'), href: view.href(WORK, { sprache: language }) }, { label: title }],
    content: (
      <div class="side-by-side stack">
        <SideBySideStyle />
        <PageHead title={title} preline={sayKind(kind)} lead={t('edit.lead')} />
        {view.query.has('bescheinigt') ? <Notice kind="success" live>{t('certified')}</Notice> : null}
        <Form form={forms.texts ?? stored} texts={staffTranslationTexts} label={title}>
          {record.units.map((unit) => <UnitEditor unit={unit} reviewer={unit.provenance?.reviewedBy && people.get(unit.provenance.reviewedBy)} />)}
          <ButtonRow>
            <Button name="decision" value="reviewed" icon="check">{t('edit.save.reviewed')}</Button>
            <Button name="decision" value="unreviewed" look="secondary">{t('edit.save.unreviewed')}</Button>
          </ButtonRow>
        </Form>
        {kind === 'service' && record.isPublic ? <p><a href={view.hrefIn(language, `/angebote/${record.id}`)}>{t('edit.public')}</a></p> : null}
        {kind === 'service' && language === 'de-easy' ? await EasyLanguage({ view, record, form: forms.certificate ?? emptyForm }) : null}
      </div>
    ),
  };
}

function UnitEditor({ unit, reviewer }: { unit: TranslationUnit; reviewer?: string }) {
  const { part, german, provenance } = unit;
  const state = stateOf(unit);
  return (
    <section class="panel stack" aria-labelledby={`teil-${part}`}>
      <h2 id={`teil-${part}`}>{sayPart(part)} <StateBadge state={state} /></h2>
      {state === 'reviewed' && provenance?.reviewedAt ? (
        <p class="small muted">{t(reviewer ? 'edit.reviewed' : 'edit.reviewed.somebody', { person: reviewer ?? '', day: new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: 'Europe/Berlin' }).format(provenance.reviewedAt) })}</p>
      ) : null}
      <div class="text-pair">
        <div class="stack" lang="de">
          <h3>{t('edit.german')}</h3>
          <Paragraphs text={german} language="de" />
          {state === 'outdated' && provenance?.source ? <Notice kind="warning" title={t('edit.before')}><Paragraphs text={provenance.source} language="de" /></Notice> : null}
        </div>
        <div>
          <input type="hidden" name={`seen-${part}`} value={seenOf(unit)} />
          <TextArea name={`text-${part}`} label={`${sayPart(part)} (${sayTextLanguage(unit.language)})`} rows={rowsFor(german)} optional />
        </div>
      </div>
    </section>
  );
}

/** The one page whose form needs the whole width: two languages beside each other; below each other on phones. */
function SideBySideStyle() {
  const { nonce } = usePage();
  return <style nonce={nonce}>{raw('.side-by-side .form{max-width:none}.text-pair{display:grid;gap:1.5rem}@media(min-width:48rem){.text-pair{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}')}</style>;
}

function rowsFor(german: string): number {
  return Math.min(16, Math.max(2, Math.ceil(german.length / 60) + german.split('\n').length - 1));
}

/** The certificate of Leichte Sprache: what holds today, and a form for a new one. */
async function EasyLanguage({ view, record, form }: { view: View; record: TranslatableRecord; form: FormState }) {
  const certificate = await findCertificate(view.tx, view.town.id, record.id);
  return (
    <section class="stack">
      <h2>{LEICHTE_SPRACHE}</h2>
      <p>{t('easy.lead')}</p>
      {certificate ? <Notice kind="success"><p>{t('easy.holds', { group: certificate.testingGroup, by: certificate.certifiedBy, day: sayDay('de', certificate.certifiedOn) })}</p></Notice> : null}
      {certifyEasyLanguage.allows(view.who) ? (
        <Form form={form} texts={staffTranslationTexts} id="pruefzeugnis" label={t('easy.button')} action={view.href(`${WORK}/service/${record.id}/de-easy/pruefzeugnis`)}>
          <TextField name="testingGroup" label={t('easy.testing-group')} />
          <TextField name="certifiedBy" label={t('easy.certified-by')} hint={t('easy.certified-by.hint')} />
          <DateField name="certifiedOn" label={t('easy.certified-on')} />
          <Button look="secondary">{t('easy.button')}</Button>
        </Form>
      ) : null}
    </section>
  );
}

/** Where a saved translation leads: back to the work in that language. */
export function afterSaving({ id, language }: { id: string; language: TextLanguage }): string {
  return `${WORK}?${new URLSearchParams({ sprache: language, stand: 'offen', gespeichert: id, in: language })}`;
}
