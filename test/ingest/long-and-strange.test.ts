/** Values no archive can use: refused with their place, or made harmless and said so. */
import { importPaths } from '../../server/ingest/importer.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { column, everything, folderOf, importRow, ohms, table } from './importing/import.ts';

const LONG = `${'ab '.repeat(3_333)}x`; // 10,000 characters
const NAMES = [
  'narrator',
  'interviewer',
  'community',
  'place_of_origin',
  'destination',
  'recorded_place',
  'collection',
  'topics',
  'events',
];

it.each(NAMES)('%s of 10,000 characters is refused in a short line, and leaves nothing behind', async (name) => {
  const archive = temporaryArchive();
  const before = everything(archive);
  const { outcome, reason } = await importRow(archive, { [name]: LONG });
  expect([outcome, reason]).toEqual(['refused', expect.stringMatching(`row 2, column ${name}: .*10000 characters`)]);
  expect(everything(archive)).toEqual(before);
});

it.each(['form', 'access', 'gender', 'rights', 'transcript', 'birth_country', 'language'])(
  '%s of 10,000 characters is refused without repeating it',
  async (name) => {
    const { outcome, reason } = await importRow(temporaryArchive(), { narrator: 'A', [name]: LONG });
    expect(outcome).toBe('refused');
    expect(reason!.length).toBeLessThan(600);
  },
);

it('names in a file of its own are measured too', async () => {
  const archive = temporaryArchive();
  const words = 'WEBVTT\n\n00:00.000 --> 00:05.000\nHello there.\n';
  const folder = folderOf({
    'a.xml': ohms({ accession: 'O-1', title: 'One', interviewee: LONG }, words),
    'b.xml': ohms({ accession: 'O-2', title: 'Two', keyword: LONG }, words),
  });
  const { items } = await importPaths(archive, [folder]);
  expect(items.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^“a.xml”, narrator: .*10000 characters/),
    expect.stringMatching(/^“b.xml”, keyword: .*10000 characters/),
  ]);
  expect(column(archive, 'SELECT count(*) FROM testimony')).toEqual([0]);
});

it('a column is called in a refusal as the table calls it', async () => {
  const csv = table({ accession: 'T-1', title: 'One', 'Embargo Until': 'soon' }).replace('"accession"', '"ACCESSION"');
  const { items } = await importPaths(temporaryArchive(), [folderOf({ 'testimonies.csv': csv })]);
  expect(items[0]).toMatchObject({
    column: 'embargo_until',
    reason: expect.stringMatching(/^testimonies.csv, row 2, column Embargo Until: “soon”/),
  });
});

it.each([
  ['a.vtt', 'WEBVTT\n\n00:00.000 --> 00:05.000\n<v A>a\0b\n', /line 4: there is a NUL character/],
  ['testimonies.csv', 'accession,title\nT-1,"a\0b"\n', /line 2: there is a NUL character/],
  [
    'b.vtt',
    Buffer.from('WEBVTT\n\n00:00.000 --> 00:05.000\n<v A>a\xed\xa0\x80b\n', 'latin1'),
    /line 4: a letter here is not utf-8/,
  ],
])('NUL and half a letter are refused with their line: %s', async (name, bytes, reason) => {
  const { items } = await importPaths(temporaryArchive(), [folderOf({ [name]: bytes })]);
  expect(items).toEqual([expect.objectContaining({ outcome: 'refused', reason: expect.stringMatching(reason) })]);
});

it('a few control characters in a transcript become blanks, and the report says so', async () => {
  const archive = temporaryArchive();
  const words = `We lived by the river${' and were young'.repeat(40)}`;
  const cue = `WEBVTT\n\n00:00.000 --> 00:05.000\n<v A>${words}\x1b[31m &#7;&#xD800; there\x07\n`;
  const { items } = await importPaths(archive, [folderOf({ 'a.vtt': cue })]);
  expect(items[0]!.notes).toContainEqual(expect.stringMatching(/line 4: 2 control character\(s\)/));
  expect(column(archive, 'SELECT text FROM passage')).toEqual([`${words} [31m \ufffd\ufffd there`]);
});
