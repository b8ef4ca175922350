import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { printBars } from './bars.ts';
import { drivePeer } from './peer-drivers.ts';
import { benchmarkPeers } from './peers.ts';
import { benchmarkPlain, benchmarkWholeWay, measurePlain } from './plain-benchmark.ts';
import { benchmarkMinimum, benchmarkPapers, benchmarkSiblingBlind, benchmarkTowns } from './sibling-benchmark.ts';
import { benchmarkSiblingPeers } from './sibling-peers.ts';

/** `npm run bench -w packages/fair-allocation [-- section…] [--quick] [--peers FOLDER] [--limit SECONDS] [--patience SECONDS]`: the goals beside what was reached. */
const { values, positionals } = parseArgs({
  allowPositionals: true, options: { quick: { type: 'boolean', default: false }, peers: { type: 'string', default: process.env.FAIR_ALLOCATION_PEERS }, limit: { type: 'string', default: '40' }, patience: { type: 'string', default: '15' } },
});
const [part, ...rest] = positionals;
if (part === 'plain') process.stdout.write(JSON.stringify(measurePlain(Number(rest[0]), Number(rest[1]))));
else if (part === 'peer') await drivePeer(rest[0]!, rest[1]!, rest[2]!);
else {
  const { quick } = values;
  const parts: Record<string, () => void> = {
    single: () => benchmarkPlain(quick ? [10_000, 100_000] : [10_000, 30_000, 100_000, 300_000, 1_000_000]),
    way: () => benchmarkWholeWay(quick ? 10_000 : 100_000),
    peers: () => benchmarkPeers(10_000, values.peers, Number(values.limit)),
    'many-peers': () => benchmarkPeers(quick ? 30_000 : 100_000, values.peers, Number(values.limit)),
    paper: () => benchmarkPapers(quick),
    together: () => benchmarkTowns('all "together or not at all"', { rather: 0 }, quick),
    mixed: () => benchmarkTowns('half "together", a quarter "rather together", a quarter each child by itself', { rather: 0.25, independent: 0.25 }, quick),
    half: () => benchmarkTowns('half "rather together"', { rather: 0.5 }, quick),
    rather: () => benchmarkTowns('all "rather together"', { rather: 1 }, quick),
    keeping: () => benchmarkTowns('all "rather together", by the stricter reading of a block', { rather: 1 }, quick, 'keeping'),
    'sibling-peers': () => benchmarkSiblingPeers(quick, values.peers, Number(values.limit)),
    minimum: () => benchmarkMinimum(quick, quick ? 5 : Number(values.patience)),
    blind: () => benchmarkSiblingBlind(quick ? 2 : 5),
  };
  const unknown = positionals.find((name) => !parts[name]);
  if (unknown) throw new RangeError(`There is no section "${unknown}", only ${Object.keys(parts).join(', ')}.`);
  process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]!.model}; CPU seconds, so other work on the machine counts only through caches\n`);
  for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) parts[name]!();
  printBars();
}
