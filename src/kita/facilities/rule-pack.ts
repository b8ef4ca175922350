export const rulePacks = ['ni-nkitag', 'nw-kibiz'] as const;
/** The rules of a Land, as data with a first day: group forms, staff, the start of school. */
export type RulePack = (typeof rulePacks)[number];

export const landOfPack: Record<RulePack, string> = { 'ni-nkitag': 'Niedersachsen', 'nw-kibiz': 'Nordrhein-Westfalen' };

/** The rule pack of a Land by its name; that of Niedersachsen where there is none. */
export const rulePackOf = (land: string | null): RulePack => rulePacks.find((pack) => landOfPack[pack] === land) ?? 'ni-nkitag';
