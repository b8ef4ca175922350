/** Where a Lotse puts a sheet together. */
export const LOTSE_PATH = '/verwaltung/zettel';
/** What is searched for, in the address after a search. */
export const FIND = 'suche';
