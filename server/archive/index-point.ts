import type { Database } from '../db/open.ts';

export interface NewIndexPoint {
  startMs: number; // from the beginning of the part
  texts: {
    lang: string;
    title: string;
    synopsis: string | null;
    partialTranscript: string | null;
    keywords: { text: string; termId: number | null }[];
    subjects: { text: string; termId: number | null }[];
  }[];
  places: {
    placeId: number | null;
    latitude: number | null;
    longitude: number | null;
    zoom: number | null;
    label: string | null;
    labelAlternate: string | null;
  }[];
  links: { url: string; label: string | null; labelAlternate: string | null }[];
}

/** The points that an index has of one part, in order. */
export function indexPointsOf(db: Database, partId: number): { id: number; edited: boolean }[] {
  return db
    .prepare<[number], { id: number; edited: number }>(
      'SELECT id, edited FROM index_point WHERE part_id = ? ORDER BY position',
    )
    .all(partId)
    .map(({ id, edited }) => ({ id, edited: edited === 1 }));
}

/** The index of one part, in order: new points, and those that stay, by their id. All others go. */
export function setIndexPoints(
  db: Database,
  testimonyId: number,
  partId: number,
  points: (NewIndexPoint | { kept: number })[],
): void {
  const kept = new Set(points.map((point) => ('kept' in point ? point.kept : null)));
  for (const { id } of indexPointsOf(db, partId)) {
    if (!kept.has(id)) db.prepare('DELETE FROM index_point WHERE id = ?').run(id);
  }
  points.forEach((point, position) => {
    if ('kept' in point) db.prepare('UPDATE index_point SET position = ? WHERE id = ?').run(position, point.kept);
    else addIndexPoint(db, testimonyId, partId, position, point);
  });
}

function addIndexPoint(
  db: Database,
  testimonyId: number,
  partId: number,
  position: number,
  point: NewIndexPoint,
): void {
  const { lastInsertRowid: id } = db
    .prepare('INSERT INTO index_point (testimony_id, part_id, position, start_ms) VALUES (?, ?, ?, ?)')
    .run(testimonyId, partId, position, point.startMs);
  const text = db.prepare(`
    INSERT INTO index_point_text (index_point_id, lang, title, synopsis, partial_transcript)
    VALUES (@id, @lang, @title, @synopsis, @partialTranscript)`);
  const keyword = db.prepare(`
    INSERT INTO index_point_keyword (index_point_id, lang, kind, position, text, term_id)
    VALUES (@id, @lang, @kind, @position, @text, @termId)`);
  for (const { lang, title, synopsis, partialTranscript, keywords, subjects } of point.texts) {
    text.run({ id, lang, title, synopsis, partialTranscript });
    keywords.forEach((word, at) => {
      keyword.run({ id, lang, kind: 'keyword', position: at, ...word });
    });
    subjects.forEach((word, at) => {
      keyword.run({ id, lang, kind: 'subject', position: at, ...word });
    });
  }
  const place = db.prepare(`
    INSERT INTO index_point_place (index_point_id, position, place_id, latitude, longitude, zoom, label, label_alternate)
    VALUES (@id, @position, @placeId, @latitude, @longitude, @zoom, @label, @labelAlternate)`);
  point.places.forEach((row, at) => {
    place.run({ ...row, id, position: at });
  });
  const link = db.prepare(`
    INSERT INTO index_point_link (index_point_id, position, url, label, label_alternate)
    VALUES (@id, @position, @url, @label, @labelAlternate)`);
  point.links.forEach((row, at) => {
    link.run({ ...row, id, position: at });
  });
}
