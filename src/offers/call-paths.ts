/** Addresses of the work on entries by age. */
export const callPaths = {
  records: '/verwaltung/eintraege-nach-alter',
  csv: '/verwaltung/eintraege-nach-alter/eintraege.csv',
  calls: (id: string) => `/verwaltung/angebote/${id}/anrufe`,
};
