import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getDotPath, safeParse, type GenericSchema, type InferOutput } from 'valibot';
import { areas, boundaries, fields, gaps, locations, municipality, notExpected, organizations, people, phases, ratings, services } from './format.ts';

export const demoSlugs = ['alfeld', 'voerde', 'krefeld', 'peine'] as const;
export type DemoSlug = (typeof demoSlugs)[number];

/** Path of a demo municipality's file, for the parts' own importers: `children.csv`, `streets.csv`, `areas.geojson`. */
export function demoPath(slug: DemoSlug, file: string): string {
  return fileURLToPath(new URL(`./${slug}/${file}`, import.meta.url));
}

/** One JSON file of a demo municipality in its shape. Throws with file and place of the first fault: the files are ours. */
export function readDemo<Shape extends GenericSchema>(slug: DemoSlug, file: string, shape: Shape): InferOutput<Shape> {
  const result = safeParse(shape, JSON.parse(readFileSync(demoPath(slug, file), 'utf8')));
  if (result.success) return result.output;
  const issue = result.issues[0]!;
  throw new Error(`${slug}/${file}: ${getDotPath(issue) ?? ''} ${issue.message}`);
}

/** Everything the ground floor loads for a demo municipality, as plain data in the words of the tables. */
export function readDemoTown(slug: DemoSlug) {
  return {
    municipality: readDemo(slug, 'municipality.json', municipality),
    ...readDemo(slug, 'areas.json', areas),
    boundaries: readDemo(slug, 'areas.geojson', boundaries),
    ...readDemo(slug, 'phases.json', phases),
    ...readDemo(slug, 'fields.json', fields),
    notExpected: readDemo(slug, 'not-expected.json', notExpected),
    organizations: readDemo(slug, 'organizations.json', organizations),
    locations: readDemo(slug, 'locations.json', locations),
    services: readDemo(slug, 'services.json', services),
    people: readDemo(slug, 'people.json', people),
    gaps: readDemo(slug, 'gaps.json', gaps),
    ratings: readDemo(slug, 'ratings.json', ratings),
  };
}

export type DemoTown = ReturnType<typeof readDemoTown>;
