import { permit, permitEverybody } from '../accounts/permit.ts';

/** What was adopted is for everybody to read. */
export const readCriteria = permitEverybody('kita.criteria.read');
/** Drafts, checks and what trying them out showed (released by disclosure control). */
export const listCatalogues = permit('kita.catalogue.list', 'internal', ['kita-office', 'kita-provider', 'planner', 'department-head', 'auditor']);
export const editCatalogue = permit('kita.catalogue.edit', 'internal', ['kita-office']);
/** To write down what a body has adopted. */
export const adoptCatalogue = permit('kita.catalogue.adopt', 'internal', ['kita-office', 'department-head']);
export const editCatchments = permit('kita.catchment.edit', 'internal', ['kita-office', 'planner']);
/** Judges the children of a round anew: reads circumstances. */
export const simulateCatalogue = permit('kita.catalogue.simulate', 'social', ['kita-office']);
