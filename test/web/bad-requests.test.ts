/** What cannot be meant is answered with what is wrong and what was typed, and the server goes on. */
import { plantRich } from './rich.ts';
import { type OpenSite, openSite } from './site.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openSite((archive) => {
    plantRich(archive);
  });
});
afterAll(() => site.close());

const page = async (path: string) => {
  const { status, text } = await site.ask(path);
  return { status, text };
};
const json = async (path: string) => {
  const { status, headers, text } = await site.ask(path);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  return { status, ...JSON.parse(text) };
};

test.each([
  ['year_from', 'soon', 'year_from is “soon”. Write a year, as 1951.'],
  ['year_to', '19 51', 'year_to is “19 51”. Write a year, as 1951.'],
  ['page', '0', 'page is “0”. It counts from 1.'],
  ['page', '-1', 'page is “-1”. It counts from 1.'],
  ['page', '999999999999', 'page is “999999999999”. It counts from 1.'],
  ['sort', 'best', 'sort is “best”. It can be relevance, departure, recorded, title.'],
  ['topic', 'a'.repeat(201), 'A value of topic is too long.'],
])('%s=%s is said to be wrong, and the rest of what was typed is kept', async (name, value, message) => {
  const query = `q=told&form=family-story&${name}=${encodeURIComponent(value)}`;
  const { status, text } = await page(`/en/search?${query}`);
  expect(status).toBe(400);
  expect(text).toContain('role="alert"');
  expect(text).toContain(`“${value.slice(0, 60)}”`);
  expect(text).toContain('name="q" type="search" value="told"');
  expect(text).toContain('<input type="hidden" name="form" value="family-story">');
  if (name.startsWith('year')) expect(text).toContain(`name="${name}" inputmode="numeric" size="4" value="${value}"`);
  expect(await json(`/api/v1/search?${query}`)).toEqual({ status: 400, error: { status: 400, message } });
});

test('500 filters are refused, with the words kept', async () => {
  const many = Array.from({ length: 500 }, (_, at) => `topic=t${at}`).join('&');
  const { status, text } = await page(`/search?q=told&${many}`);
  expect(status).toBe(400);
  expect(text).toContain('value="told"');
  expect(await json(`/api/v1/search?${many}`)).toMatchObject({
    status: 400,
    error: { message: 'There are more than 200 filters. Choose fewer.' },
  });
});

test.each([
  ['10,000 characters', 'word '.repeat(2000)],
  ['10,000 characters of one word', 'ש'.repeat(10_000)],
  ['operators alone', 'AND OR NOT NEAR ( ) " - * | NEAR/5 -( OR ) "" ** ﴾'],
  ['a lone quote', '"'],
  ['parentheses that never close', '('.repeat(2000)],
  ['stars', '* a* *b **'],
  ['what a database would read as its own', `'; DROP TABLE testimony; -- " MATCH {title}:^a`],
  ['signs that change the direction', '\u202e\u2066told\u2069\u200f'],
  ['a field with nothing in it', 'country: year:.. topic:"" narrator:'],
  ['fields that are none', 'constructor:a __proto__:b toString:c'],
])('a query of %s is a search', async (_what, q) => {
  const path = `search?q=${encodeURIComponent(q)}`;
  const { status, text } = await page(`/he/${path}`);
  expect(status).toBe(200);
  expect(text).toContain('<html lang="he" dir="rtl">');
  expect(await json(`/api/v1/${path}`)).toMatchObject({ status: 200, results: expect.any(Array) });
  expect((await page(`/testimonies/K-RICH?q=${encodeURIComponent(q.slice(0, 9000))}`)).status).toBe(200);
});

test.each(['%ED%A0%80', '%', '%zz', '%00', '%F0%9F', 'a%', '%C0%AF', '+++', '%u0041'])(
  'a query that is no text, q=%s, is a search',
  async (q) => {
    for (const path of [`/search?q=${q}`, `/testimonies/K-RICH?q=${q}&text=${q}&beside=${q}&chapter=${q}&cite=${q}`]) {
      expect((await page(path)).status).toBe(200);
    }
    expect((await json(`/api/v1/search?q=${q}&topic=${q}`)).status).toBe(200);
  },
);

test('parameters given twice, as lists and as objects are taken for what they can mean', async () => {
  for (const query of [
    'q=a&q=b',
    'q[]=a',
    'q[x]=a&topic[y]=b',
    'sort=title&sort=title',
    'page=1&page=2',
    '__proto__=a&constructor=b',
  ]) {
    expect((await page(`/search?${query}`)).status).toBe(200);
  }
  expect((await page('/testimonies/K-RICH?text=en&text=he&chapter=2&chapter=x&q=a&q=b')).status).toBe(200);
  expect((await page(`/testimonies/K-RICH?q=${'a'.repeat(10_001)}`)).status).toBe(400);
});

test('a parameter that the API does not have is named', async () => {
  expect(await json('/api/v1/search?contry=IQ')).toMatchObject({
    status: 400,
    error: { message: expect.stringContaining('There is no parameter “contry”.') },
  });
});

test('an address that the API does not have is answered in its own form', async () => {
  for (const path of ['/api/v1', '/api/v1/nothing', '/api/v1/search/more']) {
    expect(await json(path)).toEqual({ status: 404, error: { status: 404, message: expect.any(String) } });
  }
});

test.each([
  ['/testimonies/%E0%A4%A', 400],
  ['/people/%', 400],
  ['/testimonies/%00', 404],
  ['/places/%2e%2e%2f%2e%2e%2fetc%2fpasswd', 404],
  ['/assets/../../package.json', 404],
  ['/assets/%2e%2e/%2e%2e/package.json', 404],
  ['/fr//evil.example/', 404],
  ['//evil.example/', 404],
  ['/ar/%ED%A0%80', 404],
  ['/countries/%F0%9F%87%AE%F0%9F%87%B6', 404],
  [`/collections/${'x'.repeat(5000)}`, 404],
])('%s is a page that says so', async (path, status) => {
  const answer = await page(path);
  expect(answer.status).toBe(status);
  expect(answer.text).toMatch(/^<!doctype html>\n<html lang="(en|fr|ar)"/);
});

test.each([
  '/media/%2e%2e%2f%2e%2e%2farchive.db',
  '/media/x/0320.webp',
  '/media/x/321.jpeg',
  '/media/x/320.svg',
  '/media/x/y/z',
  '/media/%E0%A4%A',
  '/media/x/../../en.vtt',
])('no file is served for %s', async (path) => {
  const { status, headers } = await site.ask(path);
  expect([404, 400]).toContain(status);
  expect(headers['cache-control']).toBe('no-store');
});

test('a page is not written to', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const { status } = await site.ask('/testimonies/K-RICH', {}, method, 'title=x');
    expect([200, 404]).toContain(status); // 200 is the answer to OPTIONS: what may be asked
    if (method !== 'OPTIONS') expect(status).toBe(404);
  }
});

test('of all this nothing failed', () => {
  expect(site.logged).toEqual([]);
});

test('when something does fail, the page says so in its language and the log where, and neither says more', async () => {
  const broken = await openSite((archive) => {
    plantRich(archive);
  });
  broken.archive.db.exec('DROP TABLE testimony_mention; DROP TABLE giver');
  const answer = await broken.ask('/ar/testimonies/K-RICH?q=secret', { cookie: 'kolot_sign_in=x' });
  const text = answer.text;
  expect(answer.status).toBe(500);
  expect(text).toContain('<html lang="ar" dir="rtl">');
  expect(text).not.toMatch(/SQLITE|no such table|\.ts|node_modules|SELECT/);
  expect(await broken.ask('/api/v1/search?q=secret')).toMatchObject({ status: 500 });
  const api = JSON.parse((await broken.ask('/api/v1/search?q=secret')).text);
  expect(api).toEqual({ error: { status: 500, message: 'Something went wrong here. It has been noted.' } });
  expect(broken.logged[0]).toMatch(/^GET \/(ar\/)?testimonies\/K-RICH /);
  expect(broken.logged.join(' ')).not.toContain('secret');
  expect((await broken.ask('/sign-in')).status).toBe(200);
  await broken.close();
});
