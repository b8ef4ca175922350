import highs from 'highs';
import { parentPort, workerData } from 'node:worker_threads';
import { allocateWith } from './exact-job.ts';
import type { Market } from './model.ts';

const { market, seconds } = workerData as { market: Market; seconds: number };
const tell = (message: object) => parentPort!.postMessage(message, []);
const allocation = allocateWith(await highs(), market, seconds, (progress) => tell({ progress }));
tell({ allocation });
