import { benchmarkPlain, benchmarkWholeWay, measurePlain } from './plain-benchmark.ts';
import { benchmarkSiblingBlind, benchmarkSiblings } from './sibling-benchmark.ts';

/** `npm run bench -w packages/fair-allocation [-- --quick]`: the goals beside what was reached. */
const [, , first, children, facilities] = process.argv;
if (first === 'plain') {
  process.stdout.write(JSON.stringify(measurePlain(Number(children), Number(facilities))));
} else {
  const isQuick = first === '--quick';
  process.stdout.write(`Node ${process.version}; CPU seconds, so other work on the machine counts only through caches\n`);
  benchmarkPlain(isQuick ? [10_000, 100_000] : [10_000, 30_000, 100_000, 300_000, 1_000_000]);
  benchmarkWholeWay(isQuick ? 10_000 : 100_000);
  benchmarkSiblings(isQuick);
  benchmarkSiblingBlind(isQuick ? 2 : 5);
}
