import type { Database } from '../db/open.ts';
import type { AccessLevel } from './access.ts';
import { consentIsComplete } from './agreement.ts';
import { removeAsset } from './asset.ts';
import { Conflict, NotFound } from './errors.ts';
import { changed } from './outbox.ts';
import { setSetting, setting } from './setting.ts';
import { submissionPublished, submissionUnpublished, THE_ARCHIVE } from './submission/states.ts';
import { unreadDrafts } from './transcript-edit/status.ts';

export const FORMS = ['interview', 'memoir', 'family-story', 'speech', 'letter', 'song', 'prayer', 'recipe'] as const;
export type Form = (typeof FORMS)[number];

/** What is catalogued of a testimony itself; everything that hangs on it has a file of its own. */
export interface TestimonyFields {
  form: Form;
  title: string;
  lang: string; // BCP 47, of title and abstract
  abstract: string | null;
  generation: 'first' | 'descendant' | null;
  collectionId: number | null;
  rights: string | null; // URI
  credit: string | null;
  provenance: string | null;
  sample: boolean;
}

const ACCESSION_WIDTH = 5;

/** The next accession number that no testimony has and that is not promised: `K-00001`, and so on. Never one twice. */
export function nextAccession(db: Database, promised: ReadonlySet<string> = new Set()): string {
  let number = Number(setting(db, 'last_accession') ?? '0');
  const taken = db.prepare('SELECT 1 FROM testimony WHERE accession = ?').pluck();
  let accession: string;
  do {
    number += 1;
    accession = `K-${String(number).padStart(ACCESSION_WIDTH, '0')}`;
  } while (taken.get(accession) || promised.has(accession));
  setSetting(db, 'last_accession', String(number));
  return accession;
}

/** A new testimony, as a closed draft. Throws Conflict where another has the accession number. */
export function addTestimony(db: Database, accession: string, fields: TestimonyFields): number {
  if (testimonyId(db, accession) !== null) throw new Conflict(`There is already a testimony ${accession}.`);
  const { lastInsertRowid } = db
    .prepare(`
      INSERT INTO testimony (accession, form, title, lang, abstract, generation, collection_id, rights, credit, provenance, sample)
      VALUES (@accession, @form, @title, @lang, @abstract, @generation, @collectionId, @rights, @credit, @provenance, @sample)`)
    .run({ ...fields, accession, sample: fields.sample ? 1 : 0 });
  const id = Number(lastInsertRowid);
  changed(db, id);
  return id;
}

/** Writes what is given and leaves the rest; says that it changed. */
export function updateTestimony(db: Database, id: number, fields: Partial<Omit<TestimonyFields, 'sample'>>): void {
  const columns: Record<keyof Omit<TestimonyFields, 'sample'>, string> = {
    form: 'form',
    title: 'title',
    lang: 'lang',
    abstract: 'abstract',
    generation: 'generation',
    collectionId: 'collection_id',
    rights: 'rights',
    credit: 'credit',
    provenance: 'provenance',
  };
  const set = Object.keys(fields)
    .map((field) => `${columns[field as keyof typeof columns]} = @${field}`)
    .join(', ');
  if (set) db.prepare(`UPDATE testimony SET ${set} WHERE id = @id`).run({ ...fields, id });
  touch(db, id);
}

/** Counts an edit and tells the search engines. Call in the transaction of every change to a testimony or what hangs on it. */
export function touch(db: Database, id: number, options: { narrowed?: boolean } = {}): void {
  db.prepare(`
    UPDATE testimony SET version = version + 1, updated_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?`).run(id);
  changed(db, id, options);
}

export function testimonyId(db: Database, accession: string): number | null {
  return db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(accession) ?? null;
}

/** What staff read above every page of a testimony. Throws NotFound. */
export function testimonyTitle(db: Database, accession: string): { title: string; lang: string; access: string } {
  const row = db
    .prepare<[string], { title: string; lang: string; access: string }>(`
      SELECT title, lang, CASE WHEN withdrawn_on IS NOT NULL THEN 'withdrawn' WHEN status = 'draft' THEN 'draft' ELSE access END AS access
      FROM testimony WHERE accession = ?`)
    .get(accession);
  if (!row) throw new NotFound('testimony', accession);
  return row;
}

/** How a testimony stands: whether it is published, was ever, and whether the family took it back. */
export function standingOf(
  db: Database,
  id: number,
): { status: 'draft' | 'published'; publishedAt: string | null; withdrawnOn: string | null } {
  return db
    .prepare<[number], ReturnType<typeof standingOf>>(
      'SELECT status, published_at AS publishedAt, withdrawn_on AS withdrawnOn FROM testimony WHERE id = ?',
    )
    .get(id)!;
}

/** How far a testimony is open, and until when it is not. */
export interface AccessSetting {
  access: AccessLevel;
  embargoUntil?: string | null; // YYYY-MM-DD
  embargoCondition?: string | null;
}

export function setAccess(db: Database, id: number, setting: AccessSetting): void {
  db.prepare(`
    UPDATE testimony SET access = @access, embargo_until = @embargoUntil, embargo_condition = @embargoCondition
    WHERE id = @id`).run({
    id,
    access: setting.access,
    embargoUntil: setting.embargoUntil ?? null,
    embargoCondition: setting.embargoCondition ?? null,
  });
  touch(db, id, { narrowed: true });
}

/**
 * Publishes: from now on its access decides who sees it. Throws Conflict while anyone whose consent it needs has not given
 * it in an agreement that is in force, or a program’s draft is unread. The submission it came from, if any, is published with
 * it, wherever that was asked for.
 */
export function publish(
  db: Database,
  id: number,
  { actor = THE_ARCHIVE, now = new Date() }: { actor?: string; now?: Date } = {},
): void {
  if (!consentIsComplete(db, id)) {
    throw new Conflict(
      'Nothing is published without an agreement that covers everyone whose consent it needs. Add the agreement, then publish.',
    );
  }
  const unread = unreadDrafts(db, id);
  if (unread.length) {
    throw new Conflict(
      `A program wrote the transcript (${unread.join(', ')}), and nobody has read it yet. Read it in the workshop, then publish.`,
    );
  }
  db.prepare(`
    UPDATE testimony SET status = 'published', published_at = coalesce(published_at, strftime('%Y-%m-%dT%H:%M:%fZ'))
    WHERE id = ?`).run(id);
  submissionPublished(db, id, { actor, now });
  touch(db, id);
}

/** Back to a draft, seen by staff and its giver only; the submission it came from, if any, is with the catalogue again. */
export function unpublish(
  db: Database,
  id: number,
  { actor = THE_ARCHIVE, reason = null, now = new Date() }: { actor?: string; reason?: string | null; now?: Date } = {},
): void {
  db.prepare("UPDATE testimony SET status = 'draft' WHERE id = ?").run(id);
  submissionUnpublished(db, id, { actor, reason, now });
  touch(db, id, { narrowed: true });
}

/** Removes a testimony and all that hangs on it from the database; its originals go with `removeUnused` of the media. */
export function removeTestimony(db: Database, id: number): void {
  changed(db, id, { narrowed: true });
  db.prepare('UPDATE loss SET proof_asset_id = NULL WHERE testimony_id = ?').run(id);
  db.prepare(
    'DELETE FROM transcript_source WHERE transcript_id IN (SELECT id FROM transcript WHERE testimony_id = ?)',
  ).run(id);
  db.prepare('UPDATE transcript SET original_id = NULL WHERE testimony_id = ?').run(id);
  db.prepare('DELETE FROM agreement WHERE testimony_id = ?').run(id);
  for (const asset of db.prepare<[number], number>('SELECT id FROM asset WHERE testimony_id = ?').pluck().all(id))
    removeAsset(db, asset);
  db.prepare('DELETE FROM testimony WHERE id = ?').run(id);
}
