/** Every page as it is served over the sample collection, to visitors, families, readers and staff, is valid HTML. */
import { type APIRequestContext, request } from 'playwright-core';
import { addSample } from '../../scripts/sample/load.ts';
import { STEP_NAMES } from '../../server/archive/submission/steps.ts';
import { EXITS } from '../../server/exits.ts';
import { putToWork, WORD } from '../browser/at-work.ts';
import { type AtWork, accountPages, deskPages } from '../browser/desk-pages.ts';
import { familyPages, publicPages } from '../browser/public-pages.ts';
import { openSite } from '../browser/site.ts';
import { wrongIn } from './html.ts';

let site: Awaited<ReturnType<typeof openSite>>;
let work: AtWork;
let desk: string[];
const contexts: APIRequestContext[] = [];

beforeAll(async () => {
  site = await openSite(async (archive) => {
    await addSample(archive);
    work = await putToWork(archive);
  });
  desk = await deskPages(site.archive, work, await browserOf(work.administrator.cookie));
}, 240_000);
afterAll(async () => {
  for (const context of contexts) await context.dispose();
  await site.close();
});

/** A browser without a window, which keeps its cookies; signed in where one is given. */
async function browserOf(cookie: string | null): Promise<APIRequestContext> {
  const [name = '', value = ''] = cookie?.split('=') ?? [];
  const { hostname } = new URL(site.address);
  const kept = { name, value, domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false };
  const context = await request.newContext({
    baseURL: site.address,
    storageState: { cookies: cookie ? [{ ...kept, sameSite: 'Lax' as const }] : [], origins: [] },
  });
  contexts.push(context);
  return context;
}

/** What is wrong on the pages, in both directions. */
async function wrongOn(who: APIRequestContext, paths: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const lang of ['en', 'ar']) {
    for (const path of paths) {
      const answer = await who.get(`/${lang}${path === '/' ? '' : path}`);
      if (answer.status() >= 500) wrong.push(`${lang}${path} ${answer.status()}`);
      wrong.push(...(await wrongIn(await answer.text())).map((line) => `${lang}${path} ${line}`));
    }
  }
  return wrong;
}

test('every page of a visitor is valid', async () => {
  const pages = [...publicPages(site.archive), ...accountPages(work, false)];
  expect(await wrongOn(await browserOf(null), pages)).toEqual([]);
}, 240_000);

test('every page of a family is valid', async () => {
  const family = await browserOf(null);
  const { open, own } = familyPages(work, STEP_NAMES);
  for (const { reference, key } of work.links) {
    await family.get(`/en/contribute/open?key=${key}`);
    await family.post(`/en/contribute/${reference}/confirm`, { form: { given: WORD } });
  }
  expect(await wrongOn(family, [...open, ...own])).toEqual([]);
}, 240_000);

test('every page of an account is valid', async () => {
  expect(await wrongOn(await browserOf(work.reader.cookie), accountPages(work, true))).toEqual([]);
}, 240_000);

test('every page of the desk is valid', async () => {
  expect(await wrongOn(await browserOf(work.administrator.cookie), desk)).toEqual([]);
}, 240_000);

test('no page of the register is left out', () => {
  const { open, own } = familyPages(work, STEP_NAMES);
  const looked = [
    ...publicPages(site.archive),
    ...accountPages(work, false),
    ...accountPages(work, true),
    ...open,
    ...own,
    ...desk,
  ].map((path) => path.split('?')[0]!);
  const missing = EXITS.filter(({ kind }) => kind === 'page').filter(({ address }) => {
    const pattern = new RegExp(`^${address.replace(/:\w+/g, '[^/]+')}$`);
    return !looked.some((path) => pattern.test(path));
  });
  expect(missing.map(({ address }) => address)).toEqual([]);
});
