/** What `kolot check` says of a Meilisearch, which it leaves as it is. */
import { Meilisearch } from 'meilisearch';
import { checkArchive } from '../../../server/check.ts';
import { identityOf } from '../../../server/search/embedded/generation.ts';
import { openEngines } from '../../../server/search/engines.ts';
import { indexName } from '../../../server/search/meilisearch/connection.ts';
import { serving } from '../contract/engines.ts';
import { smallArchive, tell } from '../embedded/small-archive.ts';
import { hasMeilisearch, startMeilisearch } from './server.ts';

let archive: ReturnType<typeof smallArchive>;
beforeEach(() => {
  archive = smallArchive();
  tell(archive.db, { status: 'draft', passages: ['We had an orange tree.'] });
});
afterEach(() => archive.leave());

const check = async (meilisearch: { host: string; apiKey: string } | null) =>
  (await checkArchive(archive, { meilisearch, patience: 0 })).find(({ name }) => name === 'Meilisearch');

test('nothing, where there is none', async () => {
  expect(await check(null)).toBeUndefined();
});

test('that it does not answer, and where it should', async () => {
  expect(await check({ host: 'http://127.0.0.1:9', apiKey: 'the-key-of-nobody' })).toEqual({
    name: 'Meilisearch',
    looked: 'cannot be used',
    problems: [expect.stringMatching(/does not answer at http:\/\/127\.0\.0\.1:9\..*MEILI_HOST/)],
  });
});

if (hasMeilisearch)
  test('of a real one what is wrong, in words', async () => {
    const server = await startMeilisearch();
    const address = { host: server.host, apiKey: server.apiKey };
    try {
      identityOf(archive.db);
      expect((await check(address))?.problems).toEqual([expect.stringMatching(/^There is no index/)]);
      const engine = openEngines(archive, { meilisearch: address, poll: 20, embedded: { threads: 0 } });
      await serving(engine);
      await engine.close();
      expect(await check(address)).toEqual({
        name: 'Meilisearch',
        looked: `version ${server.version}, 1 testimonies`,
        problems: [],
      });
      tell(archive.db, {});
      const index = new Meilisearch(address).index(indexName(identityOf(archive.db)));
      await index.updateSettings({ searchCutoffMs: 5 }).waitTask({ timeout: 30_000 });
      expect((await check(address))?.problems).toEqual([
        expect.stringMatching(/is 1 changes behind/),
        expect.stringMatching(/not Kolot’s: searchCutoffMs\. Start Kolot/),
      ]);
      await index.updateDocuments([{ id: 'standing', stamp: 'another' }]).waitTask({ timeout: 30_000 });
      expect((await check(address))?.problems).toContainEqual(expect.stringMatching(/^Something else wrote/));
      await index.delete().waitTask({ timeout: 30_000 });
    } finally {
      await server.leave();
    }
  }, 60_000);
