import { AreaMap } from '../../areas/map.tsx';
import { findBoundaries } from '../../areas/server/list-areas.ts';
import type { View } from '../../platform/house.ts';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { addressLines } from '../address.ts';
import type { Location } from '../location.ts';
import type { DirectoryWords } from '../server/directory-words.ts';
import { placeNotes } from '../server/location-texts.ts';
import type { ShownOffer } from '../server/shown-offers.ts';
import { guideTexts } from '../texts.ts';
import { OfferNote } from './offer-marks.tsx';

/** Where an offer is, how to get in and there – and a map drawn here, so that no map service learns who looks. */
export async function WhereBlock({ view, offer, words, withMap = true }: { view: View; offer: ShownOffer; words: DirectoryWords; withMap?: boolean }) {
  const t = guideTexts.in(view.language);
  const { service, places } = offer;
  const notes = await placeNotes(view.tx, view.town.id, places.map(({ location }) => location), view.language);
  const placed = places.map((place) => ({ ...place, ...notes.get(place.location.id)! }));
  const maps = withMap ? await Promise.all(places.slice(0, 1).map(({ location }) => placeMap(view, location, words))) : [];
  return (
    <section>
      <h2>{t('offer.where')}</h2>
      {service.outreach === 'yes' ? <p>{t('offer.outreach')}</p> : null}
      {places.length === 0 && service.outreach !== 'yes' ? <p>{t('offer.no-place')}</p> : null}
      <div class={maps.some(Boolean) ? 'with-side' : undefined}>
        <div class="stack">
          {placed.map(({ location, description, accessibility, transport }) => (
            <div class="stack">
              <address lang="de" dir="ltr">
                <strong>{location.name}</strong>
                {addressLines(location).map((line) => <><br />{line}</>)}
                {location.areaId !== undefined && words.areas.find(location.areaId) ? <><br />{words.areas.find(location.areaId)!.name}</> : null}
              </address>
              {description ? <p><OfferNote service={service} kind="place-note" text={description} /></p> : null}
              <p>{t(`step-free.${location.stepFree}`)}{accessibility.text ? <LanguageTag language={accessibility.language}>. {accessibility.text}</LanguageTag> : null}</p>
              {transport.text ? <p><strong>{t('offer.way')}:</strong> <LanguageTag language={transport.language}>{transport.text}</LanguageTag></p> : null}
            </div>
          ))}
        </div>
        {maps}
      </div>
    </section>
  );
}

/** The place among the areas beside its own; nothing where nobody drew boundaries. */
async function placeMap(view: View, location: Location, { areas }: DirectoryWords) {
  const t = guideTexts.in(view.language);
  const own = location.areaId === undefined ? areas.roots[0] : areas.find(location.areaId);
  if (!own) return null;
  const parent = areas.parent(own.id);
  const shown = parent ? areas.children(parent.id) : [own];
  const boundaries = await findBoundaries(view.tx, view.town.id, shown.map(({ id }) => id));
  if (!boundaries.has(own.id)) return null;
  const hasPoint = location.longitude !== undefined && location.latitude !== undefined;
  return (
    <AreaMap
      id="ort"
      title={t('offer.map', { place: location.name })}
      description={t('offer.map.description', { area: own.name })}
      areas={shown.flatMap(({ id, name }) => (boundaries.has(id) ? [{ id, name, geometry: boundaries.get(id)! }] : []))}
      points={hasPoint ? [{ id: location.id, name: location.name, longitude: location.longitude!, latitude: location.latitude! }] : []}
      current={own.id}
    />
  );
}
