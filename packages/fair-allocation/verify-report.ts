import type { Allocation, BlockingCoalition } from './model.ts';
import type { Findings } from './verify-violation.ts';

/**
 * A result that is not stable must say so and name every family that has a better claim; one that says it is stable must be.
 * `found` are the families that block by the market's definition. O(families).
 */
export function checkReport(allocation: Allocation, found: readonly BlockingCoalition[], nobodyBlocks: boolean, findings: Findings): void {
  const { verdict } = allocation;
  if (verdict !== 'stable' && verdict !== 'unsolvable' && verdict !== 'unproven')
    findings.add('malformed', '$.verdict', () => ({ path: '$.verdict', sentence: 'The verdict must be stable, unsolvable or unproven.' }));
  const said = new Map<string, BlockingCoalition>();
  if (!Array.isArray(allocation.blocking)) {
    findings.add('malformed', '$.blocking', () => ({ path: '$.blocking', sentence: 'The list of blocking families is missing.' }));
  } else {
    for (const coalition of allocation.blocking as unknown[]) {
      const family = (coalition as BlockingCoalition | null)?.family;
      if (typeof family === 'string') said.set(family, coalition as BlockingCoalition);
      else findings.add('malformed', '$.blocking', () => ({ path: '$.blocking', sentence: 'A blocking family without a name.' }));
    }
  }
  if (verdict === 'stable' && said.size > 0)
    findings.add('wrong-verdict', 'stable', () => ({
      path: '$.verdict',
      sentence: 'The result calls itself stable and names families that block.',
    }));
  if (verdict !== 'stable' && nobodyBlocks)
    findings.add('wrong-verdict', 'nobody-blocks', () => ({
      path: '$.verdict',
      sentence: 'The result doubts its stability, but nobody blocks.',
    }));
  for (const coalition of found) {
    const reported = verdict === 'stable' ? undefined : said.get(coalition.family);
    if (!reported) {
      findings.add('blocking-family', coalition.family, () => ({
        family: coalition.family,
        displaced: coalition.displaced,
        sentence: `Family ${coalition.family} would rather have its option ${coalition.option} and would be chosen in ${coalition.pools.join(', ')}${
          coalition.displaced.length > 0 ? ` before ${coalition.displaced.join(', ')}` : ', where nobody else would lose a seat'
        }; the result does not name it.`,
      }));
    } else if (!sameCoalition(coalition, reported)) {
      findings.add('wrong-coalition', coalition.family, () => ({
        family: coalition.family,
        sentence: `The result describes the blocking family ${coalition.family} wrongly: it blocks with option ${coalition.option} in ${coalition.pools.join(', ')}, displacing ${coalition.displaced.join(', ') || 'nobody'}.`,
      }));
    }
    said.delete(coalition.family);
  }
  for (const family of said.keys())
    findings.add('wrong-coalition', family, () => ({ family, sentence: `The result calls family ${family} blocking, but it is not.` }));
}

function sameCoalition(a: BlockingCoalition, b: BlockingCoalition): boolean {
  return a.option === b.option && a.weight === b.weight && sameNames(a.pools, b.pools) && sameNames(a.displaced, b.displaced);
}

function sameNames(a: readonly string[], b: unknown): boolean {
  if (!Array.isArray(b) || b.length !== a.length) return false;
  const names = new Set<unknown>(b);
  return names.size === a.length && a.every((name) => names.has(name));
}
