/** Addresses of the pages on duplicates. */
export const duplicatePaths = {
  list: '/verwaltung/doppelte',
  pair: (one: string, other: string) => `/verwaltung/doppelte/${one}/${other}`,
  organizationList: '/verwaltung/doppelte/traeger',
  organizations: (one: string, other: string) => `/verwaltung/doppelte/traeger/${one}/${other}`,
  merge: (id: string) => `/verwaltung/doppelte/zusammengefuehrt/${id}`,
};
