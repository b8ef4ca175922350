import { newId } from '../platform/id.ts';
import defaults from './default-phases.json' with { type: 'json' };
import type { FieldOfAction } from './field-of-action.ts';
import type { Names } from './names.ts';
import type { LifePhase, Transition } from './phase.ts';

/** Life phases, transitions and fields of action as files name them: by keys, in their order. Ages in months [fromMonth, untilMonth). */
export interface PhasesFile {
  phases: readonly { key: string; names: Names; fromMonth: number; untilMonth: number }[];
  transitions: readonly { key: string; names: Names; from: string; to: string }[];
  fields: readonly { key: string; names: Names; icon: string }[];
}

/**
 * What every municipality begins with and may change. The ages are those of the paper from Alfeld: they leave out the
 * ten-year-olds, and the page of the age bands asks where they belong.
 */
export const defaultPhases: PhasesFile = defaults;

/** The records of a file, with new ids. A transition between phases the file does not have is a RangeError. */
export function phaseRecords({ phases, transitions, fields }: PhasesFile): { phases: LifePhase[]; transitions: Transition[]; fields: FieldOfAction[] } {
  const phaseRows = phases.map((phase, position) => ({ ...phase, id: newId(), position }));
  const idOf = (key: string) => {
    const phase = phaseRows.find((one) => one.key === key);
    if (!phase) throw new RangeError(`no phase „${key}“`);
    return phase.id;
  };
  return {
    phases: phaseRows,
    transitions: transitions.map(({ key, names, from, to }, position) => ({ id: newId(), key, names, fromPhaseId: idOf(from), toPhaseId: idOf(to), position })),
    fields: fields.map((field, position) => ({ ...field, id: newId(), position })),
  };
}
