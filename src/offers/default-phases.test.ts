import { expect, test } from 'vitest';
import { defaultPhases, phaseRecords } from './default-phases.ts';

test('a new municipality begins with six life phases from pregnancy to work and with transitions between neighbours', () => {
  const { phases, transitions, fields } = phaseRecords(defaultPhases);
  expect(phases.map(({ names }) => names.de)).toEqual([
    'Schwangerschaft & Geburt', '0 bis 3 Jahre', '3 bis 6 Jahre', '6 bis 10 Jahre', '11 bis 18 Jahre', 'Übergang in Ausbildung und Beruf',
  ]);
  expect(transitions.map(({ fromPhaseId, toPhaseId }) => [fromPhaseId, toPhaseId])).toEqual(phases.slice(1).map((phase, index) => [phases[index]!.id, phase.id]));
  expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
});

test('a transition that leads to a phase nobody has is refused', () => {
  expect(() => phaseRecords({ ...defaultPhases, phases: defaultPhases.phases.slice(1) })).toThrow('no phase');
});
