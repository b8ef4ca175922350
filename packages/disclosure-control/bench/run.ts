import { auditOf } from '../audit.ts';
import { cityTable, LARGE_CITY, SMALL_TOWN, type CityShape } from '../city.ts';
import { knowledgeOfPattern, type Criterion } from '../criterion.ts';
import { gaussPattern } from '../gauss.ts';
import { paceOf } from '../pace.ts';
import { primariesOf } from '../primary.ts';
import { protect, type Method } from '../protect.ts';
import { ruleOf } from '../rule.ts';
import { solver } from '../solver.ts';
import { systemOf } from '../system.ts';
import { rowOf, type Measured } from './table-row.ts';

/** `node --import tsx bench/run.ts [large|small]`: every method on invented cities, each beside the plain Gaussian pattern. */
const LARGE: [CityShape, number][] = [[LARGE_CITY, 21], [LARGE_CITY, 6]];
const SMALL: [CityShape, number][] = [[SMALL_TOWN, 18], [SMALL_TOWN, 24]];
/** Seconds after which the exact search gives its best pattern unproven. */
const PATIENCE = 60;

const asked = process.argv[2];
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** The WebAssembly and the compiler's first runs belong to nobody's seconds. */
await protect(cityTable({ ...SMALL_TOWN, districts: 4, quarters: 2 }, 1), { method: 'exact', evenIfTooFine: true, attempts: 2 });

for (const [shape, seed] of [...(asked === 'small' ? [] : LARGE), ...(asked === 'large' ? [] : SMALL)]) {
  const table = cityTable(shape, seed);
  const system = systemOf(table);
  const primaries = primariesOf(system, ruleOf());
  console.log(`\n${system.size} cells, ${system.rows.length} relations, ${primaries.length} primary cells (seed ${seed})`);
  console.log(rowOf());
  console.log(rowOf(await plainGauss(table)));
  const methods: [Method, Criterion][] = shape === LARGE_CITY ? [['flow', 'T'], ['cell-key', 'E']] : [['flow', 'E'], ['exact', 'E'], ['flow', 'T'], ['exact', 'T'], ['round', 'E'], ['cell-key', 'E']];
  for (const [method, criterion] of methods) console.log(rowOf(await measured(table, method, criterion)));
}

/** The plain pattern, attacked under both criteria: what a publisher without an attacker would not know. */
async function plainGauss(table: ReturnType<typeof cityTable>): Promise<Measured> {
  const [system, rule, start] = [systemOf(table), ruleOf(), cpu()];
  const primaries = primariesOf(system, rule);
  const pattern = gaussPattern(system, primaries, rule);
  const seconds = cpu() - start;
  const { holds, findings } = await auditOf(await solver(), system, primaries, (criterion) => knowledgeOfPattern(system, pattern, rule, criterion), 'T', paceOf());
  const secondary = [...pattern].flatMap((hidden, cell) => (hidden === 1 && !primaries.some((primary) => primary.cell === cell) ? [cell] : []));
  return { method: 'plain gauss', criterion: 'T', secondary: secondary.length, sum: secondary.reduce((sum, cell) => sum + system.counts[cell]!, 0), seconds, holds, leaks: findings.filter(({ witness }) => !witness).length };
}

async function measured(table: ReturnType<typeof cityTable>, method: Method, criterion: Criterion): Promise<Measured> {
  const start = cpu();
  const protection = await protect(table, { method, criterion, seed: 1, evenIfTooFine: true, ...(method === 'exact' || method === 'round' ? { timeLimit: PATIENCE * 1000, now: () => performance.now() } : {}) }).catch((error: Error) => error);
  const seconds = cpu() - start;
  if (protection instanceof Error) return { method, criterion, seconds, note: protection.message };
  if (protection.state === 'refused' && protection.because === 'too-many-small-cells') return { method, criterion, seconds, note: 'coarsening proposed' };
  const { summary, certificate } = protection;
  const note = summary.proven === undefined ? (summary.largestChange === undefined ? '' : `largest change ${summary.largestChange}`) : summary.proven ? 'proven optimum' : 'not proven';
  return { method, criterion, secondary: summary.secondary, sum: summary.suppressedSum, seconds, holds: certificate.holds, leaks: certificate.findings.filter(({ witness }) => !witness).length, note };
}
