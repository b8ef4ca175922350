import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { wordDifference } from '../../offers/revision/word-difference.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import type { Criterion } from '../criteria/catalogue.ts';
import { catalogueDifference, type CriterionChange, type Setting } from '../criteria/difference.ts';
import { lineOf } from '../criteria/parents-text.ts';
import { loadCatalogueGround, type CatalogueGround } from '../server/catalogue-ground.ts';
import { findCatalogue, type StoredCatalogue } from '../server/catalogues.ts';
import { Added, crumbs, loadCatalogue, Removed, t } from './catalogue-frame.tsx';

const settingNames = { nonResidents: 'non-residents', lotteryScope: 'lottery-scope', blocking: 'blocking', ties: 'ties' } as const satisfies Record<Setting, string>;

/** A catalogue beside the one it is based on: what the council has to decide about. */
export async function catalogueDifferencePage(view: View): Promise<Sheet> {
  const after = await loadCatalogue(view);
  const before = after.basedOnId ? await findCatalogue(view.tx, view.town.id, after.basedOnId) : undefined;
  if (!before) throw new NotFound();
  const ground = await loadCatalogueGround(view.tx, view.town.id, view.clock.today());
  const { criteria, settings } = catalogueDifference(before, after);
  const changes = criteria.filter(({ kind }) => kind !== 'same');
  const same = criteria.length - changes.length;
  return {
    title: t('difference.to', { name: before.name }), breadcrumbs: crumbs(view, after),
    content: (
      <>
        <PageHead title={t('difference.to', { name: before.name })} preline={after.name} lead={t('difference.lead')} />
        {changes.length + settings.length === 0 ? <EmptyState title={t('difference.none')} explanation={t('difference.none.text')} /> : (
          <ul class="plain-list stack">
            {settings.map(({ setting, before: old, after: fresh }) => {
              const name = settingNames[setting];
              return <li class="panel"><p><Badge tone="info">{t('difference.changed')}</Badge> {t(name)}: <Removed>{t(`${name}.${old}` as 'ties.lottery')}</Removed> <Added>{t(`${name}.${fresh}` as 'ties.lottery')}</Added></p></li>;
            })}
            {changes.map((change) => <Change change={change} before={before} after={after} ground={ground} />)}
          </ul>
        )}
        {same > 0 ? <p class="muted">{t('difference.same', { count: same })}</p> : null}
      </>
    ),
  };
}

function whole(criterion: Criterion, catalogue: StoredCatalogue, { names }: CatalogueGround): string {
  const { text, notes } = lineOf(criterion, catalogue, 'de', names);
  return [text, ...notes, t('criterion.basis', { basis: criterion.legalBasis })].join(' ');
}

function Change({ change, before, after, ground }: { change: CriterionChange; before: StoredCatalogue; after: StoredCatalogue; ground: CatalogueGround }) {
  if (change.kind === 'added') return <li class="panel"><p><Badge tone="good">{t('difference.added')}</Badge> <Added>{whole(change.after, after, ground)}</Added></p></li>;
  if (change.kind === 'removed') return <li class="panel"><p><Badge tone="danger">{t('difference.removed')}</Badge> <Removed>{whole(change.before, before, ground)}</Removed></p></li>;
  if (change.kind === 'same') return null;
  const runs = wordDifference(whole(change.before, before, ground), whole(change.after, after, ground));
  return <li class="panel"><p><Badge tone="info">{t('difference.changed')}</Badge> {runs.map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? <Removed>{text}</Removed> : <Added>{text}</Added>))}</p></li>;
}
