/** Everything that cannot be imported is refused in words, leaves nothing behind, and keeps nobody else out. */
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '../../server/archive/archive.ts';
import { importPaths } from '../../server/ingest/importer.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { bomb } from '../media/made.ts';
import { column, everything, type Files, folderOf, ohms, PUBLIC, put, table, vtt } from './importing/import.ts';
import { zipOf } from './making/zip.ts';

function filesIn({ folder }: Archive, name: string): string[] {
  try {
    return readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

/** Imports what is refused beside what is good: the good must be in, and of the bad no trace. */
async function refusalOf(files: Files): Promise<string> {
  const archive = temporaryArchive();
  const before = everything(archive);
  const report = await importPaths(archive, [folderOf(files)], PUBLIC);
  expect(report).toMatchObject({ added: 0, refused: 1 });
  expect(everything(archive)).toEqual(before);
  expect([filesIn(archive, 'originals'), filesIn(archive, 'incoming')]).toEqual([[], []]);
  const next = await importPaths(archive, [folderOf({ 'good.vtt': vtt('A: Good.') })], PUBLIC);
  expect(next).toMatchObject({ added: 1, refused: 0 });
  return report.items[0]!.reason!;
}

const entities =
  '<?xml version="1.0"?><!DOCTYPE ROOT [<!ENTITY a SYSTEM "file:///etc/passwd">]><ROOT><record><title>&a;</title></record></ROOT>';

describe('a transcript file', () => {
  it.each<[string, string, string | Buffer, RegExp]>([
    [
      'is truncated',
      'a.xml',
      ohms({ title: 'A', accession: 'B' }, vtt('A: One.')).slice(0, -40),
      /“a.xml”, line \d+: /,
    ],
    ['is in no encoding', 'a.txt', Buffer.from([0x81, 0, 0x8d, 0xff, 0, 0, 1, 2]), /“a.txt”: this is not text/],
    [
      'says an encoding it is not in',
      'a.xml',
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="utf-8"?><ROOT><record><title>'),
        Buffer.from([0xe9, 0xe8, 0xff]),
        Buffer.from('</title></record></ROOT>'),
      ]),
      /“a.xml”.*not utf-8/,
    ],
    [
      'has the name of another kind',
      'a.vtt',
      ohms({ title: 'A', accession: 'B' }, vtt('A: One.')),
      /“a.vtt”: its name ends in .vtt, but it is XML/,
    ],
    ['is empty', 'a.vtt', '', /“a.vtt”: the file is empty/],
    ['is a hundred megabytes in one line', 'a.txt', Buffer.alloc(100 * 1024 * 1024, 'a'), /“a.txt”: it has 100 MB/],
    ['is XML with entities', 'a.xml', entities, /“a.xml”, line 1: /],
    [
      'is a bomb',
      'a.docx',
      zipOf([{ name: 'word/document.xml', data: Buffer.alloc(64 * 1024 * 1024, ' ') }]),
      /“a.docx”: it unpacks to/,
    ],
    [
      'has a number that cannot stand in an address',
      'a.xml',
      ohms({ title: 'A', accession: 'OH 1/2' }, vtt('A: One.')),
      /“a.xml”: the accession number “OH 1\/2” holds “\/”/,
    ],
    [
      'has a title without end',
      'a.xml',
      ohms({ title: 'a'.repeat(2_000), accession: 'B' }, vtt('A: One.')),
      /“a.xml”: the title has 2000 characters/,
    ],
  ])('that %s is refused', async (_, name, content, reason) => {
    expect(await refusalOf({ [name]: content })).toMatch(reason);
  });

  it('whose times run backwards is read as far as it goes, and says where', async () => {
    const archive = temporaryArchive();
    const file = 'WEBVTT\n\n00:10.000 --> 00:12.000\n<v A>Ten.\n\n00:05.000 --> 00:03.000\n<v A>Five.\n';
    const { items } = await importPaths(archive, [folderOf({ 'a.vtt': file })]);
    expect(items[0]!.outcome).toBe('added');
    expect(items[0]!.notes.join('\n')).toMatch(/a.vtt, line \d+: .*(before|back)/);
    expect(column(archive, 'SELECT count(*) FROM passage WHERE end_ms < start_ms')).toEqual([0]);
  });
});

describe('a row', () => {
  const row = { accession: 'T-1', title: 'The river', language: 'en' };
  it.each<[string, Record<string, string>, Files, RegExp]>([
    [
      'a missing file',
      { transcript: 'texts/gone.vtt' },
      {},
      /^testimonies.csv, row 2, column transcript: “texts\/gone.vtt” is not there/,
    ],
    ['a folder', { photos: 'sub' }, { 'sub/a.txt': 'a' }, /column photos: “sub” is not a file/],
    [
      'an unknown country',
      { birth_country: 'Atlantis', narrator: 'A' },
      {},
      /^testimonies.csv, row 2, column birth_country: Kolot knows no country “Atlantis”/,
    ],
    [
      'an unknown country of origin',
      { country_of_origin: 'Iraq;Atlantis' },
      {},
      /^testimonies.csv, row 2, column country_of_origin: Kolot knows no country “Atlantis”/,
    ],
    [
      'a picture of 30,000 × 30,000',
      { photos: 'a.png' },
      { 'a.png': bomb(30_000, 30_000) },
      /^testimonies.csv, row 2, column photos: “a.png”: .*pixels/,
    ],
    [
      'a picture that is none',
      { photos: 'a.jpg' },
      { 'a.jpg': 'no picture' },
      /^testimonies.csv, row 2, column photos: “a.jpg” /,
    ],
    [
      'a text as a picture',
      { photos: 'a.txt' },
      { 'a.txt': 'no picture' },
      /column photos: “a.txt” is plain text, and cannot be used as a photograph/,
    ],
    [
      'a picture as sound',
      { audio: 'a.png' },
      { 'a.png': bomb(10, 10) },
      /column audio: “a.png” is a PNG picture, and cannot be used as a sound recording/,
    ],
    [
      'a sound that breaks off',
      { audio: 'a.wav' },
      { 'a.wav': 'RIFF\u0024\u0000\u0000\u0000WAVEfmt ' },
      /^testimonies.csv, row 2, column audio: “a.wav”/,
    ],
    [
      'a transcript that cannot be read',
      { transcript: 'a.vtt' },
      { 'a.vtt': '' },
      /^testimonies.csv, row 2, column transcript: “a.vtt”: the file is empty/,
    ],
    [
      'a web page as a document',
      { documents: 'a.html' },
      { 'a.html': '<script>alert(1)</script>' },
      /column documents: “a.html”/,
    ],
    ['a name too long for a file', { photos: `${'a'.repeat(5_000)}.jpg` }, {}, /column photos: .*is not there/],
  ])('that names %s is refused', async (_, values, files, reason) => {
    expect(await refusalOf({ 'testimonies.csv': table({ ...row, ...values }), ...files })).toMatch(reason);
  });

  it('cannot reach out of the table’s folder by a link', async () => {
    const archive = temporaryArchive();
    const outside = folderOf({ 'secret.txt': 'Secret.' });
    const folder = folderOf({
      'testimonies.csv': table(
        { ...row, transcript: 'link.txt' },
        { ...row, accession: 'T-2', documents: 'up/secret.txt' },
      ),
    });
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'));
    symlinkSync(outside, join(folder, 'up'));
    const { items } = await importPaths(archive, [folder]);
    expect(items.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/row 2, column transcript: “link.txt” is a link that leads out of the table's folder/),
      expect.stringMatching(/row 3, column documents: “up\/secret.txt” is a link that leads out/),
    ]);
    expect(column(archive, 'SELECT count(*) FROM testimony')).toEqual([0]);
  });

  it('keeps no other out, and its files go while theirs stay', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({ 'a.vtt': vtt('A: One.'), 'b.vtt': vtt('A: Two.') });
    put(folder, {
      'testimonies.csv': table(
        { ...row, transcript: 'a.vtt', photos: 'gone.jpg' },
        { ...row, accession: 'T-2', transcript: 'a.vtt' },
        { ...row, accession: 'T-3', transcript: 'b.vtt', country_of_origin: 'Atlantis' },
        { ...row, accession: 'T-2' },
      ),
    });
    const report = await importPaths(archive, [folder]);
    expect(report.items.map(({ row: at, column: where, outcome }) => [at, where, outcome])).toEqual([
      [5, 'accession', 'refused'],
      [2, 'photos', 'refused'],
      [3, null, 'added'],
      [4, 'country_of_origin', 'refused'],
    ]);
    expect(filesIn(archive, 'originals')).toEqual(column(archive, 'SELECT sha256 FROM asset'));
  });
});

test('a path that is not there, a folder one may not enter and a pipe are refused and not waited for', async () => {
  const archive = temporaryArchive();
  const folder = folderOf();
  mkdirSync(join(folder, 'empty'));
  const { items } = await importPaths(archive, ['/nowhere/at/all', join(folder, 'empty'), '/dev/null']);
  expect(items.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
  expect(items[0]!.reason).toMatch(/no file or folder “\/nowhere\/at\/all”/);
});
