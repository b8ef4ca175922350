import type { Uuid } from '../platform/id.ts';
import type { Ages } from './age.ts';
import type { Names } from './names.ts';

/** A life phase of the chain. Ages in months [fromMonth, untilMonth); -9 is the beginning of pregnancy. */
export interface LifePhase {
  id: Uuid;
  key: string;
  names: Names;
  fromMonth: number;
  untilMonth: number;
  position: number;
}

export interface Transition {
  id: Uuid;
  key: string;
  names: Names;
  fromPhaseId: Uuid;
  toPhaseId: Uuid;
  position: number;
}

/**
 * The phases an offer serves: those it names, otherwise those its ages overlap by at least one completed month. An offer
 * whose ages nobody knows serves none for certain. An unknown end is read as open: who looks for help is not shut out by a gap in the record.
 */
export function phasesOf<Phase extends Pick<LifePhase, 'id' | 'fromMonth' | 'untilMonth'>>(
  offer: Ages & { phaseIds: readonly Uuid[] }, phases: readonly Phase[],
): Phase[] {
  if (offer.phaseIds.length > 0) return phases.filter((phase) => offer.phaseIds.includes(phase.id));
  const { minimumAgeMonths, maximumAgeMonths } = offer;
  if (minimumAgeMonths === undefined && maximumAgeMonths === undefined) return [];
  return phases.filter((phase) => (minimumAgeMonths ?? -Infinity) < phase.untilMonth && (maximumAgeMonths ?? Infinity) >= phase.fromMonth);
}
