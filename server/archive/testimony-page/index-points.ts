import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { indexPointOpenTo } from '../access.ts';
import { nameIn } from '../preferred-name.ts';
import type { Viewer } from '../viewer.ts';

export interface IndexPointShown {
  id: number;
  part: number;
  startMs: number;
  title: string;
  lang: string;
  synopsis: string | null;
  keywords: string[];
  subjects: string[];
  places: { label: string | null; slug: string | null; latitude: number | null; longitude: number | null }[];
  links: { url: string; label: string | null }[];
}

export interface TermShown {
  vocabulary: 'topic' | 'event' | 'community';
  slug: string;
  label: string;
}

export function termsOf(db: Database, testimonyId: number, lang: string): TermShown[] {
  return kept<{ testimonyId: number; lang: string }, TermShown>(
    db,
    `
      SELECT term.vocabulary, term.slug, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS label
      FROM testimony_term JOIN term ON term.id = testimony_term.term_id
      WHERE testimony_term.testimony_id = @testimonyId ORDER BY term.vocabulary, term.year_min, label`,
  ).all({ testimonyId, lang });
}

export function indexPointsOf(db: Database, viewer: Viewer, testimonyId: number, lang: string): IndexPointShown[] {
  type Point = Pick<IndexPointShown, 'id' | 'part' | 'startMs' | 'title' | 'lang' | 'synopsis'>;
  const points = kept<Viewer & { testimonyId: number; lang: string }, Point>(
    db,
    `
      SELECT index_point.id, part.position AS part, index_point.start_ms AS startMs, chosen.title, chosen.lang, chosen.synopsis
      FROM index_point JOIN testimony ON testimony.id = index_point.testimony_id JOIN part ON part.id = index_point.part_id
        JOIN index_point_text AS chosen ON chosen.index_point_id = index_point.id AND chosen.lang = (
          SELECT lang FROM index_point_text AS any_text WHERE any_text.index_point_id = index_point.id
          ORDER BY any_text.lang = @lang DESC, any_text.lang LIMIT 1)
      WHERE index_point.testimony_id = @testimonyId AND ${indexPointOpenTo('index_point', 'testimony')}
      ORDER BY part.position, index_point.start_ms, index_point.position`,
  ).all({ ...viewer, testimonyId, lang });
  const words = kept<[number, string], { kind: string; text: string }>(
    db,
    `
    SELECT kind, text FROM index_point_keyword WHERE index_point_id = ? AND lang = ? ORDER BY position`,
  );
  const places = kept<[number], IndexPointShown['places'][number]>(
    db,
    `
    SELECT index_point_place.label, place.slug, coalesce(index_point_place.latitude, place.latitude) AS latitude,
      coalesce(index_point_place.longitude, place.longitude) AS longitude
    FROM index_point_place LEFT JOIN place ON place.id = index_point_place.place_id
    WHERE index_point_id = ? ORDER BY index_point_place.position`,
  );
  const links = kept<[number], IndexPointShown['links'][number]>(
    db,
    `
    SELECT url, label FROM index_point_link WHERE index_point_id = ? AND (url LIKE 'http://%' OR url LIKE 'https://%') ORDER BY position`,
  );
  return points.map((point) => {
    const texts = words.all(point.id, point.lang);
    return {
      ...point,
      keywords: texts.filter(({ kind }) => kind === 'keyword').map(({ text }) => text),
      subjects: texts.filter(({ kind }) => kind === 'subject').map(({ text }) => text),
      places: places.all(point.id),
      links: links.all(point.id),
    };
  });
}
