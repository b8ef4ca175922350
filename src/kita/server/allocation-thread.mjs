// Loads the worker from its source: a new thread does not know the loader of the one that starts it.
import { workerData } from 'node:worker_threads';
import { tsImport } from 'tsx/esm/api';

await tsImport(workerData, import.meta.url);
