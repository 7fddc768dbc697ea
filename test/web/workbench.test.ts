/** A search can be taken along as a file, read word by word in context, and counted by year, country and language. */
import ExcelJS from 'exceljs';
import { type OpenSite, openSampleSite } from './site.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openSampleSite();
}, 180_000);
afterAll(() => site.close());

const taken = async (format: string, query = '?q=house') => {
  const { status, headers, body } = await site.ask(`/en/search/export.${format}${query}`);
  return { status, headers, body, text: body.toString('utf8') };
};
const found = async (query = '?q=house') => JSON.parse((await site.ask(`/api/v1/search${query}`)).text);

test('a search is taken along as a table, with every testimony that it finds, marked as samples', async () => {
  const { total } = await found();
  const csv = await taken('csv');
  expect(csv.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'x-total-count': String(total) });
  expect(csv.headers['content-disposition']).toMatch(/^attachment; filename="?kolot-\d{4}-\d\d-\d\d\.csv"?$/);
  expect(csv.text.split('\r\n').filter((line) => line.includes('SAMPLE-'))).toHaveLength(total);
  expect(csv.text).toContain('This testimony is illustrative');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await taken('xlsx')).body as unknown as ArrayBuffer);
  expect(book.worksheets[0]!.rowCount).toBe(total + 1);
  const json = JSON.parse((await taken('json')).text);
  expect(json).toMatchObject({ total, testimonies: expect.any(Array) });
  expect(json.testimonies).toHaveLength(total);
});

test('its words are taken along with their moments and addresses, and its references for other programs', async () => {
  const { text } = await taken('txt');
  expect(text).toMatch(/\d:\d\d .+\n.+\nhttp:\/\/kolot.example\/en\/passages\/\w+/);
  const { total } = await found();
  expect((await taken('ris')).text.match(/^ER {2}- $/gm)).toHaveLength(total);
  expect((await taken('bib')).text.match(/^@misc/gm)).toHaveLength(total);
  expect(JSON.parse((await taken('csl.json')).text)).toHaveLength(total);
  expect((await taken('doc')).status).toBe(404);
  expect((await taken('csv', '?year_from=x')).status).toBe(400);
});

test('each place where a word stands is a line, and lines can be put in the order of the next word', async () => {
  const { text } = await site.ask('/en/search/concordance?q=house');
  const keywords = [...text.matchAll(/<td class="keyword"><a href="[^"]+">([^<]+)</g)].map(([, word]) =>
    word!.toLowerCase(),
  );
  expect(keywords.length).toBeGreaterThan(5);
  for (const word of keywords) expect(word).toMatch(/^houses?/);
  const after = (await site.ask('/en/search/concordance?q=house&order=after')).text;
  const next = [...after.matchAll(/<td class="after">([^<]*)</g)].map(([, words]) => words!.trim());
  expect(next).toEqual([...next].sort(new Intl.Collator('en').compare));
  expect((await site.ask('/ar/search/concordance')).status).toBe(200);
});

test('a word is counted by decade of departure, country and language, each leading to what it counts', async () => {
  const { total } = await found();
  const { text } = await site.ask('/en/search/frequency?q=house');
  expect(text).toMatch(new RegExp(`In ${total} of \\d+ testimonies\\.`));
  const [, path, count] = /<a href="(\/en\/search\?[^"]*country=IQ[^"]*)">.*?<td>(\d+)<\/td>/.exec(text)!;
  expect((await found(path!.replace('/en/search', '').replaceAll('&amp;', '&'))).total).toBe(Number(count));
});

test('a search leads to all of these', async () => {
  const { text } = await site.ask('/fa/search?q=house');
  for (const tool of ['concordance', 'frequency', 'export.csv'])
    expect(text).toContain(`href="/fa/search/${tool}?q=house"`);
});
