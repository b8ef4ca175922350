import { AreaMap } from '../../areas/map.tsx';
import { findBoundaries } from '../../areas/server/list-areas.ts';
import type { View } from '../../platform/house.ts';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { addressLines } from '../address.ts';
import { eventTexts } from '../event-texts.ts';
import type { EventDate } from '../events/dates.ts';
import { loadWords } from '../server/directory-words.ts';
import { placeNotes } from '../server/location-texts.ts';
import type { ShownEvent } from '../server/shown-events.ts';
import { guideTexts } from '../texts.ts';

/** Where the next date is: a place of the directory, a described spot, or both – with the map drawn here. */
export async function EventWhere({ view, shown, next }: { view: View; shown: ShownEvent; next: EventDate | undefined }) {
  const { language } = view;
  const t = eventTexts.in(language);
  const guide = guideTexts.in(language);
  const { event, places } = shown;
  const locationId = next?.locationId ?? event.locationId;
  const location = locationId ? places.get(locationId) : undefined;
  const spot = next?.placeNote ?? event.placeNote;
  const { areas } = await loadWords(view.tx, view.town.id, view.clock.today());
  const areaId = location?.areaId ?? (location ? undefined : event.areaId);
  const area = areaId ? areas.find(areaId) : undefined;
  const notes = location ? (await placeNotes(view.tx, view.town.id, [location], language)).get(location.id) : undefined;
  const parent = area && areas.parent(area.id);
  const around = parent ? areas.children(parent.id) : area ? [area] : [];
  const boundaries = around.length > 0 ? await findBoundaries(view.tx, view.town.id, around.map(({ id }) => id)) : new Map<never, never>();
  const isDrawn = area !== undefined && boundaries.has(area.id as never);
  return (
    <section>
      <h2>{t('event.where')}</h2>
      {!location && !spot ? <p>{t('event.no-place')}</p> : null}
      <div class={isDrawn ? 'with-side' : undefined}>
        <div class="stack">
          {location ? (
            <>
              <address lang="de" dir="ltr"><strong>{location.name}</strong>{addressLines(location).map((line) => <><br />{line}</>)}{area ? <><br />{area.name}</> : null}</address>
              <p>{guide(`step-free.${location.stepFree}`)}{notes?.accessibility.text ? <LanguageTag language={notes.accessibility.language}>. {notes.accessibility.text}</LanguageTag> : null}</p>
              {notes?.transport.text ? <p><strong>{guide('offer.way')}:</strong> <LanguageTag language={notes.transport.language}>{notes.transport.text}</LanguageTag></p> : null}
            </>
          ) : null}
          {spot ? <p><strong>{t('event.spot')}:</strong> <span lang="de">{spot}</span>{!location && area ? <bdi lang="de">, {area.name}</bdi> : null}</p> : null}
        </div>
        {isDrawn ? (
          <AreaMap
            id="ort" title={guide('offer.map', { place: location?.name ?? spot })} description={guide('offer.map.description', { area: area.name })} current={area.id}
            areas={around.flatMap(({ id, name }) => (boundaries.has(id as never) ? [{ id, name, geometry: boundaries.get(id as never)! }] : []))}
            points={location?.longitude !== undefined && location.latitude !== undefined ? [{ id: location.id, name: location.name, longitude: location.longitude, latitude: location.latitude }] : []}
          />
        ) : null}
      </div>
    </section>
  );
}
