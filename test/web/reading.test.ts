/** A search says how it read a name and why each testimony is there, and leads to and through the passages found. */
import { changed } from '../../server/archive/outbox.ts';
import { settled } from '../../server/i18n/isolate.ts';
import { LANGUAGES } from '../../server/i18n/languages.ts';
import { SEARCH_EXAMPLES } from '../../server/web/search-examples.ts';
import { inserter } from '../insert.ts';
import { type OpenSite, openSampleSite } from './site.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openSampleSite();
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

test('what merely sounds like a word is said apart from how it is spelled, on the page and in the API', async () => {
  const { text } = await site.ask('/en/search?q=Zamanji');
  expect(text).toContain('Sounds alike:');
  expect(text).not.toContain('Also spelled:');
  const [also] = (await api('Zamanji')).also_spelled;
  expect(new Set(also.by)).toEqual(new Set(['sound']));
  expect(also.by).toHaveLength(also.found.length);
  const both = await site.ask('/en/search?q=Bagdad+Zamanji');
  expect(both.text).toContain('Bagdad, also spelled:');
  expect(both.text).toContain('Sounds like Zamanji:');
  expect((await site.ask('/fr/search?q=Zamanji')).text).toContain('Se prononce de même');
  expect((await api('Bagdad')).also_spelled[0].by).toContain('authority');
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

test('a word that is nowhere is corrected on the page and in the data, which say so and lead back to it as typed', async () => {
  const { text } = await site.ask('/en/search?q=tialor');
  expect(text).toContain('href="/en/search?q=tialor&amp;spellings=as-typed"');
  const answer = await api('tialor');
  expect(answer.corrected).toEqual([{ from: 'tialor', to: 'tailor' }]);
  expect(answer.results.flatMap((one: { matched: object[] }) => one.matched)).toContainEqual(
    expect.objectContaining({ kind: 'corrected', typed: 'tialor', found: 'tailor' }),
  );
  const typed = await site.ask('/en/search?q=tialor&spellings=as-typed');
  expect(typed.text).toContain('No testimony was found.');
  expect(await api('tialor', '&spellings=as-typed')).toMatchObject({ total: 0, corrected: [] });
  const { accession } = answer.results[0];
  expect((await site.ask(`/en/testimonies/${accession}?q=tialor`)).text).toContain(
    `href="/en/testimonies/${accession}?q=tialor&amp;spellings=as-typed#transcript"`,
  );
});

test('other names used for a name are offered, and looked for when they are asked for', async () => {
  const { id } = site.archive.db
    .prepare<[], { id: number }>("SELECT id FROM testimony WHERE accession = 'SAMPLE-001'")
    .get()!;
  for (const name of ['Selim', 'سليم']) addPersonNamed(name, id);
  changed(site.archive.db, id);
  await site.engine.follow();
  const answer = await api('Shlomo');
  expect(answer.other_names).toContainEqual({ typed: 'Shlomo', names: expect.arrayContaining(['Selim']) });
  const found = (all: typeof answer) => all.results.map(({ accession }: { accession: string }) => accession);
  expect(found(answer)).not.toContain('SAMPLE-001');
  const { text } = await site.ask('/en/search?q=Shlomo');
  expect(text).toContain('Also used for this name:');
  expect(text).toContain('href="/en/search?q=Shlomo&amp;spellings=all-names"');
  const widened = await api('Shlomo', '&spellings=all-names');
  expect(found(widened)).toContain('SAMPLE-001');
  expect(widened.other_names).toEqual([]);
  const page = await site.ask('/en/search?q=Shlomo&spellings=all-names');
  expect(page.text).toMatch(/used for Shlomo/);
  expect(page.text).toContain('href="/en/search?q=Shlomo"');
  expect(await api('Shlomo', '&spellings=as-typed')).toMatchObject({ other_names: [] });
});

test('a testimony opened from a search says how words are spelled in it, and can be read as typed alone', async () => {
  const { text } = await site.ask('/en/testimonies/SAMPLE-001?q=houses');
  expect(text).toContain('Also spelled here:');
  expect(text).toContain('href="/en/testimonies/SAMPLE-001?q=houses&amp;spellings=as-typed#transcript"');
});

test('a word that no passage has is said to be in the description, beside those that passages have', async () => {
  const { results } = await api('house Kurdistan');
  const both = results.filter((one: { matching_passages: number }) => one.matching_passages > 0);
  expect(both.length).toBeGreaterThan(0);
  for (const { matched, passages } of both) {
    const words = passages.map((one: { text: string }) => one.text).join(' ');
    if (/kurdistan/i.test(words)) continue;
    expect(matched).toContainEqual(
      expect.objectContaining({ in: expect.stringMatching(/place|community|title|contents/) }),
    );
  }
});

function addPersonNamed(name: string, testimonyId: number): void {
  const insert = inserter(site.archive.db);
  const person = insert('person', { slug: `named-${name}`, name, sort_name: name });
  const position = 90 + name.length;
  insert('testimony_person', { testimony_id: testimonyId, person_id: person, role: 'narrator', position });
}
