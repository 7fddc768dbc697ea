/** Testimonies of several parts, from files that carry one accession number, and the folders they lie in. */
import { symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { importPaths } from '../../server/ingest/importer.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { all, column, everything, folderOf, ohms, PUBLIC, put, table, vtt } from './importing/import.ts';

const tape = (side: string, words: string, fields: Record<string, string> = {}) =>
  ohms(
    {
      title: `Tape, side ${side}`,
      accession: 'TAPE-9',
      interviewee: 'Salima Dangoor',
      media_url: `https://media.example.org/${side}.mp3`,
      ...fields,
    },
    vtt(words),
  );

const partsOf = (archive: Parameters<typeof all>[0]) =>
  all<{ part: number; text: string }>(
    archive,
    'SELECT part.position AS part, text FROM passage JOIN part ON part.id = part_id ORDER BY part.position, passage.position',
  );

describe('the parts of a testimony', () => {
  it('may be named one by one in one run', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({ 'a.xml': tape('A', 'First.'), 'sub/b.xml': tape('B', 'Second.') });
    const report = await importPaths(archive, [join(folder, 'a.xml'), join(folder, 'sub/b.xml')]);
    expect(report).toMatchObject({ added: 1, refused: 0 });
    expect(partsOf(archive)).toEqual([
      { part: 1, text: 'First.' },
      { part: 2, text: 'Second.' },
    ]);
    expect(
      all(
        archive,
        'SELECT part.position AS part, remote_url AS url FROM asset JOIN part ON part.id = part_id WHERE remote_url IS NOT NULL',
      ),
    ).toEqual([
      { part: 1, url: 'https://media.example.org/A.mp3' },
      { part: 2, url: 'https://media.example.org/B.mp3' },
    ]);
  });

  it('stay when a later run brings only one of them, also with other words', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({
      'a.xml': tape('A', 'First.'),
      'b.xml': tape('B', 'Second.', { interviewee: 'Moshe Dangoor' }),
    });
    await importPaths(archive, [folder], PUBLIC);
    const before = everything(archive);
    expect(await importPaths(archive, [join(folder, 'b.xml')])).toMatchObject({ unchanged: 1 });
    expect(everything(archive)).toEqual(before);
    put(folder, { 'b.xml': tape('B', 'Second, corrected.', { interviewee: 'Moshe Dangoor' }) });
    expect(await importPaths(archive, [join(folder, 'b.xml')])).toMatchObject({ changed: 1, conflicts: 0 });
    expect(partsOf(archive)).toEqual([
      { part: 1, text: 'First.' },
      { part: 2, text: 'Second, corrected.' },
    ]);
    expect(column(archive, 'SELECT name FROM person ORDER BY id')).toEqual(['Salima Dangoor', 'Moshe Dangoor']);
    expect(await importPaths(archive, [folder])).toMatchObject({ unchanged: 1 });
  });

  it('can be joined by another in a later run', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({ 'a.xml': tape('A', 'First.') });
    await importPaths(archive, [folder]);
    put(folder, { '0-new.xml': tape('C', 'Third.') });
    expect(await importPaths(archive, [join(folder, '0-new.xml')])).toMatchObject({ changed: 1 });
    expect(partsOf(archive).map(({ text }) => text)).toEqual(['First.', 'Third.']);
  });

  it('keep the titles of all, and what each says', async () => {
    const archive = temporaryArchive();
    await importPaths(archive, [
      folderOf({ 'a.xml': tape('A', 'First.'), 'b.xml': tape('B', 'Second.', { series_name: 'Rivers' }) }),
    ]);
    expect(all(archive, 'SELECT title, provenance FROM testimony')).toEqual([
      { title: 'Tape, side A', provenance: 'version: 6.0\ntitle: Tape, side B\nseries: Rivers' },
    ]);
  });

  it('are not those of a stranger who has the same number', async () => {
    const archive = temporaryArchive();
    await importPaths(archive, [folderOf({ 'a.xml': tape('A', 'First.') })]);
    const before = everything(archive);
    const stranger = ohms(
      {
        title: 'Something else',
        accession: 'TAPE-9',
        interviewee: 'Victor Sasson',
        media_url: 'https://other.example.org/x.mp3',
      },
      vtt('Not this.'),
    );
    const { items } = await importPaths(archive, [folderOf({ 'x.xml': stranger })]);
    expect(items[0]!.reason).toMatch(/TAPE-9 belongs to another record, from another source.*number of its own/);
    expect(everything(archive)).toEqual(before);
  });

  it('of a row with an empty place keep their numbers', async () => {
    const archive = temporaryArchive();
    const row = { accession: 'T-1', title: 'River', language: 'en', transcript: 'a.vtt;;c.vtt' };
    await importPaths(archive, [
      folderOf({ 'testimonies.csv': table(row), 'a.vtt': vtt('A: One.'), 'c.vtt': vtt('A: Three.') }),
    ]);
    expect(partsOf(archive).map(({ part }) => part)).toEqual([1, 3]);
  });
});

describe('a table', () => {
  const row = { title: 'Two persons', narrator: 'Salima', birth_year: '1931' };

  it('whose row becomes about somebody else is not believed', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({ 'testimonies.csv': table({ accession: 'T-1', ...row }) });
    await importPaths(archive, [folder]);
    put(folder, { 'testimonies.csv': table({ accession: 'T-1', title: 'Another', narrator: 'Victor' }) });
    expect((await importPaths(archive, [folder])).items[0]!.reason).toMatch(
      /row 2, column accession: .*belongs to another record.*old title/,
    );
    put(folder, { 'testimonies.csv': table({ accession: 'T-1', title: 'A new title', narrator: 'Salima' }) });
    expect(await importPaths(archive, [folder])).toMatchObject({ changed: 1 });
  });

  it('from another place may not take a number that is in use', async () => {
    const archive = temporaryArchive();
    await importPaths(archive, [folderOf({ 'testimonies.csv': table({ accession: 'T-1', title: 'One' }) })]);
    const other = folderOf({ 'testimonies.csv': table({ accession: 'T-1', title: 'Two' }) });
    expect((await importPaths(archive, [other])).items[0]!.reason).toMatch(/belongs to another record/);
  });
});

describe('a folder', () => {
  it('with a table is imported by the table alone, also in a folder of folders', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({
      'one/testimonies.csv': table({ accession: 'T-1', title: 'One', language: 'en', transcript: 'texts/a.vtt' }),
      'one/texts/a.vtt': vtt('A: One.'),
      'one/texts/unnamed.vtt': vtt('A: Not named.'),
      'two/b.vtt': vtt('A: Two.'),
      'two/.hidden.vtt': vtt('A: No.'),
      'two/README.txt': 'About this folder.',
      'two/tape.mp3': 'sound',
    });
    const report = await importPaths(archive, [folder]);
    expect(report).toMatchObject({ added: 2, refused: 0 });
    expect(partsOf(archive).map(({ text }) => text)).toEqual(['One.', 'Two.']);
    const here = basename(folder);
    expect(report.passedOver).toEqual([
      { file: `${here}/one/texts/unnamed.vtt`, reason: expect.stringMatching(/testimonies.csv, does not name it/) },
      { file: `${here}/two/.hidden.vtt`, reason: 'it is hidden' },
      { file: `${here}/two/README.txt`, reason: expect.stringMatching(/about the collection/) },
      { file: `${here}/two/tape.mp3`, reason: expect.stringMatching(/a recording\. Name it in a table/) },
    ]);
  });

  it('tells of every file it does not read, why', async () => {
    const folder = folderOf({
      'a.vtt': vtt('A: One.'),
      noending: 'x',
      'b.xyz': 'x',
      '~$c.docx': 'x',
      'photo.JPG': 'x',
      '.git/config': 'x',
    });
    symlinkSync(join(folder, 'a.vtt'), join(folder, 'again.vtt'));
    const { added, refused, passedOver } = await importPaths(temporaryArchive(), [folder]);
    expect([added, refused]).toEqual([1, 0]);
    expect(Object.fromEntries(passedOver.map(({ file, reason }) => [basename(file), reason]))).toEqual({
      noending: expect.stringMatching(/no ending/),
      'b.xyz': expect.stringMatching(/\.xyz is no ending of a transcript/),
      '~$c.docx': expect.stringMatching(/while a document is open/),
      'photo.JPG': expect.stringMatching(/a picture/),
      '.git': 'it is hidden',
      'again.vtt': expect.stringMatching(/a link to what lies in the folder/),
    });
  });

  it('with a table counts a file as named however its path is written, also in a row that is refused', async () => {
    const folder = folderOf({
      'testimonies.csv': table(
        { accession: 'T-1', title: 'One', transcript: './texts\\\u00e9.vtt', translation: 'ar:texts/b.vtt' },
        { accession: 'T-2', title: 'Two', photos: 'c.jpg; d.jpg', form: 'nonsense' },
      ),
      'texts/e\u0301.vtt': vtt('A: One.'),
      'texts/b.vtt': vtt('A: Two.'),
      'c.jpg': 'x',
      'd.jpg': 'x',
    });
    const report = await importPaths(temporaryArchive(), [folder]);
    expect(report.items.map(({ reason }) => reason)).toEqual([null, expect.stringMatching(/column form/)]);
    expect(report.passedOver).toEqual([]);
  });

  it('with two tables, a link that leads out, a Word document of old or nothing in it says so', async () => {
    const archive = temporaryArchive();
    const outside = folderOf({ 'secret.vtt': vtt('A: Secret.') });
    const linked = folderOf({ 'a.vtt': vtt('A: One.') });
    symlinkSync(join(outside, 'secret.vtt'), join(linked, 'link.vtt'));
    symlinkSync(join(linked, 'a.vtt'), join(linked, 'again.vtt'));
    symlinkSync(linked, join(linked, 'round'));
    const two = folderOf({
      'testimonies.csv': table({ accession: 'T-1', title: 'One' }),
      'testimonies.tsv': 'accession\ttitle\n',
    });
    const old = folderOf({ 'talk.doc': Buffer.from('d0cf11e0a1b11ae1', 'hex') });
    const report = await importPaths(archive, [linked, two, old, folderOf()]);
    expect(report.items.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/“link.vtt” is a link that leads out of the folder/),
      expect.stringMatching(/“testimonies.csv” and “testimonies.tsv” lie in one folder/),
      expect.stringMatching(/talk.doc.*Save it as DOCX/),
      expect.stringMatching(/There is nothing in “.*”: no table and no transcript/),
      null,
    ]);
    expect(partsOf(archive).map(({ text }) => text)).toEqual(['One.']);
  });

  it('with one file twice reads it once', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({ 'a.vtt': vtt('A: One.'), 'copy.vtt': vtt('A: One.') });
    const report = await importPaths(archive, [folder, join(folder, 'a.vtt')]);
    expect(report).toMatchObject({
      added: 1,
      unchanged: 0,
      notes: ['copy.vtt: this is the same file as a.vtt, and was read once.'],
    });
  });
});
