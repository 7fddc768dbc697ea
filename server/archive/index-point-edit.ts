/** The index of a testimony at the desk: points added, changed and taken out, one at a time. */
import type { Database } from '../db/open.ts';
import { Conflict, Invalid, NotFound } from './errors.ts';
import type { NewIndexPoint } from './index-point.ts';
import { nameKey } from './names.ts';
import { changed } from './outbox.ts';
import { placeNamed, placesByName } from './place.ts';
import { addRevision, auditTestimony } from './revision.ts';
import { termsByLabel } from './term.ts';
import { audiencesOf, refuseOpening } from './transcript-edit/opening.ts';

export interface EditablePoint {
  id: number;
  version: number;
  partId: number;
  part: number; // from 1
  startMs: number;
  texts: {
    lang: string;
    title: string;
    synopsis: string | null;
    partialTranscript: string | null;
    keywords: string[];
    subjects: string[];
  }[];
  places: Omit<NewIndexPoint['places'][number], 'placeId'>[];
  links: NewIndexPoint['links'];
  clearedAt: string | null;
  /** Withheld whole: by a closed section in its stretch, or a redaction made since it was cleared. */
  withheld: boolean;
}

/** Every point of a testimony, in order. For staff. */
export function editablePoints(db: Database, accession: string): EditablePoint[] {
  const testimonyId = testimonyOf(db, accession);
  const audiences = audiencesOf(db, testimonyId);
  const points = db
    .prepare<[number], Pick<EditablePoint, 'id' | 'version' | 'partId' | 'part' | 'startMs' | 'clearedAt'>>(`
      SELECT index_point.id, version, part_id AS partId, part.position AS part, start_ms AS startMs, cleared_at AS clearedAt
      FROM index_point JOIN part ON part.id = part_id WHERE index_point.testimony_id = ?
      ORDER BY part.position, start_ms, index_point.position`)
    .all(testimonyId);
  const texts = db.prepare<[number], Omit<EditablePoint['texts'][number], 'keywords' | 'subjects'>>(`
    SELECT lang, title, synopsis, partial_transcript AS partialTranscript FROM index_point_text WHERE index_point_id = ? ORDER BY lang`);
  const words = db.prepare<[number], { lang: string; kind: 'keyword' | 'subject'; text: string }>(
    'SELECT lang, kind, text FROM index_point_keyword WHERE index_point_id = ? ORDER BY position',
  );
  const places = db.prepare<[number], EditablePoint['places'][number]>(`
    SELECT latitude, longitude, zoom, label, label_alternate AS labelAlternate FROM index_point_place
    WHERE index_point_id = ? ORDER BY position`);
  const links = db.prepare<[number], EditablePoint['links'][number]>(
    'SELECT url, label, label_alternate AS labelAlternate FROM index_point_link WHERE index_point_id = ? ORDER BY position',
  );
  return points.map((point) => {
    const said = words.all(point.id);
    const of = (lang: string, kind: string) =>
      said.filter((one) => one.lang === lang && one.kind === kind).map(({ text }) => text);
    return {
      ...point,
      texts: texts
        .all(point.id)
        .map((text) => ({ ...text, keywords: of(text.lang, 'keyword'), subjects: of(text.lang, 'subject') })),
      places: places.all(point.id),
      links: links.all(point.id),
      withheld: (audiences?.get(`#${point.id}`) ?? 0) >= 3,
    };
  });
}

export interface PointTyped {
  accession: string;
  actor: string;
  /** The point as it was seen; null makes a new one. */
  seen: { id: number; version: number } | null;
  part: number; // from 1
  startMs: number;
  texts: { lang: string; title: string; synopsis: string; keywords: string[]; subjects: string[] }[];
  place: string;
  /** Its words have been read, and say nothing of what is withheld in its stretch. */
  cleared: boolean;
}

/**
 * Adds or changes a point, with its revision; gives its id. Throws Invalid without a time or a title, Conflict where somebody
 * has changed it since, or where a point that is withheld would be opened.
 */
export function savePoint(db: Database, typed: PointTyped): number {
  const texts = typed.texts.filter(
    ({ title, synopsis, keywords, subjects }) => title.trim() || synopsis.trim() || keywords.length || subjects.length,
  );
  if (!Number.isSafeInteger(typed.startMs) || typed.startMs < 0)
    throw new Invalid('Say when the moment begins, as 0:12:30.', { field: 'start', key: 'time_order' });
  if (texts.length === 0 || texts.some(({ title }) => !title.trim()))
    throw new Invalid('Give the moment a title in each language that it is described in.', {
      field: 'title',
      key: 'title_needed',
    });
  return db
    .transaction(() => {
      const testimonyId = testimonyOf(db, typed.accession);
      const partId = db
        .prepare<[number, number], number>('SELECT id FROM part WHERE testimony_id = ? AND position = ?')
        .pluck()
        .get(testimonyId, typed.part);
      if (partId === undefined) throw new NotFound('part', String(typed.part));
      const before = audiencesOf(db, testimonyId);
      const id = typed.seen ? kept(db, testimonyId, typed) : added(db, testimonyId, partId, typed.startMs);
      if (!typed.seen) auditTestimony(db, testimonyId, { actor: typed.actor, action: 'added a moment' });
      db.prepare(`
        UPDATE index_point SET part_id = @partId, start_ms = @startMs, edited = 1, version = version + 1,
          cleared_at = CASE WHEN @cleared THEN strftime('%Y-%m-%dT%H:%M:%fZ') ELSE cleared_at END
        WHERE id = @id`).run({ id, partId, startMs: typed.startMs, cleared: typed.cleared ? 1 : 0 });
      writeTexts(db, id, texts);
      writePlace(db, id, typed.place.trim());
      const after = audiencesOf(db, testimonyId);
      if (typed.cleared) before?.delete(`#${id}`);
      refuseOpening(before, after, { from: new Map(), into: new Map() });
      order(db, partId);
      changed(db, testimonyId, { narrowed: before !== null });
      return id;
    })
    .immediate();
}

/** Takes a point out, and keeps what it said. */
export function removePoint(
  db: Database,
  { accession, actor, seen }: { accession: string; actor: string; seen: { id: number; version: number } },
): void {
  db.transaction(() => {
    const testimonyId = testimonyOf(db, accession);
    kept(db, testimonyId, { accession, actor, seen }, 'removed a moment');
    db.prepare('DELETE FROM index_point WHERE id = ?').run(seen.id);
    changed(db, testimonyId, { narrowed: true });
  }).immediate();
}

/** Keeps a point as it stands in a revision. */
function kept(
  db: Database,
  testimonyId: number,
  { accession, actor, seen }: Pick<PointTyped, 'accession' | 'actor' | 'seen'>,
  logged = 'changed a moment',
): number {
  const before = editablePoints(db, accession).find(({ id }) => id === seen!.id);
  if (!before) throw new NotFound('index point', String(seen!.id));
  if (before.version !== seen!.version) {
    throw new Conflict(
      'Somebody else changed this moment in the meantime. Look at it as it is now, and bring in your words again.',
      {
        key: 'stale',
      },
    );
  }
  addRevision(db, testimonyId, { thing: 'index_point', thingId: before.id, actor, reason: 'index', before, logged });
  return before.id;
}

function added(db: Database, testimonyId: number, partId: number, startMs: number): number {
  return Number(
    db
      .prepare('INSERT INTO index_point (testimony_id, part_id, position, start_ms) VALUES (?, ?, 0, ?)')
      .run(testimonyId, partId, startMs).lastInsertRowid,
  );
}

function writeTexts(db: Database, id: number, texts: PointTyped['texts']): void {
  const topics = termsByLabel(db, 'topic');
  const langs = JSON.stringify(texts.map(({ lang }) => lang));
  db.prepare(
    'DELETE FROM index_point_text WHERE index_point_id = ? AND lang NOT IN (SELECT value FROM json_each(?))',
  ).run(id, langs);
  db.prepare('DELETE FROM index_point_keyword WHERE index_point_id = ?').run(id);
  const text = db.prepare(`
    INSERT INTO index_point_text (index_point_id, lang, title, synopsis) VALUES (@id, @lang, @title, @synopsis)
    ON CONFLICT (index_point_id, lang) DO UPDATE SET title = excluded.title, synopsis = excluded.synopsis`);
  const word = db.prepare(`
    INSERT INTO index_point_keyword (index_point_id, lang, kind, position, text, term_id)
    VALUES (@id, @lang, @kind, @position, @text, @termId)`);
  for (const { lang, title, synopsis, keywords, subjects } of texts) {
    text.run({ id, lang, title: title.trim(), synopsis: synopsis.trim() || null });
    for (const [kind, list] of [
      ['keyword', keywords],
      ['subject', subjects],
    ] as const) {
      list.forEach((said, position) => {
        word.run({ id, lang, kind, position, text: said, termId: topics.get(nameKey(said)) ?? null });
      });
    }
  }
}

/** The first place of a point by its name; its other places, and the place itself where the name stays, are left alone. */
function writePlace(db: Database, id: number, label: string): void {
  const now = db
    .prepare<[number], string | null>('SELECT label FROM index_point_place WHERE index_point_id = ? AND position = 0')
    .pluck()
    .get(id);
  if ((now ?? '') === label) return;
  db.prepare('DELETE FROM index_point_place WHERE index_point_id = ? AND position = 0').run(id);
  if (!label) return;
  const found = placeNamed(placesByName(db), label, null);
  db.prepare('INSERT INTO index_point_place (index_point_id, position, place_id, label) VALUES (?, 0, ?, ?)').run(
    id,
    found?.id ?? null,
    label,
  );
}

function order(db: Database, partId: number): void {
  db.prepare(`
    UPDATE index_point SET position = placed.position
    FROM (SELECT id, row_number() OVER (ORDER BY start_ms, position, id) - 1 AS position FROM index_point WHERE part_id = @partId) AS placed
    WHERE index_point.id = placed.id`).run({ partId });
}

function testimonyOf(db: Database, accession: string): number {
  const id = db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(accession);
  if (id === undefined) throw new NotFound('testimony', accession);
  return id;
}
