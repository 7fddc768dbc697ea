/** Feeds: what came out last, of everything, of a country and of a search, as the one who asks may see it at that moment. */
import { change, tell } from '../search/embedded/small-archive.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';

let site: OpenSite;
let reader: string;
const ids: Record<string, number> = {};

beforeAll(async () => {
  site = await openSite((archive) => {
    const { db } = archive;
    reader = signedIn(archive, 'reader').cookie;
    const told = (title: string, published: string, more: Parameters<typeof tell>[1] = {}) => {
      ids[title] = tell(db, { title, published, passages: ['The orange tree.'], ...more });
    };
    const iraq = { departures: [{ country: 'IQ', from: 1951 }] };
    told('First', '2024-01-01T08:00:00.000Z', iraq);
    told('Third', '2024-03-01T08:00:00.000Z', { ...iraq, narrator: 'Sara Levi' });
    told('Second', '2024-02-01T08:00:00.000Z', { departures: [{ country: 'SY', from: 1947 }] });
    told('Embargoed', '2024-01-02T08:00:00.000Z', { embargoUntil: '2024-02-15' });
    told('Elsewhere', '2024-01-15T08:00:00.000Z', { passages: ['A fig tree.'] });
    told('For readers', '2024-01-20T08:00:00.000Z', { access: 'registered' });
    told('Closed', '2024-04-01T08:00:00.000Z', { access: 'closed' });
    told('Draft', '2024-04-01T08:00:00.000Z', { status: 'draft' });
  });
});
afterAll(() => site.close());

const titles = (text: string) =>
  [...text.matchAll(/<entry>\s*<title[^>]*><!\[CDATA\[(.*?)\]\]>/g)].map(([, title]) => title);
const feed = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await site.ask(path, headers);
  return { ...answer, text: answer.body.toString('utf8') };
};

test('the feed of a search has what answers it, what came out last first; an embargo lets out as publishing does', async () => {
  const answer = await feed('/en/search/feed.atom?q=orange&sort=title&page=2');
  expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  expect(titles(answer.text)).toEqual(['Third', 'Embargoed', 'Second', 'First']);
  expect(answer.text).toContain('<id>http://kolot.example/en/search/feed.atom?q=orange</id>');
  expect(answer.text).toContain('<published>2024-02-15T00:00:00.000Z</published>');
  expect(answer.text).toContain('Sara Levi');
  expect(titles((await feed('/ar/search/feed.atom?country=IQ')).text)).toEqual(['Third', 'First']);
  expect(titles((await feed('/en/search/feed.atom?q=%22')).text)).toEqual([]);
  expect((await feed('/en/search/feed.atom?year_from=soon')).status).toBe(400);
});

test('what is published while it is followed comes first in the feed, and the search sorts alike', async () => {
  const id = tell(site.archive.db, { title: 'Fresh', published: '2024-05-01T08:00:00.000Z', passages: ['Orange.'] });
  await site.engine.follow();
  expect(titles((await feed('/en/search/feed.atom?q=orange')).text)[0]).toBe('Fresh');
  const api = JSON.parse((await feed('/api/v1/search?q=orange&sort=published')).text);
  expect(api.results.map(({ title }: { title: string }) => title)).toEqual(
    titles((await feed('/en/search/feed.atom?q=orange')).text),
  );
  change(site.archive.db, id, 'DELETE FROM testimony WHERE id = @id', { narrowed: true });
});

test.each(['/en/search/feed.atom?q=orange', '/en/feed.atom', '/en/countries/IQ/feed.atom'])(
  'a program that has %s is told so, and not once something in it was closed',
  async (path) => {
    const { headers, text } = await feed(path);
    expect(headers['cache-control']).toBe('no-cache');
    expect(titles(text)).toContain('Third');
    const again = await feed(path, { 'if-none-match': headers.etag! });
    expect(again).toMatchObject({ status: 304, text: '' });
    change(site.archive.db, ids.Third!, "UPDATE testimony SET access = 'closed' WHERE id = @id", { narrowed: true });
    const after = await feed(path, { 'if-none-match': headers.etag! });
    expect(after.status).toBe(200);
    expect(titles(after.text)).not.toContain('Third');
    change(site.archive.db, ids.Third!, "UPDATE testimony SET access = 'public' WHERE id = @id");
    await site.engine.follow();
  },
);

test('what a reader is sent is kept for nobody else', async () => {
  const { headers, text } = await feed('/en/search/feed.atom?q=orange', { cookie: reader });
  expect(titles(text)).toEqual(['Third', 'Embargoed', 'Second', 'For readers', 'First']);
  expect(headers['cache-control']).toBe('private, no-cache');
  expect(headers.vary).toContain('Cookie');
});

test('the page of a search and of a country name their feeds', async () => {
  const linked = async (path: string) =>
    [...(await feed(path)).text.matchAll(/<link rel="alternate" type="application\/atom\+xml" href="(.*?)"/g)].map(
      ([, to]) => to,
    );
  expect(await linked('/fr/search?q=orange&country=IQ&sort=title&page=1')).toEqual([
    '/fr/feed.atom',
    '/fr/search/feed.atom?q=orange&amp;country=IQ',
  ]);
  expect(await linked('/ar/countries/iq')).toEqual(['/ar/feed.atom', '/ar/countries/IQ/feed.atom']);
});
