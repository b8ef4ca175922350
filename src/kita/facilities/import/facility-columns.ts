import { refused, accepted, type Outcome } from '../../../platform/outcome.ts';
import { findColumns } from '../../../platform/table-file/header-names.ts';

/** What the columns may be called; the first name is the one of our own table. */
export const facilityColumns = {
  name: ['Einrichtung', 'Name der Einrichtung', 'Kita', 'Name', 'Kindertagesstätte', 'Bezeichnung'],
  externalId: ['Kürzel', 'Einrichtungsnummer', 'Einrichtungs-Nr', 'Nummer', 'ID', 'Schlüssel'],
  organization: ['Träger', 'Name des Trägers', 'Trägername'],
  kind: ['Art', 'Einrichtungsart', 'Typ'],
  street: ['Straße', 'Strasse'],
  houseNumber: ['Hausnummer', 'Haus-Nr', 'Hausnr', 'Nr'],
  postalCode: ['Postleitzahl', 'PLZ'],
  city: ['Ort', 'Stadt', 'Gemeinde'],
  phone: ['Telefon', 'Tel'],
  email: ['E-Mail', 'Mail', 'Email'],
  opensAt: ['Öffnet', 'Öffnet um', 'Beginn', 'Öffnung'],
  closesAt: ['Schließt', 'Schließt um', 'Ende', 'Schließung'],
  pool: ['Platzgruppe', 'Plätze für', 'Bereich', 'Angebot'],
  seats: ['Plätze', 'Platzzahl', 'Anzahl Plätze'],
  seatTypes: ['Platzarten', 'Platzart'],
  group: ['Gruppe', 'Gruppenname', 'Name der Gruppe'],
  form: ['Gruppenform', 'Form', 'Gruppenart'],
  licensedPlaces: ['Erlaubte Plätze', 'Genehmigte Plätze', 'Plätze laut Betriebserlaubnis', 'Betriebserlaubnis'],
  inclusivePlaces: ['Inklusive Plätze', 'Integrationsplätze', 'davon inklusiv'],
  sharedPlaces: ['Geteilte Plätze', 'Platzsharing'],
  from: ['Gilt ab', 'Ab', 'Gültig ab'],
} as const;

export type FacilityColumn = keyof typeof facilityColumns;

/** Where each column stands. Refuses `facility-columns-missing` (values: columns) without facility and Träger. */
export function columnsOf(header: readonly string[]): Outcome<Partial<Record<FacilityColumn, number>>> {
  const found = findColumns<FacilityColumn>(header, facilityColumns);
  const missing = (['name', 'organization'] as const).filter((column) => found[column] === undefined).map((column) => facilityColumns[column][0]);
  return missing.length > 0 ? refused('facility-columns-missing', { values: { columns: missing.join(', ') } }) : accepted(found);
}
