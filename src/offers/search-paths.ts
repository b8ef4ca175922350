/** Where the pages of the search's thesaurus stand. */
export const searchPaths = {
  thesaurus: '/verwaltung/suche',
  misses: '/verwaltung/suche/vergeblich',
  create: '/verwaltung/suche/neu',
  one: (id: string) => `/verwaltung/suche/${id}`,
} as const;
