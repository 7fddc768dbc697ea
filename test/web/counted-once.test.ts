/** What is found in a testimony is counted by moments, alike under a result, on its page, in context and in a file. */
import { type OpenSite, openSampleSite } from './site.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openSampleSite();
}, 180_000);
afterAll(() => site.close());

interface Result {
  accession: string;
  matching_passages: number;
  passages: { id: string; lang: string }[];
  matched: { kind: string; typed: string; found: string; in: string }[];
}
const QUERIES = ['bak*', 'Aleppo', 'house', 'Bagdad', 'Jerusalem', 'mother', 'Basra', 'Cairo'];
const results = async (q: string): Promise<Result[]> =>
  JSON.parse((await site.ask(`/api/v1/search?q=${encodeURIComponent(q)}`)).text).results;
const of = async (q: string, accession: string) => (await results(q)).find((one) => one.accession === accession)!;
const plain = (address: string) => address.replaceAll('&amp;', '&').split('#')[0]!;
const counted = (text: string) => Number(/(\d+) passages? found/.exec(text)?.[1]);

test('all passages found are as many as the page says that they lead to', async () => {
  let followed = 0;
  for (const q of QUERIES) {
    const { text } = await site.ask(`/en/search?q=${encodeURIComponent(q)}`);
    for (const [, address, count] of text.matchAll(/href="([^"]+)">All passages found \((\d+)\)/g)) {
      const page = await site.ask(plain(address!));
      expect({ address, count: counted(page.text) }).toEqual({ address, count: Number(count) });
      followed++;
    }
  }
  expect(followed).toBeGreaterThan(4);
});

test('a testimony opened in a text without matches leads to the text that has them', async () => {
  const { matching_passages } = await of('bak*', 'SAMPLE-026');
  const { text } = await site.ask('/en/testimonies/SAMPLE-026?q=bak*');
  expect(counted(text)).toBe(0);
  const [, address, count] = /<p class="elsewhere"><a href="([^"]+)">In the English text: (\d+)</.exec(text)!;
  expect(Number(count)).toBe(matching_passages);
  const there = (await site.ask(plain(address!))).text;
  expect(counted(there)).toBe(matching_passages);
  expect(there).not.toContain('class="elsewhere"');
});

test('wherever a testimony is opened from a search, its texts account for all that was counted', async () => {
  for (const q of QUERIES) {
    for (const { accession, matching_passages } of await results(q)) {
      const { text } = await site.ask(`/en/testimonies/${accession}?q=${encodeURIComponent(q)}`);
      const here = counted(text);
      const elsewhere = [...text.matchAll(/class="elsewhere"><a [^>]+>[^<]*?(\d+)</g)].map(([, count]) =>
        Number(count),
      );
      expect(here).toBeLessThanOrEqual(matching_passages);
      expect(here + elsewhere.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(matching_passages);
    }
  }
});

test('a moment found in the original and in its translation is one, under a result and in context', async () => {
  const { matching_passages, passages } = await of('Aleppo', 'SAMPLE-009');
  expect(matching_passages).toBe(3);
  expect(passages).toHaveLength(3);
  const { text } = await site.ask('/en/search/concordance?q=Aleppo');
  const languages = [...text.matchAll(/<tr lang="(\w+)"(?:(?!<\/tr>).)*SAMPLE-009/g)].map(([, lang]) => lang);
  expect(new Set(languages)).toEqual(new Set(['ar']));
  const baking = (await site.ask('/en/search/concordance?q=bak*')).text;
  expect(baking).toMatch(/<tr lang="en"(?:(?!<\/tr>).)*SAMPLE-026/);
});

test('a file says the same number', async () => {
  for (const q of ['Aleppo', 'bak*']) {
    const { testimonies } = JSON.parse((await site.ask(`/en/search/export.json?q=${encodeURIComponent(q)}`)).text);
    const numbers = (all: Result[]) => all.map(({ accession, matching_passages }) => [accession, matching_passages]);
    expect(numbers(testimonies)).toEqual(numbers(await results(q)));
  }
});

test('why a testimony was found is said once, and a name without the particles before it', async () => {
  for (const q of QUERIES) {
    for (const { accession, matched } of await results(q)) {
      expect({ accession, said: new Set(matched.map((one) => JSON.stringify(one))).size }).toEqual({
        accession,
        said: matched.length,
      });
    }
  }
  expect((await of('Bagdad', 'SAMPLE-003')).matched).toEqual([
    { kind: 'authority', typed: 'Bagdad', found: 'בגדד', in: 'words' },
  ]);
});

test('words in context of what has none say what can be looked for', async () => {
  const { text } = await site.ask('/en/search/concordance?q=%22');
  expect(text).toContain('Only letters and digits can be searched.');
  expect(text).not.toContain('0 places');
});
