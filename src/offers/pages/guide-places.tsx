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
  const choice = (area: AreaTree['all'][number], isWhole: boolean) => (
    <a class={isWhole ? 'place-choice place-choice--whole' : 'place-choice'} href={hrefOf(area)} rel="nofollow" aria-current={area.id === chosen ? 'true' : undefined}><bdi lang="de">{area.name}</bdi></a>
  );
  return (
    <ul class="place-choices" aria-label={label}>
      {topsOf(areas).map((top) => {
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

/** The same on a map, for those who would rather look than read: its large parts, each a link. Nothing where nobody drew boundaries. */
export async function placeMap(view: View, { areas, chosen, label, hrefOf }: PlaceChoicesProps) {
  const parts = topsOf(areas);
  const boundaries = await findBoundaries(view.tx, view.town.id, parts.map(({ id }) => id));
  const drawn = parts.flatMap((area) => (boundaries.has(area.id) ? [{ id: area.id, name: area.name, geometry: boundaries.get(area.id)!, href: hrefOf(area) }] : []));
  if (drawn.length < 2) return null;
  return <div class="place-map"><AreaMap id="orte" title={label} areas={drawn} {...(chosen ? { current: chosen } : {})} /></div>;
}

/** The parts of the municipality; of a single one, what lies in it. */
function topsOf(areas: AreaTree) {
  return areas.roots.length === 1 ? areas.children(areas.roots[0]!.id) : areas.roots;
}
