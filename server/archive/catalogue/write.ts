/** Writes a catalogue entry: each field that differs, and nothing else. */
import type { Database } from '../../db/open.ts';
import { polityOf } from '../departure.ts';
import { yearSpan } from '../edtf.ts';
import { Conflict } from '../errors.ts';
import { addJob } from '../job.ts';
import { type CatalogueEntry, type EntryDate, type EntryField, same } from './record.ts';

/** Call in a transaction. Throws Conflict where something the entry needs is still in use or no longer there. */
export function writeEntry(db: Database, id: number, before: CatalogueEntry, after: CatalogueEntry): EntryField[] {
  const fields = (Object.keys(after) as EntryField[]).filter((field) => !same(before[field], after[field]));
  const changed = new Set<EntryField>(fields);
  const own = OWN.filter(([field]) => changed.has(field));
  if (own.length) {
    db.prepare(
      `UPDATE testimony SET ${own.map(([field, column]) => `${column} = @${field}`).join(', ')} WHERE id = @id`,
    ).run({
      ...Object.fromEntries(own.map(([field]) => [field, after[field]])),
      id,
    });
  }
  // Sittings before the parts that lie in them, parts before the carriers that hold them.
  for (const [field, write] of LISTS) {
    if (changed.has(field) || (field === 'parts' && changed.has('sessions'))) write(db, id, after);
  }
  return fields;
}

const OWN: [EntryField, string][] = [
  ['form', 'form'],
  ['title', 'title'],
  ['lang', 'lang'],
  ['abstract', 'abstract'],
  ['generation', 'generation'],
  ['collectionId', 'collection_id'],
  ['rights', 'rights'],
  ['credit', 'credit'],
  ['provenance', 'provenance'],
  ['access', 'access'],
  ['embargoFrom', 'embargo_from'],
  ['embargoUntil', 'embargo_until'],
  ['embargoCondition', 'embargo_condition'],
  ['embargoLiftedOn', 'embargo_lifted_on'],
];

type Write = (db: Database, id: number, entry: CatalogueEntry) => void;

const LISTS: [EntryField, Write][] = [
  ['texts', writeTexts],
  ['people', writePeople],
  ['departures', writeDepartures],
  ['journey', writeJourney],
  ['losses', writeLosses],
  ['topics', (db, id, { topics }) => writeTerms(db, id, 'topic', topics)],
  ['events', (db, id, { events }) => writeTerms(db, id, 'event', events)],
  ['communities', (db, id, { communities }) => writeTerms(db, id, 'community', communities)],
  ['mentions', writeMentions],
  ['keywords', (db, id, { keywords }) => writeWords(db, id, 'keyword', keywords)],
  ['subjects', (db, id, { subjects }) => writeWords(db, id, 'subject', subjects)],
  ['sessions', writeSessions],
  ['parts', writeParts],
  ['carriers', writeCarriers],
  ['rules', writeRules],
  ['pictures', writePictures],
  ['care', writeCare],
];

function writeTexts(db: Database, id: number, { texts }: CatalogueEntry): void {
  db.prepare('DELETE FROM testimony_text WHERE testimony_id = ?').run(id);
  const insert = db.prepare(
    'INSERT INTO testimony_text (testimony_id, lang, title, abstract) VALUES (@id, @lang, @title, @abstract)',
  );
  for (const text of texts) insert.run({ ...text, id });
}

function writePeople(db: Database, id: number, { people }: CatalogueEntry): void {
  db.prepare('DELETE FROM testimony_person WHERE testimony_id = ?').run(id);
  const insert = db.prepare(`
    INSERT INTO testimony_person (testimony_id, person_id, role, position, shown_as)
    VALUES (@id, @personId, @role, @position, @shownAs)`);
  const places = new Map<string, number>();
  for (const person of people) {
    const position = places.get(person.role) ?? 0;
    places.set(person.role, position + 1);
    insert.run({ ...person, id, position });
  }
}

const span = (date: EntryDate | { edtf: string } | null) => (date ? yearSpan(date.edtf) : { min: null, max: null });

function writeDepartures(db: Database, id: number, { departures }: CatalogueEntry): void {
  db.prepare('DELETE FROM departure WHERE testimony_id = ?').run(id);
  const insert = db.prepare(`
    INSERT INTO departure (testimony_id, position, whose, person_id, country, place_id, polity_id, date, date_given, calendar,
      year_min, year_max, manner, coarse)
    VALUES (@id, @position, @whose, @personId, @country, @placeId, @polityId, @date, @given, @calendar, @min, @max, @manner, @coarse)`);
  const countryOf = db.prepare<[number], string | null>('SELECT country FROM place WHERE id = ?').pluck();
  departures.forEach(({ date, ...departure }, position) => {
    const years = span(date);
    const country =
      departure.country ?? (departure.placeId === null ? null : (countryOf.get(departure.placeId) ?? null));
    const kept = date && { edtf: date.edtf, given: date.given ?? date.edtf, calendar: 'gregorian' as const, ...years };
    insert.run({
      ...departure,
      id,
      position,
      country,
      polityId: polityOf(db, country, kept),
      date: date?.edtf ?? null,
      given: date?.given ?? null,
      calendar: date?.calendar ?? null,
      ...years,
      coarse: departure.coarse ? 1 : 0,
    });
  });
}

function writeJourney(db: Database, id: number, { journey }: CatalogueEntry): void {
  db.prepare('DELETE FROM leg WHERE testimony_id = ?').run(id);
  const insert = db.prepare(`
    INSERT INTO leg (testimony_id, person_id, position, kind, country, place_id, date, date_given, year_min, year_max, note)
    VALUES (@id, @personId, @position, @kind, @country, @placeId, @date, @given, @min, @max, @note)`);
  journey.forEach(({ date, ...leg }, position) => {
    insert.run({ ...leg, id, position, date: date?.edtf ?? null, given: date?.given ?? null, ...span(date) });
  });
}

/** A loss that stays keeps its row, and so the file that proves it. */
function writeLosses(db: Database, id: number, { losses }: CatalogueEntry): void {
  const kept = JSON.stringify(losses.flatMap((loss) => loss.id ?? []));
  db.prepare('DELETE FROM loss WHERE testimony_id = ? AND id NOT IN (SELECT value FROM json_each(?))').run(id, kept);
  const write = db.prepare(`
    INSERT INTO loss (id, testimony_id, kind, description, lang, country, place_id, date, proof)
    VALUES (@lossId, @id, @kind, @description, @lang, @country, @placeId, @date, @proof)
    ON CONFLICT (id) DO UPDATE SET kind = @kind, description = @description, lang = @lang, country = @country,
      place_id = @placeId, date = @date, proof = @proof WHERE testimony_id = @id`);
  for (const { id: lossId, ...loss } of losses) write.run({ ...loss, lossId, id });
}

function writeTerms(db: Database, id: number, vocabulary: string, terms: number[]): void {
  db.prepare(`
    DELETE FROM testimony_term WHERE testimony_id = ? AND term_id IN (SELECT id FROM term WHERE vocabulary = ?)`).run(
    id,
    vocabulary,
  );
  const insert = db.prepare('INSERT OR IGNORE INTO testimony_term (testimony_id, term_id) VALUES (?, ?)');
  for (const term of terms) insert.run(id, term);
}

function writeMentions(db: Database, id: number, { mentions }: CatalogueEntry): void {
  db.prepare('DELETE FROM testimony_mention WHERE testimony_id = ?').run(id);
  const insert = db.prepare(
    'INSERT INTO testimony_mention (testimony_id, place_id, country) VALUES (@id, @placeId, @country)',
  );
  for (const mention of mentions) insert.run({ ...mention, id });
}

function writeWords(db: Database, id: number, kind: string, texts: string[]): void {
  db.prepare('DELETE FROM testimony_keyword WHERE testimony_id = ? AND kind = ?').run(id, kind);
  const insert = db.prepare('INSERT INTO testimony_keyword (testimony_id, kind, position, text) VALUES (?, ?, ?, ?)');
  texts.forEach((text, position) => {
    insert.run(id, kind, position, text);
  });
}

function writeSessions(db: Database, id: number, { sessions }: CatalogueEntry): void {
  const known = new Set(db.prepare<[number], number>('SELECT id FROM session WHERE testimony_id = ?').pluck().all(id));
  const update = db.prepare(`
    UPDATE session SET position = @position, date = @date, date_given = @given, year_min = @min, year_max = @max,
      place_id = @placeId, place_text = @placeText WHERE id = @sessionId`);
  const insert = db.prepare(`
    INSERT INTO session (testimony_id, position, date, date_given, year_min, year_max, place_id, place_text)
    VALUES (@id, @position, @date, @given, @min, @max, @placeId, @placeText)`);
  const interviewer = db.prepare('INSERT OR IGNORE INTO session_interviewer (session_id, person_id) VALUES (?, ?)');
  const first = sessions.map(({ id: sessionId, date, placeId, placeText, interviewers }, position) => {
    const values = {
      position,
      date: date?.edtf ?? null,
      given: date?.given ?? null,
      ...span(date),
      placeId,
      placeText,
    };
    let row = sessionId;
    if (row !== null && known.delete(row)) update.run({ ...values, sessionId: row });
    else row = Number(insert.run({ ...values, id }).lastInsertRowid);
    db.prepare('DELETE FROM session_interviewer WHERE session_id = ?').run(row);
    for (const person of interviewers) interviewer.run(row, person);
    return row;
  })[0];
  for (const gone of known) {
    // Parts of a sitting that is taken out stay, in the first one, until the parts say where they belong.
    if (first !== undefined) db.prepare('UPDATE part SET session_id = ? WHERE session_id = ?').run(first, gone);
    else if (db.prepare('SELECT 1 FROM part WHERE session_id = ?').get(gone))
      throw new Conflict('The last sitting holds recordings. Keep it, and correct its date and place.');
    db.prepare('DELETE FROM session WHERE id = ?').run(gone);
  }
}

function writeParts(db: Database, id: number, { parts }: CatalogueEntry): void {
  const sessions = db
    .prepare<[number], number>('SELECT id FROM session WHERE testimony_id = ? ORDER BY position, id')
    .pluck()
    .all(id);
  const update = db.prepare(`
    UPDATE part SET label = @label, zero_offset_ms = @zeroOffsetMs, session_id = coalesce(@session, session_id)
    WHERE id = @part AND testimony_id = @id`);
  for (const part of parts) {
    const session = sessions[part.session - 1] ?? null;
    update.run({ label: part.label, zeroOffsetMs: part.zeroOffsetMs, session, part: part.id, id });
  }
}

function writeCarriers(db: Database, id: number, { carriers }: CatalogueEntry): void {
  db.prepare('DELETE FROM carrier WHERE testimony_id = ?').run(id);
  const insert = db.prepare(`
    INSERT INTO carrier (testimony_id, part_id, position, kind, label, location, note)
    VALUES (@id, (SELECT id FROM part WHERE id = @partId AND testimony_id = @id), @position, @kind, @label, @location, @note)`);
  carriers.forEach((carrier, position) => {
    insert.run({ ...carrier, id, position });
  });
}

/** In the order in which they stand; what is made of a picture that is turned is made anew. */
function writePictures(db: Database, id: number, { pictures }: CatalogueEntry): void {
  const turned = db
    .prepare<[number, number], number>('SELECT turn FROM asset WHERE id = ? AND testimony_id = ?')
    .pluck();
  const update = db.prepare(`
    UPDATE asset SET position = @position, turn = @turn, crop = @crop, access = @access, embargo_until = @embargoUntil,
      date = @date, credit = @credit, rights = @rights WHERE id = @id`);
  const tie = db.prepare('UPDATE asset SET place_id = @placeId, maker_id = @makerId WHERE id = @id');
  const noPeople = db.prepare('DELETE FROM asset_person WHERE asset_id = ?');
  const seen = db.prepare('INSERT OR IGNORE INTO asset_person (asset_id, person_id, position) VALUES (?, ?, ?)');
  const clear = db.prepare('UPDATE asset_text SET caption = NULL, alt = NULL WHERE asset_id = ?');
  const write = db.prepare(`
    INSERT INTO asset_text (asset_id, lang, caption, alt) VALUES (@id, @lang, @caption, @alt)
    ON CONFLICT (asset_id, lang) DO UPDATE SET caption = excluded.caption, alt = excluded.alt`);
  const sweep = db.prepare(
    'DELETE FROM asset_text WHERE asset_id = ? AND caption IS NULL AND alt IS NULL AND body IS NULL',
  );
  pictures.forEach(({ texts, people, placeId, makerId, ...picture }, position) => {
    const before = turned.get(picture.id, id);
    if (before === undefined) return;
    update.run({ ...picture, position });
    if (before !== picture.turn) addJob(db, 'rendition', { asset: picture.id });
    // An entry kept before pictures were tied to people and places says nothing of them.
    if (people !== undefined) {
      tie.run({ id: picture.id, placeId, makerId });
      noPeople.run(picture.id);
      people.forEach((person, at) => {
        seen.run(picture.id, person, at);
      });
    }
    clear.run(picture.id);
    for (const text of texts) write.run({ ...text, id: picture.id });
    sweep.run(picture.id);
  });
}

function writeCare(db: Database, id: number, { care }: CatalogueEntry): void {
  db.prepare('DELETE FROM content_note WHERE testimony_id = ?').run(id);
  const insert = db.prepare(`
    INSERT INTO content_note (testimony_id, passage_id, kind) VALUES (@id, (
      SELECT passage.id FROM passage JOIN transcript ON transcript.id = transcript_id
      WHERE passage.id = @passageId AND testimony_id = @id), @kind)`);
  for (const note of care) insert.run({ ...note, id });
}

function writeRules(db: Database, id: number, { rules }: CatalogueEntry): void {
  db.prepare('DELETE FROM access_rule WHERE testimony_id = ?').run(id);
  const insert = db.prepare(
    'INSERT INTO access_rule (testimony_id, scope, access, embargo_until) VALUES (@id, @scope, @access, @embargoUntil)',
  );
  for (const rule of rules) insert.run({ ...rule, id });
}
