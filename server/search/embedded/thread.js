/**
 * Where every thread of the embedded engine begins. Plain JavaScript, since a thread does not inherit what lets the server
 * itself run TypeScript; `workerData.module` is the file to run. It is required and not imported: to import it, tsx would start
 * a second thread beside each of these, which costs half a second of processor and ten megabytes.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/cjs/api';

register();
createRequire(import.meta.url)(fileURLToPath(workerData.module));
