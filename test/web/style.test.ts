/** The style page is there for those who build the archive, and shows every token of the style sheet. */
import { readFileSync } from 'node:fs';
import supertest from 'supertest';
import { readConfig } from '../../server/config.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { createApp } from '../../server/web/app.ts';
import { styleTokens } from '../../server/web/public/style/tokens.ts';
import { temporaryArchive } from '../archive-folder.ts';

const archive = temporaryArchive();
const engine = openEmbedded(archive, { threads: 1, limit: 60_000 });
afterAll(() => engine.close());

const ask = (path: string, development: boolean) =>
  supertest(
    createApp({ archive, engine, config: readConfig({}), now: () => new Date(), log: () => {}, development }),
  ).get(path);

test('it is not there in production', async () => {
  expect((await ask('/style', false)).status).toBe(404);
});

test('it shows every token that the style sheet sets, in every script', async () => {
  const { status, text } = await ask('/en/style', true);
  expect(status).toBe(200);
  const css = readFileSync(new URL('../../views/assets/css/1-tokens.css', import.meta.url), 'utf8');
  const set = new Set([...css.matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name!));
  expect(set.size).toBeGreaterThan(50);
  for (const name of set) expect(text).toContain(`<code>${name}</code>`);
  expect(styleTokens().map(({ name }) => name)).toEqual(expect.arrayContaining([...set]));
  for (const lang of ['en', 'fr', 'ar', 'he', 'fa']) expect(text).toContain(`lang="${lang}" dir=`);
});

test('style sheet and scripts are sent as small as the browser takes them, and faces as they are', async () => {
  const { text } = await ask('/en/', false);
  const sheet = /href="(\/assets\/site\.\w+\.css)"/.exec(text)![1]!;
  const plain = await ask(sheet, false).set('accept-encoding', 'identity');
  for (const encoding of ['br', 'gzip']) {
    const packed = await ask(sheet, false).set('accept-encoding', encoding);
    expect(packed.headers['content-encoding']).toBe(encoding);
    expect(packed.text).toBe(plain.text);
    expect(Number(packed.headers['content-length'])).toBeLessThan(plain.text.length / 3);
  }
  const face = /rel="preload" as="font" type="font\/woff2" crossorigin href="([^"]+)"/.exec(text)![1]!;
  expect((await ask(face, false)).headers['content-encoding']).toBeUndefined();
});
