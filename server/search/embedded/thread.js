/**
 * Where every thread of the embedded engine begins. Plain JavaScript, since a thread does not inherit what lets the server
 * itself run TypeScript; `workerData.module` is the file to run.
 */
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
