import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDotPath, safeParse, type GenericSchema, type InferOutput } from 'valibot';
import type { DemoSlug } from './demo-files.ts';

export function demoPath(slug: DemoSlug, file: string): string {
  return join(import.meta.dirname, slug, file);
}

/** A file the ground floor does not load (papers, bodies, facts) in its shape; throws with the place of the first fault. */
export function readDemoJson<Shape extends GenericSchema>(slug: DemoSlug, file: string, shape: Shape): InferOutput<Shape> {
  const result = safeParse(shape, JSON.parse(readFileSync(demoPath(slug, file), 'utf8')));
  if (result.success) return result.output;
  const issue = result.issues[0]!;
  throw new Error(`${slug}/${file}: ${getDotPath(issue) ?? ''} ${issue.message}`);
}
