import { findColumns } from '../../../platform/table-file/header-names.ts';

/** Columns of a list of births or arrivals, by the names they are given. */
export const welcomeColumns = {
  guardians: ['Sorgeberechtigte', 'Eltern', 'Namen der Eltern', 'Sorgende', 'Empfänger'],
  guardianFamily: ['Familienname Sorgende', 'Familienname Eltern', 'Nachname Eltern', 'Familienname', 'Nachname'],
  guardianGiven: ['Vornamen Sorgende', 'Vornamen Eltern', 'Vorname Eltern', 'Vornamen', 'Vorname'],
  second: ['Zweite sorgeberechtigte Person', 'Sorgeberechtigte 2', 'Zweiter Elternteil', 'Elternteil 2'],
  child: ['Kind', 'Name des Kindes', 'Vornamen Kind', 'Vorname Kind', 'Vorname des Kindes'],
  street: ['Straße', 'Strasse'],
  houseNumber: ['Hausnummer', 'Hausnr.', 'Nr.'],
  addition: ['Zusatz', 'Adresszusatz', 'Anschriftenzusatz'],
  postalCode: ['PLZ', 'Postleitzahl'],
  city: ['Ort', 'Wohnort'],
  language: ['Sprache', 'Familiensprache', 'Sprache der Familie'],
  isBlocked: ['Auskunftssperre', 'Sperrvermerk', 'gesperrt'],
} as const;

export type WelcomeColumn = keyof typeof welcomeColumns;
export const welcomeColumnNames = Object.keys(welcomeColumns) as WelcomeColumn[];

/** Which column of the table (from 0) says what. */
export type WelcomePlaces = Partial<Record<WelcomeColumn, number>>;

/** Header of the template: one way to write the guardians' names. */
export const welcomeHeader: string[] = welcomeColumnNames.filter((name) => name !== 'guardianFamily' && name !== 'guardianGiven').map((name) => welcomeColumns[name][0]);

export const placesOfWelcome = (header: readonly string[]): WelcomePlaces => findColumns(header, welcomeColumns);

/** What a list must have. Whether an address is blocked is never guessed: a list without that column is not printed. */
export function missingColumns(places: WelcomePlaces): WelcomeColumn[] {
  const needed = (['street', 'postalCode', 'city', 'isBlocked'] as const).filter((column) => places[column] === undefined);
  return places.guardians === undefined && places.guardianFamily === undefined ? ['guardians', ...needed] : needed;
}
