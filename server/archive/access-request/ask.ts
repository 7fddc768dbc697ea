/** A reader's side of asking for what is restricted: to ask, to answer a question, to see what came of it. */

import { kept, keptColumn } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { accessShown, describedTo, openTo } from '../access.ts';
import { collectionPage } from '../collection-page.ts';
import { isDay } from '../dates/day.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '../errors.ts';
import type { Viewer } from '../viewer.ts';

/** What can be asked for, as far as the viewer may know of it. */
export interface Askable {
  kind: 'testimony' | 'collection';
  id: number;
  key: string; // accession, or slug of the collection
  title: string;
  lang: string;
}

export interface Asking {
  who: string;
  purpose: string;
  until: string | null; // YYYY-MM-DD
}

export type RequestState = 'asked' | 'question' | 'granted' | 'refused';

const LONGEST = 4_000; // characters
const SHORTEST = 10;

/** A testimony that this viewer may know of and cannot read unless it is granted. Throws NotFound, and Conflict where nothing is to be asked for. */
export function askableTestimony(db: Database, viewer: Viewer, accession: string): Askable {
  const row = kept<
    Viewer & { accession: string },
    { id: number; key: string; title: string; lang: string; access: string; open: number }
  >(
    db,
    `
      SELECT testimony.id, testimony.accession AS key, testimony.title, testimony.lang,
        ${accessShown('testimony')} AS access, ${openTo('transcript', 'testimony')} AS open
      FROM testimony WHERE testimony.accession = @accession AND ${describedTo('testimony')}`,
  ).get({ ...viewer, accession });
  if (!row) throw new NotFound('testimony', accession);
  if (row.open || row.access !== 'restricted') throw new Conflict('This testimony need not be asked for.');
  return { kind: 'testimony', id: row.id, key: row.key, title: row.title, lang: row.lang };
}

/** A collection with at least one testimony that this viewer may ask for. Throws as above. */
export function askableCollection(db: Database, viewer: Viewer, slug: string, lang: string): Askable {
  const { asks, ...found } = collectionPage(db, viewer, slug, lang);
  if (!asks) throw new Conflict('Nothing in this collection need be asked for.');
  return { kind: 'collection', id: found.id, key: found.slug, title: found.title, lang: found.lang };
}

/** Keeps a request. Throws NotAllowed for a visitor, Invalid with the field for what is missing, Conflict where one is open. */
export function askForAccess(db: Database, viewer: Viewer, what: Askable, asking: Asking): number {
  if (viewer.account === 0) throw new NotAllowed('Sign in to ask for a testimony.');
  const values = {
    account: viewer.account,
    testimony: what.kind === 'testimony' ? what.id : null,
    collection: what.kind === 'collection' ? what.id : null,
    who: told('who', asking.who),
    purpose: told('purpose', asking.purpose),
    until: dayAhead(asking.until, viewer.today),
  };
  return db
    .transaction(() => {
      if (openRequest(db, viewer.account, what)) throw new Conflict('You have asked for this already.');
      const { lastInsertRowid } = db
        .prepare<typeof values>(`
          INSERT INTO access_request (account_id, testimony_id, collection_id, who, purpose, until)
          VALUES (@account, @testimony, @collection, @who, @purpose, @until)`)
        .run(values);
      return Number(lastInsertRowid);
    })
    .immediate();
}

/** The reader's request that the archive has yet to decide; null where there is none. */
export function openRequest(db: Database, account: number, { kind, id }: Pick<Askable, 'kind' | 'id'>): number | null {
  const column = kind === 'testimony' ? 'testimony_id' : 'collection_id';
  return (
    keptColumn<{ account: number; id: number }, number>(
      db,
      `
        SELECT id FROM access_request
        WHERE account_id = @account AND ${column} = @id AND state IN ('asked', 'question')`,
    ).get({ account, id }) ?? null
  );
}

/** The reader writes to the archive about their request; one that waited for an answer is asked again. Throws NotFound, Conflict, Invalid. */
export function answerArchive(db: Database, account: number, request: number, text: string): void {
  const words = told('text', text, 1);
  db.transaction(() => {
    const state = keptColumn<{ request: number; account: number }, RequestState>(
      db,
      'SELECT state FROM access_request WHERE id = @request AND account_id = @account',
    ).get({ request, account });
    if (!state) throw new NotFound('request', String(request));
    if (state === 'granted' || state === 'refused') throw new Conflict('This request is decided.');
    db.prepare<{ request: number; words: string }>(
      "INSERT INTO access_request_message (request_id, written_by, text) VALUES (@request, 'reader', @words)",
    ).run({ request, words });
    db.prepare<{ request: number }>("UPDATE access_request SET state = 'asked' WHERE id = @request").run({ request });
  }).immediate();
}

/** Words in a form, trimmed. Throws Invalid with the field where there are too few or too many. */
export function told(field: string, text: string, shortest = SHORTEST): string {
  const words = text.trim();
  const { length } = [...words];
  if (length < shortest) throw new Invalid('Write a few words here.', { field });
  if (length > LONGEST) throw new Invalid(`Write at most ${LONGEST} characters.`, { field });
  return words;
}

/** A day that is today or later, or null. Throws Invalid with the field `until`. */
export function dayAhead(day: string | null, today: string): string | null {
  if (day === null || day.trim() === '') return null;
  const given = day.trim();
  if (!isDay(given)) throw new Invalid('Write the day as 2027-05-31.', { field: 'until' });
  if (given < today) throw new Invalid('This day is past. Choose one to come, or none.', { field: 'until' });
  return given;
}
