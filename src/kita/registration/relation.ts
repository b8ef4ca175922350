/** What a guardian is to a child. */
export const relations = ['mother', 'father', 'parent', 'foster-parent', 'legal-guardian', 'other'] as const;
export type Relation = (typeof relations)[number];
