import { COLUMNS, type TableRow } from '../../server/ingest/table.ts';
import { recordOfRow } from '../../server/ingest/table-record.ts';
import { COLLECTION, list, sampleFiles, sampleRows } from './collection.ts';

let rows: TableRow[];

beforeAll(async () => {
  rows = await sampleRows();
});

const distinct = (column: string) => new Set(rows.flatMap((row) => list(row, column)));
const having = (column: string, value: string) => rows.filter((row) => list(row, column).includes(value));

describe('the table of the sample collection', () => {
  it('has every column that the importer knows, and a row for each accession number from SAMPLE-001 on', () => {
    expect(Object.keys(rows[0]!.values)).toEqual([...COLUMNS]);
    expect(rows.map((row) => row.values.accession)).toEqual(
      rows.map((_, at) => `SAMPLE-${String(at + 1).padStart(3, '0')}`),
    );
    expect(rows.length).toBeGreaterThanOrEqual(24);
  });

  it('is a record in each row, with every date understood', () => {
    for (const row of rows) {
      const record = recordOfRow({ file: 'testimonies.csv', folder: COLLECTION, headings: {}, rows }, row);
      expect(record.title).toBe(row.values.title);
      expect(record.abstract).toBeTruthy();
    }
  });

  it('names files that are there, and no file is there that it does not name', () => {
    const named = rows.flatMap((row) => [
      ...['transcript', 'photos', 'audio', 'video', 'documents'].flatMap((column) => list(row, column)),
      ...list(row, 'translation').map((text) => text.slice(text.indexOf(':') + 1)),
    ]);
    const there = sampleFiles().map(({ path }) => path);
    expect([...new Set(named)].sort()).toEqual(
      there.filter((path) => !['README.md', 'testimonies.csv'].includes(path)).sort(),
    );
  });

  it('comes from at least nine countries, in English, French, Arabic, Hebrew and Persian', () => {
    const countries = new Set(
      rows.flatMap((row) =>
        recordOfRow({ file: 'testimonies.csv', folder: COLLECTION, headings: {}, rows }, row).departures.map(
          ({ country }) => country,
        ),
      ),
    );
    expect(countries.size).toBeGreaterThanOrEqual(9);
    for (const language of ['en', 'fr', 'ar', 'he', 'fa'])
      expect(having('language', language).length).toBeGreaterThanOrEqual(4);
    expect(distinct('form')).toEqual(
      new Set(['interview', 'memoir', 'family-story', 'speech', 'letter', 'song', 'prayer', 'recipe']),
    );
  });

  it('has two narrators, three parts, two departures and one who never left', () => {
    expect(rows.filter((row) => list(row, 'narrator').length === 2)).toHaveLength(1);
    const threeParts = rows.find((row) => list(row, 'transcript').length === 3)!;
    expect(list(threeParts, 'audio')).toHaveLength(3);
    expect(
      rows.some((row) => row.values.year_of_departure === '1947;1967' && list(row, 'country_of_origin').length === 2),
    ).toBe(true);
    expect(having('manner_of_departure', 'never left')).toHaveLength(1);
  });

  it('has one record for signed-in readers, one restricted, one closed, one embargoed, and a draft', () => {
    for (const level of ['registered', 'restricted', 'closed']) expect(having('access', level)).toHaveLength(1);
    expect(rows.filter((row) => row.values.embargo_until === '2040-01-01')).toHaveLength(1);
    expect(rows.filter((row) => row.values.agreement === '')).toHaveLength(1);
  });

  it('gives everything a licence, and a caption to each picture that says it was drawn for the sample', () => {
    const drawn =
      /sample collection|collection d’exemple|لمجموعة النماذج|לאוסף הדוגמאות|مجموعهٔ نمونه|koleksion de enshemplos/;
    for (const row of rows) {
      expect(row.values.rights).toBe('https://creativecommons.org/licenses/by/4.0/');
      const captions = row.values.captions!.split('|').filter(Boolean);
      expect(captions).toHaveLength(list(row, 'photos').length);
      for (const caption of captions) expect(caption).toMatch(drawn);
    }
  });
});
