/** A testimony as its page shows it to one viewer: what they may not see is not in it. */
import type { Database } from '../db/open.ts';
import { assetOpenTo, describedTo, indexPointOpenTo, namedTo, openTo } from './access.ts';
import { NotFound } from './errors.ts';
import { silencedFor } from './redaction.ts';
import type { Form } from './testimony.ts';
import type { TranscriptKind, TranscriptStatus } from './transcript.ts';
import type { Viewer } from './viewer.ts';

export interface TestimonyPage {
  id: number;
  accession: string;
  form: Form;
  title: string; // in the reader's language where there is one, else as catalogued
  titleLang: string;
  abstract: string | null;
  abstractLang: string;
  generation: string | null;
  rights: string | null;
  credit: string | null;
  access: string; // draft, embargoed, or the access level
  sample: boolean;
  publishedAt: string | null;
  /** Whether the words, the sound, the pictures may be opened by this viewer. */
  open: { names: boolean; transcript: boolean; sound: boolean; picture: boolean };
  collection: { slug: string; title: string; lang: string } | null;
  narrators: PersonShown[];
  interviewers: PersonShown[];
  departures: DepartureShown[];
  journey: LegShown[];
  losses: { kind: string; description: string; lang: string; proof: string | null }[];
  sessions: { date: string | null; place: string | null; placeSlug: string | null }[];
  parts: PartShown[];
  transcripts: TranscriptShown[];
  terms: { vocabulary: 'topic' | 'event' | 'community'; slug: string; label: string }[];
  indexPoints: IndexPointShown[];
  photographs: AssetShown[];
  documents: AssetShown[];
}

export interface PersonShown {
  name: string;
  lang: string | null;
  slug: string | null; // null: no page (shown under another name, or a minor)
  gender: string | null;
  birthDate: string | null; // EDTF
  birthCountry: string | null;
  otherNames: string[];
}

export interface DepartureShown {
  country: string | null; // ISO 3166-1 alpha-2
  place: string | null;
  placeSlug: string | null;
  polity: string | null;
  date: string | null; // EDTF
  dateGiven: string | null;
  calendar: string | null;
  manner: string | null;
  whose: string;
}

export interface LegShown {
  kind: 'origin' | 'stop' | 'destination';
  country: string | null;
  place: string | null;
  placeSlug: string | null;
  latitude: number | null;
  longitude: number | null;
  date: string | null;
}

export interface PartShown {
  id: number;
  number: number; // from 1
  label: string | null;
  durationMs: number | null;
  zeroOffsetMs: number;
  recordings: RecordingShown[];
}

export interface RecordingShown {
  publicId: string;
  kind: 'audio' | 'video';
  mime: string | null;
  remoteUrl: string | null;
  remoteHost: string | null;
  durationMs: number | null;
  width: number | null;
  height: number | null;
  /** Some of it is withheld from this viewer: what they hear is silenced there. */
  silenced: boolean;
}

export interface TranscriptShown {
  id: number;
  lang: string;
  kind: TranscriptKind;
  status: TranscriptStatus;
  originalId: number | null;
  maker: string | null;
  tool: string | null;
  passages: number; // in all, whoever looks
}

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

export interface AssetShown {
  id: number;
  publicId: string;
  mime: string | null;
  width: number | null;
  height: number | null;
  bytes: number | null;
  placeholder: string | null;
  caption: string | null;
  captionLang: string | null;
  alt: string | null;
  date: string | null;
  rights: string | null;
}

interface Own {
  id: number;
  accession: string;
  form: Form;
  title: string;
  lang: string;
  abstract: string | null;
  ownTitle: string | null;
  ownAbstract: string | null;
  generation: string | null;
  rights: string | null;
  credit: string | null;
  access: string;
  sample: number;
  publishedAt: string | null;
  collectionId: number | null;
  names: number;
  transcript: number;
  sound: number;
  picture: number;
}

/** Reads a testimony for `viewer`, labels in `lang` where there are any. Throws NotFound where they may not know of it. */
export function testimonyPage(db: Database, viewer: Viewer, accession: string, lang: string): TestimonyPage {
  const own = db
    .prepare<Viewer & { accession: string; lang: string }, Own>(`
      SELECT testimony.id, accession, form, testimony.title, testimony.lang, testimony.abstract,
        testimony_text.title AS ownTitle, testimony_text.abstract AS ownAbstract, generation, rights, credit, sample,
        published_at AS publishedAt, collection_id AS collectionId,
        CASE WHEN status = 'draft' THEN 'draft' WHEN withdrawn_on IS NOT NULL THEN 'withdrawn'
          WHEN embargo_until > @today OR (embargo_condition IS NOT NULL AND embargo_lifted_on IS NULL) THEN 'embargoed'
          ELSE access END AS access,
        ${namedTo('testimony')} AS names, ${openTo('transcript', 'testimony')} AS transcript,
        ${openTo('sound', 'testimony')} AS sound, ${openTo('picture', 'testimony')} AS picture
      FROM testimony LEFT JOIN testimony_text ON testimony_text.testimony_id = testimony.id AND testimony_text.lang = @lang
      WHERE accession = @accession AND ${describedTo('testimony')}`)
    .get({ ...viewer, accession, lang });
  if (!own) throw new NotFound('testimony', accession);
  const assets = assetsOf(db, viewer, own.id, lang);
  const named = own.names === 1;
  return {
    id: own.id,
    accession: own.accession,
    form: own.form,
    title: own.ownTitle ?? own.title,
    titleLang: own.ownTitle ? lang : own.lang,
    abstract: own.ownAbstract ?? own.abstract,
    abstractLang: own.ownAbstract ? lang : own.lang,
    generation: own.generation,
    rights: own.rights,
    credit: own.credit,
    access: own.access,
    sample: own.sample === 1,
    publishedAt: own.publishedAt,
    open: { names: named, transcript: own.transcript === 1, sound: own.sound === 1, picture: own.picture === 1 },
    collection: collectionOf(db, own.collectionId, lang),
    narrators: named ? peopleOf(db, own.id, 'narrator') : [],
    interviewers: named ? peopleOf(db, own.id, 'interviewer') : [],
    departures: departuresOf(db, own.id, lang, viewer),
    journey: journeyOf(db, own.id, lang),
    losses: db
      .prepare<[number], TestimonyPage['losses'][number]>(
        'SELECT kind, description, lang, proof FROM loss WHERE testimony_id = ? ORDER BY id',
      )
      .all(own.id),
    sessions: sessionsOf(db, own.id, lang),
    parts: partsOf(db, viewer, own.id),
    transcripts: own.transcript === 1 ? transcriptsOf(db, own.id) : [],
    terms: termsOf(db, own.id, lang),
    indexPoints: indexPointsOf(db, viewer, own.id, lang),
    photographs: assets.filter((asset) => asset.kind === 'photograph'),
    documents: assets.filter((asset) => asset.kind === 'document'),
  };
}

/** A name in `lang`, else in English, else whichever comes first. SQL for a table of names with `lang`, `name` and `kind`. */
export function nameIn(table: string, key: string, id: string, column = 'name'): string {
  return `(SELECT ${column} FROM ${table} WHERE ${table}.${key} = ${id} AND ${table}.kind = 'preferred'
    ORDER BY ${table}.lang = @lang DESC, ${table}.lang = 'en' DESC LIMIT 1)`;
}

function collectionOf(db: Database, id: number | null, lang: string): TestimonyPage['collection'] {
  if (id === null) return null;
  return (
    db
      .prepare<{ id: number; lang: string }, NonNullable<TestimonyPage['collection']>>(`
        SELECT collection.slug, collection_text.title, collection_text.lang
        FROM collection JOIN collection_text ON collection_text.collection_id = collection.id
        WHERE collection.id = @id ORDER BY collection_text.lang = @lang DESC, collection_text.lang = 'en' DESC LIMIT 1`)
      .get({ id, lang }) ?? null
  );
}

function peopleOf(db: Database, testimonyId: number, role: 'narrator' | 'interviewer'): PersonShown[] {
  const rows = db
    .prepare<[number, string], PersonShown & { id: number; shownAs: string | null; minor: number }>(`
      SELECT person.id, person.name, person.name_lang AS lang, person.slug, person.gender, person.birth_date AS birthDate,
        person.birth_country AS birthCountry, testimony_person.shown_as AS shownAs, person.minor
      FROM testimony_person JOIN person ON person.id = testimony_person.person_id
      WHERE testimony_person.testimony_id = ? AND testimony_person.role = ? ORDER BY testimony_person.position`)
    .all(testimonyId, role);
  const otherNames = db
    .prepare<[number], string>('SELECT name FROM person_name WHERE person_id = ? ORDER BY kind, name')
    .pluck();
  return rows.map(({ id, shownAs, minor, ...person }) =>
    shownAs
      ? { ...person, name: shownAs, lang: null, slug: null, birthDate: null, birthCountry: null, otherNames: [] }
      : { ...person, slug: minor ? null : person.slug, otherNames: otherNames.all(id) },
  );
}

function departuresOf(db: Database, testimonyId: number, lang: string, viewer: Viewer): DepartureShown[] {
  return db
    .prepare<Viewer & { testimonyId: number; lang: string }, DepartureShown>(`
      SELECT coalesce(departure.country, place.country) AS country,
        CASE WHEN coarse AND @reach < 3 THEN NULL ELSE ${nameIn('place_name', 'place_id', 'departure.place_id')} END AS place,
        CASE WHEN coarse AND @reach < 3 THEN NULL ELSE place.slug END AS placeSlug,
        ${nameIn('polity_name', 'polity_id', 'departure.polity_id')} AS polity,
        CASE WHEN coarse AND @reach < 3 THEN substr(departure.year_min, 1, 3) || 'X' ELSE departure.date END AS date,
        CASE WHEN coarse AND @reach < 3 THEN NULL ELSE date_given END AS dateGiven, calendar, manner, whose
      FROM departure LEFT JOIN place ON place.id = departure.place_id
      WHERE departure.testimony_id = @testimonyId ORDER BY departure.position`)
    .all({ ...viewer, testimonyId, lang });
}

function journeyOf(db: Database, testimonyId: number, lang: string): LegShown[] {
  return db
    .prepare<{ testimonyId: number; lang: string }, LegShown>(`
      SELECT leg.kind, coalesce(leg.country, place.country) AS country, ${nameIn('place_name', 'place_id', 'leg.place_id')} AS place,
        place.slug AS placeSlug, coalesce(place.latitude, country.latitude) AS latitude,
        coalesce(place.longitude, country.longitude) AS longitude, leg.date
      FROM leg LEFT JOIN place ON place.id = leg.place_id LEFT JOIN country ON country.code = coalesce(leg.country, place.country)
      WHERE leg.testimony_id = @testimonyId
        AND NOT EXISTS (SELECT 1 FROM departure WHERE departure.testimony_id = leg.testimony_id AND departure.coarse = 1)
      ORDER BY leg.position`)
    .all({ testimonyId, lang });
}

function sessionsOf(db: Database, testimonyId: number, lang: string): TestimonyPage['sessions'] {
  return db
    .prepare<{ testimonyId: number; lang: string }, TestimonyPage['sessions'][number]>(`
      SELECT session.date, coalesce(${nameIn('place_name', 'place_id', 'session.place_id')}, session.place_text) AS place,
        place.slug AS placeSlug
      FROM session LEFT JOIN place ON place.id = session.place_id WHERE session.testimony_id = @testimonyId
      ORDER BY session.position`)
    .all({ testimonyId, lang });
}

function partsOf(db: Database, viewer: Viewer, testimonyId: number): PartShown[] {
  const parts = db
    .prepare<[number], Omit<PartShown, 'recordings'>>(`
      SELECT id, position AS number, label, duration_ms AS durationMs, zero_offset_ms AS zeroOffsetMs
      FROM part WHERE testimony_id = ? ORDER BY position`)
    .all(testimonyId);
  const recordings = db
    .prepare<Viewer & { testimonyId: number }, Omit<RecordingShown, 'silenced'> & { partId: number }>(`
      SELECT asset.public_id AS publicId, asset.part_id AS partId, asset.kind, asset.mime, asset.remote_url AS remoteUrl,
        asset.remote_host AS remoteHost, asset.duration_ms AS durationMs, asset.width, asset.height
      FROM asset JOIN testimony ON testimony.id = asset.testimony_id
      WHERE asset.testimony_id = @testimonyId AND asset.kind IN ('audio', 'video') AND ${assetOpenTo('asset', 'testimony')}
      ORDER BY asset.position`)
    .all({ ...viewer, testimonyId });
  return parts.map((part) => {
    const silenced = silencedFor(db, viewer, part.id).length > 0;
    return {
      ...part,
      recordings: recordings
        .filter((one) => one.partId === part.id)
        .map(({ partId: _, ...one }) => ({ ...one, silenced })),
    };
  });
}

function transcriptsOf(db: Database, testimonyId: number): TranscriptShown[] {
  return db
    .prepare<[number], TranscriptShown>(`
      SELECT id, lang, kind, status, original_id AS originalId, maker, tool,
        (SELECT count(*) FROM passage WHERE passage.transcript_id = transcript.id) AS passages
      FROM transcript WHERE testimony_id = ? ORDER BY original_id IS NOT NULL, id`)
    .all(testimonyId);
}

function termsOf(db: Database, testimonyId: number, lang: string): TestimonyPage['terms'] {
  return db
    .prepare<{ testimonyId: number; lang: string }, TestimonyPage['terms'][number]>(`
      SELECT term.vocabulary, term.slug, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS label
      FROM testimony_term JOIN term ON term.id = testimony_term.term_id
      WHERE testimony_term.testimony_id = @testimonyId ORDER BY term.vocabulary, term.year_min, label`)
    .all({ testimonyId, lang });
}

function indexPointsOf(db: Database, viewer: Viewer, testimonyId: number, lang: string): IndexPointShown[] {
  type Point = Pick<IndexPointShown, 'id' | 'part' | 'startMs' | 'title' | 'lang' | 'synopsis'>;
  const points = db
    .prepare<Viewer & { testimonyId: number; lang: string }, Point>(`
      SELECT index_point.id, part.position AS part, index_point.start_ms AS startMs, chosen.title, chosen.lang, chosen.synopsis
      FROM index_point JOIN testimony ON testimony.id = index_point.testimony_id JOIN part ON part.id = index_point.part_id
        JOIN index_point_text AS chosen ON chosen.index_point_id = index_point.id AND chosen.lang = (
          SELECT lang FROM index_point_text AS any_text WHERE any_text.index_point_id = index_point.id
          ORDER BY any_text.lang = @lang DESC, any_text.lang LIMIT 1)
      WHERE index_point.testimony_id = @testimonyId AND ${indexPointOpenTo('index_point', 'testimony')}
      ORDER BY part.position, index_point.start_ms, index_point.position`)
    .all({ ...viewer, testimonyId, lang });
  const words = db.prepare<[number, string], { kind: string; text: string }>(`
    SELECT kind, text FROM index_point_keyword WHERE index_point_id = ? AND lang = ? ORDER BY position`);
  const places = db.prepare<[number], IndexPointShown['places'][number]>(`
    SELECT index_point_place.label, place.slug, coalesce(index_point_place.latitude, place.latitude) AS latitude,
      coalesce(index_point_place.longitude, place.longitude) AS longitude
    FROM index_point_place LEFT JOIN place ON place.id = index_point_place.place_id
    WHERE index_point_id = ? ORDER BY index_point_place.position`);
  const links = db.prepare<[number], IndexPointShown['links'][number]>(`
    SELECT url, label FROM index_point_link WHERE index_point_id = ? ORDER BY position`);
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

function assetsOf(db: Database, viewer: Viewer, testimonyId: number, lang: string): (AssetShown & { kind: string })[] {
  return db
    .prepare<Viewer & { testimonyId: number; lang: string }, AssetShown & { kind: string }>(`
      SELECT asset.id, asset.public_id AS publicId, asset.kind, asset.mime, asset.width, asset.height, asset.bytes,
        asset.placeholder, words.caption, words.lang AS captionLang, words.alt, asset.date, asset.rights
      FROM asset JOIN testimony ON testimony.id = asset.testimony_id
        LEFT JOIN asset_text AS words ON words.asset_id = asset.id AND words.lang = (
          SELECT lang FROM asset_text AS any_text WHERE any_text.asset_id = asset.id ORDER BY any_text.lang = @lang DESC LIMIT 1)
      WHERE asset.testimony_id = @testimonyId AND asset.kind IN ('photograph', 'document') AND ${assetOpenTo('asset', 'testimony')}
      ORDER BY asset.kind, asset.position, asset.id`)
    .all({ ...viewer, testimonyId, lang });
}
