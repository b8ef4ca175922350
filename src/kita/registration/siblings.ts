/** How much it matters that siblings go to the same facility: together or not at all, rather together, independent. */
export const siblingRules = ['together', 'rather-together', 'independent'] as const;
export type SiblingRule = (typeof siblingRules)[number];
