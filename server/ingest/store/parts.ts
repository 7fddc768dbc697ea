import { Invalid } from '../../archive/errors.ts';
import { firstSession, partAt, partsOf, partZero, removeEmptyPart, setPartTimes } from '../../archive/session.ts';
import type { Resolver } from '../authorities.ts';
import type { PreparedRecord, PreparedTranscript } from '../prepare.ts';
import { placeOf } from '../row.ts';
import { storeIndex } from './index-points.ts';
import { lastWritten, lastWrittenUnder, type Merge, remember } from './merge.ts';
import { knownSpeakers } from './people.ts';
import { removeForgottenWords, storeStatuses, storeWords, takeOverLanguage } from './words.ts';

const HOUR = 3_600_000;

/** Writes the parts of a testimony, with their words and their index. */
export function storeParts(merge: Merge, prepared: PreparedRecord, resolve: Resolver): void {
  const { db, id } = merge;
  const sessionId = firstSession(db, id);
  const { record, transcripts, media } = prepared;
  refuseTwoOfOneLanguage(prepared);
  takeOverLanguage(merge, prepared);
  const sound = media.filter(({ kind }) => kind === 'audio' || kind === 'video');
  const numbers = new Set([
    ...transcripts.map(({ part }) => part),
    ...sound.map(({ part }) => part ?? 1),
    ...record.recordings.map(({ part }) => part),
  ]);
  const speakers = knownSpeakers(merge);
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const partId = partAt(db, id, sessionId, number);
    const here = transcripts.filter(({ part }) => part === number);
    const remote = record.recordings.find(({ part }) => part === number)?.recording;
    const durationMs = sound.find(({ part }) => part === number)?.durationMs ?? remote?.durationMs ?? null;
    const zero = zeroOf(merge, partId, number, zeroOffset(here, durationMs));
    setPartTimes(db, partId, { zeroOffsetMs: zero.ms, durationMs });
    for (const transcript of here) storeWords(merge, transcript, { partId, zero, speakers, prepared });
    storeIndex(merge, here, { partId, number, zeroMs: zero.ms, resolve, lang: record.lang });
  }
  const parts = new Map(partsOf(db, id).map(({ position, id: partId }) => [position, partId]));
  removeForgottenWords(merge, prepared, parts);
  storeStatuses(merge, prepared);
}

/** Takes out parts that an earlier import made, the source no longer has, and nothing is left of. Last of all. */
export function sweepParts(merge: Merge, { transcripts, media, record }: PreparedRecord): void {
  const named = new Set([...transcripts, ...media, ...record.recordings].map(({ part }) => String(part)));
  for (const number of lastWrittenUnder(merge, ZERO).keys()) {
    if (!named.has(number) && removeEmptyPart(merge.db, merge.id, Number(number))) remember(merge, ZERO + number, null);
  }
}

/** The words of a part in one language have one source: of two, the second would silently replace the first. */
function refuseTwoOfOneLanguage({ record, transcripts }: PreparedRecord): void {
  const seen = new Map<string, string>();
  for (const { part, name, column, source } of transcripts) {
    for (const { lang, cues } of source.transcripts) {
      if (cues.length === 0) continue;
      const key = `${part} ${lang}`;
      const other = seen.get(key);
      if (other !== undefined) {
        const both = other === name ? `“${name}” holds two texts` : `“${other}” and “${name}” are both texts`;
        throw new Invalid(
          `${placeOf(record.where, column)}${both} in the language “${lang}” of part ${part}. Say the language of each, or leave one out.`,
          { file: record.where.file, row: record.where.row, field: column ?? undefined },
        );
      }
      seen.set(key, name);
    }
  }
}

const ZERO = 'zero of part ';

/**
 * Where a part's time code begins. Once somebody has set another zero than the import worked out, theirs stays, and times are
 * counted from it.
 */
function zeroOf(merge: Merge, partId: number, number: number, worked: number): { ms: number; ours: boolean } {
  const last = lastWritten(merge, ZERO + number);
  const current = partZero(merge.db, partId);
  if (last !== null && current !== Number(last)) return { ms: current, ours: false };
  remember(merge, ZERO + number, String(worked));
  return { ms: worked, ours: true };
}

/** A tape's time code often begins at a whole hour: taken off where the times lie beyond the recording, or nothing tells its length. */
function zeroOffset(transcripts: PreparedTranscript[], durationMs: number | null): number {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { source } of transcripts) {
    for (const { cues } of source.transcripts) {
      for (const { startMs, endMs } of cues) {
        if (startMs === null) continue;
        first = Math.min(first, startMs);
        last = Math.max(last, endMs ?? startMs);
      }
    }
  }
  if (first === Number.POSITIVE_INFINITY || first < HOUR) return 0;
  return durationMs !== null && last <= durationMs ? 0 : Math.floor(first / HOUR) * HOUR;
}
