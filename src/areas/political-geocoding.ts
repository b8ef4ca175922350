/** Kinds of official keys by their number of digits, with the level they name. */
const KINDS: Readonly<Record<number, readonly [kind: string, level: string]>> = {
  5: ['districtKey', 'administrativeDistrict'], 8: ['municipalityKey', 'municipality'], 12: ['regionalKey', 'municipality'],
};

/**
 * Where a data set belongs, for a catalogue in JSON-LD: DCAT-AP.de 3.0 names the place by dct:spatial (its earlier property of its own is out of use).
 * Nothing for what is no official key of a county (5 digits), a municipality (8) or a region (12).
 */
export function politicalGeocoding(key: string | undefined): Record<string, unknown> {
  const [kind, level] = (key && KINDS[key.length]) || [];
  if (!kind || !/^\d+$/.test(key!)) return {};
  return {
    'dct:spatial': { '@id': `http://dcat-ap.de/def/politicalGeocoding/${kind}/${key}` },
    'dcatde:politicalGeocodingLevelURI': { '@id': `http://dcat-ap.de/def/politicalGeocoding/Level/${level}` },
  };
}
