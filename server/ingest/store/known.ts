/** Records that were imported before: how they are known again, and told from strangers that have the same number. */
import { Conflict } from '../../archive/errors.ts';
import type { Database } from '../../db/open.ts';
import type { TestimonyRecord } from '../record.ts';
import { placeOf } from '../row.ts';
import { fieldsWritten } from './merge.ts';

/** The record an earlier import of the same source made. */
export interface Known {
  testimonyId: number;
  accession: string;
  origin: string;
  cameFrom: string;
  digest: string;
  status: 'draft' | 'published';
}

/** `source` is `accession:…`, or `sha256:…` of a file that carries no number. */
export function knownImport(db: Database, source: string): Known | null {
  return (
    db
      .prepare<{ source: string }, Known>(`
        SELECT import_record.testimony_id AS testimonyId, testimony.accession, origin, came_from AS cameFrom, digest, status
        FROM import_record JOIN testimony ON testimony.id = import_record.testimony_id WHERE source = @source`)
      .get({ source }) ?? null
  );
}

/** By what a source is the same as one from before. Files are known by sha256, recordings by address, name or id. */
export interface Claims {
  titles: string[];
  narrators: string[];
  recordings: string[];
  files: string[];
}

/**
 * Throws Conflict for a number that another source used before. The same source has the same kind, and shares a title, a
 * narrator, a file or a recording with what it was; where it names no narrators, it may also just lie in the same place.
 */
export function refuseStranger(
  db: Database,
  known: Known,
  { record, claims }: { record: TestimonyRecord; claims: Claims },
  key: { source: string; cameFrom: string },
): void {
  const before = claimsBefore(db, known, key.source);
  const shares = (what: keyof Claims) => claims[what].some((one) => before[what].includes(one));
  const inPlace = known.cameFrom === key.cameFrom && !(claims.narrators.length && before.narrators.length);
  const same = shares('titles') || shares('narrators') || shares('files') || shares('recordings') || inPlace;
  if (known.origin === record.origin && same) return;
  const advice =
    known.origin === record.origin
      ? 'Give this one a number of its own. If it is the same, import it with its old title once more, and change the title afterwards; further parts of it are imported together with the first.'
      : 'Give this one a number of its own.';
  throw new Conflict(
    `${placeOf(record.where, 'accession')}the accession number ${known.accession} belongs to another record, from another source. ${advice}`,
  );
}

function claimsBefore(db: Database, { testimonyId }: Known, source: string): Claims {
  const written = fieldsWritten(db, source);
  const read = <T>(field: string, otherwise: T): T => JSON.parse(written.get(field) ?? JSON.stringify(otherwise));
  const assets = db
    .prepare<[number], { sha256: string | null; remoteUrl: string | null }>(`
      SELECT sha256, remote_url AS remoteUrl FROM asset WHERE testimony_id = ? AND kind <> 'agreement'`)
    .all(testimonyId);
  const parts = read<FilePart[]>('parts', []);
  return {
    titles: [read('title', '')],
    narrators: read<{ name: string }[]>('narrators', []).map(({ name }) => name),
    files: assets.flatMap(({ sha256 }) => sha256 ?? []),
    recordings: [
      ...assets.flatMap(({ remoteUrl }) => remoteUrl ?? []),
      ...parts.flatMap(({ recordings }) => recordings),
    ],
  };
}

/** A file that is one part of a testimony, as it is remembered. */
export interface FilePart {
  part: number; // from 1
  name: string;
  sha256: string;
  recordings: string[]; // addresses, names or ids
}
