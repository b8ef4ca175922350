import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { MultiPolygon, Polygon } from 'geojson';
import { defaultPhases } from '../../src/offers/default-phases.ts';
import * as format from './format.ts';

export const demoSlugs = ['alfeld', 'voerde', 'krefeld', 'peine'] as const;
export type DemoSlug = (typeof demoSlugs)[number];

/** All files of one demo municipality, checked against their shapes; an optional file that is missing is an empty list. */
export function readDemoFiles(slug: DemoSlug) {
  const folder = join(import.meta.dirname, slug);
  const json = <Schema extends v.GenericSchema>(name: string, schema: Schema) => v.parse(schema, JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const list = <Schema extends v.GenericSchema<unknown, unknown[]>>(name: string, schema: Schema): v.InferOutput<Schema> =>
    existsSync(join(folder, name)) ? json(name, schema) : [];
  const boundaries = json('areas.geojson', format.boundaries);
  return {
    municipality: json('municipality.json', format.municipality),
    areas: json('areas.json', format.areas),
    boundaries: new Map(boundaries.features.map((feature) => [feature.properties.key, asMultiPolygon(feature.geometry as Polygon)])),
    children: readFileSync(join(folder, 'children.csv')),
    streets: existsSync(join(folder, 'streets.csv')) ? readFileSync(join(folder, 'streets.csv')) : undefined,
    fields: defaultPhases.fields,
    ...(existsSync(join(folder, 'phases.json')) ? json('phases.json', format.phases) : { phases: defaultPhases.phases, transitions: defaultPhases.transitions }),
    thresholds: list('thresholds.json', format.thresholds),
    needs: list('needs.json', format.needs),
    ageAnswers: list('age-answers.json', format.ageAnswers),
    notExpected: list('not-expected.json', format.notExpected),
    organizations: json('organizations.json', format.organizations),
    locations: json('locations.json', format.locations),
    services: json('services.json', format.services),
    people: json('people.json', format.people),
    gaps: list('gaps.json', format.gaps),
    ratings: list('ratings.json', format.ratings),
  };
}

export type DemoFiles = ReturnType<typeof readDemoFiles>;

function asMultiPolygon(polygon: Polygon): MultiPolygon {
  return { type: 'MultiPolygon', coordinates: [polygon.coordinates] };
}
