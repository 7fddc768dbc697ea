import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../../server/archive/archive.ts';
import { openDatabase } from '../../server/db/open.ts';
import { importPaths } from '../../server/ingest/importer.ts';
import { passagesOf } from '../../server/ingest/passages.ts';
import { readSource } from '../../server/ingest/read.ts';
import { writeWebvtt } from '../../server/publish/webvtt.ts';
import { corpus } from './corpus.ts';
import { seconds, table } from './measure.ts';

const FILES = 150; // transcripts of about 120 passages

/** The real importer over WebVTT files, beside what reading the same files and writing the same words must cost. */
export async function benchIngest(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-bench-ingest-'));
  try {
    const files = [...corpus(FILES)].map(({ number, passages }) => {
      const cues = passages.map((text, i) => ({
        startMs: i * 50_000,
        endMs: i * 50_000 + 49_000,
        speaker: i % 2 ? 'A' : 'B',
        text,
      }));
      return { name: `${number}.vtt`, bytes: Buffer.from(writeWebvtt(cues)), passages };
    });
    const source = join(folder, 'source');
    mkdirSync(source);
    for (const { name, bytes } of files) writeFileSync(join(source, name), bytes);
    const count = files.reduce((sum, { passages }) => sum + passages.length, 0);

    const [parsing] = await seconds(async () => {
      for (const { name, bytes } of files) {
        const { transcripts } = await readSource(bytes, name);
        for (const { cues } of transcripts) passagesOf(cues);
      }
    });
    const [writing] = await seconds(() => {
      const db = openDatabase(join(folder, 'plain.db'));
      db.exec('CREATE TABLE plain (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
      const insert = db.prepare('INSERT INTO plain (text) VALUES (?)');
      const store = db.transaction((passages: string[]) => {
        for (const text of passages) insert.run(text);
      });
      for (const { passages } of files) store(passages);
      db.close();
    });
    const archive = openArchive(join(folder, 'archive'));
    const [importing, report] = await seconds(() =>
      importPaths(archive, [source], { access: 'public', agreement: 'legacy' }),
    );
    archive.db.close();
    if (report.added !== FILES) throw new Error(`${report.added} of ${FILES} files were imported`);
    return `Ingest of ${FILES} WebVTT files, ${count} passages\n${table([
      ['', 'seconds', 'passages/s', 'ratio to import'],
      ['import (read, checked, kept, stored, each record a transaction on disk)', importing, count / importing, 1],
      ['reading the same files alone', parsing, count / parsing, importing / parsing],
      ['writing the same words to one table of SQLite alone', writing, count / writing, importing / writing],
    ])}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
