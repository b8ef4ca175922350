const base = '/verwaltung/kita';

/** Addresses of the office's pages; none of them ever holds a name. */
export const officePaths = {
  dashboard: base,
  search: `${base}/kinder`,
  child: (id: string) => `${base}/kinder/${id}`,
  proofs: `${base}/nachweise`,
  proof: (circumstance: string) => `${base}/nachweise/${circumstance}`,
  proofFile: (circumstance: string, proof: string) => `${base}/nachweise/${circumstance}/datei/${proof}`,
  births: `${base}/geburten`,
  duplicates: `${base}/doppelt`,
  pair: (one: string, other: string) => `${base}/doppelt/${one}/${other}`,
  costs: `${base}/kostenausgleich`,
  series: `${base}/serienbriefe`,
  oneSeries: (id: string) => `${base}/serienbriefe/${id}`,
  welcome: `${base}/willkommen`,
  oneWelcome: (id: string) => `${base}/willkommen/${id}`,
  figures: `${base}/statistik`,
  reports: `${base}/meldungen`,
  staff: (facility: string) => `${base}/meldungen/personal/${facility}`,
  imports: `${base}/import`,
  oneImport: (id: string) => `${base}/import/${id}`,
  // pages of the neighbours
  entry: `${base}/anmeldung`,
  rounds: `${base}/runden`,
  round: (id: string) => `${base}/runden/${id}`,
  decisions: `${base}/bescheide`,
  emergencies: `${base}/notfall`,
  facilities: `${base}/einrichtungen`,
  occupancy: `${base}/belegung`,
  waiting: `${base}/wartelisten`,
  criteria: `${base}/kriterien`,
} as const;
