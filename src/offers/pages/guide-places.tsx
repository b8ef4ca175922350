import type { AreaTree } from '../../areas/area-tree.ts';
import { AreaMap } from '../../areas/map.tsx';
import { findBoundaries } from '../../areas/server/list-areas.ts';
import type { View } from '../../platform/house.ts';

interface PlaceChoicesProps {
  areas: AreaTree;
  chosen?: string | undefined;
  label: string;
  hrefOf(area: AreaTree['all'][number]): string;
}

/** The parts of a municipality by name: a quarter, and what belongs to it. Names of places stay in German in every language. */
export function PlaceChoices({ areas, chosen, label, hrefOf }: PlaceChoicesProps) {
  const tops = areas.roots.length === 1 ? areas.children(areas.roots[0]!.id) : areas.roots;
  const choice = (area: AreaTree['all'][number], isWhole: boolean) => (
    <a class={isWhole ? 'place-choice place-choice--whole' : 'place-choice'} href={hrefOf(area)} rel="nofollow" aria-current={area.id === chosen ? 'true' : undefined}><bdi lang="de">{area.name}</bdi></a>
  );
  return (
    <ul class="place-choices" aria-label={label}>
      {tops.map((top) => {
        const below = areas.descendants(top.id);
        return (
          <li>
            {choice(top, below.length > 0)}
            {below.length > 0 ? <ul>{below.map((area) => <li>{choice(area, false)}</li>)}</ul> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** The same on a map, for those who would rather look than read: the smallest areas, each a link. Nothing where nobody drew boundaries. */
export async function placeMap(view: View, { areas, chosen, label, hrefOf }: PlaceChoicesProps) {
  const lowest = areas.all.filter((area) => areas.children(area.id).length === 0);
  const boundaries = await findBoundaries(view.tx, view.town.id, lowest.map(({ id }) => id));
  const drawn = lowest.flatMap((area) => (boundaries.has(area.id) ? [{ id: area.id, name: area.name, geometry: boundaries.get(area.id)!, href: hrefOf(area) }] : []));
  return drawn.length < 2 ? null : <AreaMap id="orte" title={label} areas={drawn} {...(chosen ? { current: chosen } : {})} />;
}
