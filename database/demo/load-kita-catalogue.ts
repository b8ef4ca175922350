import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue, Criterion } from '../../src/kita/criteria/catalogue.ts';
import { listAllFacilities } from '../../src/kita/server/facilities.ts';
import { storeCatalogue } from '../../src/kita/server/catalogues.ts';
import { storeCatchments } from '../../src/kita/server/catchments.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import type { Uuid } from '../../src/platform/id.ts';
import type { DemoSlug } from './demo-files.ts';
import { Keys } from './demo-records.ts';

type CriterionOfFile = Pick<Criterion, 'kind' | 'fact' | 'legalBasis'> & Partial<Pick<Criterion, 'condition' | 'amount' | 'share' | 'reserveKind' | 'proof'>> & { organization?: string; facility?: string };

interface CatalogueFile {
  catalogues: (Pick<Catalogue, 'name' | 'validFrom' | 'nonResidents' | 'lotteryScope' | 'blocking' | 'ties'> & { key: string; basedOn?: string; adoption?: Catalogue['adoption']; criteria: CriterionOfFile[] })[];
  catchments: { facility: string; areas: string[] }[];
}

/** A town's criteria, where the story has them: one catalogue in force, a draft that follows it. Body and number of the paper are invented. */
export async function loadKitaCatalogueOfDemo(tx: Write, id: Uuid, slug: DemoSlug, keys: { organizations: Keys; areas: Keys }, clock: Clock): Promise<void> {
  const path = join(import.meta.dirname, slug, 'kita-catalogue.json');
  if (!existsSync(path)) return;
  const file = JSON.parse(readFileSync(path, 'utf8')) as CatalogueFile;
  const facilities = new Keys('facility', (await listAllFacilities(tx, id)).map((facility) => [facility.externalId ?? facility.id, facility.id]));
  const stored = new Map<string, Uuid>();
  for (const { key, basedOn, adoption, criteria, ...catalogue } of file.catalogues) {
    stored.set(key, await storeCatalogue(tx, id, {
      ...catalogue, validUntil: null, basedOnId: basedOn === undefined ? null : stored.get(basedOn)!, adoption: adoption ?? null, isDemo: true,
      criteria: criteria.map(({ organization, facility, ...criterion }) => ({
        condition: {}, amount: null, share: null, reserveKind: null, proof: 'none', ...criterion,
        organizationId: organization === undefined ? null : keys.organizations.of(organization), facilityId: facility === undefined ? null : facilities.of(facility),
      })),
    }, clock));
  }
  await storeCatchments(tx, id, file.catchments.map(({ facility, areas }) => ({ facilityId: facilities.of(facility), areaIds: areas.map((area) => keys.areas.of(area)) })));
}
