import loadHighs, { type Highs, type Model } from 'highs';

let loading: Promise<Highs> | undefined;

/** The one HiGHS instance of this process or worker (WebAssembly, no native code). */
export function solver(): Promise<Highs> {
  loading ??= loadHighs();
  return loading;
}

/** Sparse rows of a linear program: lower ≤ Σ value × column ≤ upper. */
export interface ProgramRow {
  columns: readonly number[];
  values: readonly number[];
  lower: number;
  upper: number;
}

/** A linear or mixed-integer program that stays in memory, so that the next answer starts from the last one. Must be closed. */
export interface Program {
  model: Model;
  columns: number;
  /** Solves; undefined where there is no solution. Throws where HiGHS gives up for another reason than a limit. An integer program stops after so many `steps` of the simplex method. */
  solve(steps?: number): Answer | undefined;
  /** Steps the integer program last solved with a limit on them took, as far as HiGHS told on the way. */
  steps(): number;
  close(): void;
}

export interface Answer {
  /** cut-off: the objective passed the bound set for it. */
  status: 'optimal' | 'unbounded' | 'cut-off' | 'limit';
  values: Float64Array;
  /** Dual price of each row; meaningless for integer programs. */
  prices: Float64Array;
  /** Reduced cost of each column; meaningless for integer programs. */
  reduced: Float64Array;
  objective: number;
}

export interface ProgramShape {
  lower: Float64Array;
  upper: Float64Array;
  cost?: Float64Array;
  rows: readonly ProgramRow[];
  integer?: boolean;
}

type RunEvents = NonNullable<Parameters<Model['run']>[0]>;

/** Fixed seed, no output (this build of HiGHS has one thread anyway): the same program gives the same answer on every machine. */
const OPTIONS = { output_flag: false, random_seed: 1 } as const;

export function openProgram(highs: Highs, { lower, upper, cost, rows, integer }: ProgramShape, options: Record<string, number | string | boolean> = {}): Program {
  const columns = lower.length;
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => (starts[at + 1] = starts[at]! + row.columns.length));
  const model = highs.createModel({
    numCols: columns, numRows: rows.length,
    colCost: cost ?? new Float64Array(columns), colLower: lower, colUpper: upper,
    rowLower: Float64Array.from(rows, (row) => row.lower), rowUpper: Float64Array.from(rows, (row) => row.upper),
    matrix: {
      format: 'csr', numRows: rows.length, numCols: columns, starts,
      indices: Int32Array.from(rows.flatMap((row) => row.columns)), values: Float64Array.from(rows.flatMap((row) => row.values)),
    },
    ...(integer ? { integrality: new Int32Array(columns).fill(highs.constants.variableType.integer) } : {}),
  } as Parameters<Highs['createModel']>[0]);
  model.options.set({ ...OPTIONS, ...options } as Parameters<Model['options']['set']>[0]);
  let taken = 0;
  const limited = (most: number): RunEvents => ({
    [highs.constants.callbackType.mipInterrupt]: ({ data, interrupt }: { data: { mip_total_lp_iterations?: bigint }; interrupt: () => void }) => {
      taken = Number(data.mip_total_lp_iterations ?? 0n);
      if (taken > most) interrupt();
    },
  });
  return { model, columns, solve: (most) => answerOf(highs, model, most === undefined ? undefined : limited(most)), steps: () => taken, close: () => model.dispose() };
}

function answerOf(highs: Highs, model: Model, events: RunEvents | undefined): Answer | undefined {
  const { modelStatus } = model.run(events);
  const status = highs.constants.modelStatus;
  if (modelStatus === status.infeasible) return undefined;
  const solved = () => {
    const { colValue, colDual, rowDual } = model.getSolution();
    return { values: colValue, reduced: colDual, prices: rowDual, objective: model.getObjectiveValue() };
  };
  if (modelStatus === status.optimal || modelStatus === status.empty) return { status: 'optimal', ...solved() };
  if (modelStatus === status.unbounded || modelStatus === status.unboundedOrInfeasible) return { status: 'unbounded', ...solved() };
  if (modelStatus === status.objectiveBound) return { status: 'cut-off', ...solved() };
  const limits: number[] = [status.timeLimit, status.iterationLimit, status.interrupted, status.solutionLimit, status.objectiveTarget];
  if (limits.includes(modelStatus)) return { status: 'limit', ...solved() };
  throw new Error(`HiGHS ended with model status ${modelStatus}.`);
}
