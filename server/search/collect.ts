import {
  type Audience,
  accessShown,
  audienceOf,
  audienceOfAsset,
  audienceOfIndexPoint,
  audienceOfPassage,
  STAFF,
} from '../archive/access.ts';
import { outSince } from '../archive/latest.ts';
import { redactedSpans, withhold } from '../archive/redaction.ts';
import type { Database } from '../db/open.ts';
import { collectPlacesAndTerms } from './collect-authorities.ts';
import { collectPeople } from './collect-people.ts';
import type { Audiences, DocumentFacet, DocumentPassage, DocumentText, SearchDocument } from './document.ts';

interface Row extends Audiences {
  id: number;
  accession: string;
  title: string;
  abstract: string | null;
  form: string;
  generation: string | null;
  access: string; // as the desk sorts by it: a draft and an embargo come before the level that will hold after them
  recordedYear: number | null;
  published: string | null;
}

/** Every testimony, for a full build. */
export function documentIds(db: Database): number[] {
  return db.prepare<[], number>('SELECT id FROM testimony ORDER BY id').pluck().all();
}

/** Everything that can be found of a testimony, each piece with its audience on `today` (YYYY-MM-DD); null where it is gone. */
export function documentOf(db: Database, testimonyId: number, today: string): SearchDocument | null {
  const row = db
    .prepare<{ testimonyId: number; today: string }, Row>(`
      SELECT testimony.id, accession, title, abstract, form, generation, ${accessShown('testimony')} AS access,
        ${audienceOf('description', 'testimony')} AS description,
        ${audienceOf('names', 'testimony')} AS names,
        ${audienceOf('transcript', 'testimony')} AS transcript,
        (SELECT min(year_min) FROM session WHERE session.testimony_id = testimony.id) AS recordedYear,
        ${outSince('testimony')} AS published
      FROM testimony WHERE testimony.id = @testimonyId`)
    .get({ testimonyId, today });
  if (!row) return null;
  const authorities = collectPlacesAndTerms(db, testimonyId, today, row);
  const people = collectPeople(db, testimonyId, today, row);
  const files = assetTexts(db, testimonyId, today);
  return {
    id: row.id,
    accession: row.accession,
    audience: row.description,
    title: row.title,
    recordedYear: row.recordedYear,
    published: row.published === null ? null : Date.parse(row.published),
    departures: authorities.departures,
    facets: [...ownFacets(db, row), ...authorities.facets, ...people.facets, ...files.facets],
    texts: [
      ...ownTexts(db, row),
      ...authorities.texts,
      ...people.texts,
      ...files.texts,
      ...indexPointTexts(db, testimonyId, today),
    ],
    passages: passages(db, testimonyId, today, row.transcript),
  };
}

function ownFacets(db: Database, row: Row): DocumentFacet[] {
  const audience = row.description;
  const facets: DocumentFacet[] = [
    { facet: 'form', value: row.form, audience },
    { facet: 'access', value: row.access, audience },
  ];
  if (row.generation) facets.push({ facet: 'generation', value: row.generation, audience });
  if (row.recordedYear !== null) facets.push({ facet: 'recorded', value: String(row.recordedYear), audience });
  const transcripts = db
    .prepare<[number], { lang: string; status: string; unread: number }>(
      'SELECT lang, status, unread FROM transcript WHERE testimony_id = ? ORDER BY unread',
    )
    .all(row.id);
  const open = (unread: number) => (unread ? STAFF : audience) as Audience;
  const told = new Set<string>();
  for (const { lang, status, unread } of transcripts) {
    const values = [
      { facet: 'language', value: lang },
      { facet: 'transcript', value: status.replaceAll(' ', '-') },
    ] as const;
    for (const { facet, value } of values) {
      if (told.has(`${facet} ${value}`)) continue;
      told.add(`${facet} ${value}`);
      facets.push({ facet, value, audience: open(unread) });
    }
  }
  return facets;
}

function ownTexts(db: Database, row: Row): DocumentText[] {
  const audience = row.description;
  const texts: DocumentText[] = [
    { column: 'title', text: row.title, audience },
    { column: 'about', text: row.accession, audience },
  ];
  if (row.abstract) texts.push({ column: 'about', text: row.abstract, audience });
  const translated = db
    .prepare<[number], { title: string | null; abstract: string | null }>(
      'SELECT title, abstract FROM testimony_text WHERE testimony_id = ?',
    )
    .all(row.id);
  for (const { title, abstract } of translated) {
    if (title) texts.push({ column: 'title', text: title, audience });
    if (abstract) texts.push({ column: 'about', text: abstract, audience });
  }
  const losses = db
    .prepare<[number], string>('SELECT description FROM loss WHERE testimony_id = ?')
    .pluck()
    .all(row.id);
  const keywords = db
    .prepare<[number], string>('SELECT text FROM testimony_keyword WHERE testimony_id = ?')
    .pluck()
    .all(row.id);
  for (const text of [...losses, ...keywords]) texts.push({ column: 'about', text, audience });
  return texts;
}

/** Captions and documents' own words, and what media there are, each for those who may see the asset. */
function assetTexts(
  db: Database,
  testimonyId: number,
  today: string,
): { facets: DocumentFacet[]; texts: DocumentText[] } {
  const rows = db
    .prepare<
      { testimonyId: number; today: string },
      { kind: string; audience: Audience; caption: string | null; alt: string | null; body: string | null }
    >(`
      SELECT asset.kind, ${audienceOfAsset('asset', 'testimony')} AS audience, asset_text.caption, asset_text.alt, asset_text.body
      FROM asset JOIN testimony ON testimony.id = asset.testimony_id LEFT JOIN asset_text ON asset_text.asset_id = asset.id
      WHERE asset.testimony_id = @testimonyId AND asset.kind NOT IN ('source', 'agreement')`)
    .all({ testimonyId, today });
  const openest = new Map<string, Audience>();
  for (const { kind, audience } of rows) openest.set(kind, Math.min(audience, openest.get(kind) ?? STAFF) as Audience);
  return {
    facets: [...openest].map(([value, audience]) => ({ facet: 'media', value, audience })),
    texts: rows.flatMap(({ caption, alt, body, audience }) =>
      [caption, alt, body].filter((text) => text !== null).map((text) => ({ column: 'body' as const, text, audience })),
    ),
  };
}

function indexPointTexts(db: Database, testimonyId: number, today: string): DocumentText[] {
  return db
    .prepare<{ testimonyId: number; today: string }, { audience: Audience; text: string }>(`
      SELECT ${audienceOfIndexPoint('index_point', 'testimony')} AS audience,
        concat_ws(' ¶ ', index_point_text.title, index_point_text.synopsis,
          (SELECT group_concat(text, ' ¶ ') FROM index_point_keyword WHERE index_point_keyword.index_point_id = index_point.id
            AND index_point_keyword.lang = index_point_text.lang),
          (SELECT group_concat(concat_ws(' ¶ ', label, label_alternate), ' ¶ ') FROM index_point_place
            WHERE index_point_place.index_point_id = index_point.id)) AS text
      FROM index_point JOIN testimony ON testimony.id = index_point.testimony_id
        JOIN index_point_text ON index_point_text.index_point_id = index_point.id
      WHERE index_point.testimony_id = @testimonyId`)
    .all({ testimonyId, today })
    .map(({ audience, text }) => ({ column: 'body', text, audience }));
}

/** The passages, redacted words withheld; where there are such words, staff find the whole text as well. */
function passages(db: Database, testimonyId: number, today: string, transcript: Audience): DocumentPassage[] {
  const plain = db
    .prepare<{ testimonyId: number }, number>(`
      SELECT NOT EXISTS (SELECT 1 FROM section WHERE testimony_id = @testimonyId)
        AND NOT EXISTS (SELECT 1 FROM redaction WHERE testimony_id = @testimonyId)
        AND NOT EXISTS (SELECT 1 FROM transcript WHERE testimony_id = @testimonyId AND unread = 1)`)
    .pluck()
    .get({ testimonyId });
  const audience = plain ? String(transcript) : audienceOfPassage('passage', 'testimony');
  const rows = db
    .prepare<{ testimonyId: number; today: string }, DocumentPassage>(`
      SELECT passage.id, passage.text, ${audience} AS audience
      FROM transcript JOIN passage ON passage.transcript_id = transcript.id
        JOIN testimony ON testimony.id = transcript.testimony_id
      WHERE transcript.testimony_id = @testimonyId ORDER BY transcript.id, passage.position`)
    .all({ testimonyId, today });
  if (plain) return rows;
  const spans = redactedSpans(db, testimonyId);
  return rows.flatMap((passage) => {
    const withheld = spans.get(passage.id);
    if (!withheld) return [passage];
    const shown = { ...passage, text: withhold(passage.text, withheld) };
    return passage.audience === STAFF ? [passage] : [shown, { ...passage, audience: STAFF as Audience }];
  });
}
