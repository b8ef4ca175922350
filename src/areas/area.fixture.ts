import { day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { areaLevels, type Area } from './area-tree.ts';

/** An area for tests: `anArea('a1', { parent: 'a' })`; the name is the id unless told. */
export function anArea(id: string, { parent, ...more }: Partial<Area> & { parent?: string } = {}): Area {
  return {
    id: id as Uuid,
    ...(parent === undefined ? {} : { parentId: parent as Uuid }),
    level: 'district',
    key: id,
    name: id,
    position: 0,
    validFrom: day('2020-01-01'),
    ...more,
  };
}

/** Areas from a list of numbers: each hangs below an earlier one of a higher level, as far as there is one. */
export function someAreas(choices: number[]): Area[] {
  const areas: Area[] = [];
  for (const [at, choice] of choices.entries()) {
    const parents = areas.filter(({ level }) => level !== 'district');
    const parent = at === 0 ? undefined : parents[choice % Math.max(1, parents.length)];
    const lowest = parent ? areaLevels.indexOf(parent.level) + 1 : 0;
    const level = areaLevels[Math.min(areaLevels.length - 1, lowest + (choice % 2))]!;
    areas.push(anArea(`a${at}`, { level, position: choice % 3, ...(parent ? { parent: parent.id } : {}) }));
  }
  return areas;
}
