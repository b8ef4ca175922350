import { politicalGeocoding } from '../../areas/political-geocoding.ts';
import { interfaceTable } from './interface-table.ts';
import { licences, licenceUri, type OpenDataSetting } from './licence.ts';

export interface CataloguedTown {
  name: string;
  land: string;
  base: string;
  email?: string;
  website?: string;
  /** AGS (8 digits) or ARS (12) of the municipality, or 5 digits of a county */
  regionalKey?: string;
  /** last change of a public record */
  modifiedAt?: Date;
  openData?: OpenDataSetting;
}

const THEMES = 'http://publications.europa.eu/resource/authority/data-theme/';
const FILE_TYPES = 'http://publications.europa.eu/resource/authority/file-type/';

const DISTRIBUTIONS = [
  { title: 'Open Referral HSDS 3.1 (JSON)', path: '/hsds/services?full=true', type: 'application/json', format: 'JSON' },
  { title: 'Open Referral HSDS 3.1 (ein Datensatz je Zeile)', path: '/hsds/services?full=true&format=ndjson', type: 'application/x-ndjson', format: 'JSON' },
  { title: 'Tabelle (CSV)', path: '/angebote.csv', type: 'text/csv', format: 'CSV' },
  { title: 'Tabelle (Excel)', path: '/angebote.xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', format: 'XLSX' },
  { title: 'Termine (iCalendar)', path: '/angebote.ics', type: 'text/calendar', format: 'ICS' },
  { title: 'Neues und Geändertes (Atom)', path: '/angebote.atom', type: 'application/atom+xml', format: 'ATOM' },
] as const;

/**
 * The open data of a town as DCAT-AP.de in JSON-LD: one catalogue, one data set, its distributions and the interface as a data service. The
 * licence is the municipality's to give: as long as it has not, none is named.
 */
export function catalogueDocument(town: CataloguedTown): Record<string, unknown> {
  const { base, openData = {} } = town;
  const contactEmail = openData.contactEmail ?? town.email;
  const publisher = { '@id': `${base}#herausgeber`, '@type': 'foaf:Organization', 'foaf:name': openData.publisher ?? town.name, ...(town.website ? { 'foaf:homepage': { '@id': town.website } } : {}) };
  const common = { 'dct:publisher': { '@id': publisher['@id'] }, 'dct:language': { '@id': 'http://publications.europa.eu/resource/authority/language/DEU' } };
  const dataset = {
    '@id': `${base}/dcat#angebote`, '@type': 'dcat:Dataset', 'dct:title': `Angebote für Familien: ${town.name}`,
    'dct:description': `Beratung, Gruppen, Hilfen und andere Angebote für Schwangere, Familien, Kinder und Jugendliche in ${town.name}, mit Altersangaben, Orten und Zeiten.`,
    'dct:identifier': `${base}/dcat#angebote`, ...common, 'dcat:theme': [{ '@id': `${THEMES}SOCI` }, { '@id': `${THEMES}EDUC` }],
    'dcat:keyword': ['Familie', 'Kinder', 'Jugendliche', 'Beratung', 'Präventionskette', 'Open Referral'],
    'dct:accrualPeriodicity': { '@id': 'http://publications.europa.eu/resource/authority/frequency/CONT' },
    ...(town.modifiedAt ? { 'dct:modified': { '@type': 'xsd:dateTime', '@value': town.modifiedAt.toISOString() } } : {}),
    ...(contactEmail ? { 'dcat:contactPoint': { '@type': 'vcard:Organization', 'vcard:fn': openData.contactName ?? openData.publisher ?? town.name, 'vcard:hasEmail': { '@id': `mailto:${contactEmail}` } } } : {}),
    ...politicalGeocoding(town.regionalKey), 'dct:conformsTo': { '@id': 'https://docs.openreferral.org/en/3.1/' },
    'dcat:landingPage': { '@id': `${base}/angebote` }, 'dcat:distribution': DISTRIBUTIONS.map(({ path }) => ({ '@id': `${base}${path}` })),
  };
  const distributions = DISTRIBUTIONS.map(({ title, path, type, format }) => ({
    '@id': `${base}${path}`, '@type': 'dcat:Distribution', 'dct:title': title, 'dcat:accessURL': { '@id': `${base}${path}` }, 'dcat:downloadURL': { '@id': `${base}${path}` },
    'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${type}` }, 'dct:format': { '@id': `${FILE_TYPES}${format}` }, ...licenceOf(town),
  }));
  const service = {
    '@id': `${base}/hsds`, '@type': 'dcat:DataService', 'dct:title': 'HSDS 3.1', ...common, 'dcat:endpointURL': { '@id': `${base}/hsds` },
    'dcat:endpointDescription': { '@id': `${base}${interfaceTable.find(({ id }) => id === 'openapi')!.path}` }, 'dcat:servesDataset': { '@id': dataset['@id'] },
  };
  const catalogue = {
    '@id': `${base}/dcat`, '@type': 'dcat:Catalog', 'dct:title': `Offene Daten: ${town.name}`, 'dct:description': `Die offenen Daten des Verzeichnisses von ${town.name} (${town.land}).`, ...common,
    'foaf:homepage': { '@id': base }, 'dcat:dataset': { '@id': dataset['@id'] }, 'dcat:service': { '@id': service['@id'] },
  };
  return { '@context': CONTEXT, '@graph': [catalogue, dataset, ...distributions, service, publisher] };
}

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', dcatde: 'http://dcat-ap.de/def/dcatde/', foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#', xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** DCAT-AP.de asks for the licence of each distribution, and how its source is to be named. */
function licenceOf({ name, openData }: CataloguedTown): Record<string, unknown> {
  if (!openData?.licence) return {};
  return { 'dct:license': { '@id': licenceUri(openData.licence) }, ...(licences[openData.licence].namesSource ? { 'dcatde:licenseAttributionByText': openData.attribution ?? name } : {}) };
}
