import { AreaMap } from '../../areas/map.tsx';
import { findBoundaries } from '../../areas/server/list-areas.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { usePage } from '../../platform/page-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { addressText } from '../address.ts';
import type { DayCalendar } from '../holidays/day-calendar.ts';
import { isOpenAt } from '../open-now.ts';
import { openingLines, sayOpening } from '../opening.ts';
import { sayDay, sayWeekday } from '../said.ts';
import { shownCode } from '../seals/code.ts';
import { pointRules, pointValidity, shownEquipment } from '../seals/place-point.ts';
import { sealTexts } from '../seal-texts.ts';
import { loadDayCalendar } from '../server/day-calendar.ts';
import { loadWords } from '../server/directory-words.ts';
import { loadPoints, type StoredPoint } from '../server/place-points.ts';
import { guideTexts } from '../texts.ts';

export const POINTS = '/still-und-wickelpunkte';

/** Where one may nurse and change a baby: list and map, with the day somebody last looked. */
export async function placePointsPage(view: View): Promise<Sheet> {
  const { language, town, clock } = view;
  const t = sealTexts.in(language);
  const today = clock.today();
  const calendar = await loadDayCalendar(view.tx, town.id);
  const all = (await loadPoints(view.tx, town.id)).filter((point) => point.status === 'active' && pointValidity(point, today) !== 'withdrawn');
  const asked = (name: string) => Boolean(view.query.get(name));
  const points = all.filter((point) => (!asked('stillen') || point.nursing === 'yes') && (!asked('wickeln') || point.changing === 'yes')
    && (!asked('stufenlos') || point.wheelchair === 'yes') && (!asked('offen') || isOpen(point, calendar, clock.now())));
  return {
    title: t('points.title'), description: t('points.lead', { town: town.name }),
    content: (
      <>
        <PageHead title={t('points.title')} lead={t('points.lead', { town: town.name })} />
        {all.length === 0 ? <EmptyState icon="baby" title={t('points.none')} explanation={t('points.none.text')} /> : (
          <>
            <FilterBar>
              <div class="cluster">
                <Checkbox name="stillen" label={t('points.filter.nursing')} />
                <Checkbox name="wickeln" label={t('points.filter.changing')} />
                <Checkbox name="stufenlos" label={t('points.filter.wheelchair')} />
                <Checkbox name="offen" label={t('points.filter.open')} />
              </div>
            </FilterBar>
            <p role="status">{t('points.found', { count: points.length })}</p>
            {points.length === 0 ? <p>{t('points.none.filtered')} <LinkButton look="tertiary" href={view.href(POINTS)}>{t('points.title')}</LinkButton></p> : null}
            {await PointMap({ view, points })}
            <ul class="card-list">{points.map((point) => <li><PointCard view={view} point={point} isOpenNow={isOpen(point, calendar, clock.now())} /></li>)}</ul>
          </>
        )}
      </>
    ),
  };
}

export function isOpen(point: StoredPoint, calendar: DayCalendar, at: Date): boolean {
  return isOpenAt(pointRules(point.hours), [], calendar, at);
}

async function PointMap({ view, points }: { view: View; points: readonly StoredPoint[] }) {
  const t = sealTexts.in(view.language);
  const { areas } = await loadWords(view.tx, view.town.id, view.clock.today());
  const placed = points.filter(({ location }) => location.longitude !== undefined && location.latitude !== undefined);
  if (placed.length === 0 || areas.all.length === 0) return null;
  const root = areas.roots[0]!;
  const shown = areas.children(root.id).length > 0 ? areas.children(root.id) : [root];
  const boundaries = await findBoundaries(view.tx, view.town.id, shown.map(({ id }) => id));
  if (boundaries.size === 0) return null;
  return (
    <AreaMap
      id="karte" title={t('points.map')} description={t('points.map.description')}
      areas={shown.flatMap(({ id, name }) => (boundaries.has(id) ? [{ id, name, geometry: boundaries.get(id)! }] : []))}
      points={placed.map(({ id, name, location }) => ({ id, name, longitude: location.longitude!, latitude: location.latitude!, href: `#punkt-${id}` }))}
    />
  );
}

function PointCard({ view, point, isOpenNow }: { view: View; point: StoredPoint; isOpenNow: boolean }) {
  const t = sealTexts.in(view.language);
  return (
    <div id={`punkt-${point.id}`}>
      <Card
        level={2} title={<bdi lang="de">{point.name}</bdi>} {...(point.code ? { href: view.href(`/siegel/${shownCode(point.code)}`) } : {})}
        footer={<>{isOpenNow ? <Badge tone="good" icon="clock">{t('point.open')}</Badge> : null}<PointState point={point} today={view.clock.today()} /></>}
      >
        <p><bdi lang="de">{[point.location.name, addressText(point.location)].filter(Boolean).join(', ')}</bdi></p>
        <PointFacts point={point} />
      </Card>
    </div>
  );
}

/** When somebody last looked, in a line. */
export function PointState({ point, today }: { point: StoredPoint; today: Parameters<typeof pointValidity>[1] }) {
  const { language } = usePage();
  const t = sealTexts.in(language);
  const last = point.checks[0];
  const validity = pointValidity(point, today);
  if (!last) return <span class="small muted">{t('point.pending')}</span>;
  return <span class="small muted">{validity === 'valid' ? <>{t('point.valid', { day: sayDay(language, last.checkedOn), body: last.checkedBy })}</> : t('point.expired', { day: sayDay(language, last.checkedOn) })}</span>;
}

/** What one can do there, when it is open, what there is, how to find it. */
export function PointFacts({ point }: { point: StoredPoint }) {
  const { language } = usePage();
  const t = sealTexts.in(language);
  const guide = guideTexts.in(language);
  const equipment = shownEquipment(point);
  const lines = openingLines(pointRules(point.hours));
  return (
    <>
      <p>{t(`point.nursing.${point.nursing}`)} {t(`point.changing.${point.changing}`)}</p>
      <p>{guide(`step-free.${point.wheelchair}`)}{point.wayNote ? <>. {t('point.way')}: <span lang="de">{point.wayNote}</span></> : null}</p>
      {equipment.length > 0 ? <p>{t('point.equipment')}: {equipment.map((code) => t(`equipment.${code}`)).join(', ')}</p> : null}
      {lines.length === 0 ? <p>{point.hoursNote ? <span lang="de">{point.hoursNote}</span> : t('point.hours.unknown')}</p> : (
        <p>
          {t('point.hours')}: {lines.map((line, at) => {
            const { days, times } = sayOpening(line, guide, (day) => sayWeekday(language, day), (day) => sayDay(language, day));
            return <>{at > 0 ? '; ' : ''}{days} <bdi dir="ltr">{times}</bdi></>;
          })}{point.hoursNote ? <span lang="de"> ({point.hoursNote})</span> : null}
        </p>
      )}
    </>
  );
}

