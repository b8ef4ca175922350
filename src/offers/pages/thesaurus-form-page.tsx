import type { MiddlewareHandler } from 'hono';
import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, typed, type FormState } from '../../platform/form.ts';
import type { HouseEnv, Sheet, View } from '../../platform/house.ts';
import { page } from '../../platform/page.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { baseNeed, needLabel, thesaurusWith, type OwnNeed } from '../search/own-need.ts';
import type { Concept } from '../search/thesaurus.ts';
import { searchPaths } from '../search-paths.ts';
import { teachSearch } from '../search-permissions.ts';
import { loadWords } from '../server/directory-words.ts';
import { searchEffect, type Effect } from '../server/search-effect.ts';
import { listOwnNeeds, type StoredNeed } from '../server/thesaurus.ts';
import { staffSearchTexts } from '../staff-search-texts.ts';
import { EffectOnQueries } from './thesaurus-effect.tsx';

const t = staffSearchTexts.in('de');
const PREVIEW = 'wirkung';

/** One entry: what families say, what it means, and what test questions find before and after – nothing is stored until „Speichern“. */
export async function thesaurusFormPage(view: View, form?: FormState): Promise<Sheet> {
  const own = await listOwnNeeds(view.tx, view.town.id);
  const stored = own.find(({ id }) => id === view.param('id'));
  if (view.param('id') && !stored) throw new NotFound();
  const base = baseNeed(stored?.baseKey ?? (form ? typed(form, 'baseKey') : view.query.get('grund') ?? ''));
  const shown = form ?? startOf(stored, base, own);
  const effects = await effectsOf(view, own, stored, shown);
  const title = t(stored ? 'edit.change' : 'edit.new');
  return {
    title,
    breadcrumbs: [{ label: t('title'), href: view.href(searchPaths.thesaurus) }],
    content: (
      <>
        <PageHead title={base ? t('edit.base', { label: needLabel(base) }) : title} />
        <Form form={shown} texts={staffSearchTexts}>
          <input type="hidden" name="baseKey" value={base?.key ?? ''} />
          <input type="hidden" name="version" value={typed(shown, 'version') || String(stored?.version ?? 0)} />
          {base ? <p class="muted">{t('edit.base.asked', { words: (base.asked.de ?? []).slice(0, 30).join(', ') })}</p> : null}
          <TextArea name="asked" label={t('edit.asked')} hint={t('edit.asked.hint')} optional={base !== undefined} />
          {base ? <p class="muted">{t('edit.base.means', { words: base.means.map((step) => step.join(', ')).join(' → ') })}</p> : null}
          <TextArea name="means" rows={2} label={t('edit.means')} hint={`${t('edit.means.hint')}${base ? ` ${t('edit.means.base-hint')}` : ''}`} optional={base !== undefined} />
          <TextArea name="alsoMeans" rows={2} label={t('edit.also')} hint={t('edit.also.hint')} optional />
          {base ? <Checkbox name="isOff" label={t('edit.off')} /> : null}
          <TextArea name="queries" rows={4} label={t('edit.queries')} hint={t('edit.queries.hint')} optional />
          <ButtonRow>
            <Button name={PREVIEW} value="1" look="secondary" icon="search">{t('edit.preview')}</Button>
            <Button>{t('edit.save')}</Button>
            <LinkButton look="tertiary" href={view.href(searchPaths.thesaurus)}>{t('edit.cancel')}</LinkButton>
          </ButtonRow>
        </Form>
        <section id="wirkung">
          <h2>{t('effect.title')}</h2>
          <EffectOnQueries effects={effects} />
        </section>
        {stored ? (
          <section>
            <h2>{t('edit.remove')}</h2>
            <p>{t('edit.remove.text')}</p>
            <Form form={emptyForm} action={view.href(`${searchPaths.one(stored.id)}/entfernen`)} id="entfernen" label={t('edit.remove')}>
              <ButtonRow><Button look="danger">{t('edit.remove')}</Button></ButtonRow>
            </Form>
          </section>
        ) : null}
      </>
    ),
  };
}

function startOf(stored: StoredNeed | undefined, base: Concept | undefined, own: readonly StoredNeed[]): FormState {
  const shown = stored ?? own.find(({ baseKey }) => base !== undefined && baseKey === base.key);
  if (!shown) return filledForm({ version: 0, queries: (base?.asked.de ?? []).slice(0, 3).join('\n') });
  return filledForm({ asked: shown.asked, means: shown.means, alsoMeans: shown.alsoMeans, isOff: shown.isOff, version: shown.version, queries: shown.asked.split(/[\n,]/).slice(0, 3).join('\n') });
}

/** Test questions with the thesaurus as it is, and as it would be with what the form holds. */
async function effectsOf(view: View, own: readonly StoredNeed[], stored: StoredNeed | undefined, form: FormState): Promise<Effect[]> {
  const queries = typed(form, 'queries').slice(0, 2_000).split('\n').map((line) => line.trim()).filter(Boolean);
  const baseKey = stored?.baseKey ?? typed(form, 'baseKey');
  const draft: OwnNeed = {
    id: stored?.id ?? 'draft', asked: typed(form, 'asked').slice(0, 4_000), means: typed(form, 'means').slice(0, 1_000), alsoMeans: typed(form, 'alsoMeans').slice(0, 1_000),
    isOff: typed(form, 'isOff') !== '', ...(baseKey && baseNeed(baseKey) ? { baseKey } : {}),
  };
  const others = own.filter(({ id, baseKey: other }) => id !== stored?.id && (draft.baseKey === undefined || other !== draft.baseKey));
  const on = view.clock.today();
  const words = queries.length > 0 ? await loadWords(view.tx, view.town.id, on) : undefined;
  return words ? searchEffect(view.tx, view.town.id, { on, words }, queries, thesaurusWith(own), thesaurusWith([draft, ...others])) : [];
}

/** The button „Wirkung ansehen“ posts the form like any other, but stores nothing: it comes back with what the draft would find. */
export const previewEffect: MiddlewareHandler<HouseEnv> = async (context, next) => {
  const raw = await context.req.parseBody({ all: true }).catch(() => ({}) as Record<string, never>);
  if (!(PREVIEW in raw)) return next();
  const values = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, [value].flat().filter((one): one is string => typeof one === 'string')]));
  return page(teachSearch, (view) => thesaurusFormPage(view, { values, refusals: [] }))(context, next);
};
