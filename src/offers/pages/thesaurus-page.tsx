import type { Sheet, View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';
import { baseNeeds, readList } from '../search/base-thesaurus.ts';
import { fold } from '../search/fold.ts';
import { baseNeed, needLabel, thesaurusWith } from '../search/own-need.ts';
import type { Concept } from '../search/thesaurus.ts';
import { searchPaths } from '../search-paths.ts';
import { loadWords } from '../server/directory-words.ts';
import { searchEffect } from '../server/search-effect.ts';
import { listOwnNeeds, type StoredNeed } from '../server/thesaurus.ts';
import { staffSearchTexts } from '../staff-search-texts.ts';
import { EffectOnQueries } from './thesaurus-effect.tsx';

const t = staffSearchTexts.in('de');
const PROBE = 'frage';
const FIND = 'bedarf';
const SHOWN = 12;

/** The words the search knows: to try it, to see the municipality's own entries, to change what the program brings. */
export async function thesaurusPage(view: View): Promise<Sheet> {
  const own = await listOwnNeeds(view.tx, view.town.id);
  const probe = (view.query.get(PROBE) ?? '').slice(0, 200);
  const on = view.clock.today();
  const effects = probe.trim() === '' ? [] : await searchEffect(view.tx, view.town.id, { on, words: await loadWords(view.tx, view.town.id, on) }, [probe], thesaurusWith(own));
  const happened = (['saved', 'removed'] as const).find((one) => view.query.get('meldung') === one);
  const add = <LinkButton icon="add" href={view.href(searchPaths.create)}>{t('own.new')}</LinkButton>;
  return {
    title: t('title'),
    ...(happened ? { flash: { kind: 'success', text: t(happened) } } : {}),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} actions={add} />
        <p><a href={view.href(searchPaths.misses)}>{t('misses.link')}</a></p>
        <section>
          <h2>{t('try.title')}</h2>
          <form method="get" action={view.href(searchPaths.thesaurus)} role="search" aria-label={t('try.title')}>
            <SearchField name={PROBE} label={t('try.label')} example={t('try.example')} value={probe} />
          </form>
          {effects.length > 0 ? <EffectOnQueries effects={effects} /> : null}
        </section>
        <section>
          <h2>{t('own.title')}</h2>
          <Table caption={t('own.title')} captionHidden rows={own} empty={<EmptyState icon="book" level={3} title={t('own.empty')} explanation={t('own.empty.text')} action={add} />} columns={[
            { header: t('own.asked'), rowHeader: true, cell: (need) => <a href={view.href(searchPaths.one(need.id))}>{labelOf(need)}</a> },
            { header: t('own.means'), cell: (need) => readList(need.means).join(', ') },
            { header: t('own.kind'), cell: kindOf },
          ]} />
        </section>
        <BaseNeeds view={view} />
      </>
    ),
  };
}

function labelOf(need: StoredNeed): string {
  const asked = readList(need.asked);
  if (asked.length > 0) return asked.slice(0, 3).join(', ');
  const base = need.baseKey === undefined ? undefined : baseNeed(need.baseKey);
  return base ? needLabel(base) : '–';
}

function kindOf({ baseKey, isOff }: StoredNeed): string {
  const base = baseKey === undefined ? undefined : baseNeed(baseKey);
  if (!base) return t('kind.own');
  return t(isOff ? 'kind.off' : 'kind.changed', { label: needLabel(base) });
}

/** The needs of the program, found by any of their words. */
function BaseNeeds({ view }: { view: View }) {
  const asked = (view.query.get(FIND) ?? '').slice(0, 100);
  const found = asked.trim() === '' ? baseNeeds : baseNeeds.filter((need) => holds(need, fold(asked.trim())));
  return (
    <section id="grundwortschatz">
      <h2>{t('base.title')}</h2>
      <p>{t('base.lead', { count: baseNeeds.length })}</p>
      <form method="get" action={`${view.href(searchPaths.thesaurus)}#grundwortschatz`} role="search" aria-label={t('base.search')}>
        <SearchField name={FIND} label={t('base.search')} value={asked} />
      </form>
      <Table caption={t('base.title')} captionHidden rows={found.slice(0, SHOWN)} empty={<p>{t('base.none')}</p>} columns={[
        { header: t('own.asked'), rowHeader: true, cell: (need) => needLabel(need) },
        { header: t('own.means'), cell: (need) => (need.means[0] ?? []).join(', ') },
        { header: t('misses.action'), headerHidden: true, cell: (need) => <a href={view.href(searchPaths.create, { grund: need.key })}>{t('base.change')}<span class="visually-hidden">: {needLabel(need)}</span></a> },
      ]} />
      {found.length > SHOWN ? <p class="muted">{t('base.more')}</p> : null}
    </section>
  );
}

function holds(need: Concept, word: string): boolean {
  return [...Object.values(need.asked).flat(), ...need.means.flat()].some((text) => fold(text).includes(word));
}
