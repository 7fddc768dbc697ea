/** What there is to be seen of one record, and who may see each piece of it: as archive/access.ts says, today. */
import { audienceOf, audienceOfAsset, audienceOfIndexPoint, audienceOfPassage } from '../../archive/access.ts';
import { keptPrivate, shownAs } from '../../archive/person-privacy.ts';
import { redactedSpans, WITHHELD, withhold } from '../../archive/redaction.ts';
import type { Database } from '../../db/open.ts';

export const KINDS = [
  'number',
  'title',
  'description',
  'name',
  'words',
  'redacted',
  'index',
  'caption',
  'photograph',
  'document',
  'recording',
  'paper',
  'found',
] as const;
export type ThingKind = (typeof KINDS)[number];

export interface Thing {
  kind: ThingKind;
  /** Which one: a passage, a file or a person by its public name; null where there is only one. */
  ref: string | null;
  /** The lowest reach that may see it. */
  audience: number;
  texts: string[];
  /** Others of this name are shown elsewhere, to these: the name alone gives nothing away. */
  elsewhere?: number;
}

const STAFF = 3;
const STAFF_ALONE = 4;
const MOST_PASSAGES = 4_000;

type Bound = { id: number; today: string };

/** Everything of a record that has words or can be looked at or heard. */
export function thingsOf(db: Database, id: number, today: string): Thing[] {
  return [
    ...described(db, { id, today }),
    ...names(db, { id, today }),
    ...passages(db, { id, today }),
    ...indexPoints(db, { id, today }),
    ...files(db, { id, today }),
  ];
}

function described(db: Database, bound: Bound): Thing[] {
  const row = db
    .prepare<Bound, { accession: string; audience: number; provenance: string | null }>(`
      SELECT accession, provenance, ${audienceOf('description', 'testimony')} AS audience FROM testimony WHERE id = @id`)
    .get(bound)!;
  const list = (sql: string) =>
    db
      .prepare<{ id: number }, string | null>(sql)
      .pluck()
      .all({ id: bound.id })
      .filter((text) => text !== null && text !== '') as string[];
  const { audience } = row;
  const titles = list(
    'SELECT title FROM testimony WHERE id = @id UNION SELECT title FROM testimony_text WHERE testimony_id = @id',
  );
  const rest = list(`
    SELECT abstract FROM testimony WHERE id = @id UNION SELECT abstract FROM testimony_text WHERE testimony_id = @id
    UNION SELECT credit FROM testimony WHERE id = @id
    UNION SELECT text FROM testimony_keyword WHERE testimony_id = @id
    UNION SELECT description FROM loss WHERE testimony_id = @id
    UNION SELECT place_text FROM session WHERE testimony_id = @id`);
  const coarse = list(`
    SELECT date_given FROM departure WHERE testimony_id = @id AND coarse = 1 AND date_given NOT GLOB '[0-9]*'`);
  return [
    { kind: 'number', ref: null, audience, texts: [row.accession] },
    ...titles.map((text): Thing => ({ kind: 'title', ref: null, audience, texts: [text] })),
    ...rest.map((text): Thing => ({ kind: 'description', ref: null, audience, texts: [text] })),
    ...coarse.map(
      (text): Thing => ({ kind: 'description', ref: 'coarse', audience: Math.max(STAFF, audience), texts: [text] }),
    ),
    ...(row.provenance
      ? [{ kind: 'description', ref: 'provenance', audience: STAFF_ALONE, texts: [row.provenance] } as Thing]
      : []),
  ];
}

function names(db: Database, bound: Bound): Thing[] {
  const openElsewhere = `(SELECT min(${audienceOf('names', 'other')}) FROM testimony AS other
    JOIN testimony_person AS there ON there.testimony_id = other.id JOIN person AS same ON same.id = there.person_id
    WHERE other.id <> @id AND there.shown_as IS NULL AND (same.id = person.id OR same.name = person.name))`;
  const rows = db
    .prepare<
      Bound,
      {
        id: number;
        name: string;
        shown: string | null;
        audience: number;
        hidden: number;
        elsewhere: number | null;
      }
    >(`
      SELECT DISTINCT person.id, person.name, ${shownAs('testimony.id', 'person.id')} AS shown,
        ${audienceOf('names', 'testimony')} AS audience,
        (person.minor OR ${keptPrivate('person', 'testimony.id')}) AS hidden, ${openElsewhere} AS elsewhere
      FROM testimony_person JOIN person ON person.id = person_id JOIN testimony ON testimony.id = testimony_id
      WHERE testimony.id = @id`)
    .all(bound);
  const variants = db.prepare<[number], string>('SELECT name FROM person_name WHERE person_id = ?').pluck();
  return rows.flatMap(({ id, name, shown, audience, hidden, elsewhere }): Thing[] => {
    const own = shown !== null || hidden ? Math.max(audience, STAFF) : audience;
    const thing: Thing = { kind: 'name', ref: String(id), audience: own, texts: [name, ...variants.all(id)] };
    if (elsewhere !== null) thing.elsewhere = elsewhere;
    return shown === null ? [thing] : [thing, { kind: 'name', ref: 'pseudonym', audience, texts: [shown] }];
  });
}

function passages(db: Database, bound: Bound): Thing[] {
  const spans = redactedSpans(db, bound.id);
  const rows = db
    .prepare<Bound & { most: number }, { id: number; publicId: string; text: string; audience: number }>(`
      SELECT passage.id, passage.public_id AS publicId, passage.text, ${audienceOfPassage('passage', 'testimony')} AS audience
      FROM passage JOIN transcript ON transcript.id = transcript_id JOIN testimony ON testimony.id = transcript.testimony_id
      WHERE testimony.id = @id ORDER BY transcript.id, passage.position LIMIT @most`)
    .all({ ...bound, most: MOST_PASSAGES });
  return rows.flatMap(({ id, publicId, text, audience }): Thing[] => {
    const withheld = spans.get(id) ?? [];
    const open: Thing = { kind: 'words', ref: publicId, audience, texts: withhold(text, withheld).split(WITHHELD) };
    if (withheld.length === 0) return [open];
    const texts = withheld.map(({ start, end }) => text.slice(start, end));
    return [open, { kind: 'redacted', ref: publicId, audience: Math.max(audience, STAFF), texts }];
  });
}

function indexPoints(db: Database, bound: Bound): Thing[] {
  return db
    .prepare<Bound, { position: number; title: string; synopsis: string | null; audience: number }>(`
      SELECT index_point.position, index_point_text.title, index_point_text.synopsis,
        ${audienceOfIndexPoint('index_point', 'testimony')} AS audience
      FROM index_point JOIN index_point_text ON index_point_id = index_point.id JOIN testimony ON testimony.id = index_point.testimony_id
      WHERE testimony.id = @id`)
    .all(bound)
    .map(({ position, title, synopsis, audience }) => ({
      kind: 'index',
      ref: String(position + 1),
      audience,
      texts: [title, ...(synopsis ? [synopsis] : [])],
    }));
}

const BY_KIND: Record<string, ThingKind> = {
  photograph: 'photograph',
  document: 'document',
  audio: 'recording',
  video: 'recording',
};

function files(db: Database, bound: Bound): Thing[] {
  const rows = db
    .prepare<Bound, { id: number; publicId: string; kind: string; name: string | null; audience: number }>(`
      SELECT asset.id, public_id AS publicId, kind, original_name AS name, ${audienceOfAsset('asset', 'testimony')} AS audience
      FROM asset JOIN testimony ON testimony.id = testimony_id WHERE testimony.id = @id AND sha256 IS NOT NULL`)
    .all(bound);
  const captions = db.prepare<[number], { caption: string | null; alt: string | null }>(
    'SELECT caption, alt FROM asset_text WHERE asset_id = ?',
  );
  return rows.flatMap(({ id, publicId, kind, audience }): Thing[] => {
    const said = captions.all(id).flatMap(({ caption, alt }) => [caption, alt].filter((text) => text !== null));
    const file: Thing = { kind: BY_KIND[kind] ?? 'paper', ref: publicId, audience, texts: [] };
    return [file, ...said.map((text): Thing => ({ kind: 'caption', ref: publicId, audience, texts: [text] }))];
  });
}
