/** Licences for open data, by their name in the list of DCAT-AP.de (http://dcat-ap.de/def/licenses). */
export const licences = {
  'dl-zero-de/2.0': { name: 'Datenlizenz Deutschland – Zero – Version 2.0', text: 'https://www.govdata.de/dl-de/zero-2-0', namesSource: false },
  'dl-by-de/2.0': { name: 'Datenlizenz Deutschland – Namensnennung – Version 2.0', text: 'https://www.govdata.de/dl-de/by-2-0', namesSource: true },
  'cc-zero': { name: 'Creative Commons Zero (CC0 1.0)', text: 'https://creativecommons.org/publicdomain/zero/1.0/', namesSource: false },
  'cc-by/4.0': { name: 'Creative Commons Namensnennung 4.0 (CC BY 4.0)', text: 'https://creativecommons.org/licenses/by/4.0/', namesSource: true },
  'cc-by-sa/4.0': { name: 'Creative Commons Namensnennung – Weitergabe unter gleichen Bedingungen 4.0 (CC BY-SA 4.0)', text: 'https://creativecommons.org/licenses/by-sa/4.0/', namesSource: true },
} as const satisfies Record<string, { name: string; text: string; namesSource: boolean }>;

export type LicenceKey = keyof typeof licences;
export const licenceKeys = Object.keys(licences) as [LicenceKey, ...LicenceKey[]];

/** What a municipality says of its open data; what is missing nobody has decided. */
export interface OpenDataSetting {
  licence?: LicenceKey;
  /** how the source is to be named; the municipality's name unless told */
  attribution?: string;
  /** who publishes; the municipality unless told */
  publisher?: string;
  contactName?: string;
  contactEmail?: string;
}

export function licenceUri(key: LicenceKey): string {
  return `http://dcat-ap.de/def/licenses/${key}`;
}
