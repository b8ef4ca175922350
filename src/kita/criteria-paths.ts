const base = '/verwaltung/kita/kriterien';

/** Addresses of the pages of criteria. */
export const criteriaPaths = {
  public: '/kita-kriterien',
  list: base,
  catalogue: (id: string) => `${base}/${id}`,
  settings: (id: string) => `${base}/${id}/einstellungen`,
  newCriterion: (id: string) => `${base}/${id}/kriterium`,
  criterion: (id: string, criterion: string) => `${base}/${id}/kriterium/${criterion}`,
  adoption: (id: string) => `${base}/${id}/beschluss`,
  copy: (id: string) => `${base}/${id}/kopie`,
  difference: (id: string) => `${base}/${id}/unterschied`,
  simulations: (id: string) => `${base}/${id}/simulation`,
  simulation: (id: string, simulation: string) => `${base}/${id}/simulation/${simulation}`,
  catchments: '/verwaltung/kita/einzugsbereiche',
  catchment: (facility: string) => `/verwaltung/kita/einzugsbereiche/${facility}`,
} as const;
