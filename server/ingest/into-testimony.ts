/**
 * Words brought into a testimony that is here already: a new transcript, pasted or from a file, or one that was written out
 * here, worked on elsewhere and comes back.
 */
import type { Archive } from '../archive/archive.ts';
import { addAsset } from '../archive/asset.ts';
import { Conflict, Invalid, NotFound } from '../archive/errors.ts';
import { indexPointsOf, type NewIndexPoint, setIndexPoints } from '../archive/index-point.ts';
import { languageTag } from '../archive/languages.ts';
import { changed } from '../archive/outbox.ts';
import { auditTestimony } from '../archive/revision.ts';
import { partZero } from '../archive/session.ts';
import { storeTranscript, type TranscriptStatus } from '../archive/transcript.ts';
import { type Rewritten, rewritePassages } from '../archive/transcript-edit/rewrite.ts';
import { keepOriginal } from '../media/storage.ts';
import { missingOriginals, removeUnused } from '../media/sweep.ts';
import { openAuthorities, type Resolver } from './authorities.ts';
import { speakerNamed } from './known-speaker.ts';
import { passagesOf } from './passages.ts';
import { readSource } from './read.ts';
import type { Source, SourceCue, SourceIndexPoint, SourceProblem, SourceTranscript } from './source.ts';
import { knownSpeakers } from './store/people.ts';

export interface Bringing {
  testimonyId: number;
  partId: number;
  lang: string | null; // BCP 47; null: as the file says
  translates: string | null; // the language of the transcript it translates
  fileName: string;
  bytes: Buffer;
  actor: string; // an account's e-mail
  status?: TranscriptStatus;
  /** Each row, subtitle or paragraph of the file is a passage of its own, and no part of a longer turn. */
  eachIsPassage?: boolean;
}

export interface Brought {
  transcriptId: number;
  /** Passages written or changed. */
  changes: number;
  /** Positions of passages that people have edited and the file has otherwise: they were left as they are. */
  conflicts: number[];
  indexPoints: number;
  problems: SourceProblem[];
}

/** Throws Invalid as the readers do, or where no language is known, and Conflict where the file lacks passages that people have edited. */
export async function bringIn(archive: Archive, bringing: Bringing): Promise<Brought> {
  const source = await readSource(bringing.bytes, bringing.fileName);
  const [first, ...others] = source.transcripts.filter(({ cues }) => cues.length > 0);
  if (!first) throw new Invalid(`“${bringing.fileName}” has no words in it.`, { file: bringing.fileName });
  const lang = languageTag(bringing.lang ?? '') ?? first.lang;
  if (!lang) throw new Invalid('Say which language the words are in.', { field: 'lang' });
  const { sha256, bytes } = await keepOriginal(archive.folder, bringing.bytes);
  try {
    return archive.db
      .transaction(() => {
        if (missingOriginals(archive.folder, [sha256]).length)
          throw new Conflict('The file was lost on its way. Send it again.');
        const kept = { sha256, bytes, source };
        const brought = store(archive, bringing, { ...kept, text: first, lang, translates: bringing.translates });
        for (const other of others) {
          if (!other.lang || other.lang === lang) continue;
          const second = store(archive, bringing, { ...kept, text: other, lang: other.lang, translates: lang });
          brought.changes += second.changes;
        }
        const indexPoints = storeIndexPoints(archive, bringing, source, lang);
        changed(archive.db, bringing.testimonyId);
        auditTestimony(archive.db, bringing.testimonyId, { actor: bringing.actor, action: 'brought words in' });
        return { ...brought, indexPoints, problems: source.problems };
      })
      .immediate();
  } catch (error) {
    await removeUnused(archive, [sha256]);
    throw error;
  }
}

interface Text {
  sha256: string;
  bytes: number;
  source: Source;
  text: SourceTranscript;
  lang: string;
  translates: string | null;
}

function store(
  archive: Archive,
  bringing: Bringing,
  { sha256, bytes, source, text, lang, translates }: Text,
): Omit<Brought, 'indexPoints' | 'problems'> {
  const { db } = archive;
  const { testimonyId, partId, actor } = bringing;
  if (!db.prepare('SELECT 1 FROM part WHERE id = ? AND testimony_id = ?').get(partId, testimonyId))
    throw new NotFound('part', String(partId));
  const people = knownSpeakers({ db, id: testimonyId });
  const who = (label: string | null) => (label === null ? null : speakerNamed(label, people));
  const cues = fromZero(text.cues, partZero(db, partId));
  const there = passagesThere(db, testimonyId, partId, lang);
  const back = there && comesBack(cues, there.passages);
  if (there && back) {
    const passages = back.map(({ cue, publicId }): Rewritten => {
      const speaker = source.format === 'srt' ? undefined : { label: cue.speaker, personId: who(cue.speaker) };
      return { publicId, text: cue.text, startMs: cue.startMs, endMs: cue.endMs, ...(speaker ? { speaker } : {}) };
    });
    return {
      transcriptId: there.transcriptId,
      changes: rewritePassages(db, { transcriptId: there.transcriptId, actor, passages }),
      conflicts: [],
    };
  }
  const assetId = addAsset(db, testimonyId, {
    kind: 'source',
    partId,
    sha256,
    bytes,
    mime: 'text/plain',
    originalName: bringing.fileName,
  });
  const ours = cues.every(({ identifier }) => OURS.test(identifier ?? ''));
  const divided = bringing.eachIsPassage || ours ? cues.map((cue) => ({ ...cue, startsParagraph: true })) : cues;
  const stored = storeTranscript(db, {
    testimonyId,
    partId,
    lang,
    kind: 'verbatim',
    status: bringing.status ?? 'uncorrected',
    translates,
    source: { format: source.format, sha256, assetId, notes: text.notes.length ? text.notes.join('\n\n') : null },
    passages: passagesOf(divided).map((passage) => ({
      startMs: passage.startMs,
      endMs: passage.endMs,
      estimated: passage.estimated,
      speaker: passage.speaker,
      personId: who(passage.speaker),
      text: passage.text,
      cues: passage.cues.map(({ index, ...cue }) => {
        const { identifier, settings } = divided[index]!;
        return { ...cue, identifier, settings };
      }),
    })),
  });
  if (!stored.written) {
    throw new Conflict(
      'People have edited passages that the file does not have, so nothing was brought in. Write the transcript out here, put your changes into that file, and bring it in again.',
    );
  }
  return {
    transcriptId: stored.id,
    changes: stored.changes,
    conflicts: stored.conflicts.map(({ position }) => position),
  };
}

/** A public id: see names.ts. */
const OURS = /^[0-9a-hjkmnp-tv-z]{12}$/;

/** The cues from the beginning of the recording, where the file counts from what the tape's time code shows there. */
function fromZero(cues: SourceCue[], zero: number): SourceCue[] {
  const first = cues.find(({ startMs }) => startMs !== null)?.startMs ?? 0;
  if (zero === 0 || first < zero) return cues;
  const shift = (ms: number | null) => (ms === null ? null : ms - zero);
  return cues.map((cue) => ({ ...cue, startMs: shift(cue.startMs), endMs: shift(cue.endMs) }));
}

interface There {
  transcriptId: number;
  passages: { publicId: string; text: string }[];
}

function passagesThere(db: Archive['db'], testimonyId: number, partId: number, lang: string): There | null {
  const rows = db
    .prepare<object, { transcriptId: number; publicId: string; text: string }>(`
      SELECT transcript.id AS transcriptId, public_id AS publicId, text FROM transcript
        JOIN passage ON passage.transcript_id = transcript.id
      WHERE testimony_id = @testimonyId AND lang = @lang AND kind = 'verbatim' AND part_id = @partId ORDER BY passage.position`)
    .all({ testimonyId, lang, partId });
  return rows.length ? { transcriptId: rows[0]!.transcriptId, passages: rows } : null;
}

/**
 * The passage that each cue is, where the file was written out here: by their permanent ids, or one by one where there are as
 * many and at least half have the same words. Null where it is another text.
 */
function comesBack(cues: SourceCue[], passages: There['passages']): { cue: SourceCue; publicId: string }[] | null {
  const known = new Set(passages.map(({ publicId }) => publicId));
  if (cues.every(({ identifier }) => identifier !== null && known.has(identifier))) {
    return cues.map((cue) => ({ cue, publicId: cue.identifier! }));
  }
  if (cues.length !== passages.length) return null;
  const same = cues.filter((cue, at) => cue.text === passages[at]!.text).length;
  return same * 2 >= cues.length ? cues.map((cue, at) => ({ cue, publicId: passages[at]!.publicId })) : null;
}

/** Writes the index of the file where the part has none; one that is there already is the archive's own. */
function storeIndexPoints({ db }: Archive, { testimonyId, partId }: Bringing, source: Source, lang: string): number {
  if (source.indexPoints.length === 0 || indexPointsOf(db, partId).length > 0) return 0;
  const second = source.transcripts.find(({ translation }) => translation)?.lang ?? null;
  const zero = partZero(db, partId);
  const resolve = openAuthorities(db, false).resolver(() => {});
  const points = source.indexPoints.map((point) => pointOf(resolve, point, zero, lang, second));
  setIndexPoints(db, testimonyId, partId, points);
  return points.length;
}

function pointOf(
  resolve: Resolver,
  point: SourceIndexPoint,
  zero: number,
  lang: string,
  second: string | null,
): NewIndexPoint {
  const words = (texts: string[]) => texts.map((text) => ({ text, termId: resolve.knownTopic(text) }));
  const texts = point.texts.map((text) => ({
    lang: text.lang ?? (text.alternate ? (second ?? 'und') : lang),
    title: text.title,
    synopsis: text.synopsis || null,
    partialTranscript: text.partialTranscript || null,
    keywords: words(text.keywords),
    subjects: words(text.subjects),
  }));
  return {
    startMs: zero > 0 && point.startMs >= zero ? point.startMs - zero : point.startMs,
    texts: texts.filter((text, at) => texts.findIndex((other) => other.lang === text.lang) === at),
    places: point.places.map(({ alternateLabel, ...place }) => ({
      ...place,
      placeId: place.label ? (resolve.knownPlace(place.label)?.id ?? null) : null,
      label: place.label || null,
      labelAlternate: alternateLabel || null,
    })),
    links: point.links.map(({ url, label, alternateLabel }) => ({
      url,
      label: label || null,
      labelAlternate: alternateLabel || null,
    })),
  };
}
