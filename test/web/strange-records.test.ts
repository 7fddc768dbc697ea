/** Records and addresses that no page was drawn for: each has a page that looks made on purpose, and nothing breaks. */
import { LANGUAGES } from '../../server/i18n/languages.ts';
import { wrongIn } from './html.ts';
import { type OpenSite, openSite } from './site.ts';
import { plantStrange, TURNED } from './strange.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openSite((archive) => plantStrange(archive));
});
afterAll(() => {
  expect(site.logged).toEqual([]); // nothing of all this was a failure
  return site.close();
});

const STRANGE = ['K-BARE', 'K-LONG', 'K-THREE', 'K-TURNED'];

test.each(STRANGE)('%s has a page in every language, valid and without gaps', async (accession) => {
  for (const lang of LANGUAGES) {
    const { status, text } = await site.ask(`/${lang}/testimonies/${accession}`);
    expect({ lang, status }).toEqual({ lang, status: 200 });
    expect(text).not.toMatch(
      /undefined|\[object |NaN|>null<|<(p|dd|h[1-6]|li|figcaption)(?![^>]* role=)[^>]*>\s*<\/\1>/,
    );
    expect(await wrongIn(text)).toEqual([]);
  }
});

test('of what was told without a recording no player, photograph or year is shown', async () => {
  const { text } = await site.ask('/en/testimonies/K-BARE');
  expect(text).not.toMatch(/<audio|<video|<picture|class="player/);
  expect(text).toContain('Told without a recording');
});

test('a life in 2,000 passages is read a chapter at a time, and every one of them is on some page', async () => {
  const seen = new Set<string>();
  let chapter = 1;
  for (let more = true; more; chapter += 1) {
    const { text } = await site.ask(`/en/testimonies/K-LONG?chapter=${chapter}`);
    const passages = [...text.matchAll(/ id="p-([^"]+)"/g)].map(([, id]) => id!);
    more = passages.some((id) => !seen.has(id));
    for (const id of passages) seen.add(id);
    expect(passages.length).toBeLessThan(200);
  }
  expect(seen.size).toBe(2_000);
});

test('a name in three scripts is found by each of them', async () => {
  for (const name of ['Salima Dangoor', 'סלימה דנגור', 'سليمة دنكور']) {
    const { text } = await site.ask(`/en/search?q=${encodeURIComponent(name)}`);
    expect(text).toContain('K-THREE');
  }
});

test('controls of direction in a text turn nothing round but that text', async () => {
  for (const path of ['/testimonies/K-TURNED', '/search?q=key', '/people', '/people/turned', '/countries/IQ']) {
    const { text } = await site.ask(`/en${path}`);
    for (const one of [TURNED.embedding, TURNED.override]) {
      // What is shown of it is ended where the text ends: no more is begun than is closed.
      expect({ path, left: text.split(one).length - 1 <= text.split(/[\u202c\u2069]/).length - 1 }).toEqual({
        path,
        left: true,
      });
    }
  }
});

test('nor do they in what is taken along, or told to other programs', async () => {
  const search = ['csv', 'json', 'txt', 'ris', 'bib', 'csl.json', 'apa.txt'].map(
    (one) => `/search/export.${one}?q=key`,
  );
  for (const path of [...search, '/feed.atom', '/search/feed.atom?q=key', '/testimonies/K-TURNED/reference/ris']) {
    const { text } = await site.ask(`/en${path}`);
    expect({ path, told: text.includes('The door') }).toEqual({ path, told: true });
    expect({ path, turned: /[\u202a-\u202e]/.test(text) }).toEqual({ path, turned: false });
  }
});

test('what was taken back is answered as what never was, and says nothing of itself', async () => {
  const [gone, never] = [await site.ask('/en/testimonies/K-WITHDRAWN'), await site.ask('/en/testimonies/K-NEVER-WAS')];
  expect([gone.status, never.status]).toEqual([404, 404]);
  expect(gone.text).not.toContain('Of which nobody');
  expect(gone.text.replaceAll('K-WITHDRAWN', '')).toBe(never.text.replaceAll('K-NEVER-WAS', ''));
});

test.each([
  ['/en/search?year_from=1951-02-30', 400],
  ['/en/search?year_from=99999', 400],
  ['/en/search?year_from=1960&year_to=1950', 200],
  ['/en/countries/IQ?year=1951-13', 200],
  ['/en/countries/IQ?year=-5', 200],
  ['/de/testimonies/K-BARE', 404],
  ['/xx', 404],
  ['/EN/testimonies/K-BARE', 404],
  ['/en/testimonies/K-LONG?chapter=999999', 200],
  ['/en/testimonies/K-LONG?chapter=-1', 200],
  ['/en/testimonies/K-LONG?text=xx&beside=%E2%80%AE', 200],
])('%s is answered with %i and a whole page', async (path, status) => {
  const answer = await site.ask(path);
  expect({ path, status: answer.status }).toEqual({ path, status });
  expect(answer.text).toContain('</html>');
  expect(answer.text).not.toMatch(/undefined|NaN|\[object /);
  expect(await wrongIn(answer.text)).toEqual([]);
});
