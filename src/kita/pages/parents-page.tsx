import type { Day } from '../../platform/day.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { dateFormat } from '../../ui/formats.ts';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { isolated } from '../criteria/criterion-words.ts';
import { examplesText } from '../criteria/examples.ts';
import { parentsText, type ParentsLine } from '../criteria/parents-text.ts';
import { criteriaPaths } from '../criteria-paths.ts';
import { listCatalogues as mayList } from '../criteria-permissions.ts';
import { criteriaTexts } from '../criteria-texts.ts';
import { loadCatalogueGround } from '../server/catalogue-ground.ts';
import { catalogueInForce, findCatalogue, listCatalogues, type StoredCatalogue } from '../server/catalogues.ts';
import { t as staff } from './catalogue-frame.tsx';

/** How places are given out, for parents: made from the catalogue in force, or from one that is asked for and adopted (`?katalog=`); drafts are shown to staff. */
export async function parentsPage(view: View): Promise<Sheet> {
  const t = criteriaTexts.in(view.language);
  const today = view.clock.today();
  const catalogue = await chosen(view, today);
  const head = { title: t('title'), description: t('lead') };
  if (!catalogue) return { ...head, content: <><PageHead title={t('title')} /><EmptyState title={t('none.title')} explanation={t('none.text')} icon="family" /></> };
  const { names } = await loadCatalogueGround(view.tx, view.town.id, today);
  const successor = (await listCatalogues(view.tx, view.town.id)).filter(({ adoption, validFrom, id }) => adoption && validFrom > today && id !== catalogue.id).at(-1);
  const { children, last } = examplesText(catalogue, view.language);
  const sayDay = (day: Day) => dateFormat(view.language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  return {
    ...head,
    ...(catalogue.adoption ? {} : { noIndex: true }),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} actions={<PrintButton />} />
        {catalogue.adoption ? (
          <p class="muted">
            {t(catalogue.validFrom > today ? 'in-force.future' : 'in-force', { from: sayDay(catalogue.validFrom) })}{' '}
            {t('adopted', { by: isolated(catalogue.adoption.by, view.language), on: sayDay(catalogue.adoption.on), resolution: isolated(catalogue.adoption.resolution, view.language) })}
          </p>
        ) : <Notice kind="warning">{staff('state.draft')}: {catalogue.name}</Notice>}
        {successor ? <p class="no-print"><a href={view.href(criteriaPaths.public, { katalog: successor.id })}>{t('successor', { from: sayDay(successor.validFrom) })}</a></p> : null}
        {parentsText(catalogue, view.language, names).map(({ key, title, lines }) => (
          <section class="stack" id={key}>
            <h2>{title}</h2>
            <ul class="stack">{lines.map((line) => <Line line={line} basis={(basis) => t('basis', { basis })} />)}</ul>
          </section>
        ))}
        {children.length === 0 ? null : (
          <section class="stack" id="beispiele">
            <h2>{t('section.examples')}</h2>
            <p>{t('examples.lead')}</p>
            <ul class="stack">{children.map((sentences) => <li>{sentences.join(' ')}</li>)}</ul>
            {last ? <p>{last}</p> : null}
          </section>
        )}
        <p>{t('questions')}</p>
      </>
    ),
  };
}

function Line({ line: { text, notes, legalBasis }, basis }: { line: ParentsLine; basis: (text: string) => string }) {
  const [before, after] = basis('\u0000').split('\u0000');
  return (
    <li>
      {text}
      {notes.length > 0 ? <><br />{notes.join(' ')}</> : null}
      {legalBasis ? <><br /><span class="small muted">{before}<LanguageTag language="de">{legalBasis}</LanguageTag>{after}</span></> : null}
    </li>
  );
}

async function chosen(view: View, today: Day): Promise<StoredCatalogue | undefined> {
  const asked = view.query.get('katalog');
  if (!isUuid(asked)) return catalogueInForce(view.tx, view.town.id, today);
  const found = await findCatalogue(view.tx, view.town.id, asked);
  return found && (found.adoption || mayList.allows(view.who)) ? found : catalogueInForce(view.tx, view.town.id, today);
}
