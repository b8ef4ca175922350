import type { View } from '../../platform/house.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { sayAges } from '../age.ts';
import { questionPaths } from '../guide/answers.ts';
import { lotseTexts } from '../lotse-texts.ts';
import { refOf, type PersonalList } from '../personal-list.ts';
import { listOffers } from '../server/list-offers.ts';
import { listPhases } from '../server/phases.ts';
import { shownOffers, type ShownOffer } from '../server/shown-offers.ts';
import { staffTexts } from '../staff-texts.ts';
import { ADD_BUTTON } from './list-save.tsx';
import { FIND } from './lotse-paths.ts';

const HITS = 8;

/** Searching without leaving the sheet: what was typed into it meanwhile goes along. */
export async function LotseSearch({ view, list }: { view: View; list: PersonalList }) {
  const t = lotseTexts.in('de');
  const text = (view.query.get(FIND) ?? '').slice(0, 200);
  return (
    <section class="panel" aria-labelledby="suchen">
      <h2 id="suchen" class="visually-hidden">{t('search.submit')}</h2>
      <SearchField name={FIND} label={t('search')} hint={t('search.hint')} button={false} />
      <p class="cluster">
        <Button name="suchen" value="ja" icon="search">{t('search.submit')}</Button>
        <LinkButton look="tertiary" href={view.href(questionPaths.topic)}>{t('search.guide')}</LinkButton>
        <LinkButton look="tertiary" href={view.href('/angebote')}>{t('search.all')}</LinkButton>
      </p>
      {text.trim() === '' ? null : await hits(view, list, text)}
    </section>
  );
}

async function hits(view: View, list: PersonalList, text: string) {
  const t = lotseTexts.in('de');
  const { ids } = await listOffers(view.tx, view.town.id, view.clock.today(), await listPhases(view.tx, view.town.id), text, {});
  const offers = await shownOffers(view.tx, view.town.id, ids.slice(0, HITS));
  return (
    <>
      <p role="status"><strong>{t('search.results', { count: ids.length })}</strong>{ids.length > HITS ? ` ${t('search.more', { count: HITS })}` : ''}</p>
      {ids.length === 0 ? <p>{t('search.none')}</p> : null}
      <ul class="lotse-hits">
        {offers.map((offer) => <li><Hit offer={offer} isListed={list.entries.some(({ ref }) => ref === refOf(offer.service.id))} view={view} /></li>)}
      </ul>
    </>
  );
}

function Hit({ offer: { service, organizationName }, isListed, view }: { offer: ShownOffer; isListed: boolean; view: View }) {
  const t = lotseTexts.in('de');
  return (
    <>
      <div>
        <a href={view.href(`/angebote/${service.id}`)}>{service.name}</a>
        <p class="small muted">{[organizationName, sayAges(service, staffTexts.in('de')), service.phones[0]?.number].filter(Boolean).join(' · ')}</p>
      </div>
      {isListed ? <span class="small muted">{t('added.already')}</span> : (
        <Button name={ADD_BUTTON} value={service.id} look="secondary" small icon="add"><span aria-hidden="true">{t('add')}</span><span class="visually-hidden">{t('add.name', { name: service.name })}</span></Button>
      )}
    </>
  );
}
