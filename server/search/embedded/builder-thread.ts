/** A thread that builds one generation of the index and ends. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../db/open.ts';
import { buildIndex } from './build.ts';
import type { BuilderData, FromBuilder } from './threads.ts';

const { folder, file, identity, today } = workerData as BuilderData;
const say = (message: FromBuilder) => parentPort!.postMessage(message);
const archive = openDatabase(join(folder, 'archive.db'), { readonly: true });
buildIndex(archive, join(folder, file), { archive: identity, day: today }, (done, all) =>
  say({ kind: 'progress', done, all }),
);
archive.close();
say({ kind: 'built' });
