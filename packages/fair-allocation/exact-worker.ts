import highs from 'highs';
import { parentPort, workerData } from 'node:worker_threads';
import { allocateWith } from './exact-job.ts';
import type { Market } from './model.ts';

const { market, effort } = workerData as { market: Market; effort: number };
const tell = (message: object) => parentPort!.postMessage(message, []);
const allocation = allocateWith(await highs(), market, effort, (progress) => tell({ progress }));
tell({ allocation });
