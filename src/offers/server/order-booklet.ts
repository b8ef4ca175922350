import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { checkbox, choice, optionalUuid } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { languages } from '../../platform/language.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { makePrint } from '../permissions.ts';
import { papers } from '../print/printed.ts';
import { loadWords } from './directory-words.ts';
import { addPrintRun } from './print-runs.ts';

/** Has a booklet made in the background. */
export const orderBooklet = action({
  may: makePrint,
  audit: 'offers.print.ordered',
  input: v.object({ language: choice(languages), paper: choice(papers), phaseId: optionalUuid(), areaId: optionalUuid(), isPublic: checkbox() }),
  async run({ tx, municipalityId, who, clock, later, concerns }, { language, paper, phaseId, areaId, isPublic }): Promise<Outcome<Uuid>> {
    const { phases, areas } = await loadWords(tx, municipalityId, clock.today());
    if (phaseId !== undefined && !phases.some(({ id }) => id === phaseId)) return refused('choose-one', { field: 'phaseId' });
    if (areaId !== undefined && !areas.find(areaId)) return refused('choose-one', { field: 'areaId' });
    const run = await addPrintRun(tx, municipalityId, clock, { language, paper, isPublic, ...(phaseId ? { phaseId } : {}), ...(areaId ? { areaId } : {}) }, who.personId);
    await later('make-booklet', { run });
    concerns(run, ['language', 'paper', 'phase', 'area', 'public']);
    return accepted(run);
  },
});
