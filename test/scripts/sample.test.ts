import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { addSample, addSampleAtStart, removeSample } from '../../scripts/sample/load.ts';
import type { Archive } from '../../server/archive/archive.ts';
import { setting } from '../../server/archive/setting.ts';
import { importPaths } from '../../server/ingest/importer.ts';
import { renderImage } from '../../server/media/image.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { lookAtIndex } from '../../server/search/embedded/look.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { column, everything, folderOf, importRow, picture, table, vtt } from '../ingest/importing/import.ts';

/** What remains of an archive's rows apart from its notes to itself, which count what was. */
function rows(archive: Archive): Record<string, string[]> {
  const { outbox: _, setting: __, spelling_change: ___, ...kept } = everything(archive, { chance: false });
  return kept;
}

function filesUnder({ folder }: Archive, name: string): string[] {
  if (!existsSync(join(folder, name))) return [];
  return readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

test('a first start that was killed is completed by the next; adding again changes nothing; removing leaves no trace', async () => {
  const archive = temporaryArchive();
  const empty = rows(archive);
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'starting.ts'), archive.folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let lines = 0;
  for await (const _ of createInterface({ input: child.stdout })) if (++lines === 3) child.kill('SIGKILL');
  const [half] = column<number>(archive, 'SELECT count(*) FROM testimony');
  expect(half).toBeGreaterThanOrEqual(3);
  expect(setting(archive.db, 'sample')).toBe('adding');

  const report = await addSampleAtStart(archive, { wanted: true });
  expect(report).toMatchObject({ unchanged: half, refused: 0 });
  expect(column(archive, 'SELECT count(*) FROM testimony')).toEqual([report!.added + half!]);
  const full = everything(archive);
  expect(await addSampleAtStart(archive, { wanted: true })).toBeNull();
  expect(await addSample(archive)).toMatchObject({ added: 0, changed: 0, refused: 0 });
  expect(everything(archive)).toEqual(full);

  await renderImage(archive.folder, column<string>(archive, "SELECT sha256 FROM asset WHERE kind = 'photograph'")[0]!, {
    width: 320,
    format: 'jpeg',
  });
  expect(await removeSample(archive)).toBe(report!.added + half!);
  expect(rows(archive)).toEqual(empty);
  expect(['originals', 'derived'].map((name) => filesUnder(archive, name))).toEqual([[], []]);
  expect(await addSampleAtStart(archive, { wanted: true })).toBeNull();
}, 120_000);

test('removing the sample takes the places, terms and collections that only it brought, and nothing of the archive’s own', async () => {
  const archive = temporaryArchive();
  const row = { language: 'en', transcript: 'a.vtt', photos: 'a.jpg', narrator: 'Salima', birth_year: '1931' };
  const files = { 'a.vtt': vtt('A: One.'), 'a.jpg': await picture('#246') };
  const own = {
    ...row,
    title: 'Own',
    accession: 'O-1',
    destination: 'Ownville',
    topics: 'wells',
    collection: 'Voices',
  };
  await importRow(archive, own, files);
  const before = rows(archive);
  const sample = {
    ...own,
    accession: 'S-1',
    title: 'Sample',
    destination: 'Ownville;Sampleville',
    topics: 'wells;samples',
  };
  await importRow(archive, sample, files, { sample: true });
  const engine = openEmbedded(archive, { threads: 0 });
  try {
    await engine.follow();
    expect(lookAtIndex(archive, { thorough: false })).toMatchObject({ testimonies: 2 });
    expect(await removeSample(archive)).toBe(1);
    await engine.follow();
    expect(lookAtIndex(archive, { thorough: false })).toMatchObject({ testimonies: 1, missing: 0, strangers: 0 });
  } finally {
    await engine.close();
  }
  expect(rows(archive)).toEqual(before);
  expect(filesUnder(archive, 'originals').sort()).toEqual(column<string>(archive, 'SELECT sha256 FROM asset').sort());
});

test('the sample is for archives that nothing was ever stored in, and where it is wanted', async () => {
  const unwanted = temporaryArchive();
  expect(await addSampleAtStart(unwanted, { wanted: false })).toBeNull();
  expect(await addSampleAtStart(unwanted, { wanted: true })).toBeNull();
  const filled = temporaryArchive();
  await importPaths(filled, [folderOf({ 'testimonies.csv': table({ accession: 'T-1', title: 'One' }) })]);
  expect(await addSampleAtStart(filled, { wanted: true })).toBeNull();
  expect([unwanted, filled].map((archive) => column(archive, 'SELECT count(*) FROM testimony'))).toEqual([[0], [1]]);
});
