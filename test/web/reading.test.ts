/** A search says how it read a name and why each testimony is there, and leads to and through the passages found. */
import { addSample } from '../../scripts/sample/load.ts';
import { settled } from '../../server/i18n/isolate.ts';
import { LANGUAGES } from '../../server/i18n/languages.ts';
import { SEARCH_EXAMPLES } from '../../server/web/search-examples.ts';
import { type OpenSite, openSite } from './site.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openSite((archive) => addSample(archive));
}, 180_000);
afterAll(() => site.close());

const api = async (q: string, more = '') =>
  JSON.parse((await site.ask(`/api/v1/search?q=${encodeURIComponent(q)}${more}`)).text);

test('every example of how to search finds something, in each language', async () => {
  for (const lang of LANGUAGES) {
    for (const example of SEARCH_EXAMPLES[lang]) {
      expect({ example, found: (await api(example)).total > 0 }).toEqual({ example, found: true });
    }
  }
});

test('a name is said to be spelled otherwise, and can be searched as typed alone', async () => {
  const { text } = await site.ask('/en/search?q=Bagdad&sort=title');
  expect(text).toContain('Also spelled:');
  expect(text).toContain('href="/en/search?q=Bagdad&amp;sort=title&amp;spellings=as-typed"');
  expect((await api('Bagdad')).also_spelled[0]).toMatchObject({
    typed: 'Bagdad',
    found: expect.arrayContaining(['Baghdad']),
  });
  const exact = await site.ask('/en/search?q=Bagdad&spellings=as-typed');
  expect(exact.text).toContain('Searched only as typed');
  expect(exact.text).toContain('href="/en/search?q=Bagdad"');
  expect(await api('Bagdad', '&spellings=as-typed')).toMatchObject({ spellings: 'as-typed', also_spelled: [] });
  expect((await site.ask('/api/v1/search?spellings=any')).status).toBe(400);
});

test('a result that no passage answers for says what of it does', async () => {
  const { results } = await api('house');
  for (const { matched, matching_passages } of results) {
    if (matching_passages === 0) expect(matched).toContainEqual(expect.objectContaining({ found: expect.any(String) }));
  }
  expect(results.some((one: { matching_passages: number }) => one.matching_passages === 0)).toBe(true);
});

test('within a testimony the matches are numbered, and each leads to the next', async () => {
  const [first] = (await api('house')).results;
  const address = `/en/testimonies/${first.accession}?q=house`;
  const { text } = await site.ask(address);
  expect(text).toContain(`Match 1 of ${first.matching_passages}`);
  const next = /rel="next" data-step="1" href="([^"#]+)/.exec(text)?.[1]?.replaceAll('&amp;', '&');
  expect((await site.ask(next!)).text).toContain(`data-read="2"`);
});

test('an accession number typed small leads to its testimony', async () => {
  const answer = await site.ask('/en/testimonies/sample-001?q=house');
  expect([answer.status, answer.headers.location]).toEqual([302, '/en/testimonies/SAMPLE-001?q=house']);
});

test('no direction control reaches past the text that holds it', async () => {
  expect(settled('a\u202eb\u2067c\u2069d\u2069e\u2066f')).toBe('ab\u2067c\u2069de\u2066f\u2069');
  const { text } = await site.ask(`/en/search?q=${encodeURIComponent('\u202eevil')}`);
  expect(text).not.toMatch(/\u202e/);
});
