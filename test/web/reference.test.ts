/** A testimony can be taken into a reference manager, followed as a feed, and listed by search engines, as far as it is open. */
import type { Database } from '../../server/db/open.ts';
import { type OpenSite, openSampleSite } from './site.ts';

let site: OpenSite;
let db: Database;
beforeAll(async () => {
  site = await openSampleSite();
  db = site.archive.db;
}, 180_000);
afterAll(() => site.close());

const ask = async (path: string) => {
  const { status, headers, body } = await site.ask(path);
  return { status, type: headers['content-type'], file: headers['content-disposition'], text: body.toString('utf8') };
};
/** A testimony that has a recording in time. */
const told = () =>
  db
    .prepare<[], { accession: string; passage: string }>(`
      SELECT accession, min(passage.public_id) AS passage FROM testimony JOIN transcript ON transcript.testimony_id = testimony.id
        JOIN passage ON passage.transcript_id = transcript.id
      WHERE form = 'interview' AND testimony.status = 'published' AND access = 'public' AND passage.start_ms IS NOT NULL
      GROUP BY testimony.id ORDER BY accession LIMIT 1`)
    .get()!;

test('a testimony is given in RIS, BibTeX and CSL-JSON, marked as a sample', async () => {
  const { accession } = told();
  const ris = await ask(`/en/testimonies/${accession}/reference/ris`);
  expect(ris).toMatchObject({ status: 200, type: 'application/x-research-info-systems; charset=utf-8' });
  expect(ris.file).toBe(`attachment; filename=${accession}.ris`);
  expect(ris.text).toMatch(/^TY {2}- PCOMM\r\n/);
  expect(ris.text).toContain(`AN  - ${accession}\r\n`);
  expect(ris.text).toContain('N1  - This testimony is illustrative');
  expect(ris.text.endsWith('ER  - \r\n')).toBe(true);
  const bib = await ask(`/en/testimonies/${accession}/reference/bib`);
  expect(bib.text).toMatch(new RegExp(`^@misc\\{${accession},\\n {2}author = `));
  const [item] = JSON.parse((await ask(`/en/testimonies/${accession}/reference/json`)).text);
  expect(item).toMatchObject({
    type: 'interview',
    archive_location: accession,
    URL: `http://kolot.example/en/testimonies/${accession}`,
  });
  expect(item.issued['date-parts'][0][0]).toBeGreaterThan(1900);
});

test('a passage is given with its moment and its own address, and only within its testimony', async () => {
  const { accession, passage } = told();
  const [item] = JSON.parse((await ask(`/en/testimonies/${accession}/reference/json?passage=${passage}`)).text);
  expect(item).toMatchObject({ id: `${accession}-${passage}`, URL: `http://kolot.example/en/passages/${passage}` });
  expect(item.locator).toMatch(/^(\d+, )?\d[\d:]+–\d[\d:]+$/);
  const other = db.prepare<[string], string>('SELECT accession FROM testimony WHERE accession <> ?').pluck();
  expect((await ask(`/en/testimonies/${other.get(accession)}/reference/ris?passage=${passage}`)).status).toBe(404);
  expect((await ask(`/en/testimonies/${accession}/reference/doc`)).status).toBe(404);
});

test('the head of its page tells Zotero, cards and search engines what it is', async () => {
  const { accession } = told();
  const { text } = await ask(`/en/testimonies/${accession}`);
  expect(text).toContain('<meta name="z:itemType" content="interview">');
  expect(text).toMatch(/<meta name="z:interviewees" content="[^",]+, [^"]+">/);
  expect(text).toContain(`<meta name="DC.coverage" content="${accession}">`);
  expect(text).toContain('<meta property="og:type" content="article">');
  const json = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!);
  expect(json).toMatchObject({ '@type': ['CreativeWork', 'ArchiveComponent'], identifier: accession });
  expect(json.associatedMedia[0]).toMatchObject({ '@type': 'AudioObject', duration: expect.stringMatching(/^PT\d/) });
});

test('a title cannot end the script that describes it', async () => {
  const { accession } = told();
  db.prepare(`UPDATE testimony SET title = 'A </script><b>key & lock' WHERE accession = ?`).run(accession);
  db.prepare('UPDATE testimony_text SET title = NULL').run();
  const { text } = await ask(`/en/testimonies/${accession}`);
  const written = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!;
  expect(JSON.parse(written).name).toBe('A </script><b>key & lock');
});

test('what is new is a feed, of all and of a country, in the language of its address', async () => {
  const all = await ask('/fr/feed.atom');
  expect(all).toMatchObject({ status: 200, type: 'application/atom+xml; charset=utf-8' });
  expect(all.text).toContain('<id>http://kolot.example/fr/feed.atom</id>');
  expect(all.text.match(/<entry>/g)!.length).toBeGreaterThan(10);
  expect((await ask('/en/feed.atom')).text).toContain('illustrative');
  const iraq = await ask('/en/countries/iq/feed.atom');
  expect(iraq.text.match(/<entry>/g)!.length).toBeLessThan(all.text.match(/<entry>/g)!.length);
  expect((await ask('/en/countries/zz/feed.atom')).status).toBe(404);
});

test('search engines are given no sample, and what is open besides in every language', async () => {
  expect((await ask('/robots.txt')).text).toContain('Sitemap: http://kolot.example/sitemap.xml');
  expect((await ask('/sitemap.xml')).text).toContain('<loc>http://kolot.example/sitemap/1.xml</loc>');
  const before = (await ask('/sitemap/1.xml')).text;
  expect(before).toContain('<loc>http://kolot.example/ar/countries</loc>');
  expect(before).not.toContain('/testimonies/');
  const { accession } = told();
  db.prepare('UPDATE testimony SET sample = 0 WHERE accession = ?').run(accession);
  const { text } = await ask('/sitemap/1.xml');
  expect(text.match(new RegExp(`<loc>http://kolot.example/../testimonies/${accession}</loc>`, 'g'))).toHaveLength(5);
  db.prepare(`UPDATE testimony SET access = 'registered' WHERE accession = ?`).run(accession);
  expect((await ask('/sitemap/1.xml')).text).not.toContain('/testimonies/');
  for (const list of ['0', '2', 'x']) expect((await ask(`/sitemap/${list}.xml`)).status).toBe(404);
});
