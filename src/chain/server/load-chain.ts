import { listChildCounts, listReferenceDates } from '../../areas/server/child-counts.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { listFields, listPhases, listTransitions } from '../../offers/server/phases.ts';
import { servicesForChain } from '../../offers/server/services-for-chain.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Town } from '../../platform/town.ts';
import type { ChainArea, ChainTown } from '../chain-input.ts';
import { indexTown } from '../chain-index.ts';
import { chainOf, type Chain } from '../matrix.ts';
import { loadNeeds } from './need-rules.ts';
import { listNotExpected } from './not-expected.ts';
import { listThresholds } from './thresholds.ts';

/** Where a chain is asked for: the tenant, as far as the chain needs it. */
export type ChainTenant = Pick<Town, 'id' | 'name' | 'kind'>;

/** Loads and prepares the chain of a municipality as it is on a day: some fifteen queries, whatever the number of offers. */
export async function loadChain(tx: Read, tenant: ChainTenant, on: Day, { withSuspicions = true } = {}): Promise<Chain> {
  const town = await loadTown(tx, tenant, on);
  const settings = await listThresholds(tx, tenant.id);
  const notExpected = await listNotExpected(tx, tenant.id);
  const needs = await loadNeeds(tx, tenant.id, town);
  return chainOf(indexTown(town, settings), notExpected, withSuspicions, needs);
}

async function loadTown(tx: Read, tenant: ChainTenant, on: Day): Promise<ChainTown> {
  const rows = await listAreas(tx, tenant.id, on);
  const areas: ChainArea[] = rows.map(({ id, parentId, name, position, centroid }) => ({
    id, name, position, ...(parentId ? { parentId } : {}), ...(centroid ? { centroid } : {}),
  }));
  // A municipality that has not loaded its areas yet is one area of unknown shape.
  if (areas.length === 0) areas.push({ id: tenant.id, name: tenant.name, position: 0 });
  const root = rows.find((row) => row.level === (tenant.kind === 'county' ? 'county' : 'municipality'));
  const childrenOn = (await listReferenceDates(tx, tenant.id)).find((day) => day <= on);
  return {
    on, areas,
    ...(childrenOn ? { childrenOn } : {}),
    rootAreaId: (root ?? areas[0]!).id,
    phases: await listPhases(tx, tenant.id),
    transitions: await listTransitions(tx, tenant.id),
    fields: await listFields(tx, tenant.id),
    children: childrenOn ? await listChildCounts(tx, tenant.id, childrenOn) : [],
    offers: await servicesForChain(tx, tenant.id),
  };
}
