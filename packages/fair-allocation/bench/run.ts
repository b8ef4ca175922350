import { parseArgs } from 'node:util';
import { drivePeer } from './peer-drivers.ts';
import { benchmarkPeers } from './peers.ts';
import { benchmarkPlain, benchmarkWholeWay, measurePlain } from './plain-benchmark.ts';
import { benchmarkSiblingBlind, benchmarkSiblings } from './sibling-benchmark.ts';

/** `npm run bench -w packages/fair-allocation [-- --quick] [--peers FOLDER]`: the goals beside what was reached. */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean', default: false }, peers: { type: 'string' } } });
const [part, ...rest] = positionals;
if (part === 'plain') process.stdout.write(JSON.stringify(measurePlain(Number(rest[0]), Number(rest[1]))));
else if (part === 'peer') await drivePeer(rest[0]!, rest[1]!, rest[2]!);
else {
  const parts: Record<string, () => void> = {
    single: () => benchmarkPlain(values.quick ? [10_000, 100_000] : [10_000, 30_000, 100_000, 300_000, 1_000_000]),
    way: () => benchmarkWholeWay(values.quick ? 10_000 : 100_000),
    peers: () => benchmarkPeers(values.quick ? [10_000] : [10_000, 100_000], values.peers),
    siblings: () => benchmarkSiblings(values.quick),
    blind: () => benchmarkSiblingBlind(values.quick ? 2 : 5),
  };
  process.stdout.write(`Node ${process.version}; CPU seconds, so other work on the machine counts only through caches\n`);
  for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) parts[name]!();
}
