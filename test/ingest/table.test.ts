import { join } from 'node:path';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { Invalid } from '../../server/archive/errors.ts';
import { isTable, readTable } from '../../server/ingest/table.ts';
import { folderOf } from './importing/import.ts';
import { zipOf } from './making/zip.ts';

function read(content: string | Buffer, name = 'testimonies.csv', encoding?: string) {
  return readTable(join(folderOf({ [name]: content }), name), { encoding });
}

async function refused(content: string | Buffer, name?: string): Promise<string> {
  const error = await read(content, name).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(Invalid);
  return (error as Invalid).message;
}

async function workbook(...sheets: { name: string; rows: unknown[][]; shape?: (sheet: ExcelJS.Worksheet) => void }[]) {
  const book = new ExcelJS.Workbook();
  for (const { name, rows, shape } of sheets) {
    const sheet = book.addWorksheet(name);
    sheet.addRows(rows);
    shape?.(sheet);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

test('a table of records is known by its name', () => {
  expect(['testimonies.csv', 'a/TESTIMONIES.XLSX', 'testimonies.tsv'].map(isTable)).toEqual([true, true, true]);
  expect(['my-testimonies.csv', 'testimonies.vtt', 'transcript.csv'].map(isTable)).toEqual([false, false, false]);
});

describe('a table as text', () => {
  it.each([
    ['commas', 'accession,title\nA-1,One\n'],
    ['semicolons', 'accession;title\nA-1;One\n'],
    ['tabs', 'accession\ttitle\nA-1\tOne\n'],
    ['a byte-order mark and the line ends of Windows', '\ufeffaccession,title\r\nA-1,One\r\n'],
    ['no last line end', 'accession,title\nA-1,One'],
    ['capitals and spaces in its header', 'Accession , Title\nA-1, One \n'],
  ])('is read with %s', async (_, content) => {
    expect((await read(content)).rows).toEqual([{ row: 2, values: { accession: 'A-1', title: 'One' }, excess: false }]);
  });

  it('keeps separators, quotation marks and line breaks inside quoted values', async () => {
    const { rows } = await read('accession,title,abstract\nA-1,"One, two","He said ""so"".\nThen left."\nA-2,Three,\n');
    expect(rows.map(({ row, values }) => [row, values.title, values.abstract])).toEqual([
      [2, 'One, two', 'He said "so".\nThen left.'],
      [3, 'Three', ''],
    ]);
  });

  it('counts rows as a spreadsheet shows them, empty ones with them', async () => {
    const { rows } = await read('accession,title\n\n,\nA-1,One\n');
    expect(rows.map(({ row }) => row)).toEqual([4]);
  });

  it.each(['windows-1255', 'utf-8', 'utf-16le'])('is read in %s', async (encoding) => {
    const text =
      'accession,title,abstract\nA-1,הגשר של זאכו,בן למשפחת סבלים ושטי רפסודות מזאכו כותב לנכדיו על הנהר ועל הבית הראשון בירושלים\n';
    const bytes = iconv.encode(text, encoding, { addBOM: encoding === 'utf-16le' });
    expect((await read(bytes)).rows[0]!.values.title).toBe('הגשר של זאכו');
  });

  it('is read in Arabic of old Windows programs, and in the encoding that is said', async () => {
    const text =
      'accession,title,abstract\nA-1,خبز البصرة,ابن خباز من البصرة يحكي عن الفرن والجيران وعن الليلة التي عبر فيها شط العرب في مركب صغير\n';
    const bytes = iconv.encode(text, 'windows-1256');
    expect((await read(bytes)).rows[0]!.values.title).toBe('خبز البصرة');
    const short = iconv.encode('accession,title\nA-1,خبز\n', 'windows-1256');
    expect((await read(short, 'testimonies.csv', 'windows-1256')).rows[0]!.values.title).toBe('خبز');
  });

  it('marks a row with more values than columns, and leaves the others', async () => {
    const { rows } = await read('accession,title\nA-1,One, and more\nA-2,Two\n');
    expect(rows.map(({ excess }) => excess)).toEqual([true, false]);
  });

  it.each([
    ['is empty', '', /empty/],
    [
      'has nothing but a header it does not know',
      'a,b\n',
      /“testimonies.csv”: Kolot does not know the columns “a”, “b”. The columns are: accession, /,
    ],
    ['has a column twice', 'accession,title,title\n', /column “title” is there twice/],
    ['has no titles', 'accession,abstract\n', /column “title” is missing/],
    [
      'opens a quotation mark and never closes it',
      'accession,title\nA-1,"One\nA-2,Two\n',
      /line \d+: .*quotation mark/,
    ],
    ['is binary', Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 7]), /not text, or it is damaged/],
  ])('is refused when it %s', async (_, content, reason) => {
    expect(await refused(content)).toMatch(reason);
  });

  it('of a hundred megabytes in one line is refused', async () => {
    expect(await refused(Buffer.alloc(100 * 1024 * 1024, 'a,'))).toMatch(/larger than 64 MB/);
    expect(await refused(`accession,title\n"${'a'.repeat(9_000_000)}`)).toMatch(/quotation mark/);
    expect((await refused('x,'.repeat(200_000))).length).toBeLessThan(1_000);
  });
});

describe('a workbook', () => {
  it('is read with its dates, numbers, formulas and leading zeros as they are shown', async () => {
    const rows = [
      ['accession', 'title', 'recorded_on', 'birth_year', 'abstract'],
      ['0007', 'One', new Date('2011-05-17T00:00:00Z'), 1937, { formula: '1+1', result: 2 }],
      [
        12,
        { richText: [{ text: 'Two ' }, { text: 'words' }] },
        null,
        null,
        { text: 'a link', hyperlink: 'https://example.org' },
      ],
    ];
    const shape = (sheet: ExcelJS.Worksheet) => {
      sheet.getCell('A3').numFmt = '00000';
    };
    const { rows: read1 } = await read(await workbook({ name: 'Sheet1', rows, shape }), 'testimonies.xlsx');
    expect(read1.map(({ row, values }) => [row, ...Object.values(values)])).toEqual([
      [2, '0007', 'One', '2011-05-17', '1937', '2'],
      [3, '00012', 'Two words', '', '', 'a link'],
    ]);
  });

  it('is read from the sheet that names accession numbers, and says which sheets were not', async () => {
    const bytes = await workbook(
      { name: 'About', rows: [['This is our list.']] },
      { name: 'List', rows: [['accession', 'title'], [], ['A-1', 'One']] },
    );
    const { rows, notes } = await read(bytes, 'testimonies.xlsx');
    expect(rows.map(({ row, values }) => [row, values.title])).toEqual([[3, 'One']]);
    expect(notes).toEqual([expect.stringMatching(/sheet “About” was not read/)]);
  });

  it.each([
    [
      'a bomb',
      zipOf([{ name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(64 * 1024 * 1024, ' ') }]),
      /unpacks to more/,
    ],
    ['cut off', Buffer.from('PK\u0003\u0004 and no more'), /not an Excel workbook that can be read/],
    ['a text', Buffer.from('accession,title\n'), /not an Excel workbook that can be read/],
  ])('that is %s is refused', async (_, bytes, reason) => {
    expect(await refused(bytes, 'testimonies.xlsx')).toMatch(reason);
  });
});
