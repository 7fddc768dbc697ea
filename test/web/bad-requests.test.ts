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
  expect(headers['content-type']).toBe(`application/${status < 400 ? '' : 'problem+'}json; charset=utf-8`);
  return { status, ...JSON.parse(text) };
};
const problem = (status: number, title: string, detail: unknown, parameter?: string) => ({
  type: 'about:blank',
  title,
  status,
  detail,
  ...(parameter && { parameter }),
});

test.each([
  ['year_from', 'soon', 'year_from is “soon”. Write a year, as 1951.'],
  ['year_to', '19 51', 'year_to is “19 51”. Write a year, as 1951.'],
  ['page', '0', 'page is “0”. Write a whole number; pages count from 1.'],
  ['page', '-1', 'page is “-1”. Write a whole number; pages count from 1.'],
  ['page', '1.5', 'page is “1.5”. Write a whole number; pages count from 1.'],
  ['page', '999999999999', 'page is “999999999999”. It can be at most 1000000.'],
  ['sort', 'best', 'sort is “best”. It can be relevance, published, departure, recorded, title.'],
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
  expect(await json(`/api/v1/search?${query}`)).toEqual(problem(400, 'Bad Request', message, name));
});

test('500 filters are refused, with the words kept', async () => {
  const many = Array.from({ length: 500 }, (_, at) => `topic=t${at}`).join('&');
  const { status, text } = await page(`/search?q=told&${many}`);
  expect(status).toBe(400);
  expect(text).toContain('value="told"');
  expect(await json(`/api/v1/search?${many}`)).toMatchObject({
    status: 400,
    detail: 'There are more than 200 filters. Choose fewer.',
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

test.each(['🎻', '%ED%A0%80', '"', '""', '-', '()', '*', '|', '“”', '?!', '-(🎻)', '🎻 ♪'])(
  '%s, in which nothing can be looked for, finds nothing and says so',
  async (typed) => {
    const q = typed.startsWith('%') ? typed : encodeURIComponent(typed);
    for (const rest of ['', '&form=family-story']) {
      const answer = await json(`/api/v1/search?q=${q}${rest}`);
      expect(answer).toMatchObject({ status: 200, total: 0, pages: 0, results: [], notes: ['no-words'], read: '' });
      const { status, text } = await page(`/en/search?q=${q}${rest}`);
      expect(status).toBe(200);
      expect(text).toContain('There is no word to look for in');
      expect(text).toContain('Only letters and digits can be searched.');
      expect(text).not.toContain('class="read-as');
      expect(text).not.toContain('/testimonies/');
    }
  },
);

test.each(['', '+++', '%E2%80%8F', '%EF%BB%BF'])('nothing typed, q=%s, browses everything', async (q) => {
  expect(await json(`/api/v1/search?q=${q}`)).toMatchObject({ total: 1, notes: [] });
});

test.each(['2', '99', '10001', '1000000'])(
  'beyond the last page, page=%s, it says how many there are',
  async (number) => {
    const answer = await json(`/api/v1/search?page=${number}`);
    expect(answer).toMatchObject({ status: 200, total: 1, page: Number(number), pages: 1, results: [] });
    const { status, text } = await page(`/en/search?form=family-story&page=${number}`);
    expect(status).toBe(200);
    expect(text).toMatch(/There is no page [\d,]+ of these results: the last one is page 1\./);
    expect(text).toContain('href="/en/search?form=family-story">To the last page</a>');
    expect(text).not.toContain(`of 1</span>`);
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
    detail: expect.stringContaining('There is no parameter “contry”.'),
    parameter: 'contry',
  });
});

test('an address that the API does not have is named whole, with those that it has', async () => {
  for (const path of ['/api/v1/nothing', '/api/v1/search/more', '/api/v2/search', '/api/nothing']) {
    const detail = `There is no address “${path}”. Ask one of these: /api/v1/search, /api/v1/suggest, /api/v1/health.`;
    expect(await json(`${path}?q=a`)).toEqual(problem(404, 'Not Found', detail));
  }
  expect(await json('/api/v1')).toMatchObject(problem(404, 'Not Found', expect.stringContaining('/api/v1/search')));
});

test('the API is only read', async () => {
  const { status, headers, text } = await site.ask('/api/v1/search', {}, 'POST', 'q=a');
  expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  expect(JSON.parse(text)).toEqual(problem(405, 'Method Not Allowed', expect.stringContaining('GET')));
});

test.each([
  ['search?q=a&q=b', 'q'],
  ['search?sort=title&sort=title', 'sort'],
  ['search?page=1&page=2', 'page'],
  ['search?year_from=1950&year_from=1951', 'year_from'],
  ['search?spellings=all&spellings=as-typed', 'spellings'],
  ['search?lang=fr&lang=ar', 'lang'],
  ['suggest?q=a&q=b', 'q'],
  ['suggest?q=a&lang=fr&lang=ar', 'lang'],
])('the API does not choose between two values: %s', async (query, name) => {
  expect(await json(`/api/v1/${query}`)).toEqual(
    problem(400, 'Bad Request', `${name} is there 2 times. Write it once.`, name),
  );
});

test('of two values where there can be one, a page takes the last', async () => {
  const { text } = await page(
    '/en/search?q=first&q=told&sort=relevance&sort=title&page=1&page=7&year_from=x&year_from=1900',
  );
  expect(text).toContain('name="q" type="search" value="told"');
  expect(text).toContain('<input type="hidden" name="sort" value="title">');
  expect(text).toContain('name="year_from" inputmode="numeric" size="4" value="1900"');
  expect((await page('/en/testimonies/K-RICH?q=first&q=told')).text).toContain('value="told"');
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
  ['/de/search?q=told', 404],
  ['/EN/search', 404],
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
  expect(api).toEqual(
    problem(500, 'Internal Server Error', 'Something went wrong here. It has been noted. Ask again in a little while.'),
  );
  expect(broken.logged[0]).toMatch(/^GET \/(ar\/)?testimonies\/K-RICH /);
  expect(broken.logged.join(' ')).not.toContain('secret');
  expect((await broken.ask('/sign-in')).status).toBe(200);
  await broken.close();
});
