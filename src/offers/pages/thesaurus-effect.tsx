import { usePage } from '../../platform/page-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { baseNeed, needLabel } from '../search/own-need.ts';
import type { Effect } from '../server/search-effect.ts';
import { staffSearchTexts } from '../staff-search-texts.ts';

const t = staffSearchTexts.in('de');

/** What test questions find now and with a draft, side by side, each hit with its reasons. */
export function EffectOnQueries({ effects }: { effects: readonly Effect[] }) {
  if (effects.length === 0) return <p class="muted">{t('effect.none')}</p>;
  return <>{effects.map((effect) => <OneEffect effect={effect} />)}</>;
}

function OneEffect({ effect: { query, now, draft } }: { effect: Effect }) {
  const isSame = draft !== undefined && now.found === draft.found && now.hits.map(({ id }) => id).join() === draft.hits.map(({ id }) => id).join();
  return (
    <section class="panel">
      <h3>„<bdi>{query}</bdi>“</h3>
      {isSame ? <Notice>{t('effect.same')}</Notice> : null}
      <div class="columns">
        <Found title={draft ? t('effect.now') : undefined} result={now} />
        {draft && !isSame ? <Found title={t('effect.draft')} result={draft} /> : null}
      </div>
    </section>
  );
}

function Found({ title, result: { hits, found, list } }: { title?: string; result: Effect['now'] }) {
  const page = usePage();
  const needs = [...new Set(list.terms.flatMap((term) => term.needs))].map((key) => baseNeed(key)).flatMap((need) => (need ? needLabel(need) : []));
  return (
    <div>
      {title ? <h4>{title}</h4> : null}
      <p class="small muted">{needs.length > 0 ? t('effect.needs', { needs: needs.map((label) => `„${label}“`).join('; ') }) : t('effect.no-needs')}</p>
      {hits.length === 0 ? <p><strong>{t('effect.nothing')}</strong></p> : (
        <>
          <p class="small">{t('effect.found', { count: found })}</p>
          <ol>
            {hits.map(({ id, name, reasons }) => (
              <li>
                <a href={page.href(`/angebote/${id}`)}>{name}</a>
                {reasons.length > 0 ? <><br /><span class="small muted">{reasons.filter(({ word }) => word !== '').map(({ word, way, standing }) => t('reason', { word, way, standing })).join('; ')}</span></> : null}
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
