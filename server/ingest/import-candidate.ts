import { createHash } from 'node:crypto';
import { missingOriginals, removeUnused } from '../media/sweep.ts';
import type { Candidate } from './gather.ts';
import { type PreparedRecord, prepare, unprepared } from './prepare.ts';
import type { TestimonyRecord } from './record.ts';
import type { Run } from './run.ts';
import { knownImport } from './store/known.ts';
import { fieldsWritten } from './store/merge.ts';
import { type ImportKey, type Stored, storeRecord } from './store/record.ts';
import { type Taken, takeFiles, takeRow } from './taken.ts';

/** Raised whenever the same source is to be understood anew. */
const IMPORT_VERSION = 1;
const TRIES = 6;

/** Stores the record that is ready, whole or not at all. Throws what refuses it; then nothing of it is in the archive. */
export type Ready = () => Promise<Stored>;

/**
 * Reads, checks and keeps the files of one record, and gives what stores it. Several may be made ready at once; they are stored
 * one after another, in their order, and each is looked up anew then. Never throws: what refuses it is thrown by what it gives.
 */
export async function makeReady(run: Run, candidate: Candidate): Promise<Ready> {
  try {
    return await readied(run, candidate);
  } catch (error) {
    return () => Promise.reject(error);
  }
}

async function readied(run: Run, candidate: Candidate): Promise<Ready> {
  const { archive, options } = run;
  const taken =
    candidate.kind === 'row' ? await takeRow(candidate) : await takeFiles(archive, candidate, options.encoding);
  const given = optionsFor(run, candidate, taken.source);
  const digest = digestOf(taken, given);
  const known = knownImport(archive.db, taken.source);
  if (known?.digest === digest) {
    const { accession, status } = known;
    const published = status === 'published';
    return async () => ({ outcome: 'unchanged', accession, published, conflicts: [], notes: [], gone: [] });
  }
  const { record, sources } = await taken.read();
  const key: ImportKey = {
    source: taken.source,
    digest,
    cameFrom: sha256(taken.cameFrom),
    sample: options.sample ?? false,
    promised: run.promised,
    remembered: { ...taken.remembered, ...usedOptions(record, given) },
  };
  const completed = withOptions(record, given);
  const { encoding, dryRun = false } = options;
  const prepareIt = async (): Promise<Prepared> => {
    const prepared = unprepared(completed, taken.claims);
    try {
      await prepare(prepared, { folder: archive.folder, keep: !dryRun, encoding, sources, files: taken.files });
      return { prepared, refused: null };
    } catch (error) {
      return { prepared, refused: { error } };
    }
  };
  const first = await prepareIt();
  return async () => {
    for (let tries = 1; ; tries += 1) {
      const { prepared, refused } = tries === 1 ? first : await prepareIt();
      let stored: Stored | null = null;
      try {
        if (refused) throw refused.error;
        stored = store(run, prepared, key);
        return stored;
      } catch (error) {
        if (!(error instanceof OriginalGone) || tries === TRIES) throw error;
      } finally {
        // What stays behind if the disk fails here too, `kolot check` finds.
        if (stored === null) await removeUnused(archive, prepared.added).catch(() => {});
      }
    }
  };
}

interface Prepared {
  prepared: PreparedRecord;
  refused: { error: unknown } | null;
}

/** Another record that was refused took away an original just as this one found it kept. */
class OriginalGone extends Error {}

class DryRun extends Error {
  constructor(readonly stored: Stored) {
    super('a dry run is undone');
  }
}

/** Stores in one transaction that takes the write lock at once; a dry run is undone at its end. */
function store({ archive, authorities, options, promised }: Run, prepared: PreparedRecord, key: ImportKey): Stored {
  const { db, folder } = archive;
  const notes = [...prepared.notes];
  let committed = false;
  try {
    const stored = db
      .transaction(() => {
        if (!options.dryRun && missingOriginals(folder, prepared.originals).length) throw new OriginalGone();
        const done = storeRecord(
          db,
          prepared,
          key,
          authorities.resolver((text) => notes.push(text)),
          notes,
        );
        if (options.dryRun) throw new DryRun(done);
        return done;
      })
      .immediate();
    committed = true;
    return stored;
  } catch (error) {
    if (error instanceof DryRun) {
      promised.add(error.stored.accession);
      return error.stored;
    }
    throw error;
  } finally {
    authorities.ended(committed);
  }
}

/** Options stand for a record until others are given: a later run without them takes nothing back. */
function optionsFor({ archive: { db }, options }: Run, { kind }: Candidate, source: string): Given {
  const last = fieldsWritten(db, source);
  const title = options.title ?? last.get(TITLE);
  const language = options.language ?? last.get(LANGUAGE);
  return {
    access: options.access ?? (last.get(ACCESS) as Given['access'] | undefined) ?? null,
    agreement: options.agreement ?? (last.get(AGREEMENT) as Given['agreement'] | undefined) ?? null,
    ...(kind === 'files' && title && { title }),
    ...(kind === 'files' && language && { language }),
  };
}

type Given = { [option in 'access' | 'agreement']: NonNullable<Run['options'][option]> | null } & {
  title?: string;
  language?: string;
};
const ACCESS = '--access';
const AGREEMENT = '--agreement';
const TITLE = '--title';
const LANGUAGE = '--language';

function usedOptions(
  record: TestimonyRecord,
  { access, agreement, title, language }: Given,
): Record<string, string | null> {
  return {
    [ACCESS]: record.access === null ? access : null,
    [AGREEMENT]: record.agreement === null ? agreement : null,
    ...(title && { [TITLE]: title }),
    ...(language && { [LANGUAGE]: language }),
  };
}

function withOptions(record: TestimonyRecord, { access, agreement, title, language }: Given): TestimonyRecord {
  const agreed = agreement && { kind: agreement, date: null, file: null, uses: ['research', 'teaching'] as const };
  return {
    ...record,
    title: title ?? record.title,
    lang: language ?? record.lang,
    transcripts: language ? record.transcripts.map((one) => ({ ...one, lang: language })) : record.transcripts,
    access: record.access ?? access,
    agreement: record.agreement ?? (agreed ? { ...agreed, uses: [...agreed.uses] } : null),
  };
}

/** Two runs with the same digest would store the same. */
function digestOf({ said, files }: Taken, given: Given): string {
  return sha256(JSON.stringify([IMPORT_VERSION, said, [...files.values()].map((file) => file.sha256), given]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
