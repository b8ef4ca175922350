import * as v from 'valibot';
import { choice, dayField, optionalText, optionalUuid, text, wholeNumber } from '../../platform/field.ts';
import { readFigure } from '../need-figure.ts';
import { evidenceKinds, longestLine, longestText, severities } from '../gap.ts';

/** Fields in which a gap is described. */
export const describedFields = {
  title: text(longestLine),
  severity: choice(severities),
  ownerName: text(longestLine),
  closingCriterion: text(longestText),
  noticedOn: dayField(),
  phaseId: optionalUuid(),
  transitionId: optionalUuid(),
  fieldId: optionalUuid(),
  areaId: optionalUuid(),
};

/** Fields of one piece of evidence. */
export const evidenceFields = {
  evidenceKind: choice(evidenceKinds),
  evidence: text(longestText),
  evidenceSource: optionalText(longestLine),
  observedOn: dayField(),
  figure: optionalText(120),
};

export const version = wholeNumber(1, 1_000_000);

const evidenceSchema = v.object(evidenceFields);

export function evidenceOf(input: v.InferOutput<typeof evidenceSchema>) {
  const figure = readFigure(input.figure);
  return { kind: input.evidenceKind, description: input.evidence, source: input.evidenceSource, observedOn: input.observedOn, ...(figure ? { figure } : {}) };
}
