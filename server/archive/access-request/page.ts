/** Requests as pages show them: to the reader who asked, and to staff. */
import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { describedTo } from '../access.ts';
import { NotFound } from '../errors.ts';
import type { Viewer } from '../viewer.ts';
import type { RequestState } from './ask.ts';

export interface RequestLine {
  id: number;
  kind: 'testimony' | 'collection';
  key: string; // accession, or slug
  title: string | null; // null where the viewer may know of it no more
  titleLang: string;
  state: RequestState;
  /** Of one granted: until when (YYYY-MM-DD, null: no end); `exists` is false once it was ended. */
  grant: { exists: boolean; open: boolean; until: string | null } | null;
  askedAt: string;
  decidedAt: string | null;
}

export interface RequestPage extends RequestLine {
  who: string;
  purpose: string;
  until: string | null; // asked for
  messages: { by: 'reader' | 'archive'; text: string; at: string }[];
}

export interface DeskRequestLine extends RequestLine {
  reader: string;
  email: string;
}

export type DeskRequestPage = RequestPage & DeskRequestLine;

interface Row extends Omit<DeskRequestPage, 'grant' | 'messages'> {
  granted: number | null;
  grantUntil: string | null;
}

const SELECT = `
  SELECT access_request.id, access_request.state, access_request.asked_at AS askedAt,
    access_request.decided_at AS decidedAt, access_request.who, access_request.purpose, access_request.until,
    CASE WHEN testimony.id IS NULL THEN 'collection' ELSE 'testimony' END AS kind,
    coalesce(testimony.accession, collection.slug) AS key,
    CASE WHEN testimony.id IS NULL THEN coalesce(words.title, collection.slug)
      WHEN ${describedTo('testimony')} THEN testimony.title END AS title,
    coalesce(testimony.lang, words.lang, 'en') AS titleLang,
    access_grant.id AS granted, access_grant.until AS grantUntil, account.name AS reader, account.email
  FROM access_request JOIN account ON account.id = access_request.account_id
  LEFT JOIN testimony ON testimony.id = access_request.testimony_id
  LEFT JOIN collection ON collection.id = access_request.collection_id
  LEFT JOIN collection_text AS words ON words.collection_id = collection.id AND words.lang = (
    SELECT lang FROM collection_text AS any_text WHERE any_text.collection_id = collection.id
    ORDER BY any_text.lang = @lang DESC, any_text.lang = 'en' DESC, any_text.lang LIMIT 1)
  LEFT JOIN access_grant ON access_grant.id = access_request.grant_id`;

/** What a reader asked for, newest first. */
export function requestsOfReader(db: Database, viewer: Viewer, lang: string): RequestLine[] {
  return kept<Viewer & { lang: string }, Row>(
    db,
    `${SELECT} WHERE access_request.account_id = @account ORDER BY access_request.id DESC`,
  )
    .all({ ...viewer, lang })
    .map((row) => lineOf(row, viewer.today));
}

/** One request of a reader, with what was written. Throws NotFound where it is not theirs. */
export function requestOfReader(db: Database, viewer: Viewer, id: number, lang: string): RequestPage {
  const row = kept<Viewer & { id: number; lang: string }, Row>(
    db,
    `${SELECT} WHERE access_request.account_id = @account AND access_request.id = @id`,
  ).get({ ...viewer, id, lang });
  if (!row) throw new NotFound('request', String(id));
  return pageOf(db, row, viewer.today);
}

/** Requests at the desk in these states: those to be decided oldest first, others newest first. */
export function requestsAtDesk(
  db: Database,
  viewer: Viewer,
  states: readonly RequestState[],
  lang: string,
): DeskRequestLine[] {
  return kept<Viewer & { states: string; lang: string }, Row>(
    db,
    `
      ${SELECT} WHERE access_request.state IN (SELECT value FROM json_each(@states))
      ORDER BY access_request.state IN ('asked', 'question') DESC,
        CASE WHEN access_request.state IN ('asked', 'question') THEN access_request.id ELSE -access_request.id END
      LIMIT 500`,
  )
    .all({ ...viewer, states: JSON.stringify(states), lang })
    .map((row) => ({ ...lineOf(row, viewer.today), reader: row.reader, email: row.email }));
}

/** One request at the desk. Throws NotFound. */
export function requestAtDesk(db: Database, viewer: Viewer, id: number, lang: string): DeskRequestPage {
  const row = kept<Viewer & { id: number; lang: string }, Row>(db, `${SELECT} WHERE access_request.id = @id`).get({
    ...viewer,
    id,
    lang,
  });
  if (!row) throw new NotFound('request', String(id));
  return { ...pageOf(db, row, viewer.today), reader: row.reader, email: row.email };
}

function lineOf(row: Row, today: string): RequestLine {
  const { id, kind, key, title, titleLang, state, askedAt, decidedAt, granted, grantUntil } = row;
  const open = granted !== null && (grantUntil === null || grantUntil >= today);
  const grant = state === 'granted' ? { exists: granted !== null, open, until: grantUntil } : null;
  return { id, kind, key, title, titleLang, state, grant, askedAt, decidedAt };
}

function pageOf(db: Database, row: Row, today: string): RequestPage {
  const messages = kept<{ id: number }, RequestPage['messages'][number]>(
    db,
    'SELECT written_by AS by, text, at FROM access_request_message WHERE request_id = @id ORDER BY id',
  ).all({ id: row.id });
  return { ...lineOf(row, today), who: row.who, purpose: row.purpose, until: row.until, messages };
}

/** Who asked, and in which language mails are written to them. Throws NotFound. */
export function readerOf(db: Database, request: number): { email: string; lang: string } {
  const reader = kept<{ request: number }, { email: string; lang: string }>(
    db,
    `
      SELECT account.email, account.lang FROM access_request JOIN account ON account.id = access_request.account_id
      WHERE access_request.id = @request`,
  ).get({ request });
  if (!reader) throw new NotFound('request', String(request));
  return reader;
}
