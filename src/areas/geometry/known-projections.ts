/** A projection a person may choose when a file does not name its own. */
export interface KnownProjection {
  code: number;
  /** as German surveying offices write it */
  name: string;
  definition: string;
}

const grs80 = '+ellps=GRS80 +units=m +no_defs';
const bessel = '+ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +units=m +no_defs';

/** EPSG codes in which German municipalities hand out boundaries. */
export const knownProjections: readonly KnownProjection[] = [
  { code: 25832, name: 'ETRS89 / UTM Zone 32N', definition: `+proj=utm +zone=32 ${grs80}` },
  { code: 25833, name: 'ETRS89 / UTM Zone 33N', definition: `+proj=utm +zone=33 ${grs80}` },
  { code: 4647, name: 'ETRS89 / UTM Zone 32N mit führender Zone', definition: `+proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=32500000 +y_0=0 ${grs80}` },
  { code: 5650, name: 'ETRS89 / UTM Zone 33N mit führender Zone', definition: `+proj=tmerc +lat_0=0 +lon_0=15 +k=0.9996 +x_0=33500000 +y_0=0 ${grs80}` },
  { code: 31466, name: 'DHDN / Gauß-Krüger Zone 2', definition: `+proj=tmerc +lat_0=0 +lon_0=6 +k=1 +x_0=2500000 +y_0=0 ${bessel}` },
  { code: 31467, name: 'DHDN / Gauß-Krüger Zone 3', definition: `+proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +y_0=0 ${bessel}` },
  { code: 31468, name: 'DHDN / Gauß-Krüger Zone 4', definition: `+proj=tmerc +lat_0=0 +lon_0=12 +k=1 +x_0=4500000 +y_0=0 ${bessel}` },
  { code: 31469, name: 'DHDN / Gauß-Krüger Zone 5', definition: `+proj=tmerc +lat_0=0 +lon_0=15 +k=1 +x_0=5500000 +y_0=0 ${bessel}` },
  { code: 4326, name: 'WGS 84 (Länge, Breite)', definition: '+proj=longlat +datum=WGS84 +no_defs' },
  { code: 4258, name: 'ETRS89 (Länge, Breite)', definition: '+proj=longlat +ellps=GRS80 +no_defs' },
  { code: 3857, name: 'Web Mercator', definition: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +no_defs' },
  { code: 3035, name: 'ETRS89 / LAEA Europa', definition: `+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 ${grs80}` },
  { code: 32632, name: 'WGS 84 / UTM Zone 32N', definition: '+proj=utm +zone=32 +datum=WGS84 +units=m +no_defs' },
  { code: 32633, name: 'WGS 84 / UTM Zone 33N', definition: '+proj=utm +zone=33 +datum=WGS84 +units=m +no_defs' },
];
