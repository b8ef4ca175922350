import { raw } from 'hono/html';
import { areaTree } from '../../areas/area-tree.ts';
import { AreaMap } from '../../areas/map.tsx';
import { findBoundaries, listAreas } from '../../areas/server/list-areas.ts';
import { addressLines } from '../../offers/address.ts';
import { sayDay, sayLanguage } from '../../offers/said.ts';
import { placeNotes } from '../../offers/server/location-texts.ts';
import { findLocations } from '../../offers/server/locations.ts';
import { guideTexts } from '../../offers/texts.ts';
import { parseDay, type Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { languageFacts } from '../../platform/language.ts';
import { LinkButton } from '../../ui/button.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { Table } from '../../ui/table.tsx';
import { ageBands, kitaYearStart } from '../facilities/age-band.ts';
import { filterParameters } from '../facilities/facility-filter.ts';
import { isOpenOn, seatTypeName, type Facility } from '../facilities/facility.ts';
import { facilityJsonLd } from '../facilities/json-ld.ts';
import { facilitiesTexts } from '../facilities-texts.ts';
import { licenceOn } from '../facilities/childminder.ts';
import { listChildminders } from '../server/childminders.ts';
import { listClosingTimes } from '../server/closing-times.ts';
import { findFacility } from '../server/facilities.ts';
import { monthsToAskFor, showFacilities, type ShownFacility } from '../server/shown-facilities.ts';
import { careCostsSection } from './care-costs.tsx';
import { hasText, KitaStyle, LikelyMark, sayMonth, TextIn } from './facility-words.tsx';
import { KITAS } from './kitas-page.tsx';

const CLOSINGS_SHOWN = 12;

/** One facility with everything a family asks before it registers; prints as it is. */
export async function kitaPage(view: View): Promise<Sheet> {
  const { tx, town, language } = view;
  const t = facilitiesTexts.in(language);
  const today = view.clock.today();
  const id = view.param('id');
  const months = monthsOf(view, today);
  const [shown] = isUuid(id) ? await showFacilities(tx, town.id, months, id) : [];
  if (!shown) throw new NotFound();
  const { facility } = shown;
  const isOver = facility.closedOn !== undefined && facility.closedOn <= today;
  const url = `${view.configuration.baseUrl.origin}${view.href(`${KITAS}/${facility.id}`)}`;
  const closings = await listClosingTimes(tx, town.id, facility.id, today);
  const description = facility.concept[language] ?? facility.concept.de ?? '';
  return {
    title: facility.name, noIndex: isOver, ...(description ? { description } : {}),
    breadcrumbs: [{ label: t('back'), href: view.href(KITAS) }, { label: facility.name }],
    content: (
      <>
        <KitaStyle />
        <PageHead preline={<>{t(`kind.${facility.kind}`)} · <bdi lang="de">{facility.organizationName}</bdi></>} title={<bdi lang="de">{facility.name}</bdi>}
          actions={isOver ? null : <LinkButton href={view.href('/kita-anmeldung')}>{t('register.button')}</LinkButton>} />
        {isOver ? <Notice kind="warning"><p>{t('closed-on', { day: sayDay(language, facility.closedOn!) })}</p></Notice> : null}
        {facility.openedOn !== undefined && !isOpenOn(facility, today) && !isOver ? <Notice><p>{t('opens-on', { day: sayDay(language, facility.openedOn) })}</p></Notice> : null}
        <div class="kita-side">
          <div class="stack">
            {await Facts({ view, facility })}
            {hasText(facility.concept, language) ? <section><h2>{t('concept')}</h2><p><TextIn texts={facility.concept} /></p></section> : null}
          </div>
          <div class="kita-map">{await Place({ view, facility })}</div>
        </div>
        {isOver ? null : <Seats view={view} shown={shown} today={today} />}
        <section>
          <h2>{t('closings')}</h2>
          {closings.length === 0 ? <p>{t('closings.none')}</p> : (
            <ul>{closings.slice(0, CLOSINGS_SHOWN).map(({ firstDay, lastDay, reason }) => (
              <li>{firstDay === lastDay ? sayDay(language, firstDay) : t('closings.range', { from: sayDay(language, firstDay), to: sayDay(language, lastDay) })}{reason ? <> – <bdi lang="de">{reason}</bdi></> : null}</li>
            ))}</ul>
          )}
        </section>
        {isOver ? null : await careCostsSection(view)}
        {isOver ? null : (
          <section>
            <h2>{t('register')}</h2>
            <p>{t('register.text')}</p>
            <p class="no-print"><LinkButton href={view.href('/kita-anmeldung')}>{t('register.button')}</LinkButton></p>
            <p><a href={view.href('/kita-kriterien')}>{t('criteria')}</a></p>
          </section>
        )}
        <JsonLd data={facilityJsonLd(facility, { url, description, language: languageFacts[language].tag })} />
        <p class="only-print">{url} · {sayDay(language, today)}</p>
      </>
    ),
  };
}

/** The month asked for, the coming ones, and the beginning of the next Kita year. */
function monthsOf(view: View, today: Day): Day[] {
  const all = monthsToAskFor(today);
  const asked = parseDay(`${view.query.get(filterParameters.month)}-01`);
  const nextYear = all.find((month) => month.endsWith('-08-01') && month > kitaYearStart(today))!;
  return [...new Set([...all.slice(0, 4), nextYear, ...(asked && all.includes(asked) ? [asked] : [])])].sort();
}

async function Facts({ view, facility }: { view: View; facility: Facility }) {
  const { language, tx, town } = view;
  const t = facilitiesTexts.in(language);
  const licence = facility.kind === 'childminder' ? (await listChildminders(tx, town.id)).get(facility.id) : undefined;
  const current = licence && licenceOn(licence, view.clock.today());
  const substitute = licence?.substituteId ? await findFacility(tx, town.id, licence.substituteId as Uuid) : undefined;
  return (
    <>
      <DescriptionList entries={[
        { term: t('opening'), icon: 'clock', details: facility.opensAt && facility.closesAt ? t('opening.times', { from: facility.opensAt, to: facility.closesAt }) : t('opening.unknown') },
        ...(facility.languages.length > 0 ? [{ term: t('languages'), icon: 'language' as const, details: facility.languages.map((code) => sayLanguage(language, code)).join(', ') }] : []),
        ...(facility.phone || facility.email || facility.website ? [{
          term: t('contact'), icon: 'phone' as const, details: (
            <ul class="plain-list">
              {facility.phone ? <li><PhoneLink number={facility.phone} /></li> : null}
              {facility.email ? <li><a href={`mailto:${facility.email}`}><bdi dir="ltr">{facility.email}</bdi></a></li> : null}
              {facility.website ? <li><a href={facility.website} rel="external noopener"><bdi dir="ltr">{facility.website.replace(/^https?:\/\//, '')}</bdi></a></li> : null}
            </ul>
          ),
        }] : []),
        { term: t('by'), icon: 'people', details: <bdi lang="de">{facility.organizationName}</bdi> },
      ]} />
      {licence && current ? <p>{t('childminder.count', { count: current.childrenAtOnce })}{substitute ? <> {t('childminder.substitute', { name: substitute.name })}</> : null}</p> : null}
    </>
  );
}

async function Place({ view, facility }: { view: View; facility: Facility }) {
  const { language, tx, town } = view;
  const t = facilitiesTexts.in(language);
  const guide = guideTexts.in(language);
  const areas = areaTree(await listAreas(tx, town.id, view.clock.today()));
  const area = facility.areaId === undefined ? undefined : areas.find(facility.areaId);
  const parent = area && areas.parent(area.id);
  const around = parent ? areas.children(parent.id) : area ? [area] : [];
  const boundaries = await findBoundaries(tx, town.id, around.map(({ id }) => id));
  const drawn = around.flatMap(({ id, name }) => { const geometry = boundaries.get(id); return geometry ? [{ id, name, geometry }] : []; });
  const location = (await findLocations(tx, town.id, [facility.locationId])).get(facility.locationId);
  const notes = location && (await placeNotes(tx, town.id, [location], language)).get(location.id);
  return (
    <section>
      <h2>{t('address')}</h2>
      <address lang="de" dir="ltr">{addressLines(location ?? {}).map((line) => <>{line}<br /></>)}{area?.name}</address>
      <p>{guide(`step-free.${facility.stepFree}`)}</p>
      {notes?.accessibility.text ? <p><LanguageTag language={notes.accessibility.language}>{notes.accessibility.text}</LanguageTag></p> : null}
      {notes?.transport.text ? <p><strong>{guide('offer.way')}:</strong> <LanguageTag language={notes.transport.language}>{notes.transport.text}</LanguageTag></p> : null}
      {area && drawn.length > 0 ? (
        <AreaMap id="ort" title={t('map', { name: facility.name })} description={t('map.description', { area: area.name })} current={area.id} areas={drawn}
          points={facility.longitude === undefined || facility.latitude === undefined ? [] : [{ id: facility.id, name: facility.name, longitude: facility.longitude, latitude: facility.latitude }]} />
      ) : null}
    </section>
  );
}

function Seats({ view, shown: { months }, today }: { view: View; shown: ShownFacility; today: Day }) {
  const { language } = view;
  const t = facilitiesTexts.in(language);
  const types = [...new Map(months.flatMap(({ seatTypes }) => seatTypes.map((type) => [type.id, type]))).values()].sort((a, b) => a.position - b.position);
  const bands = ageBands.filter((band) => months.some(({ likely }) => likely[band] !== undefined));
  return (
    <section>
      <h2>{t('seats')}</h2>
      {types.length === 0 ? <p>{t('seats.none')}</p> : (
        <>
          <ul>{types.map((type) => <li>{seatTypeName(type, language)} ({t(`band.${type.ageBand}`)})</li>)}</ul>
          {types.some(({ isInclusive }) => isInclusive) ? <p>{t('inclusive')}</p> : null}
          <Table caption={t('table.caption')} rows={bands} columns={[
            { header: t('table.band'), rowHeader: true, cell: (band) => t(`band.${band}`) },
            ...months.map(({ month, likely }) => ({ header: sayMonth(language, month), cell: (band: (typeof bands)[number]) => (likely[band] ? <LikelyMark likely={likely[band]} /> : '–') })),
          ]} />
          <p class="small muted">{t('likely.note', { day: sayDay(language, today) })}</p>
        </>
      )}
    </section>
  );
}

/** Data, not a script – nothing is executed. No text can end the element. */
function JsonLd({ data }: { data: unknown }) {
  const json = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return <script type="application/ld+json">{raw(json)}</script>;
}
