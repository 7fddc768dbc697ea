/** What becomes of searches when Meilisearch is in trouble: against a real one, and its stand-in where that cannot be had. */
import { Meilisearch } from 'meilisearch';
import { identityOf } from '../../../server/search/embedded/generation.ts';
import type { SearchEngine } from '../../../server/search/engine.ts';
import { type EngineOptions, openEngines } from '../../../server/search/engines.ts';
import { indexName } from '../../../server/search/meilisearch/connection.ts';
import { readingToken } from '../../../server/search/meilisearch/reading.ts';
import { SETTINGS } from '../../../server/search/meilisearch/settings.ts';
import { serving } from '../contract/engines.ts';
import { asking, STAFF, VISITOR } from '../embedded/asking.ts';
import { smallArchive, tell } from '../embedded/small-archive.ts';
import { type Between, standBetween } from './between.ts';
import { hasMeilisearch, type MeilisearchServer, startMeilisearch } from './server.ts';

const QUICK = { poll: 20, patience: 60_000, probe: 100, embedded: { threads: 1, limit: 60_000 } };

/** Waits for what happens by itself in a while. */
async function soon(holds: () => unknown | Promise<unknown>): Promise<void> {
  for (const until = Date.now() + 40_000; ; ) {
    try {
      await holds();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}

let archive: ReturnType<typeof smallArchive>;
let engine: SearchEngine;
const open = (options: Partial<EngineOptions>) => {
  engine = openEngines(archive, { ...QUICK, ...options });
  return engine;
};
const message = async () => (await engine.state()).engines?.[1]?.message ?? '';
const found = async (text: string) => {
  const { total, answeredBy, fallback } = await engine.search(asking(text));
  return { total, answeredBy, fallback };
};
const BY_MEILISEARCH = { answeredBy: 'meilisearch', fallback: false };
const INSTEAD = { answeredBy: 'embedded', fallback: true };

beforeEach(() => {
  archive = smallArchive();
  tell(archive.db, { passages: ['We had an orange tree.'] });
});
afterEach(async () => {
  await engine.close();
  archive.leave();
});

test('where nothing answers, the embedded index does, and says so', async () => {
  open({ meilisearch: { host: 'http://127.0.0.1:9', apiKey: 'none-of-your-keys' } });
  await engine.follow();
  expect(await found('orange')).toEqual({ total: 1, ...INSTEAD });
  expect(await found('orange OR tree')).toEqual({ total: 1, answeredBy: 'embedded', fallback: false });
  expect(await message()).toMatch(/does not answer at http:\/\/127\.0\.0\.1:9\b.*MEILI_HOST/);
  expect(await engine.state()).toMatchObject({ ready: true, name: 'embedded' });
  await expect(engine.rebuild()).rejects.toThrow(/does not answer/);
});

test('what is no Meilisearch, and one too old, are told from one that is down', async () => {
  const between = await standBetween('http://127.0.0.1:9');
  try {
    between.instead = () => ({ status: 200, body: { commitSha: '', commitDate: '', pkgVersion: '1.10.3' } });
    open({ meilisearch: { host: between.host, apiKey: 'a-key' } });
    await engine.follow();
    expect(await message()).toMatch(/version 1\.10\.3; Kolot needs 1\.36\.0 or newer/);
    expect(await found('orange')).toEqual({ total: 1, ...INSTEAD });
    between.instead = () => ({ status: 502, body: 'Bad gateway' });
    await soon(async () => expect(await message()).toMatch(/is not Meilisearch, or a proxy that does not reach it/));
    between.instead = () => ({ status: 200, body: {} });
    await soon(async () => expect(await message()).toMatch(/is not Meilisearch/));
  } finally {
    await between.close();
  }
});

if (!hasMeilisearch) {
  process.stdout.write(
    'Troubles of a real Meilisearch are not tried: there is none on the PATH or at MEILI_TEST_HOST.\n',
  );
}
const whereThereIsOne = hasMeilisearch ? describe : () => {};

whereThereIsOne('with a real Meilisearch', () => {
  let server: MeilisearchServer;
  let between: Between;
  let client: Meilisearch;
  const index = () => client.index(indexName(identityOf(archive.db)));
  const address = () => ({ host: between.host, apiKey: server.apiKey });

  beforeAll(async () => {
    server = await startMeilisearch();
    client = new Meilisearch({ host: server.host, apiKey: server.apiKey });
  }, 60_000);
  afterAll(() => server.leave());
  beforeEach(async () => {
    between = await standBetween(server.host);
  });
  afterEach(async () => {
    await client.deleteIndexIfExists(index().uid);
    await between.close();
  });

  test('one that goes away is done without, and catches up when it is back', async () => {
    if (!server.stop || !server.start) return;
    open({ meilisearch: address() });
    await serving(engine);
    expect(await found('orange')).toEqual({ total: 1, ...BY_MEILISEARCH });
    await server.stop();
    expect(await found('orange')).toEqual({ total: 1, ...INSTEAD });
    tell(archive.db, { passages: ['A quince tree.'] });
    await engine.follow();
    expect(await found('quince')).toEqual({ total: 1, ...INSTEAD });
    expect(await message()).toMatch(/does not answer/);
    await server.start();
    await soon(async () => expect(await found('quince')).toEqual({ total: 1, ...BY_MEILISEARCH }));
    expect(await message()).toBe('');
  }, 90_000);

  test('one that is slow is left to rest after a few searches, and asked again later', async () => {
    open({ meilisearch: address(), limit: 200 });
    await serving(engine);
    between.delay = 500;
    for (let i = 0; i < 3; i++) expect(await found('orange')).toEqual({ total: 1, ...INSTEAD });
    between.delay = 0;
    const begun = performance.now();
    expect(await found('orange')).toEqual({ total: 1, ...INSTEAD });
    expect(performance.now() - begun).toBeLessThan(200);
    expect(await message()).toMatch(/takes too long/);
  }, 60_000);

  test('a wrong key, and one that may only search, are told, and which setting to look at', async () => {
    open({ meilisearch: { ...address(), apiKey: 'not-the-key-of-this-server' } });
    await engine.follow();
    expect(await message()).toMatch(/refuses the key\. MEILI_API_KEY must be/);
    await engine.close();
    const { results } = await client.getKeys();
    const searching = results.find(({ actions }) => actions.length === 1 && actions[0] === 'search')!;
    open({ meilisearch: { ...address(), apiKey: searching.key } });
    await engine.follow();
    expect(await message()).toMatch(/refuses the key/);
    expect(await found('orange')).toEqual({ total: 1, ...INSTEAD });
  }, 60_000);

  test('an admin key is enough, and keys are in no address and no message', async () => {
    const { results } = await client.getKeys();
    const admin = results.find(({ actions }) => actions.includes('*'))!.key;
    open({ meilisearch: { ...address(), apiKey: admin } });
    await serving(engine);
    expect(await found('orange')).toEqual({ total: 1, ...BY_MEILISEARCH });
    const searches = between.seen.filter(({ url }) => url.includes('multi-search'));
    expect(searches.length).toBeGreaterThan(0);
    const secrets = [admin, server.apiKey];
    for (const { url } of between.seen) for (const secret of secrets) expect(url).not.toContain(secret);
    for (const { authorization } of searches) expect(secrets).not.toContain(authorization.replace('Bearer ', ''));
    expect(JSON.stringify(await engine.state())).not.toContain(admin);
  }, 60_000);

  test('whoever is given a token can search as far as they reach, and do nothing else', async () => {
    tell(archive.db, { title: 'Closed', access: 'closed', passages: ['secretword'] });
    open({ meilisearch: address() });
    await serving(engine);
    await engine.follow();
    const archiveId = identityOf(archive.db);
    const { key } = await client.getKey(archiveId);
    const token = await readingToken(index().uid, { uid: archiveId, key }, VISITOR);
    const visitor = new Meilisearch({ host: server.host, apiKey: token }).index(index().uid);
    for (const filter of ['readers = 3', 'readers EXISTS OR readers NOT EXISTS', 'words = secretword']) {
      const { hits } = await visitor.search('', { filter });
      expect(hits.length).toBeLessThanOrEqual(1);
      expect((await visitor.search('', { filter: `(${filter}) AND words = secretword` })).hits).toEqual([]);
    }
    await expect(visitor.search('', { filter: 'readers = 0) OR (readers = 3' })).rejects.toThrow();
    await expect(visitor.getDocuments()).rejects.toThrow();
    await expect(visitor.getSettings()).rejects.toThrow();
    await expect(new Meilisearch({ host: server.host, apiKey: token }).index('other').search('')).rejects.toThrow();
    expect(Object.keys((await visitor.search('')).hits[0]!)).toEqual(['testimony']);
  }, 60_000);

  test('an index that is gone is built again by itself', async () => {
    open({ meilisearch: address() });
    await serving(engine);
    await index().delete().waitTask({ timeout: 30_000 });
    expect(await found('orange')).toEqual({ total: 1, ...INSTEAD });
    await soon(async () => expect(await found('orange')).toEqual({ total: 1, ...BY_MEILISEARCH }));
  }, 90_000);

  test('an index that something else wrote to is not trusted until it is built anew', async () => {
    open({ meilisearch: address() });
    await serving(engine);
    await index()
      .updateDocuments([{ id: 'standing', stamp: 'of another archive', cursor: 99 }])
      .waitTask({ timeout: 30_000 });
    await soon(async () => expect(await message()).toMatch(/Something else wrote.*kolot reindex/));
    expect(await found('orange')).toEqual({ total: 1, ...INSTEAD });
    await engine.rebuild();
    expect(await found('orange')).toEqual({ total: 1, ...BY_MEILISEARCH });
  }, 90_000);

  test('what was written and not confirmed is known again, and settings put right', async () => {
    open({ meilisearch: address() });
    await serving(engine);
    await engine.close();
    const standing = await index().getDocument('standing');
    archive.db
      .prepare("UPDATE setting SET value = ? WHERE key = 'meilisearch_standing'")
      .run(JSON.stringify({ confirmed: null, told: standing }));
    await index()
      .updateSettings({ rankingRules: ['words'], searchCutoffMs: 5 })
      .waitTask({ timeout: 30_000 });
    const { createdAt } = await index().getRawInfo();
    open({ meilisearch: address() });
    await serving(engine);
    expect(await found('orange')).toEqual({ total: 1, ...BY_MEILISEARCH });
    expect((await index().getRawInfo()).createdAt).toEqual(createdAt); // it was not built anew
    expect(await index().getSettings()).toMatchObject({ rankingRules: SETTINGS.rankingRules, searchCutoffMs: 1000 });
  }, 90_000);

  test('where changes not yet followed are gone from the outbox, the index is built anew', async () => {
    open({ meilisearch: address() });
    await serving(engine);
    await engine.close();
    tell(archive.db, { passages: ['fig'] });
    archive.db.exec('DELETE FROM outbox');
    open({ meilisearch: address() });
    await soon(async () => expect(await found('fig')).toEqual({ total: 1, ...BY_MEILISEARCH }));
  }, 90_000);

  test('a disk without room is told, and work goes on by itself when there is some', async () => {
    open({ meilisearch: address() });
    await serving(engine);
    const error = {
      message: 'There is no more space left on the device.',
      code: 'no_space_left_on_device',
      type: 'system',
      link: '',
    };
    between.instead = (method, path) =>
      method === 'POST' && path.includes('/documents') && !path.includes('fetch') ? { status: 507, body: error } : null;
    tell(archive.db, { passages: ['plum'] });
    await engine.follow();
    expect(await message()).toMatch(/no room left on its disk/);
    expect(await found('plum')).toEqual({ total: 1, ...INSTEAD });
    between.instead = () => null;
    await soon(async () => expect(await found('plum')).toEqual({ total: 1, ...BY_MEILISEARCH }));
  }, 90_000);

  test('two processes of one archive write one after the other, and neither undoes the other', async () => {
    open({ meilisearch: address() });
    await serving(engine);
    const other = openEngines(archive, { ...QUICK, embedded: { threads: 0 }, meilisearch: address() });
    for (const word of ['apricot', 'walnut', 'cherry', 'fig']) tell(archive.db, { passages: [word] });
    await Promise.all([engine.follow(), other.follow()]);
    await other.rebuild();
    tell(archive.db, { passages: ['medlar'] });
    await engine.follow();
    await other.close();
    for (const word of ['apricot', 'fig', 'medlar']) {
      await soon(async () => expect(await found(word)).toEqual({ total: 1, ...BY_MEILISEARCH }));
    }
    expect((await engine.search(asking('', { who: STAFF }))).total).toBe(6);
  }, 120_000);
});
