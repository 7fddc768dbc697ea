/** Each record is stored whole or not at all: also when the import is killed, the disk is full, or others are at work. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Archive } from '../../server/archive/archive.ts';
import { importPaths } from '../../server/ingest/importer.ts';
import { originalPath } from '../../server/media/storage.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { parse } from '../../server/search/query.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { column, everything, type Files, folderOf, PUBLIC, picture, table, vtt } from './importing/import.ts';

const PROCESS = join(import.meta.dirname, 'importing/process.ts');

/** A table of so many rows, each with a transcript, a photograph and a narrator of its own. */
async function collection(rows: number): Promise<string> {
  const files: Files = {};
  const values = await Promise.all(
    Array.from({ length: rows }, async (_, at) => {
      files[`${at}.vtt`] = vtt(`A: This is river number ${at}.`, 'B: It flows.', `A: And ${at} times it flows.`);
      files[`${at}.jpg`] = await picture(`rgb(${at % 256}, 80, 120)`);
      return {
        accession: `R-${String(at).padStart(4, '0')}`,
        title: `River ${at}`,
        narrator: `Narrator ${at % 7}`,
        birth_year: '1931',
        country_of_origin: 'Iraq',
        place_of_origin: at % 5 ? 'Baghdad' : `Town ${at}`,
        topics: `rivers;topic ${at % 3}`,
        collection: 'Rivers',
        language: 'en',
        transcript: `${at}.vtt`,
        photos: `${at}.jpg`,
        captions: `River ${at}`,
      };
    }),
  );
  return folderOf({ ...files, 'testimonies.csv': table(...values) });
}

function importing(archive: Archive, ...paths: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', PROCESS, archive.folder, ...paths], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Kills a process when it has printed so many lines; gives how many it did print. */
async function killedAfter(child: ChildProcess, lines: number): Promise<number> {
  let printed = 0;
  for await (const _ of createInterface({ input: child.stdout! })) {
    printed += 1;
    if (printed === lines) child.kill('SIGKILL');
  }
  return printed;
}

function originalsIn({ folder }: Archive): string[] {
  return readdirSync(join(folder, 'originals'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}

/** What an archive holds after an import that nothing disturbed. */
async function undisturbed(folder: string) {
  const archive = temporaryArchive();
  expect(await importPaths(archive, [folder], PUBLIC)).toMatchObject({ refused: 0 });
  return { rows: everything(archive, { chance: false }), originals: originalsIn(archive) };
}

test('an import that is killed, and killed again, leaves the same as one that was not when it is run to its end', async () => {
  const folder = await collection(24);
  const expected = await undisturbed(folder);
  const archive = temporaryArchive();
  for (const lines of [3, 9]) {
    const printed = await killedAfter(importing(archive, folder), lines);
    expect(printed).toBeLessThan(24);
    const stored = column<number>(archive, 'SELECT count(*) FROM testimony')[0]!;
    expect(stored).toBeGreaterThanOrEqual(lines);
    for (const table of ['transcript', 'part', 'agreement', "asset WHERE kind = 'photograph'"])
      expect([table, column(archive, `SELECT count(*) FROM ${table}`)]).toEqual([table, [stored]]);
  }
  expect(await importPaths(archive, [folder], PUBLIC)).toMatchObject({ refused: 0, changed: 0 });
  expect(everything(archive, { chance: false })).toEqual(expected.rows);
  expect(originalsIn(archive)).toEqual(expected.originals);
}, 120_000);

test('two imports of the same at once double nothing and lose nothing', async () => {
  const folder = await collection(12);
  const expected = await undisturbed(folder);
  const archive = temporaryArchive();
  const children = [importing(archive, folder), importing(archive, folder)];
  const lines = await Promise.all(
    children.map(async (child) => {
      const said: string[] = [];
      for await (const line of createInterface({ input: child.stdout! })) said.push(line.replace(/^\S+ /, ''));
      return said;
    }),
  );
  expect(new Set(lines.flat())).toEqual(new Set(['added', 'unchanged']));
  expect(lines.flat().filter((line) => line === 'added')).toHaveLength(12);
  expect(everything(archive, { chance: false })).toEqual(expected.rows);
  expect(originalsIn(archive)).toEqual(expected.originals);
}, 120_000);

test('a record that is refused takes no original away from one that is stored at the same time', async () => {
  const archive = temporaryArchive();
  const rows = Array.from({ length: 15 }, (_, at) => at);
  const files: Files = Object.fromEntries(rows.map((at) => [`${at}.vtt`, vtt(`A: Shared ${at}.`)]));
  const row = (prefix: string, at: number) => ({
    accession: `${prefix}-${at}`,
    title: 'T',
    language: 'en',
    transcript: `${at}.vtt`,
  });
  const good = folderOf({ ...files, 'testimonies.csv': table(...rows.map((at) => row('G', at))) });
  const bad = folderOf({
    ...files,
    'testimonies.csv': table(...rows.map((at) => ({ ...row('B', at), birth_country: 'Atlantis', narrator: 'A' }))),
  });
  const reports = await Promise.all([importPaths(archive, [bad]), importPaths(archive, [good])]);
  expect(reports.map(({ added, refused }) => [added, refused])).toEqual([
    [0, 15],
    [15, 0],
  ]);
  const kept = column<string>(archive, 'SELECT DISTINCT sha256 FROM asset');
  expect(kept.filter((sha256) => !existsSync(originalPath(archive.folder, sha256)))).toEqual([]);
  expect(originalsIn(archive)).toEqual([...kept].sort());
});

test('a full disk refuses what does not fit, whole, and the next run completes it', async () => {
  const folder = await collection(30);
  const expected = await undisturbed(folder);
  const archive = temporaryArchive();
  // SQLite answers as it does when the disk is full.
  archive.db.pragma(`max_page_count = ${(archive.db.pragma('page_count', { simple: true }) as number) + 20}`);
  const report = await importPaths(archive, [folder], PUBLIC);
  expect(report.refused).toBeGreaterThan(0);
  expect(report.added).toBeGreaterThan(0);
  const refused = report.items.filter(({ outcome }) => outcome === 'refused');
  expect(new Set(refused.map(({ reason }) => reason))).toEqual(
    new Set([expect.stringMatching(/no room left on the archive’s disk.*run the import again/)]),
  );
  expect(column(archive, 'SELECT count(*) FROM testimony')).toEqual([report.added]);
  expect(originalsIn(archive)).toEqual(column<string>(archive, 'SELECT DISTINCT sha256 FROM asset').sort());
  archive.db.pragma('max_page_count = 4294967294');
  expect(await importPaths(archive, [folder], PUBLIC)).toMatchObject({ refused: 0, unchanged: report.added });
  expect(everything(archive, { chance: false })).toEqual(expected.rows);
  expect(originalsIn(archive)).toEqual(expected.originals);
}, 60_000);

test('an archive that is searched goes on answering while another process imports, and finds what came in', async () => {
  const folder = await collection(20);
  const archive = temporaryArchive();
  const engine = openEmbedded(archive, { threads: 1, limit: 60_000 });
  const found = async () => {
    const { total } = await engine.search({
      query: parse('river flows'),
      filters: { facets: {}, yearFrom: null, yearTo: null },
      sort: 'relevance',
      page: 1,
      perPage: 5,
      passagesPerResult: 1,
      who: { reach: 0, granted: [], given: [] },
      leaveOut: [],
    });
    return total;
  };
  try {
    await engine.follow();
    const child = importing(archive, folder);
    const ended = once(child, 'exit');
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    const totals = [await found()];
    while (!isOver) totals.push(await found());
    expect(totals[0]).toBe(0);
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    await engine.follow();
    expect(await found()).toBe(20);
  } finally {
    await engine.close();
  }
}, 60_000);
