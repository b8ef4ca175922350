import type { Read, Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { SimulationResult } from '../criteria/simulation.ts';
import type { SyntheticAssumptions } from '../criteria/synthetic.ts';

export interface Simulation {
  id: Uuid;
  catalogueId: Uuid;
  againstId: Uuid;
  source: 'synthetic' | 'round';
  roundId: Uuid | null;
  /** the run whose result is compared; null: both catalogues judge the round anew */
  runId: Uuid | null;
  /** null where the children of a round were used */
  assumptions: SyntheticAssumptions | null;
  burdenIndicator: string | null;
  minimumFrequency: number;
  state: 'planned' | 'running' | 'done' | 'failed';
  /** percent */
  progress: number;
  /** only what disclosure control released */
  result: SimulationResult | null;
  /** a text key */
  failure: string | null;
  plannedAt: Date;
  finishedAt: Date | null;
}

/** Simulations of a catalogue, the newest first. */
export async function listSimulations(tx: Read, municipalityId: Uuid, catalogueId: Uuid): Promise<Simulation[]> {
  const rows = await tx.selectFrom('kita.simulation').selectAll().where('municipality_id', '=', municipalityId).where('catalogue_id', '=', catalogueId).orderBy('planned_at', 'desc').orderBy('id', 'desc').execute();
  return rows.map(simulationOf);
}

/** What other catalogues would change of a run, the newest first. */
export async function listComparisons(tx: Read, municipalityId: Uuid, runId: Uuid): Promise<Simulation[]> {
  const rows = await tx.selectFrom('kita.simulation').selectAll().where('municipality_id', '=', municipalityId).where('run_id', '=', runId).orderBy('planned_at', 'desc').orderBy('id', 'desc').execute();
  return rows.map(simulationOf);
}

export async function findSimulation(tx: Read, municipalityId: Uuid, id: Uuid): Promise<Simulation | undefined> {
  const row = await tx.selectFrom('kita.simulation').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && simulationOf(row);
}

type Row = Awaited<ReturnType<typeof oneRow>>;
const oneRow = (tx: Read) => tx.selectFrom('kita.simulation').selectAll().executeTakeFirstOrThrow();

function simulationOf(row: Row): Simulation {
  return {
    id: row.id, catalogueId: row.catalogue_id, againstId: row.against_id, source: row.source as Simulation['source'], roundId: row.round_id, runId: row.run_id,
    assumptions: row.source === 'synthetic' ? row.assumptions as unknown as SyntheticAssumptions : null, burdenIndicator: row.burden_indicator, minimumFrequency: row.minimum_frequency,
    state: row.state as Simulation['state'], progress: row.progress, result: row.result as unknown as SimulationResult | null, failure: row.failure, plannedAt: row.planned_at, finishedAt: row.finished_at,
  };
}

/** Tells how far it is, or how it ended; what is over stays as it ended. */
export async function changeSimulation(tx: Write, municipalityId: Uuid, id: Uuid, values: { state?: Simulation['state']; progress?: number; result?: SimulationResult; failure?: string; finishedAt?: Date }): Promise<void> {
  const { result, finishedAt, ...plain } = values;
  await tx.updateTable('kita.simulation').set({ ...plain, ...(result ? { result: JSON.stringify(result) } : {}), ...(finishedAt ? { finished_at: finishedAt } : {}) })
    .where('municipality_id', '=', municipalityId).where('id', '=', id).where('state', 'in', ['planned', 'running']).execute();
}
