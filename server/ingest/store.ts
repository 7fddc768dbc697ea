import { addAgreement, USES } from '../archive/agreement.ts';
import { addAsset } from '../archive/asset.ts';
import { Conflict } from '../archive/errors.ts';
import { setIndexPoints } from '../archive/index-point.ts';
import { partAt, setPartTimes, setSession } from '../archive/session.ts';
import { addTestimony, nextAccession, publish, setAccess, testimonyId, touch } from '../archive/testimony.ts';
import { storeTranscript } from '../archive/transcript.ts';
import type { Database } from '../db/open.ts';
import { type Resolver, resolver } from './authorities.ts';
import { type Field, fieldsOf } from './fields.ts';
import { alternateLanguage } from './file-record.ts';
import { type KnownSpeaker, speakerNamed } from './known-speaker.ts';
import { languageOfTitle } from './language.ts';
import { passagesOf } from './passages.ts';
import type { PreparedMedia, PreparedRecord, PreparedTranscript } from './prepare.ts';
import type { TestimonyRecord } from './record.ts';
import type { SourceIndexPoint } from './source.ts';

/** What storing a record did. */
export interface Stored {
  outcome: 'added' | 'changed' | 'unchanged';
  accession: string;
  published: boolean;
  conflicts: string[]; // fields that people have edited since and the source would now change
  notes: string[];
}

/** The record an earlier import of the same source made. */
export interface Known {
  testimonyId: number;
  accession: string;
  digest: string;
}

export function knownImport(db: Database, source: string): Known | null {
  return (
    db
      .prepare<{ source: string }, Known>(`
        SELECT import_record.testimony_id AS testimonyId, testimony.accession, import_record.digest
        FROM import_record JOIN testimony ON testimony.id = import_record.testimony_id WHERE source = @source`)
      .get({ source }) ?? null
  );
}

/**
 * Writes a prepared record. Call inside a transaction: whatever it throws, nothing must stay. Of a record imported before,
 * only what nobody has edited since is changed.
 */
export function storeRecord(
  db: Database,
  prepared: PreparedRecord,
  { source, digest, sample }: { source: string; digest: string; sample: boolean },
): Stored {
  const { record } = prepared;
  const notes: string[] = [];
  const resolve = resolver(db, (text) => notes.push(text));
  const known = knownImport(db, source);
  if (!known && record.accession !== null && testimonyId(db, record.accession) !== null) {
    throw new Conflict(
      `The accession number ${record.accession} belongs to another record, from another source. Give this one a number of its own.`,
    );
  }
  const accession = known?.accession ?? record.accession ?? nextAccession(db);
  const id = known?.testimonyId ?? addEmpty(db, accession, record, sample);
  db.prepare(`
    INSERT INTO import_record (source, testimony_id, origin, digest) VALUES (@source, @id, @origin, @digest)
    ON CONFLICT (source) DO UPDATE SET digest = excluded.digest, imported_at = strftime('%Y-%m-%dT%H:%M:%fZ')`).run({
    source,
    id,
    origin: record.origin,
    digest,
  });
  const state: State = { db, id, source, fresh: !known, conflicts: [], changes: 0 };
  for (const field of fieldsOf(db, record, resolve, sample)) writeField(state, field);
  storeParts(state, prepared, resolve);
  storeMedia(state, prepared);
  const published = consent(state, prepared);
  if (state.changes > 0) touch(db, id);
  return {
    outcome: state.fresh ? 'added' : state.changes > 0 ? 'changed' : 'unchanged',
    accession,
    published,
    conflicts: state.conflicts,
    notes,
  };
}

interface State {
  db: Database;
  id: number;
  source: string;
  fresh: boolean;
  conflicts: string[];
  changes: number;
}

function addEmpty(db: Database, accession: string, record: TestimonyRecord, sample: boolean): number {
  const id = addTestimony(db, accession, {
    form: record.form,
    title: record.title,
    lang: languageOfTitle(record.title, record.lang),
    abstract: null,
    generation: null,
    collectionId: null,
    rights: null,
    credit: null,
    provenance: null,
    sample,
  });
  setSession(db, id, 0, { date: null, placeId: null, placeText: null });
  return id;
}

/** Writes a field where the archive still has what the last import wrote; a value changed on both sides is a conflict. */
function writeField(state: State, field: Field): void {
  const { db, id, source } = state;
  const incoming = JSON.stringify(field.incoming);
  const baseline = db
    .prepare<{ source: string; field: string }, string>(
      'SELECT value FROM import_field WHERE source = @source AND field = @field',
    )
    .pluck()
    .get({ source, field: field.name });
  if (incoming === baseline) return;
  const current = JSON.stringify(field.current(db, id));
  if (current !== incoming) {
    if (!state.fresh && current !== (baseline ?? JSON.stringify(field.untouched))) {
      state.conflicts.push(field.name);
      return;
    }
    field.write(db, id);
    state.changes += 1;
  }
  db.prepare(`
    INSERT INTO import_field (source, field, value) VALUES (@source, @field, @incoming)
    ON CONFLICT (source, field) DO UPDATE SET value = excluded.value`).run({ source, field: field.name, incoming });
}

const HOUR = 3_600_000;

/** Sessions, parts, their words and their index. */
function storeParts(state: State, prepared: PreparedRecord, resolve: Resolver): void {
  const { db, id } = state;
  const sessionId = db
    .prepare<[number], number>('SELECT id FROM session WHERE testimony_id = ? AND position = 0')
    .pluck()
    .get(id)!;
  const { record, transcripts, media } = prepared;
  const numbers = new Set([
    ...transcripts.map(({ part }) => part),
    ...media.map(({ part }) => part ?? 1),
    ...record.recordings.map(({ part }) => part),
  ]);
  const speakers = knownSpeakers(db, id);
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const partId = partAt(db, id, sessionId, number);
    const here = transcripts.filter(({ part }) => part === number);
    const sound = media.find((file) => file.part === number && (file.kind === 'audio' || file.kind === 'video'));
    const remote = record.recordings.find(({ part }) => part === number)?.recording;
    const durationMs = sound?.durationMs ?? remote?.durationMs ?? null;
    const zeroOffsetMs = zeroOffset(here, durationMs);
    setPartTimes(db, partId, { zeroOffsetMs, durationMs });
    for (const transcript of here) storeWords(state, transcript, { partId, zeroOffsetMs, speakers, record });
    for (const { source } of here.filter(({ source }) => source.indexPoints.length > 0)) {
      const spoken =
        source.transcripts.find((text) => !text.translation)?.lang ?? source.description.lang ?? record.lang;
      storeIndex(state, partId, zeroOffsetMs, source.indexPoints, {
        lang: spoken ?? 'und',
        alternateLang: source.transcripts.find((text) => text.translation)?.lang ?? alternateLanguage(source),
        resolve,
      });
    }
  }
}

/** A tape's time code often begins at a whole hour: taken off where the times lie beyond the recording, or nothing tells its length. */
function zeroOffset(transcripts: PreparedTranscript[], durationMs: number | null): number {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { source } of transcripts) {
    for (const { cues } of source.transcripts) {
      for (const { startMs, endMs } of cues) {
        if (startMs === null) continue;
        first = Math.min(first, startMs);
        last = Math.max(last, endMs ?? startMs);
      }
    }
  }
  if (first === Number.POSITIVE_INFINITY || first < HOUR) return 0;
  return durationMs !== null && last <= durationMs ? 0 : Math.floor(first / HOUR) * HOUR;
}

function storeWords(
  state: State,
  transcript: PreparedTranscript,
  context: { partId: number; zeroOffsetMs: number; speakers: KnownSpeaker[]; record: TestimonyRecord },
): void {
  const { db, id } = state;
  const { partId, zeroOffsetMs, record } = context;
  const shift = (ms: number | null) => (ms === null ? null : Math.max(0, ms - zeroOffsetMs));
  const sourceAsset = addAsset(db, id, {
    kind: 'source',
    partId,
    sha256: transcript.file.sha256,
    bytes: transcript.file.bytes,
    mime: transcript.file.mime,
    originalName: transcript.path.split(/[\\/]/).at(-1)!,
  });
  const original = prepared(record, transcript);
  for (const text of transcript.source.transcripts) {
    if (text.cues.length === 0) continue;
    const translation = transcript.translation || text.translation;
    const known = db
      .prepare<[number, number, string], string>(`
        SELECT transcript_source.sha256 FROM transcript_source JOIN transcript ON transcript.id = transcript_source.transcript_id
        WHERE transcript.testimony_id = ? AND transcript_source.part_id = ? AND transcript.lang = ?`)
      .pluck()
      .get(id, partId, text.lang ?? 'und');
    if (known === transcript.file.sha256) continue;
    const passages = passagesOf(text.cues).map((passage) => ({
      startMs: shift(passage.startMs),
      estimated: passage.estimated,
      endMs: shift(passage.endMs),
      speaker: passage.speaker,
      personId: passage.speaker === null ? null : speakerNamed(passage.speaker, context.speakers),
      text: passage.text,
      // A cue divided between passages is stored in each with its own words only, which can then be withheld apart.
      cues: passage.cues.map(({ index, charStart, charEnd, startMs, endMs, payload }) => {
        const { identifier, settings } = text.cues[index]!;
        return { startMs: shift(startMs), endMs: shift(endMs), charStart, charEnd, payload, identifier, settings };
      }),
    }));
    const stored = storeTranscript(db, {
      testimonyId: id,
      partId,
      lang: text.lang ?? 'und',
      kind: 'verbatim',
      status: record.transcriptStatus,
      translates: translation ? original : null,
      source: {
        format: transcript.source.format,
        sha256: transcript.file.sha256,
        assetId: sourceAsset,
        notes: text.notes.length ? text.notes.join('\n\n') : null,
      },
      passages,
    });
    if (stored.conflict) state.conflicts.push(`transcript ${text.lang}, part ${transcript.part}`);
    else state.changes += 1;
  }
}

/** The language of the account itself, which a translation points back to. */
function prepared(record: TestimonyRecord, transcript: PreparedTranscript): string | null {
  return record.lang ?? transcript.source.transcripts.find((text) => !text.translation)?.lang ?? null;
}

function storeIndex(
  state: State,
  partId: number,
  zeroOffsetMs: number,
  points: SourceIndexPoint[],
  context: { lang: string; alternateLang: string | null; resolve: Resolver },
): void {
  const words = (texts: string[]) => texts.map((text) => ({ text, termId: context.resolve.knownTopic(text) }));
  const written = setIndexPoints(
    state.db,
    state.id,
    partId,
    points.map((point) => ({
      startMs: point.startMs >= zeroOffsetMs ? point.startMs - zeroOffsetMs : point.startMs,
      texts: point.texts.map((text) => ({
        lang: text.lang ?? (text.alternate ? (context.alternateLang ?? 'und') : context.lang),
        title: text.title,
        synopsis: text.synopsis || null,
        partialTranscript: text.partialTranscript || null,
        keywords: words(text.keywords),
        subjects: words(text.subjects),
      })),
      places: point.places.map((place) => ({
        placeId: place.label ? (context.resolve.knownPlace(place.label)?.id ?? null) : null,
        latitude: place.latitude,
        longitude: place.longitude,
        zoom: place.zoom,
        label: place.label || null,
        labelAlternate: place.alternateLabel || null,
      })),
      links: point.links.map((link) => ({
        url: link.url,
        label: link.label || null,
        labelAlternate: link.alternateLabel || null,
      })),
    })),
  );
  if (!written) state.conflicts.push('index');
  else state.changes += 1;
}

function knownSpeakers(db: Database, id: number): KnownSpeaker[] {
  const people = db
    .prepare<[number], { personId: number; role: 'narrator' | 'interviewer'; name: string }>(`
      SELECT person.id AS personId, testimony_person.role, person.name
      FROM testimony_person JOIN person ON person.id = testimony_person.person_id
      WHERE testimony_person.testimony_id = ? AND testimony_person.role IN ('narrator', 'interviewer')
      ORDER BY testimony_person.role DESC, testimony_person.position`)
    .all(id);
  const variants = db.prepare<[number], string>('SELECT name FROM person_name WHERE person_id = ?').pluck();
  return people.map(({ personId, role, name }) => ({ personId, role, names: [name, ...variants.all(personId)] }));
}

/** Photographs, documents and recordings; those an earlier import brought and the source no longer names are removed. */
function storeMedia(state: State, { record, media }: PreparedRecord): void {
  const { db, id } = state;
  const partIds = new Map(
    db
      .prepare<[number], { id: number; position: number }>('SELECT id, position FROM part WHERE testimony_id = ?')
      .all(id)
      .map((part) => [part.position, part.id]),
  );
  const before = mediaHere(db, id);
  media.forEach((file, position) => {
    addAsset(db, id, {
      kind: file.kind,
      partId: file.part === null ? null : (partIds.get(file.part) ?? null),
      position,
      sha256: file.file.sha256,
      bytes: file.file.bytes,
      mime: file.file.mime,
      originalName: file.path.split(/[\\/]/).at(-1)!,
      width: file.width,
      height: file.height,
      durationMs: file.durationMs,
      placeholder: file.placeholder,
      date: file.date,
      rights: record.rights,
    });
    if (file.kind === 'photograph' && file.caption) writeField(state, captionField(file, record));
  });
  for (const { part, recording } of record.recordings) {
    if (recording.url === null) continue;
    addAsset(db, id, {
      kind: recording.kind ?? 'audio',
      partId: partIds.get(part) ?? null,
      position: part,
      remoteUrl: recording.url,
      remoteHost: recording.host,
      durationMs: recording.durationMs,
    });
  }
  const listed = new Set(media.map((file) => `${file.kind} ${file.file.sha256}`));
  const gone = state.db
    .prepare<[string], string>("SELECT field FROM import_field WHERE source = ? AND field LIKE 'media %'")
    .pluck()
    .all(state.source)
    .map((field) => field.slice('media '.length))
    .filter((key) => !listed.has(key));
  for (const key of gone) {
    const [kind, sha256] = key.split(' ');
    db.prepare('DELETE FROM asset WHERE testimony_id = ? AND kind = ? AND sha256 = ?').run(id, kind, sha256);
    db.prepare('DELETE FROM import_field WHERE source = ? AND field = ?').run(state.source, `media ${key}`);
  }
  for (const key of listed) {
    db.prepare("INSERT OR IGNORE INTO import_field (source, field, value) VALUES (?, ?, 'true')").run(
      state.source,
      `media ${key}`,
    );
  }
  if (mediaHere(db, id) !== before) state.changes += 1;
}

function mediaHere(db: Database, id: number): string {
  return JSON.stringify(
    db.prepare('SELECT id, part_id, position FROM asset WHERE testimony_id = ? ORDER BY id').all(id),
  );
}

function captionField(file: PreparedMedia, record: TestimonyRecord): Field {
  const lang = languageOfTitle(file.caption!, record.lang);
  const assetId = (db: Database, id: number) =>
    db
      .prepare<[number, string], number>(
        "SELECT id FROM asset WHERE testimony_id = ? AND kind = 'photograph' AND sha256 = ?",
      )
      .pluck()
      .get(id, file.file.sha256)!;
  return {
    name: `caption ${file.file.sha256}`,
    incoming: file.caption,
    untouched: null,
    current: (db, id) =>
      db
        .prepare<[number], string>('SELECT caption FROM asset_text WHERE asset_id = ? ORDER BY lang LIMIT 1')
        .pluck()
        .get(assetId(db, id)) ?? null,
    write: (db, id) => {
      db.prepare(`
        INSERT INTO asset_text (asset_id, lang, caption) VALUES (@asset, @lang, @caption)
        ON CONFLICT (asset_id, lang) DO UPDATE SET caption = excluded.caption`).run({
        asset: assetId(db, id),
        lang,
        caption: file.caption,
      });
    },
  };
}

/** Agreement and access, as fields of their own; a record with both is published once. True when it is published now. */
function consent(state: State, { record, agreementFile }: PreparedRecord): boolean {
  const { db, id } = state;
  const { agreement, access, embargoUntil } = record;
  if (agreement) {
    writeField(state, {
      name: 'agreement',
      incoming: {
        kind: agreement.kind,
        date: agreement.date,
        uses: USES.filter((use) => agreement.uses.includes(use)),
      },
      untouched: [],
      current: () => agreementHere(db, id),
      write: () => {
        db.prepare('DELETE FROM agreement WHERE testimony_id = ?').run(id);
        const assetId = agreementFile
          ? addAsset(db, id, {
              kind: 'agreement',
              sha256: agreementFile.sha256,
              bytes: agreementFile.bytes,
              mime: agreementFile.mime,
              originalName: agreementFile.path.split(/[\\/]/).at(-1)!,
            })
          : null;
        addAgreement(db, id, { kind: agreement.kind, date: agreement.date, uses: agreement.uses, assetId });
      },
    });
  }
  if (access) {
    writeField(state, {
      name: 'access',
      incoming: { access, embargoUntil },
      untouched: { access: 'closed', embargoUntil: null },
      current: () => db.prepare('SELECT access, embargo_until AS embargoUntil FROM testimony WHERE id = ?').get(id),
      write: () => setAccess(db, id, { access, embargoUntil }),
    });
  }
  const row = db
    .prepare<[number], { status: string; published_at: string | null }>(
      'SELECT status, published_at FROM testimony WHERE id = ?',
    )
    .get(id)!;
  if (
    row.status === 'draft' &&
    row.published_at === null &&
    agreement &&
    access &&
    !state.conflicts.includes('access')
  ) {
    publish(db, id);
    state.changes += 1;
    return true;
  }
  return row.status === 'published';
}

function agreementHere(db: Database, id: number): unknown {
  const rows = db
    .prepare<[number], { id: number; kind: string; date: string | null }>(
      'SELECT id, kind, date FROM agreement WHERE testimony_id = ? ORDER BY id',
    )
    .all(id);
  if (rows.length !== 1) return rows;
  const allowed = db
    .prepare<[number], string>('SELECT use FROM agreement_use WHERE agreement_id = ?')
    .pluck()
    .all(rows[0]!.id);
  return { kind: rows[0]!.kind, date: rows[0]!.date, uses: USES.filter((use) => allowed.includes(use)) };
}
