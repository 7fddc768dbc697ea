/** What readers and those who look after the machine see while a Meilisearch that answers searches is not there. */
import request from 'supertest';
import { readConfig } from '../../server/config.ts';
import type { SearchEngine } from '../../server/search/engine.ts';
import { openEngines } from '../../server/search/engines.ts';
import { createApp } from '../../server/web/app.ts';
import { smallArchive, tell } from '../search/embedded/small-archive.ts';

const NOWHERE = { host: 'http://127.0.0.1:9', apiKey: 'the-key-of-nobody-at-all' };

let archive: ReturnType<typeof smallArchive>;
let engine: SearchEngine;
let app: ReturnType<typeof createApp>;
const heard: string[] = [];

beforeAll(async () => {
  archive = smallArchive();
  tell(archive.db, { title: 'The orange tree', passages: ['We had an orange tree.'] });
  engine = openEngines(archive, {
    meilisearch: NOWHERE,
    embedded: { threads: 1, limit: 60_000 },
    hear: (text) => heard.push(text),
  });
  await engine.follow();
  app = createApp({ archive, engine, config: readConfig({}), now: () => new Date(), log: () => {} });
});
afterAll(async () => {
  await engine.close();
  archive.leave();
});

test('a search is answered, and the page says in the reader’s language that another engine did', async () => {
  const { text } = await request(app).get('/en/search?q=orange').expect(200);
  expect(text).toContain('The <mark>orange</mark> tree');
  expect(text).toContain('another answers in its place');
  expect((await request(app).get('/fr/search?q=orange')).text).toContain('une autre répond à sa place');
  expect((await request(app).get('/en/search?q=orange+OR+tree')).text).not.toContain('another answers in its place');
});

test('the API says so too', async () => {
  const { body } = await request(app).get('/api/v1/search?q=orange').expect(200);
  expect(body).toMatchObject({ total: 1, fallback: true });
  expect((await request(app).get('/api/v1/search?q=orange+OR+tree')).body).toMatchObject({ total: 1, fallback: false });
});

test('the archive is well, each engine is named, and what is wrong is not told to everyone', async () => {
  const { body, text } = await request(app).get('/api/v1/health').expect(200);
  expect(body).toEqual({
    ok: true,
    search: {
      engine: 'embedded',
      ready: true,
      message: null,
      engines: [
        { engine: 'embedded', ready: true, message: null },
        { engine: 'meilisearch', ready: false, message: null },
      ],
    },
  });
  expect(text).not.toContain(NOWHERE.apiKey);
  expect(heard).toEqual([expect.stringMatching(/^Meilisearch does not answer at http:\/\/127\.0\.0\.1:9\./)]);
});
