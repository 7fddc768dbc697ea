/** What is said on the command line of files that do not say it. */
import { join } from 'node:path';
import { importPaths } from '../../server/ingest/importer.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { folderOf, PUBLIC, put, table, vtt } from './importing/import.ts';

const titles = (archive: ReturnType<typeof temporaryArchive>) =>
  archive.db.prepare('SELECT accession, title, testimony.lang AS lang FROM testimony ORDER BY id').all();
const languages = (archive: ReturnType<typeof temporaryArchive>) =>
  archive.db.prepare('SELECT lang FROM transcript ORDER BY id').pluck().all();

test('a title and a language are taken, go before what the file says, and stand until others are given', async () => {
  const archive = temporaryArchive();
  const folder = folderOf({ 'tape-07.vtt': vtt('Salima: We lived by the river.', 'Salima: My father sold cloth.') });
  const file = join(folder, 'tape-07.vtt');
  const given = { ...PUBLIC, title: 'Salima’s story', language: 'jrb-Latn' };
  const first = await importPaths(archive, [file], given);
  expect(first.items).toMatchObject([{ outcome: 'added', accession: 'K-00001', title: 'Salima’s story', notes: [] }]);
  expect(titles(archive)).toEqual([{ accession: 'K-00001', title: 'Salima’s story', lang: 'jrb-Latn' }]);
  expect(languages(archive)).toEqual(['jrb-Latn']);
  expect(await importPaths(archive, [file], given)).toMatchObject({ unchanged: 1 });
  expect(await importPaths(archive, [file])).toMatchObject({ unchanged: 1 });
  expect(await importPaths(archive, [file], { title: 'The cloth merchant' })).toMatchObject({ changed: 1 });
  expect(titles(archive)).toMatchObject([{ title: 'The cloth merchant', lang: 'jrb-Latn' }]);
});

test('a title is for one testimony, and a table has columns of its own: nothing is stored otherwise', async () => {
  const archive = temporaryArchive();
  const folder = folderOf({ 'a.vtt': vtt('One.'), 'b.vtt': vtt('Two.') });
  await expect(importPaths(archive, [folder], { title: 'Both' })).rejects.toThrow(
    'A title is given to one testimony, and these are 2.',
  );
  put(folder, { 'testimonies.csv': table({ accession: 'T-1', title: 'The river' }) });
  for (const given of [{ title: 'One' }, { language: 'ar' }])
    await expect(importPaths(archive, [folder], given)).rejects.toThrow('a table has the columns title and language');
  expect(titles(archive)).toEqual([]);
});

test('a language is for all files given', async () => {
  const archive = temporaryArchive();
  const folder = folderOf({ 'a.txt': 'RACHEL: One word.', 'b.txt': 'RACHEL: Two words.' });
  await importPaths(archive, [folder], { language: 'lad' });
  expect(languages(archive)).toEqual(['lad', 'lad']);
});

test('a dry run numbers on from record to record, as the import then does', async () => {
  const archive = temporaryArchive();
  const folder = folderOf({
    'a.vtt': vtt('Rachel: One.'),
    'b.vtt': vtt('Rachel: Two.'),
    'c.vtt': vtt('Rachel: Three.'),
    'table/testimonies.csv': table({ accession: 'K-00002', title: 'The river' }),
  });
  const paths = [join(folder, 'table'), ...['a.vtt', 'b.vtt', 'c.vtt'].map((name) => join(folder, name))];
  const numbers = async (dryRun: boolean) =>
    (await importPaths(archive, paths, { dryRun })).items.map(({ accession }) => accession);
  const shown = await numbers(true);
  expect(shown).toEqual(['K-00002', 'K-00001', 'K-00003', 'K-00004']);
  expect(await numbers(true)).toEqual(shown);
  expect(await numbers(false)).toEqual(shown);
});
