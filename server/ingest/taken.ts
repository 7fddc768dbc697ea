/** A candidate with its files looked at: all that is needed to tell whether it has been imported just so before. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Archive } from '../archive/archive.ts';
import { Invalid } from '../archive/errors.ts';
import { PARTS, partFiles } from './file-parts.ts';
import { recordOfFiles } from './file-record.ts';
import { type SeenFile, seen } from './files.ts';
import { type Candidate, titleOf } from './gather.ts';
import { readSource } from './read.ts';
import type { RecordFile, TestimonyRecord } from './record.ts';
import type { Source } from './source.ts';
import type { Claims } from './store/known.ts';
import { recordOfRow } from './table-record.ts';

export interface Taken {
  source: string; // of import_record
  cameFrom: string; // path of the table or file
  said: unknown; // what the source says, apart from its files and from where it lies
  files: Map<string, SeenFile>; // by the path the record has
  claims: Claims;
  remembered: Record<string, string>; // beside the fields
  /** The record, and the transcripts read for it, by path. */
  read(): Promise<{ record: TestimonyRecord; sources: Map<string, Source> }>;
}

/** Throws Invalid for a row that cannot be used, and for a file that is missing or lies elsewhere. */
export async function takeRow({ table, row }: Extract<Candidate, { kind: 'row' }>): Promise<Taken> {
  const record = recordOfRow(table, row);
  const paper = record.agreement?.file;
  const named: RecordFile[] = [...record.transcripts, ...record.media];
  const files = new Map<string, SeenFile>();
  for (const file of paper ? [...named, paper] : named) {
    if (!files.has(file.path)) files.set(file.path, await seen(file, record.folder, record.where));
  }
  const { where: _, cameFrom, folder: __, ...said } = record;
  return {
    source: `accession:${record.accession}`,
    cameFrom,
    said: JSON.stringify(said, (key, value) => (key === 'path' ? undefined : value)),
    files,
    claims: {
      titles: [record.title],
      narrators: record.narrators.map(({ name }) => name),
      recordings: [],
      files: named.map(({ path }) => files.get(path)!.sha256),
    },
    remembered: {},
    read: async () => ({ record, sources: new Map() }),
  };
}

const LONGEST_TITLE = 1_000;

export async function takeFiles(
  archive: Archive,
  { accession, files: found }: Extract<Candidate, { kind: 'files' }>,
  encoding: string | undefined,
): Promise<Taken> {
  const first = found[0]!;
  const source = accession === null ? `sha256:${first.sha256}` : `accession:${accession}`;
  const parts = partFiles(archive, source, found);
  const files = new Map<string, SeenFile>();
  for (const { path, name } of parts) files.set(path, await seen({ path, name, column: null }, null, { file: name }));
  return {
    source,
    cameFrom: first.path,
    said: parts.map(({ part, name }) => [part, name]),
    files,
    claims: {
      titles: found.map(titleOf),
      narrators: found.flatMap(({ narrators }) => narrators),
      recordings: found.flatMap(({ recordings }) => recordings),
      files: found.map(({ sha256 }) => sha256),
    },
    remembered: { [PARTS]: JSON.stringify(parts.map(({ path: _, ...part }) => part)) },
    async read() {
      const sources = new Map<string, Source>();
      for (const { path, name, sha256 } of parts) {
        const held = found.find((file) => file.path === path && file.source);
        const bytes = held ? null : await readFile(path);
        const now = bytes ? createHash('sha256').update(bytes).digest('hex') : files.get(path)!.sha256;
        if (now !== sha256) throw new Invalid(`“${name}” changed while it was being imported. Run the import again.`);
        sources.set(path, bytes ? await readSource(bytes, name, { encoding }) : held!.source!);
        if (held) held.source = null; // it is not needed again
      }
      const record = recordOfFiles(
        parts.map(({ path, name, part }) => ({ path, name, part, source: sources.get(path)! })),
      );
      if (record.title.length > LONGEST_TITLE) {
        throw new Invalid(
          `“${first.name}”: the title has ${record.title.length} characters, and at most ${LONGEST_TITLE} are taken. Shorten it in the file.`,
        );
      }
      return { record, sources };
    },
  };
}
