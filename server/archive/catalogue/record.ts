/**
 * A catalogue entry: everything an archivist writes of a testimony beside its words and files, as plain data. It is read and
 * written whole, so that a revision, a difference, a conflict and an undo all speak of the same thing.
 */
import { createHash } from 'node:crypto';
import type { Database } from '../../db/open.ts';
import type { AccessLevel, Scope } from '../access.ts';
import type { Manner } from '../departure.ts';
import { NotFound } from '../errors.ts';
import type { PersonRole } from '../person.ts';
import type { Form } from '../testimony.ts';

/** A date as it is kept: EDTF, and as it was given in its calendar. */
export interface EntryDate {
  edtf: string;
  given: string | null;
  calendar: 'gregorian' | 'hebrew' | 'islamic' | 'persian' | null;
}

export const WHOSE = ['narrator', 'parent', 'grandparent', 'spouse', 'other'] as const;
export const LEG_KINDS = ['origin', 'stop', 'destination'] as const;
export const LOSS_KINDS = ['property', 'nationality', 'office', 'other'] as const;
export const CARRIER_KINDS = [
  'cassette',
  'reel',
  'minidisc',
  'videotape',
  'film',
  'disc',
  'paper',
  'print',
  'drive',
  'other',
] as const;

export interface EntryDeparture {
  whose: (typeof WHOSE)[number];
  personId: number | null;
  country: string | null; // ISO 3166-1 alpha-2
  placeId: number | null;
  date: EntryDate | null;
  manner: Manner | null;
  coarse: boolean;
}

export interface EntryLeg {
  kind: (typeof LEG_KINDS)[number];
  personId: number | null;
  country: string | null;
  placeId: number | null;
  date: EntryDate | null;
  note: string | null;
}

export interface EntryLoss {
  id: number | null;
  kind: (typeof LOSS_KINDS)[number];
  description: string;
  lang: string;
  country: string | null;
  placeId: number | null;
  date: string | null; // EDTF
  proof: string | null;
}

export interface EntrySession {
  id: number | null;
  date: EntryDate | null;
  placeId: number | null;
  placeText: string | null;
  interviewers: number[];
}

/** A part is made with its recording; here it is named, and put into a sitting. */
export interface EntryPart {
  id: number;
  session: number; // from 1
  label: string | null;
  zeroOffsetMs: number;
}

/** A photograph or document, as it is shown. It comes with its file; here it is described. */
export interface EntryPicture {
  id: number; // of the asset
  turn: 0 | 90 | 180 | 270; // degrees, clockwise
  crop: string | null; // of the thumbnail: left top width height of the picture as it is shown, in fractions
  access: AccessLevel | null; // null: as the testimony
  embargoUntil: string | null; // YYYY-MM-DD
  date: string | null; // EDTF
  placeId: number | null;
  makerId: number | null; // who took or wrote it
  people: number[]; // who is seen, from one side to the other
  credit: string | null;
  rights: string | null; // URI
  texts: { lang: string; caption: string | null; alt: string | null }[];
}

export const CARE_KINDS = [
  'violence',
  'death',
  'death-of-children',
  'sexual-violence',
  'imprisonment',
  'suicide',
  'hatred',
  'other',
] as const;

export interface CatalogueEntry {
  form: Form;
  title: string;
  lang: string; // BCP 47, of title and abstract
  abstract: string | null;
  texts: { lang: string; title: string | null; abstract: string | null }[];
  generation: 'first' | 'descendant' | null;
  collectionId: number | null;
  people: { personId: number; role: PersonRole; shownAs: string | null }[];
  departures: EntryDeparture[];
  journey: EntryLeg[];
  losses: EntryLoss[];
  topics: number[];
  events: number[];
  communities: number[];
  mentions: { placeId: number | null; country: string | null }[];
  keywords: string[];
  subjects: string[];
  sessions: EntrySession[];
  parts: EntryPart[];
  carriers: {
    kind: (typeof CARRIER_KINDS)[number];
    partId: number | null;
    label: string | null;
    location: string | null;
    note: string | null;
  }[];
  pictures: EntryPicture[];
  /** What readers are told before a passage; without one, before the whole testimony. */
  care: { passageId: number | null; kind: (typeof CARE_KINDS)[number] }[];
  rights: string | null; // URI
  credit: string | null;
  provenance: string | null;
  access: AccessLevel;
  rules: { scope: Scope; access: AccessLevel; embargoUntil: string | null }[];
  embargoFrom: string | null; // YYYY-MM-DD
  embargoUntil: string | null;
  embargoCondition: string | null;
  embargoLiftedOn: string | null;
}

export type EntryField = keyof CatalogueEntry;

/** The catalogue entry of a testimony as it is now. Throws NotFound. */
export function catalogueEntry(db: Database, id: number): CatalogueEntry {
  const own = db
    .prepare<[number], Own>(`
      SELECT form, title, lang, abstract, generation, collection_id AS collectionId, rights, credit, provenance, access,
        embargo_from AS embargoFrom, embargo_until AS embargoUntil, embargo_condition AS embargoCondition,
        embargo_lifted_on AS embargoLiftedOn
      FROM testimony WHERE id = ?`)
    .get(id);
  if (!own) throw new NotFound('testimony', String(id));
  const rows = <Row>(sql: string): Row[] => db.prepare<[number], Row>(sql).all(id);
  const terms = (vocabulary: string): number[] =>
    db
      .prepare<[number, string], number>(`
        SELECT term.id FROM testimony_term JOIN term ON term.id = term_id
        WHERE testimony_id = ? AND vocabulary = ? ORDER BY term.id`)
      .pluck()
      .all(id, vocabulary);
  const words = (kind: string): string[] =>
    db
      .prepare<[number, string], string>(
        'SELECT text FROM testimony_keyword WHERE testimony_id = ? AND kind = ? ORDER BY position',
      )
      .pluck()
      .all(id, kind);
  return {
    ...own,
    texts: rows('SELECT lang, title, abstract FROM testimony_text WHERE testimony_id = ? ORDER BY lang'),
    people: rows(`
      SELECT person_id AS personId, role, shown_as AS shownAs FROM testimony_person
      WHERE testimony_id = ? ORDER BY role <> 'narrator', role, position, person_id`),
    departures: rows<Dated<Omit<EntryDeparture, 'coarse'>> & { coarse: number }>(`
      SELECT whose, person_id AS personId, country, place_id AS placeId, ${DATE}, calendar, manner, coarse
      FROM departure WHERE testimony_id = ? ORDER BY position, id`).map((row) => ({
      ...dated(row),
      coarse: row.coarse === 1,
    })),
    journey: rows<Dated<EntryLeg>>(`
      SELECT kind, person_id AS personId, country, place_id AS placeId, ${DATE}, NULL AS calendar, note
      FROM leg WHERE testimony_id = ? ORDER BY position, id`).map(dated),
    losses: rows(`
      SELECT id, kind, description, lang, country, place_id AS placeId, date, proof
      FROM loss WHERE testimony_id = ? ORDER BY id`),
    topics: terms('topic'),
    events: terms('event'),
    communities: terms('community'),
    mentions: rows(
      'SELECT place_id AS placeId, country FROM testimony_mention WHERE testimony_id = ? ORDER BY place_id, country',
    ),
    keywords: words('keyword'),
    subjects: words('subject'),
    sessions: sessionsOf(db, id),
    parts: rows(`
      SELECT part.id, label, zero_offset_ms AS zeroOffsetMs, (SELECT count(*) FROM session AS earlier
        WHERE earlier.testimony_id = part.testimony_id AND (earlier.position, earlier.id) <= (session.position, session.id)) AS session
      FROM part JOIN session ON session.id = part.session_id WHERE part.testimony_id = ? ORDER BY part.position`),
    carriers: rows(`
      SELECT kind, part_id AS partId, label, location, note FROM carrier WHERE testimony_id = ? ORDER BY position`),
    pictures: picturesOf(db, id),
    care: rows('SELECT passage_id AS passageId, kind FROM content_note WHERE testimony_id = ? ORDER BY id'),
    rules: rows(`
      SELECT scope, access, embargo_until AS embargoUntil FROM access_rule WHERE testimony_id = ? ORDER BY scope`),
  };
}

type Own = Pick<
  CatalogueEntry,
  | 'form'
  | 'title'
  | 'lang'
  | 'abstract'
  | 'generation'
  | 'collectionId'
  | 'rights'
  | 'credit'
  | 'provenance'
  | 'access'
  | 'embargoFrom'
  | 'embargoUntil'
  | 'embargoCondition'
  | 'embargoLiftedOn'
>;

const DATE = 'date AS edtf, date_given AS given';
type Dated<T extends { date: unknown }> = Omit<T, 'date'> & {
  edtf: string | null;
  given: string | null;
  calendar: EntryDate['calendar'];
};

function dated<T extends object>(
  row: T & { edtf: string | null; given: string | null; calendar: EntryDate['calendar'] },
): Omit<T, 'edtf' | 'given' | 'calendar'> & { date: EntryDate | null } {
  const { edtf, given, calendar, ...rest } = row;
  return { ...rest, date: edtf === null ? null : { edtf, given, calendar } };
}

function sessionsOf(db: Database, id: number): EntrySession[] {
  const interviewers = db
    .prepare<[number], number>('SELECT person_id FROM session_interviewer WHERE session_id = ? ORDER BY person_id')
    .pluck();
  return db
    .prepare<[number], Dated<Omit<EntrySession, 'interviewers'>> & { id: number }>(`
      SELECT id, ${DATE}, NULL AS calendar, place_id AS placeId, place_text AS placeText
      FROM session WHERE testimony_id = ? ORDER BY position, id`)
    .all(id)
    .map((row) => ({ ...dated(row), interviewers: interviewers.all(row.id) }));
}

function picturesOf(db: Database, id: number): EntryPicture[] {
  const people = db
    .prepare<[number], number>('SELECT person_id FROM asset_person WHERE asset_id = ? ORDER BY position, person_id')
    .pluck();
  const texts = db.prepare<[number], EntryPicture['texts'][number]>(`
    SELECT lang, caption, alt FROM asset_text
    WHERE asset_id = ? AND (caption IS NOT NULL OR alt IS NOT NULL) ORDER BY lang`);
  return db
    .prepare<[number], Omit<EntryPicture, 'texts' | 'people'>>(`
      SELECT id, turn, crop, access, embargo_until AS embargoUntil, date, place_id AS placeId, maker_id AS makerId, credit,
        rights FROM asset
      WHERE testimony_id = ? AND kind IN ('photograph', 'document') ORDER BY kind DESC, position, id`)
    .all(id)
    .map((picture) => ({ ...picture, people: people.all(picture.id), texts: texts.all(picture.id) }));
}

/** A short sign of an entry's state: two entries with the same sign say the same. Goes with the form, to notice another's edit. */
export function stateOf(entry: CatalogueEntry): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(entry)))
    .digest('hex')
    .slice(0, 20);
}

/** The same value with the keys of every object in one order, so that equal entries are equal text. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}

/** Whether two values of a field say the same, whatever the order of their keys. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}
