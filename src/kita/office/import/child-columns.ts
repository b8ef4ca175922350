import { findColumns, headerKey } from '../../../platform/table-file/header-names.ts';

/** Columns a table of children may have, by the names people give them. */
export const childColumns = {
  externalId: ['Kennung', 'ID', 'Kind-ID', 'Aktenzeichen', 'Nummer'],
  familyName: ['Familienname', 'Nachname', 'Name'],
  givenNames: ['Vornamen', 'Vorname', 'Rufname'],
  bornOn: ['Geburtstag', 'Geburtsdatum', 'geboren am', 'geb.'],
  guardianFamily: ['Familienname Sorgende', 'Nachname Sorgende', 'Nachname Eltern', 'Familienname Eltern'],
  guardianGiven: ['Vornamen Sorgende', 'Vorname Sorgende', 'Vorname Eltern', 'Vornamen Eltern'],
  email: ['E-Mail', 'Mail', 'E-Mail-Adresse'],
  phone: ['Telefon', 'Telefonnummer', 'Tel.'],
  street: ['Straße', 'Strasse'],
  houseNumber: ['Hausnummer', 'Hausnr.', 'Nr.'],
  postalCode: ['PLZ', 'Postleitzahl'],
  city: ['Ort', 'Wohnort'],
  isBlocked: ['Auskunftssperre', 'Sperrvermerk', 'gesperrt'],
  facility: ['Einrichtung', 'Kita'],
  seatType: ['Platzart', 'Art des Platzes'],
  group: ['Gruppe'],
  startsOn: ['Beginn', 'Platz ab', 'Aufnahme', 'von'],
  endsOn: ['Ende', 'Platz bis', 'letzter Tag', 'bis'],
} as const;

export type ChildColumn = keyof typeof childColumns;

/** Header of the template: the first name of each column. */
export const childHeader: string[] = Object.values(childColumns).map(([first]) => first);

export function placesOfColumns(header: readonly string[]): Partial<Record<ChildColumn, number>> {
  return findColumns(header, childColumns);
}

/** What is compared of a name somebody typed: no case, umlauts or signs. */
export const wordKey = headerKey;
