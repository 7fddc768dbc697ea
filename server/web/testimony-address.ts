import { chapterAt, chaptersOf } from '../archive/chapter.ts';
import type { Passage } from '../archive/passage.ts';
import type { Database } from '../db/open.ts';
import type { SpellingsAsked } from './search-query.ts';

/** What of a testimony is open: the page's own parameters. */
export interface TestimonyView {
  text?: string | null; // language of the transcript, where it is not the original
  beside?: string | null; // language of the translation beside it
  chapter?: number;
  q?: string;
  spellings?: SpellingsAsked; // how far the words of q are widened
  match?: number; // of the passages that answer q, the one to read, from 1
  cite?: string; // public id of the passage that the page says how to cite
}

/** The address of a testimony, without language: only what differs from how it opens by itself. */
export function testimonyAddress(accession: string, view: TestimonyView = {}, hash = ''): string {
  const parameters = new URLSearchParams();
  if (view.text) parameters.set('text', view.text);
  if (view.beside) parameters.set('beside', view.beside);
  if (view.chapter && view.chapter > 1) parameters.set('chapter', String(view.chapter));
  if (view.q) parameters.set('q', view.q);
  if (view.q && view.spellings && view.spellings !== 'all') parameters.set('spellings', view.spellings);
  if (view.q && view.match) parameters.set('match', String(view.match));
  if (view.cite) parameters.set('cite', view.cite);
  const query = parameters.toString();
  return `/testimonies/${encodeURIComponent(accession)}${query ? `?${query}` : ''}${hash ? `#${hash}` : ''}`;
}

/** The permanent address of a passage, opened with what answers `q` marked. */
export function passageLink(publicId: string, { q, spellings }: Pick<TestimonyView, 'q' | 'spellings'>): string {
  const parameters = new URLSearchParams();
  if (q) parameters.set('q', q);
  if (q && spellings && spellings !== 'all') parameters.set('spellings', spellings);
  const query = parameters.toString();
  return `/passages/${encodeURIComponent(publicId)}${query ? `?${query}` : ''}`;
}

/** Where a passage stands on its testimony's page. */
export function passageAddress(
  db: Database,
  { passage, accession }: { passage: Passage; accession: string },
  view: Pick<TestimonyView, 'q' | 'spellings' | 'cite'> = {},
): string {
  const chapter = chapterAt(chaptersOf(db, passage.transcriptId), passage.position);
  const first = db
    .prepare<[number], number>(`
      SELECT other.id FROM transcript JOIN transcript AS other ON other.testimony_id = transcript.testimony_id
      WHERE transcript.id = ? ORDER BY other.original_id IS NOT NULL, other.id LIMIT 1`)
    .pluck()
    .get(passage.transcriptId);
  const text = first === passage.transcriptId ? null : passage.lang;
  return testimonyAddress(accession, { ...view, text, chapter: chapter?.number }, `p-${passage.publicId}`);
}
