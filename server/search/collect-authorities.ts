import { type Audience, audienceOfIndexPoint, STAFF } from '../archive/access.ts';
import type { Database } from '../db/open.ts';
import type { Audiences, DocumentDeparture, DocumentFacet, DocumentText } from './document.ts';
import type { Facet } from './engine.ts';

interface DepartureRow {
  country: string | null;
  placeId: number | null;
  polity: string | null;
  polityId: number | null;
  yearMin: number | null;
  yearMax: number | null;
  coarse: number;
}

/**
 * Countries, places, polities, terms and the collection of a testimony: as facets, and as text in every spelling of every
 * language, so that any spelling finds all. Terms and places of the index belong to the words they index.
 */
export function collectPlacesAndTerms(
  db: Database,
  testimonyId: number,
  today: string,
  audiences: Audiences,
): { departures: DocumentDeparture[]; facets: DocumentFacet[]; texts: DocumentText[] } {
  const departures: DocumentDeparture[] = [];
  const facets = new FacetSet();
  const about = new AboutTexts(db);
  const audience = audiences.description;

  const left = departureRows(db, testimonyId);
  const coarsened = new Set(left.filter(({ coarse }) => coarse).map(({ placeId }) => placeId));
  for (const row of left) {
    const exact: Audience = row.coarse ? STAFF : audience;
    if (row.coarse) departures.push({ country: row.country, ...decadeOf(row), audience });
    departures.push({ country: row.country, yearMin: row.yearMin, yearMax: row.yearMax, audience: exact });
    facets.add('country', row.country, audience);
    about.country(row.country, audience);
    facets.add('polity', row.polity, exact);
    about.polity(row.polityId, exact);
    for (const place of withParents(db, row.placeId)) {
      facets.add('place', place.slug, exact);
      about.place(place.id, exact);
    }
  }
  // The road begins at the place that is told coarsely.
  const road: Audience = coarsened.size ? STAFF : audience;
  for (const { placeId, country, kind } of legRows(db, testimonyId)) {
    if (kind === 'destination') facets.add('destination', country, road);
    about.country(country, road);
    for (const place of withParents(db, placeId)) {
      if (kind !== 'origin') facets.add('place', place.slug, road);
      about.place(place.id, road);
    }
  }
  for (const mention of mentionRows(db, testimonyId, today, audience)) {
    const exact = mention.catalogued && coarsened.has(mention.placeId) ? STAFF : mention.audience;
    facets.add('mentioned', mention.country, mention.audience);
    about.country(mention.country, mention.audience);
    about.place(mention.placeId, exact);
  }
  for (const term of termRows(db, testimonyId, today, audience)) {
    for (const { slug, id } of termWithParents(db, term.id)) {
      facets.add(term.vocabulary, slug, term.audience);
      about.term(id, term.vocabulary, term.audience);
    }
  }
  const collection = db
    .prepare<[number], { id: number; slug: string }>(`
      SELECT collection.id, collection.slug FROM testimony JOIN collection ON collection.id = testimony.collection_id
      WHERE testimony.id = ?`)
    .get(testimonyId);
  facets.add('collection', collection?.slug ?? null, audience);
  about.collection(collection?.id ?? null, audience);
  return { departures, facets: facets.list(), texts: about.list() };
}

function decadeOf(row: DepartureRow): { yearMin: number | null; yearMax: number | null } {
  return {
    yearMin: row.yearMin === null ? null : Math.floor(row.yearMin / 10) * 10,
    yearMax: row.yearMax === null ? null : Math.floor(row.yearMax / 10) * 10 + 9,
  };
}

function departureRows(db: Database, testimonyId: number): DepartureRow[] {
  return db
    .prepare<[number], DepartureRow>(`
      SELECT coalesce(departure.country, place.country) AS country, departure.place_id AS placeId, polity.slug AS polity,
        polity.id AS polityId, year_min AS yearMin, year_max AS yearMax, coarse
      FROM departure LEFT JOIN place ON place.id = departure.place_id LEFT JOIN polity ON polity.id = departure.polity_id
      WHERE departure.testimony_id = ? ORDER BY departure.position`)
    .all(testimonyId);
}

function legRows(
  db: Database,
  testimonyId: number,
): { placeId: number | null; country: string | null; kind: string }[] {
  return db
    .prepare<[number], { placeId: number | null; country: string | null; kind: string }>(`
      SELECT leg.place_id AS placeId, coalesce(leg.country, place.country) AS country, leg.kind
      FROM leg LEFT JOIN place ON place.id = leg.place_id WHERE leg.testimony_id = ? ORDER BY leg.position`)
    .all(testimonyId);
}

interface Mention {
  placeId: number | null;
  country: string | null;
  catalogued: number; // of the testimony itself, not of a point of its index
  audience: Audience;
}

function mentionRows(db: Database, testimonyId: number, today: string, description: Audience): Mention[] {
  return db
    .prepare<{ testimonyId: number; today: string; description: number }, Mention>(`
      SELECT testimony_mention.place_id AS placeId, coalesce(testimony_mention.country, place.country) AS country,
        1 AS catalogued, @description AS audience
      FROM testimony_mention LEFT JOIN place ON place.id = testimony_mention.place_id
      WHERE testimony_mention.testimony_id = @testimonyId
      UNION
      SELECT place.id, place.country, 0, ${audienceOfIndexPoint('index_point', 'testimony')}
      FROM index_point JOIN testimony ON testimony.id = index_point.testimony_id
        JOIN index_point_place ON index_point_place.index_point_id = index_point.id
        JOIN place ON place.id = index_point_place.place_id
      WHERE index_point.testimony_id = @testimonyId`)
    .all({ testimonyId, today, description });
}

interface TermRow {
  id: number;
  vocabulary: 'topic' | 'event' | 'community';
  audience: Audience;
}

function termRows(db: Database, testimonyId: number, today: string, description: Audience): TermRow[] {
  return db
    .prepare<{ testimonyId: number; today: string; description: number }, TermRow>(`
      SELECT term.id, term.vocabulary, @description AS audience
      FROM testimony_term JOIN term ON term.id = testimony_term.term_id WHERE testimony_term.testimony_id = @testimonyId
      UNION
      SELECT term.id, term.vocabulary, ${audienceOfIndexPoint('index_point', 'testimony')}
      FROM index_point JOIN testimony ON testimony.id = index_point.testimony_id
        JOIN index_point_keyword ON index_point_keyword.index_point_id = index_point.id
        JOIN term ON term.id = index_point_keyword.term_id
      WHERE index_point.testimony_id = @testimonyId`)
    .all({ testimonyId, today, description });
}

function withParents(db: Database, placeId: number | null): { id: number; slug: string }[] {
  if (placeId === null) return [];
  return db
    .prepare<[number], { id: number; slug: string }>(`
      WITH RECURSIVE up (id) AS (
        SELECT ? UNION SELECT place.parent_id FROM place JOIN up ON up.id = place.id WHERE place.parent_id IS NOT NULL)
      SELECT place.id, place.slug FROM up JOIN place ON place.id = up.id`)
    .all(placeId);
}

function termWithParents(db: Database, termId: number): { id: number; slug: string }[] {
  return db
    .prepare<[number], { id: number; slug: string }>(`
      WITH RECURSIVE up (id) AS (
        SELECT ? UNION SELECT term.parent_id FROM term JOIN up ON up.id = term.id WHERE term.parent_id IS NOT NULL)
      SELECT term.id, term.slug FROM up JOIN term ON term.id = up.id`)
    .all(termId);
}

/** Facet values, each with the widest audience it has here. */
class FacetSet {
  private readonly widest = new Map<string, DocumentFacet>();

  add(facet: Facet, value: string | null, audience: Audience): void {
    if (value === null) return;
    const key = `${facet} ${value}`;
    const known = this.widest.get(key);
    if (!known || audience < known.audience) this.widest.set(key, { facet, value, audience });
  }

  list(): DocumentFacet[] {
    return [...this.widest.values()];
  }
}

/** Every spelling of an authority, once an audience. */
class AboutTexts {
  private readonly names = new Map<string, DocumentText>();
  constructor(private readonly db: Database) {}

  country(code: string | null, audience: Audience): void {
    this.all("SELECT name FROM country_name WHERE kind <> 'understood' AND country = ?", code, audience);
  }
  place(id: number | null, audience: Audience): void {
    this.all('SELECT name FROM place_name WHERE place_id = ?', id, audience);
  }
  polity(id: number | null, audience: Audience): void {
    this.all('SELECT name FROM polity_name WHERE polity_id = ?', id, audience);
  }
  term(id: number, vocabulary: TermRow['vocabulary'], audience: Audience): void {
    const column = vocabulary === 'topic' ? 'subject' : 'about';
    this.all('SELECT label FROM term_label WHERE term_id = ?', id, audience, column);
  }
  collection(id: number | null, audience: Audience): void {
    this.all('SELECT title FROM collection_text WHERE collection_id = ?', id, audience);
  }

  private all(
    sql: string,
    key: string | number | null,
    audience: Audience,
    column: DocumentText['column'] = 'about',
  ): void {
    if (key === null) return;
    for (const text of this.db.prepare<[string | number], string>(sql).pluck().all(key)) {
      const known = this.names.get(text);
      if (!known || audience < known.audience) this.names.set(text, { column, text, audience });
    }
  }

  list(): DocumentText[] {
    return [...this.names.values()];
  }
}
