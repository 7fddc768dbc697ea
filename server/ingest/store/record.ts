import { Conflict } from '../../archive/errors.ts';
import { setSession } from '../../archive/session.ts';
import { addTestimony, nextAccession, standingOf, testimonyId, touch } from '../../archive/testimony.ts';
import type { Database } from '../../db/open.ts';
import type { Resolver } from '../authorities.ts';
import { languageOfTitle } from '../language.ts';
import type { PreparedRecord } from '../prepare.ts';
import type { TestimonyRecord } from '../record.ts';
import { placeOf } from '../row.ts';
import { storeConsent } from './consent.ts';
import { storeFields } from './fields.ts';
import { type Known, knownImport, refuseStranger } from './known.ts';
import { storeMedia } from './media.ts';
import { fieldsWritten, keepWritten, type Merge, remember } from './merge.ts';
import { storeParts, sweepParts } from './parts.ts';
import { storePeople } from './people.ts';
import { storeRoad } from './road.ts';

/** What storing a record did. */
export interface Stored {
  outcome: 'added' | 'changed' | 'unchanged';
  accession: string;
  published: boolean;
  conflicts: string[]; // what people have edited since and the source would now change
  notes: string[];
  gone: string[]; // originals that the testimony no longer has
}

/** How a record is known: by its source, and by what was read of it. */
export interface ImportKey {
  source: string;
  digest: string;
  cameFrom: string; // sha256 of where it lay
  sample: boolean;
  /** Numbers that a dry run has shown for other records. */
  promised: ReadonlySet<string>;
  /** Values to remember beside the fields: options given for this record, the files of its parts. */
  remembered: Record<string, string | null>;
}

/**
 * Writes a prepared record. Call inside a transaction that has the write lock: whatever it throws, nothing must stay. Of a
 * record imported before, only what nobody has edited since is changed.
 */
export function storeRecord(
  db: Database,
  prepared: PreparedRecord,
  key: ImportKey,
  resolve: Resolver,
  notes: string[],
): Stored {
  const { record } = prepared;
  const known = knownImport(db, key.source);
  if (known) refuseKnown(db, known, prepared, key);
  else if (record.accession !== null && testimonyId(db, record.accession) !== null) throw takenBy(record);
  const accession = known?.accession ?? record.accession ?? nextAccession(db, key.promised);
  const lang = languageOfTitle(`${record.title} ${record.abstract ?? ''}`, record.lang);
  const id = known?.testimonyId ?? addCatalogued(db, accession, record, lang, key.sample);
  const merge: Merge = {
    db,
    id,
    source: key.source,
    fresh: !known,
    last: known ? fieldsWritten(db, key.source) : new Map(),
    unsaved: new Set(),
    reason: `import of ${record.where.file}${record.where.row === undefined ? '' : `, row ${record.where.row}`}`,
    conflicts: [],
    notes,
    changes: 0,
  };
  if (!known) addImport(db, id, record, key);
  storeFields(merge, record, resolve, lang);
  storePeople(merge, record, resolve, key.sample);
  storeRoad(merge, record, resolve, lang);
  storeParts(merge, prepared, resolve);
  const gone = storeMedia(merge, prepared);
  sweepParts(merge, prepared);
  const published = storeConsent(merge, prepared);
  for (const [field, value] of Object.entries(key.remembered)) remember(merge, field, value);
  keepWritten(merge);
  // With conflicts left, the next run looks again, and names them again.
  if (known && merge.conflicts.length === 0) {
    db.prepare(`
      UPDATE import_record SET digest = @digest, came_from = @cameFrom, imported_at = strftime('%Y-%m-%dT%H:%M:%fZ')
      WHERE source = @source`).run({ source: key.source, digest: key.digest, cameFrom: key.cameFrom });
  }
  // What a source takes back may be gone from pages before an index has followed: it is left out of searches until then.
  if (merge.changes > 0) touch(db, id, { narrowed: !merge.fresh });
  const outcome = merge.fresh ? 'added' : merge.changes > 0 ? 'changed' : 'unchanged';
  return { outcome, accession, published, conflicts: merge.conflicts, notes, gone };
}

/** The testimony with what is catalogued of it alone; the fields find it so, and write the rest. */
function addCatalogued(
  db: Database,
  accession: string,
  record: TestimonyRecord,
  lang: string,
  sample: boolean,
): number {
  const { form, title, abstract, generation, rights, provenance } = record;
  const fields = {
    form,
    title,
    lang,
    abstract,
    generation,
    collectionId: null,
    rights,
    credit: null,
    provenance,
    sample,
  };
  const id = addTestimony(db, accession, fields);
  setSession(db, id, 0, { date: null, placeId: null, placeText: null });
  return id;
}

function addImport(db: Database, testimonyId: number, { origin }: TestimonyRecord, key: ImportKey): void {
  db.prepare(`
    INSERT INTO import_record (source, testimony_id, origin, came_from, digest)
    VALUES (@source, @testimonyId, @origin, @cameFrom, @digest)`).run({
    source: key.source,
    testimonyId,
    origin,
    cameFrom: key.cameFrom,
    digest: key.digest,
  });
}

function refuseKnown(db: Database, known: Known, prepared: PreparedRecord, key: ImportKey): void {
  const { record } = prepared;
  if (standingOf(db, known.testimonyId).withdrawnOn !== null) {
    throw new Conflict(
      `${placeOf(record.where, 'accession')}${known.accession} was taken back by those who gave it, so nothing of it is imported. Leave it out of the source.`,
    );
  }
  refuseStranger(db, known, prepared, key);
}

/** That an accession number is in use. */
export function takenBy({ where, accession }: TestimonyRecord): Conflict {
  return new Conflict(
    `${placeOf(where, 'accession')}the accession number ${accession} belongs to another record, from another source. Give this one a number of its own.`,
  );
}
