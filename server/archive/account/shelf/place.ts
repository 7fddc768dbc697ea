/**
 * Places in testimonies that readers keep. A place is remembered by the passage's permanent id, by where it stood, and by the
 * sum of its words, so that it is found again after an edit of the transcript, and the reader told when the words are others.
 * Of what is closed, withheld or withdrawn since, nothing is shown.
 */
import { kept, keptColumn } from '../../../db/kept.ts';
import type { Database } from '../../../db/open.ts';
import { NotFound } from '../../errors.ts';
import { type Passage, passageAt, passagesById } from '../../passage.ts';
import { sumOf } from '../../quotation.ts';
import { WITHHELD } from '../../redaction.ts';
import { describedTestimonies, type TestimonyLine } from '../../testimony-line.ts';
import { accessionKnownTo } from '../../testimony-page.ts';
import type { Viewer } from '../../viewer.ts';

/** What a place is remembered by. */
export interface Anchor {
  testimonyId: number | null; // null: no longer in the archive
  passage: string | null; // public id; null: the testimony as a whole
  part: number | null; // from 1
  startMs: number | null; // from the beginning of the part
  lang: string | null;
  sha256: string | null; // hexadecimal, of the words as they were seen
}

/** A place as one viewer may see it now. */
export type PlaceShown =
  | { state: 'here' | 'changed'; line: TestimonyLine; passage: Passage | null }
  | { state: 'gone'; line: null; passage: null };

const GONE: PlaceShown = { state: 'gone', line: null, passage: null };

/** A place by its name: `passage:ID` or `testimony:ACCESSION`. Throws NotFound where it is not for this viewer. */
export function anchorOf(db: Database, viewer: Viewer, place: string): Anchor & { accession: string } {
  const [, kind, name] = /^(passage|testimony):(.{1,200})$/u.exec(place) ?? [];
  if (kind === 'passage') {
    const { passage, accession } = passageAt(db, viewer, name!);
    const { publicId, part, startMs, lang, text } = passage;
    return {
      testimonyId: testimonyOf(db, accession),
      accession,
      passage: publicId,
      part,
      startMs,
      lang,
      sha256: sumOf(text),
    };
  }
  const accession = kind ? accessionKnownTo(db, viewer, name!) : null;
  const testimonyId = accession === null ? null : testimonyOf(db, accession);
  if (accession === null || describedTestimonies(db, viewer, [testimonyId!], 'en').length === 0)
    throw new NotFound('place', place.slice(0, 100));
  return { testimonyId, accession, passage: null, part: null, startMs: null, lang: null, sha256: null };
}

function testimonyOf(db: Database, accession: string): number {
  return keptColumn<[string], number>(db, 'SELECT id FROM testimony WHERE accession = ?').get(accession)!;
}

/** What has become of each of `anchors`, in their order. */
export function placesShown(db: Database, viewer: Viewer, anchors: readonly Anchor[], lang: string): PlaceShown[] {
  const found = passagesOf(db, anchors);
  const ids = anchors.map(({ testimonyId }) => testimonyId).filter((id) => id !== null);
  const lines = new Map(describedTestimonies(db, viewer, [...new Set(ids)], lang).map((line) => [line.id, line]));
  const passages = new Map(
    passagesById(
      db,
      viewer,
      found.filter((id) => id !== null),
    ).map((passage) => [passage.id, passage]),
  );
  return anchors.map((anchor, at) => {
    const line = anchor.testimonyId === null ? undefined : lines.get(anchor.testimonyId);
    if (!line) return GONE;
    if (anchor.passage === null) return { state: 'here', line, passage: null };
    if (anchor.sha256 === null) return GONE;
    const id = found[at]!;
    if (id === null) return { state: 'changed', line, passage: null };
    const passage = passages.get(id);
    if (!passage) return GONE;
    const same = sumOf(passage.text) === anchor.sha256;
    if (!same && passage.text.includes(WITHHELD)) return GONE;
    return { state: same ? 'here' : 'changed', line, passage };
  });
}

/** The passage of each anchor by its id, else by where it stood: what is said at that moment now. */
function passagesOf(db: Database, anchors: readonly Anchor[]): (number | null)[] {
  const named = new Map(
    kept<{ names: string }, { name: string; id: number; testimonyId: number }>(
      db,
      `
        SELECT name.value AS name, passage.id, part.testimony_id AS testimonyId
        FROM json_each(@names) AS name LEFT JOIN passage_redirect ON passage_redirect.public_id = name.value
          JOIN passage ON passage.public_id = name.value OR passage.id = passage_redirect.passage_id
          JOIN part ON part.id = passage.part_id`,
    )
      .all({ names: JSON.stringify(anchors.map(({ passage }) => passage).filter((one) => one !== null)) })
      .map((row) => [row.name, row]),
  );
  return anchors.map((anchor) => {
    if (anchor.passage === null || anchor.testimonyId === null) return null;
    const known = named.get(anchor.passage);
    if (known) return known.testimonyId === anchor.testimonyId ? known.id : null;
    return passageThere(db, anchor);
  });
}

/** A passage of the same words in the same text, else the one that is told at that moment. */
function passageThere(db: Database, anchor: Anchor): number | null {
  const { testimonyId, lang, part, startMs, sha256 } = anchor;
  const rows = kept<{ testimonyId: number | null; lang: string | null }, Candidate>(
    db,
    `
      SELECT passage.id, passage.text, passage.start_ms AS startMs, part.position AS part
      FROM passage JOIN transcript ON transcript.id = passage.transcript_id JOIN part ON part.id = passage.part_id
      WHERE transcript.testimony_id = @testimonyId AND transcript.lang = @lang ORDER BY passage.position`,
  ).all({ testimonyId, lang });
  const same = rows.find(({ text }) => sumOf(text) === sha256);
  if (same || startMs === null) return same?.id ?? null;
  const before = rows.filter((row) => row.part === part && row.startMs !== null && row.startMs <= startMs);
  return before.at(-1)?.id ?? null;
}

interface Candidate {
  id: number;
  text: string;
  startMs: number | null;
  part: number;
}
