import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storeKitaPlan, type NewKitaPlan } from '../../src/monitoring/server/store-kita-plan.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import type { Uuid } from '../../src/platform/id.ts';
import type { DemoSlug } from './demo-files.ts';
import type { Keys } from './demo-records.ts';

interface KitaPlanFile extends Omit<NewKitaPlan, 'areas' | 'projects'> {
  areas: (Omit<NewKitaPlan['areas'][number], 'areaId'> & { key: string })[];
  projects: (Omit<NewKitaPlan['projects'][number], 'areaId'> & { area: string })[];
}

/** A town's plan of Kita places, where the story has one: too few Krippe places against the county (Alfeld, Vorlage 351/XIX). */
export async function loadKitaPlanOfDemo(tx: Write, id: Uuid, slug: DemoSlug, areas: Keys, clock: Clock): Promise<void> {
  const file = join(import.meta.dirname, slug, 'kita-plan.json');
  if (!existsSync(file)) return;
  const plan = JSON.parse(readFileSync(file, 'utf8')) as KitaPlanFile;
  await storeKitaPlan(tx, id, {
    ...plan, areas: plan.areas.map(({ key, ...area }) => ({ ...area, areaId: areas.of(key) })), projects: plan.projects.map(({ area, ...project }) => ({ ...project, areaId: areas.of(area) })),
  }, clock);
}
