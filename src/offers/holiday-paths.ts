/** Where school holidays and the town's own holidays are kept. */
export const HOLIDAYS = '/verwaltung/ferien';
