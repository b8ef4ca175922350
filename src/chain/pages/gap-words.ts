import { plainName } from '../../offers/names.ts';
import type { GapDescription } from '../gap.ts';
import type { Chain } from '../matrix.ts';
import { t } from './staff-frame.tsx';

/** Where a gap lies, in words: „0 bis 3 Jahre · Beratung · Innenstadt“. */
export function whereOf(gap: Pick<GapDescription, 'phaseId' | 'transitionId' | 'fieldId' | 'areaId'>, chain: Chain): string {
  const { phases, transitions, fields } = chain.index.town;
  const { tree, town } = chain.index;
  const named = (list: readonly { id: string; names: { de: string } }[], id: string | undefined) => {
    const found = list.find((one) => one.id === id);
    return found ? [plainName(found.names, 'de')] : [];
  };
  const number = tree.numberOf.get(gap.areaId ?? town.rootAreaId);
  return [
    ...named(phases, gap.phaseId), ...named(transitions, gap.transitionId), ...named(fields, gap.fieldId),
    // an area of former boundaries is none of today's
    number === undefined ? t('gap.former-area') : tree.areas[number]!.name,
  ].join(' · ');
}
