import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import type { Criterion } from '../criteria/catalogue.ts';
import { checkCatalogue, type Finding } from '../criteria/checks.ts';
import { lineOf } from '../criteria/parents-text.ts';
import { criteriaPaths } from '../criteria-paths.ts';
import { adoptCatalogue, editCatalogue } from '../criteria-permissions.ts';
import { loadCatalogueGround, type CatalogueGround } from '../server/catalogue-ground.ts';
import { catalogueInForce, type StoredCatalogue } from '../server/catalogues.ts';
import { crumbs, Findings, loadCatalogue, sayDay, StateBadge, stateOf, t } from './catalogue-frame.tsx';

/** One catalogue: its settings, its criteria as parents read them, and beside each what the checks found. */
export async function cataloguePage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const catalogue = await loadCatalogue(view);
  const today = view.clock.today();
  const ground = await loadCatalogueGround(view.tx, view.town.id, catalogue.validFrom > today ? catalogue.validFrom : today);
  const findings = checkCatalogue(catalogue, ground.check);
  const isDraft = catalogue.adoption === null;
  const mayEdit = isDraft && editCatalogue.allows(view.who);
  const inForce = await catalogueInForce(view.tx, view.town.id, today);
  return {
    title: catalogue.name, breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={catalogue.name} actions={<StateBadge state={stateOf(catalogue, today, inForce?.id)} />} />
        {view.query.has('gespeichert') ? <Notice kind="success" live>{t('saved')}</Notice> : null}
        {form.refusals.map(({ code, values }) => <Notice kind="error" live>{t(code as 'catalogue-adopted', values)}</Notice>)}
        {view.query.has('beschlossen') ? <Notice kind="success" live>{t('adoption.done')}</Notice> : null}
        {catalogue.adoption ? <Notice kind="info">{t('frozen', { by: catalogue.adoption.by, on: sayDay(catalogue.adoption.on), resolution: catalogue.adoption.resolution })}</Notice> : null}
        <FindingsSummary findings={findings} />
        <section class="stack">
          <h2>{t('criteria')}</h2>
          <p class="muted">{t('built-in.text')}</p>
          {catalogue.criteria.length === 0 ? <EmptyState title={t('criteria.none')} explanation={t('criteria.none.text')} level={3} /> : null}
          <ol class="plain-list stack">
            {catalogue.criteria.map((criterion) => <CriterionItem view={view} catalogue={catalogue} criterion={criterion} ground={ground} findings={findings} mayEdit={mayEdit} />)}
          </ol>
          {mayEdit ? <ButtonRow><LinkButton href={view.href(criteriaPaths.newCriterion(catalogue.id))}>{t('criteria.add')}</LinkButton></ButtonRow> : null}
        </section>
        <Settings catalogue={catalogue} />
        <Ways view={view} catalogue={catalogue} isDraft={isDraft} mayEdit={mayEdit} />
      </>
    ),
  };
}

function FindingsSummary({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return <Notice kind="success">{t('findings.clean')}</Notice>;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const whole = findings.filter(({ criterionIds }) => criterionIds.length === 0);
  return (
    <Notice kind={errors > 0 ? 'error' : 'warning'} title={t('findings')}>
      {errors > 0 ? <p>{t('findings.errors', { count: errors })}</p> : null}
      {findings.length > errors ? <p>{t('findings.warnings', { count: findings.length - errors })}</p> : null}
      <Findings findings={whole} />
    </Notice>
  );
}

interface ItemProps {
  view: View;
  catalogue: StoredCatalogue;
  criterion: Criterion;
  ground: CatalogueGround;
  findings: readonly Finding[];
  mayEdit: boolean;
}

function CriterionItem({ view, catalogue, criterion, ground, findings, mayEdit }: ItemProps) {
  const { text, notes } = lineOf(criterion, catalogue, 'de', ground.names);
  const at = catalogue.criteria.indexOf(criterion);
  const path = criteriaPaths.criterion(catalogue.id, criterion.id);
  const named = (label: string) => <>{label}<span class="visually-hidden">: {text}</span></>;
  return (
    <li class="panel stack" id={`kriterium-${criterion.id}`}>
      <p><Badge>{t(`kind.${criterion.kind}`)}</Badge> {text}</p>
      {notes.length > 0 ? <p class="small">{notes.join(' ')}</p> : null}
      <p class="small muted">{t('criterion.basis', { basis: criterion.legalBasis })}</p>
      <Findings findings={findings.filter(({ criterionIds }) => criterionIds.includes(criterion.id))} />
      {mayEdit ? (
        <div class="cluster no-print">
          <LinkButton look="secondary" small href={view.href(path)}>{named(t('criterion.edit'))}</LinkButton>
          <Form form={emptyForm} id={`ordnen-${criterion.id}`} label={`${t('criteria')}: ${text}`} action={view.href(`${path}/verschieben`)}>
            <div class="cluster">
              {at > 0 ? <Button look="tertiary" small name="direction" value="up" icon="up">{named(t('criterion.up'))}</Button> : null}
              {at < catalogue.criteria.length - 1 ? <Button look="tertiary" small name="direction" value="down" icon="down">{named(t('criterion.down'))}</Button> : null}
            </div>
          </Form>
          <Form form={emptyForm} id={`entfernen-${criterion.id}`} label={`${t('criterion.remove')}: ${text}`} action={view.href(`${path}/entfernen`)}>
            <Button look="tertiary" small icon="trash">{named(t('criterion.remove'))}</Button>
          </Form>
        </div>
      ) : null}
    </li>
  );
}

function Settings({ catalogue }: { catalogue: StoredCatalogue }) {
  return (
    <section class="stack">
      <h2>{t('settings')}</h2>
      <DescriptionList entries={[
        { term: t('valid-from'), details: sayDay(catalogue.validFrom) },
        ...(catalogue.validUntil ? [{ term: t('valid-until'), details: sayDay(catalogue.validUntil) }] : []),
        { term: t('non-residents'), details: t(`non-residents.${catalogue.nonResidents}`) },
        { term: t('lottery-scope'), details: t(`lottery-scope.${catalogue.lotteryScope}`) },
        { term: t('ties'), details: t(`ties.${catalogue.ties}`) },
        { term: t('blocking'), details: t(`blocking.${catalogue.blocking}`) },
      ]} />
    </section>
  );
}

function Ways({ view, catalogue: { id, basedOnId }, isDraft, mayEdit }: { view: View; catalogue: StoredCatalogue; isDraft: boolean; mayEdit: boolean }) {
  return (
    <div class="no-print stack">
      <ButtonRow>
        {isDraft && adoptCatalogue.allows(view.who) ? <LinkButton href={view.href(criteriaPaths.adoption(id))}>{t('adoption')}</LinkButton> : null}
        {mayEdit ? <LinkButton look="secondary" href={view.href(criteriaPaths.settings(id))}>{t('settings.edit')}</LinkButton> : null}
        <LinkButton look="secondary" href={view.href(criteriaPaths.simulations(id))}>{t('simulation')}</LinkButton>
        {basedOnId ? <LinkButton look="secondary" href={view.href(criteriaPaths.difference(id))}>{t('difference')}</LinkButton> : null}
        <LinkButton look="secondary" href={view.href(criteriaPaths.public, { katalog: id })}>{t('public')}</LinkButton>
        {editCatalogue.allows(view.who) ? <LinkButton look="secondary" href={view.href(criteriaPaths.copy(id))}>{t('copy')}</LinkButton> : null}
      </ButtonRow>
      {mayEdit ? <Form form={emptyForm} id="loeschen" label={t('remove')} action={view.href(`${criteriaPaths.catalogue(id)}/loeschen`)}><Button look="tertiary" icon="trash">{t('remove')}</Button></Form> : null}
    </div>
  );
}
