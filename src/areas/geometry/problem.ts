/**
 * What is wrong with one feature of a file. A refusal keeps the whole file from being imported; a notice is shown and
 * left to the person: boundaries are never repaired silently.
 */
export interface Problem {
  code: ProblemCode;
  severity: 'refusal' | 'notice';
  /** always with `number` (the feature's place in the file, from 1) and `name` (its name attribute, '' if unknown) */
  values: Record<string, string | number>;
}

export type ProblemCode =
  /** refusals: no geometry at all · unreadable bytes or numbers · {type} points or lines · nothing but corners on one line · not near Germany */
  | 'geometry-missing'
  | 'geometry-damaged'
  | 'geometry-not-polygon'
  | 'area-without-extent'
  | 'feature-outside-germany'
  /** refusals of {@link nameAreas}: {attribute} is empty · {key} is also that of feature {other} */
  | 'name-missing'
  | 'key-missing'
  | 'key-twice'
  /** notices: {rings} left out for having no area · {crossings}, the first at {longitude}, {latitude} · {squareMetres} shared with {other}, {otherName} */
  | 'rings-without-extent'
  | 'boundary-crosses-itself'
  | 'areas-overlap'
  /** notice: too much to compare; nothing is said about crossings or overlaps of this feature */
  | 'boundary-not-checked';
