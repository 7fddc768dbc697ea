import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedded } from '../../../server/search/embedded/index.ts';
import type { SearchEngine, SearchRequest } from '../../../server/search/engine.ts';
import { asking, READER, STAFF } from './asking.ts';
import { change, smallArchive, tell } from './small-archive.ts';

let archive: ReturnType<typeof smallArchive>;
let engine: SearchEngine;
const open = (options = {}) => openEmbedded(archive, { threads: 1, poll: 50, ...options });
const found = async (text: string, more: Partial<SearchRequest> = {}) =>
  (await engine.search(asking(text, more))).hits.map(({ testimonyId }) => testimonyId);

beforeEach(() => {
  archive = smallArchive();
});
afterEach(async () => {
  await engine.close();
  archive.leave();
});

test('a new archive gets an index, and a testimony saved can be found', async () => {
  engine = open();
  expect(await found('orange')).toEqual([]);
  const id = tell(archive.db, { passages: ['We had an orange tree.'] });
  await engine.follow();
  expect(await found('orange')).toEqual([id]);
  expect(await engine.state()).toMatchObject({ ready: true, cursor: 1, testimonies: 1, passages: 1, message: null });
});
