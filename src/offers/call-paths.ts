/** Addresses of the work on entries by age. */
export const callPaths = {
  records: '/verwaltung/eintraege-nach-alter',
  calls: (id: string) => `/verwaltung/angebote/${id}/anrufe`,
};
