/** The organisation's own pages: written in each language, shown when published, and never with anybody's script in them. */
import { auditEntries } from '../../../server/archive/audit.ts';
import { PAGE_LANGS } from '../../../server/archive/site-page/page.ts';
import { pageHtml } from '../../../server/publish/page-markup.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

let site: OpenSite;
let miriam: ReturnType<typeof visitorOf>;
let rachel: ReturnType<typeof visitorOf>;
const anybody = () => visitorOf(site, null);
beforeAll(async () => {
  site = await openSite(() => {});
  miriam = visitorOf(site, signedIn(site.archive, 'administrator', 'miriam').cookie);
  rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
}, 60_000);
afterAll(() => site.close());

async function add(slug: string, more: Record<string, string> = {}): Promise<string> {
  const added = await rachel.send('/en/desk/pages/new', { slug, ...more }, '/desk/pages');
  expect(added.status).toBe(303);
  return /\/desk\/pages\/\d+/.exec(added.headers.location!)![0];
}

test.each(['privacy', 'accessibility', 'contributing'])('%s ships in every language', async (slug) => {
  for (const lang of PAGE_LANGS) {
    const { status, text } = await anybody().get(`/${lang}/pages/${slug}`);
    expect(status).toBe(200);
    expect(text).not.toContain('site-page-note');
    expect(text).toContain(`<div class="site-page-words" lang="${lang}"`);
    expect(text).toContain(`href="/${lang}/contribute/concern"`);
  }
});

test('a draft is nobody’s but the desk’s, and is read by everyone once published, marked with its language', async () => {
  const at = await add('where-we-stand', { kind: 'statement', dated: '2026-02-01', lang: 'ar' });
  expect((await rachel.post(`/en${at}`, { do: 'publish' })).text).toContain('nothing on this page yet');
  await rachel.send(`/en${at}/ar`, { title: 'موقفنا', body: '## أولًا\n\nنقول *هذا*.' });
  for (const who of [anybody(), rachel]) expect((await who.get('/en/pages/where-we-stand')).status).toBe(404);
  expect((await anybody().get('/en/statements')).text).not.toContain('where-we-stand');
  await rachel.post(`/en${at}`, { do: 'publish' });
  const { text } = await anybody().get('/en/pages/where-we-stand');
  expect(text).toContain('<div class="site-page-words" lang="ar" dir="rtl">');
  expect(text).toContain('<h2>أولًا</h2>');
  expect(text).toContain('<em>هذا</em>');
  expect((await anybody().get('/en/statements')).text).toContain('lang="ar" dir="rtl">موقفنا</a>');
  await rachel.post(`/en${at}`, { do: 'take_back' });
  expect((await anybody().get('/en/pages/where-we-stand')).status).toBe(404);
});

test('statements stand newest first', async () => {
  for (const dated of ['2024-05-01', '2026-05-01', '2025-05-01']) {
    const at = await add(`of-${dated}`, { kind: 'statement', dated });
    await rachel.send(`/en${at}/en`, { title: `Of ${dated}`, body: 'x' });
    await rachel.post(`/en${at}`, { do: 'publish' });
  }
  const { text } = await anybody().get('/en/statements');
  expect(text.match(/>Of \d{4}/g)).toEqual(['>Of 2026', '>Of 2025', '>Of 2024']);
});

test('of two who write at once, the second keeps what they typed and is shown what the first wrote', async () => {
  const at = `/en${await add('our-history')}/en`;
  await miriam.send(at, { title: 'Our history', body: 'It began in Lod.' });
  const opened = (await rachel.get(at)).text;
  const seen = /name="seen" value="(\d+)"/.exec(opened)![1]!;
  await miriam.send(at, { body: 'It began in Ramla.' });
  const late = await rachel.post(at, { title: 'Our history', body: 'It began in Jaffa.', seen });
  expect(late.status).toBe(409);
  expect(late.text).toContain('It began in Jaffa.</textarea>');
  expect(late.text).toContain('It began in <del>Ramla</del><ins>Jaffa</ins>.');
  const now = /name="seen" value="(\d+)"/.exec(late.text)![1]!;
  expect((await rachel.post(at, { title: 'Our history', body: 'In Jaffa, then Ramla.', seen: now })).status).toBe(303);

  const history = await rachel.get(`${at}/history`);
  expect(history.text).toContain('It began in <del>Lod</del><ins>Ramla</ins>.');
  const first = [...history.text.matchAll(/name="save" value="(\d+)"/g)].at(-1)![1]!;
  const newest = /name="seen" value="(\d+)"/.exec(history.text)![1]!;
  expect((await rachel.post(`${at}/restore`, { save: first, seen: newest })).status).toBe(303);
  expect((await rachel.get(at)).text).toContain('It began in Lod.</textarea>');
  expect((await rachel.post(`${at}/restore`, { save: first, seen: newest })).status).toBe(409);
});

test('a preview shows the page and keeps nothing', async () => {
  const at = `/en${await add('previewed')}/en`;
  const seen = await rachel.send(at, { do: 'preview', title: 'A page', body: '> as they said' });
  expect(seen.text.replace(/\s+/g, ' ')).toContain('<blockquote> <p>as they said</p> </blockquote>');
  expect((await rachel.get(at)).text).not.toContain('as they said');
  const nameless = await rachel.send(at, { title: ' ', body: 'kept all the same' });
  expect([nameless.status, nameless.text.includes('kept all the same')]).toEqual([422, true]);
});

test('what ships can be worded anew and brought back', async () => {
  const at = '/en/desk/pages/2/fr';
  const shipped = (await anybody().get('/fr/pages/privacy')).text;
  await miriam.send(at, { title: 'Nos règles', body: 'Rien.' });
  expect((await anybody().get('/fr/pages/privacy')).text).toContain('<h1>Nos règles</h1>');
  await miriam.send(at, { do: 'remove' });
  expect((await anybody().get('/fr/pages/privacy')).text).toBe(shipped);
});

test('menus have the pages that were put there, in their order, and drafts only once published', async () => {
  const footer = async () =>
    [...(await anybody().get('/en/countries')).text.matchAll(/href="\/en\/pages\/([\w-]+)"/g)].map(([, slug]) => slug);
  expect(await footer()).toEqual(['contributing', 'privacy', 'accessibility']);
  await miriam.send('/en/desk/pages', { 'footer.1': '', 'footer.2': '9', 'header.1': '1' }, '/desk/pages/menus');
  expect(await footer()).toEqual(['contributing', 'accessibility', 'privacy']);
  await miriam.post('/en/desk/pages/2', { do: 'take_back' });
  expect(await footer()).toEqual(['contributing', 'accessibility']);
  await miriam.post('/en/desk/pages/2', { do: 'publish' });
});

test('an address that is taken or no address is refused, and what was typed stands', async () => {
  for (const [slug, says] of [
    ['privacy', 'Another page has this address'],
    ['<b>x', 'small Latin letters'],
  ]) {
    const { status, text } = await rachel.send('/en/desk/pages/new', { slug: slug! }, '/desk/pages');
    expect([status, text.includes(says!)]).toEqual([422, true]);
  }
  const undated = await rachel.send(
    '/en/desk/pages/new',
    { slug: 'x', kind: 'statement', dated: '2026-02-31' },
    '/desk/pages',
  );
  expect([undated.status, undated.text.includes('Give the day')]).toEqual([422, true]);
});

test('a translator is not at this desk', async () => {
  const noor = visitorOf(site, signedIn(site.archive, 'translator', 'noor').cookie);
  expect((await noor.get('/en/desk/pages')).status).toBe(403);
  expect((await noor.post('/en/desk/pages', { slug: 'x' })).status).toBe(403);
});

test('every act is in the log, without what a page says', () => {
  const { entries } = auditEntries(site.archive.db, { thing: 'page' }, { limit: 100, skip: 0 });
  expect(new Set(entries.map(({ action }) => action))).toEqual(
    new Set([
      'added',
      'worded anew',
      'brought back the wording of',
      'published',
      'made a draft again',
      'ordered the menus',
    ]),
  );
  expect(JSON.stringify(entries)).not.toMatch(/Jaffa|موقفنا/);
});

test.each([
  ['<script>alert(1)</script>', '&lt;script&gt;'],
  ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
  ['[x](JAVAscript&colon;alert(1))', '[x](JAVA'],
  ['[x](data:text/html,x)', '[x](data:'],
  ['[x](//other.example)', '[x](//other'],
  ['![x](https://other.example/a.png)', '!<a'],
  ['<img src=x onerror=alert(1)>', '&lt;img'],
  ['[x](https://other.example)', 'rel="noopener noreferrer"'],
  ['[x](/search?q=a)', 'href="/ar/search?q=a"'],
  ['# Title', '<h2>Title</h2>'],
])('%s is shown as %s', (text, shown) => {
  const html = pageHtml(text, 'ar');
  expect(html).toContain(shown);
  expect(html).not.toMatch(/<(script|img)|href="(javascript|data|\/\/)/i);
});
