const base = '/verwaltung/kita/runden';
const lists = '/verwaltung/kita/einrichtungslisten';

/** Addresses of rounds, runs and lists; ids only. */
export const roundPaths = {
  rounds: base,
  new: `${base}/neu`,
  round: (id: string) => `${base}/${id}`,
  step: (id: string, step: string) => `${base}/${id}/${step}`,
  /** how far the writing of its decisions is */
  deciding: (id: string) => `${base}/${id}/bescheide`,
  proposal: (id: string) => `${base}/${id}/vorschlag`,
  run: (id: string, run: string) => `${base}/${id}/lauf/${run}`,
  runStep: (id: string, run: string, step: string) => `${base}/${id}/lauf/${run}/${step}`,
  checkedChildren: (id: string, run: string, code: string) => `${base}/${id}/lauf/${run}/kinder/${code}`,
  market: (id: string, run: string) => `${base}/${id}/lauf/${run}/eingabe.json`,
  lists,
  list: (round: string) => `${lists}/${round}`,
  public: '/kita-vergabe',
  criteria: '/verwaltung/kita/kriterien',
  childFile: (id: string) => `/verwaltung/kita/kinder/${id}`,
} as const;
