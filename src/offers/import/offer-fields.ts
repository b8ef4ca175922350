import { findColumns, headerKey, type HeaderNames } from '../../platform/table-file/header-names.ts';
import { readHeaderAt } from '../../platform/table-file/read-table.ts';
import { columnName, type TableFile } from '../../platform/table-file/table-file.ts';

/** German header of the export, then what the same column is called elsewhere, in German and English (HSDS). Order: that of the export. */
const FIELDS = {
  external_id: ['Kennung', 'ID', 'Nr', 'Nummer', 'Angebotsnummer', 'Schlüssel', 'External ID', 'External identifier', 'service id'],
  organization_name: ['Träger', 'Organisation', 'Anbieter', 'Anbieterin', 'Veranstalter', 'Veranstalterin', 'Institution', 'Trägerschaft', 'Verein', 'Organization', 'Organization name', 'Organisation name', 'Provider'],
  name: ['Name', 'Angebot', 'Angebotsname', 'Name des Angebots', 'Titel', 'Bezeichnung', 'Veranstaltung', 'Service', 'Service name', 'Title'],
  summary: ['Kurztext', 'Kurzbeschreibung', 'Zusammenfassung', 'Teaser', 'Summary', 'Short description'],
  description: ['Beschreibung', 'Text', 'Langtext', 'Inhalt', 'Beschreibung des Angebots', 'Angebotsbeschreibung', 'Description'],
  audience: ['Zielgruppe', 'Zielgruppen', 'Für wen', 'Adressaten', 'Audience', 'Target group', 'Eligibility', 'Eligibility description'],
  phases: ['Lebensphasen', 'Lebensphase', 'Phase', 'Phasen', 'Life phase', 'Life phases'],
  transitions: ['Übergänge', 'Übergang', 'Transition', 'Transitions'],
  fields: ['Handlungsfelder', 'Handlungsfeld', 'Themen', 'Thema', 'Themenfeld', 'Kategorie', 'Kategorien', 'Rubrik', 'Rubriken', 'Category', 'Categories', 'Topic', 'Topics', 'Taxonomy', 'Taxonomy terms'],
  minimum_age: ['Alter von', 'Alter ab', 'ab Alter', 'Mindestalter', 'Alter min', 'von Alter', 'Minimum age', 'Min age'],
  maximum_age: ['Alter bis', 'bis Alter', 'Höchstalter', 'Alter max', 'Maximum age', 'Max age'],
  age_range: ['Alter', 'Altersgruppe', 'Altersgruppen', 'Altersbereich', 'Altersspanne', 'Age', 'Ages', 'Age range'],
  pregnancy: ['Schwangerschaft', 'Schwangere', 'Für Schwangere', 'Pregnancy'],
  location_name: ['Ort (Name)', 'Ort (location name)', 'Veranstaltungsort', 'Treffpunkt', 'Einrichtung', 'Standort', 'Haus', 'Gebäude', 'Location', 'Location name', 'Venue'],
  street: ['Straße', 'Strasse', 'Str', 'Straße und Hausnummer', 'Straße/Hausnummer', 'Anschrift', 'Street', 'Address', 'Address 1'],
  house_number: ['Hausnummer', 'Hausnr', 'Nr (Haus)', 'House number'],
  postal_code: ['PLZ', 'Postleitzahl', 'Postal code', 'Postcode', 'Zip'],
  city: ['Stadt', 'Ort/Stadt', 'Wohnort', 'Gemeinde', 'Stadt/Gemeinde', 'City', 'Town'],
  area: ['Ortsteil', 'Ortsteil/Bezirk', 'Bezirk', 'Stadtteil', 'Ortschaft', 'Quartier', 'Sozialraum', 'District', 'Area'],
  latitude: ['Breite', 'Breitengrad', 'Geografische Breite', 'Lat', 'Latitude'],
  longitude: ['Länge', 'Längengrad', 'Geografische Länge', 'Lon', 'Lng', 'Long', 'Longitude'],
  phone: ['Telefon', 'Telefonnummer', 'Tel', 'Telefonnummern', 'Rufnummer', 'Fon', 'Phone', 'Phone number', 'Telephone'],
  email: ['E-Mail', 'Email', 'Mail', 'E-Mail-Adresse', 'E-Mailadresse'],
  website: ['Webseite', 'Website', 'Internet', 'Homepage', 'Internetadresse', 'Internetseite', 'Link', 'URL', 'Web'],
  schedule: ['Zeiten', 'Öffnungszeiten', 'Sprechzeiten', 'Uhrzeit', 'Termine', 'Termin', 'Wann', 'Schedule', 'Opening hours', 'Times'],
  languages: ['Sprachen', 'Sprache', 'Language', 'Languages'],
  cost: ['Kosten', 'Preis', 'Preise', 'Gebühr', 'Gebühren', 'Beitrag', 'Teilnahmebeitrag', 'Entgelt', 'Cost', 'Costs', 'Fee', 'Fees', 'Price'],
  free: ['Kostenfrei', 'Kostenlos', 'Gebührenfrei', 'Free', 'Free of charge'],
  walk_in: ['Ohne Anmeldung', 'Offen', 'Offenes Angebot', 'Walk-in', 'Drop-in'],
  application: ['Anmeldung', 'Anmeldeverfahren', 'Anmeldeinformation', 'Wie anmelden', 'Application', 'Application process', 'Registration'],
  outreach: ['Aufsuchend', 'Aufsuchendes Angebot', 'Outreach'],
  staffing: ['Ehrenamtlich/Hauptamtlich', 'Haupt-/Ehrenamt', 'Hauptamt/Ehrenamt', 'Ehrenamt/Hauptamt', 'Personal', 'Staffing'],
  responsible_level: ['Zuständigkeit', 'Zuständige Ebene', 'Ebene', 'Responsible level'],
  capacity_places: ['Plätze', 'Anzahl Plätze', 'Platzzahl', 'Kapazität', 'Teilnehmerzahl', 'Teilnehmendenzahl', 'Capacity', 'Places'],
  capacity_weekly_hours: ['Wochenstunden', 'Stunden pro Woche', 'Stunden je Woche', 'Wochenstunden gesamt', 'Weekly hours', 'Hours per week'],
  step_free: ['Barrierefrei', 'Stufenlos', 'Rollstuhlgerecht', 'Barrierefreiheit', 'Step-free', 'Step free', 'Wheelchair'],
  accessibility_note: ['Hinweis Barrierefreiheit', 'Hinweise zur Barrierefreiheit', 'Accessibility', 'Accessibility note'],
  transport_note: ['Anfahrt', 'Wegbeschreibung', 'Haltestelle', 'Transportation', 'Directions'],
  areas: ['Einzugsgebiet', 'Einzugsgebiete', 'Gilt für', 'Versorgungsgebiet', 'Service area', 'Service areas'],
  assured_on: ['Bestätigt am', 'Zuletzt bestätigt', 'Geprüft am', 'Stand', 'Aktualisiert am', 'Assured at', 'Assured date', 'Last verified'],
  valid_from: ['Gültig ab', 'Gültig von', 'Beginn', 'Valid from'],
  valid_until: ['Gültig bis', 'Ende', 'Valid to', 'Valid until'],
} as const satisfies Record<string, readonly string[]>;

export type OfferField = keyof typeof FIELDS;

export const offerFields = Object.keys(FIELDS) as OfferField[];

/** Columns without which a row is no offer. */
export const requiredFields = ['organization_name', 'name'] as const satisfies readonly OfferField[];

/** Only read: the export writes „Alter von“ and „Alter bis“. */
export const exportedFields = offerFields.filter((field) => field !== 'age_range');

/** German name of a field, as the export writes it. */
export function fieldHeader(field: OfferField): string {
  return FIELDS[field][0];
}

/** Which column of the file (0-based) holds which field. */
export type OfferMapping = Partial<Record<OfferField, number>>;

export interface ProposedMapping {
  mapping: OfferMapping;
  /** proposals a person should look at */
  unsure: OfferField[];
  /** columns nobody knows a field for; they are not imported */
  unmapped: string[];
  missing: OfferField[];
}

/**
 * Proposes a mapping by the names of the columns; the person decides. A bare „Ort“ is the town where a postcode stands in the table
 * and no other column names the town, else the place – unsure either way.
 */
export function proposeMapping(header: readonly string[]): ProposedMapping {
  const mapping = findColumns<OfferField>(header, FIELDS as HeaderNames<OfferField>);
  const unsure: OfferField[] = [];
  const place = header.findIndex((name, index) => headerKey(name) === 'ort' && !Object.values(mapping).includes(index));
  const field = mapping.postal_code !== undefined && mapping.city === undefined ? 'city' : mapping.location_name === undefined ? 'location_name' : undefined;
  if (place !== -1 && field) {
    mapping[field] = place;
    unsure.push(field);
  }
  const taken = new Set(Object.values(mapping));
  return {
    mapping, unsure, missing: requiredFields.filter((required) => mapping[required] === undefined),
    unmapped: header.flatMap((_name, index) => (taken.has(index) ? [] : [columnName([...header], index)])),
  };
}

const LOOK_AT = 20;

/**
 * The table with the header that names the most fields, and its proposal: lists often begin with a title of several cells, which the
 * reader of the file takes for the header. The header found first stays unless required columns are missing under it.
 */
export function proposeTable(table: TableFile): { table: TableFile; proposal: ProposedMapping } {
  let best = { table, proposal: proposeMapping(table.header) };
  if (best.proposal.missing.length === 0) return best;
  for (const { line } of [...table.title, ...table.rows.slice(0, LOOK_AT)]) {
    const other = readHeaderAt(table, line);
    if (!other.ok) continue;
    const proposal = proposeMapping(other.value.header);
    if (proposal.missing.length < best.proposal.missing.length) best = { table: other.value, proposal };
  }
  return best;
}

/** Codes for a mapping a person made: `mapping-incomplete`, `mapping-column-twice`, `mapping-column-missing`; empty if it can be used. */
export function mappingFaults(mapping: OfferMapping, header: readonly string[]): { code: string; values: { field: string } }[] {
  const faults: { code: string; values: { field: string } }[] = [];
  const taken = new Set<number>();
  for (const required of requiredFields) if (mapping[required] === undefined) faults.push({ code: 'mapping-incomplete', values: { field: fieldHeader(required) } });
  for (const field of offerFields) {
    const index = mapping[field];
    if (index === undefined) continue;
    if (!Number.isInteger(index) || index < 0 || index >= header.length) faults.push({ code: 'mapping-column-missing', values: { field: fieldHeader(field) } });
    else if (taken.has(index)) faults.push({ code: 'mapping-column-twice', values: { field: fieldHeader(field) } });
    taken.add(index);
  }
  return faults;
}
