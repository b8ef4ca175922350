import { Select } from '../../ui/choice.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import type { Chain } from '../matrix.ts';
import { areasOfChain } from '../areas-of-chain.ts';

/** Name of the area in an address. */
export const areaParameter = 'raum';

/** Chooses the area a chain is shown for: the municipality and everything below it, in their tree. */
export function AreaFilter({ chain, label, keep = [] }: { chain: Chain; label: string; keep?: readonly string[] }) {
  const areas = areasOfChain(chain);
  if (areas.length < 2) return null;
  // No-break spaces are the only indentation an option knows.
  const options = areas.map(({ area, depth }) => ({ value: area.id, label: `${'\u00a0\u00a0\u00a0'.repeat(depth)}${area.name}` }));
  return (
    <FilterBar label={label} keep={keep}>
      <Select name={areaParameter} label={label} options={options} prompt={false} />
    </FilterBar>
  );
}
