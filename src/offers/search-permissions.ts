import { permit } from '../accounts/permit.ts';

/** To teach the search words, and to see what it could not answer: both say nothing about any person. */
export const teachSearch = permit('offers.search.teach', 'internal', ['coordinator', 'planner', 'administrator']);
