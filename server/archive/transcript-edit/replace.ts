import type { Database } from '../../db/open.ts';
import { Invalid } from '../errors.ts';
import { carryOut, type Seen } from './edit.ts';
import { withWords } from './words.ts';

/** What to find in a transcript: the very letters, in any script. */
export interface Wanted {
  find: string;
  wholeWords: boolean;
  matchCase: boolean;
  /** Vowel points and other marks may stand between the letters, or not. */
  ignoreMarks: boolean;
}

export interface Occurrence extends Seen {
  position: number;
  startMs: number | null;
  text: string;
  spans: { start: number; end: number }[];
  replaced: string; // the text with every occurrence replaced
}

const LONGEST = 500; // letters

/** The passages in which it stands, in order, each with its text once `replacement` stands there. Throws Invalid for nothing to find. */
export function occurrences(db: Database, transcriptId: number, wanted: Wanted, replacement: string): Occurrence[] {
  const pattern = patternOf(wanted);
  return db
    .prepare<[number], Seen & { position: number; startMs: number | null; text: string }>(`
      SELECT public_id AS publicId, version, position, start_ms AS startMs, text FROM passage
      WHERE transcript_id = ? ORDER BY position`)
    .all(transcriptId)
    .flatMap((passage) => {
      const spans = [...passage.text.matchAll(pattern)].map((found) => ({
        start: found.index,
        end: found.index + found[0].length,
      }));
      if (spans.length === 0) return [];
      return [{ ...passage, spans, replaced: passage.text.replace(pattern, () => replacement) }];
    });
}

/** Replaces in the passages chosen, and gives in how many words changed. Throws Invalid where one would be left without words, and as `carryOut`. */
export function replaceWords(
  db: Database,
  edit: { transcriptId: number; actor: string; passages: Seen[]; wanted: Wanted; replacement: string },
): number {
  const pattern = patternOf(edit.wanted);
  const replacement = edit.replacement.replace(/\s+/g, ' ');
  let count = 0;
  carryOut(db, { ...edit, operation: 'replace', seen: edit.passages }, (states) => ({
    states: states.map((state) => {
      const text = state.text
        .replace(pattern, () => replacement)
        .replace(/[ \t]{2,}/g, ' ')
        .trim();
      if (text === '')
        throw new Invalid('A passage would be left without words. Leave it out, or take it out by itself.', {
          key: 'left_empty',
        });
      const changed = withWords(state, text);
      if (changed !== state) count += 1;
      return changed;
    }),
  }));
  return count;
}

function patternOf({ find, wholeWords, matchCase, ignoreMarks }: Wanted): RegExp {
  const sought = find.normalize('NFC');
  if (sought.trim() === '') throw new Invalid('Say which words to find.', { field: 'find', key: 'find_nothing' });
  if (sought.length > LONGEST)
    throw new Invalid(`At most ${LONGEST} letters can be looked for.`, { field: 'find', key: 'find_nothing' });
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/gu, '\\$&');
  const letters = ignoreMarks
    ? [...sought.normalize('NFD').replace(/\p{M}/gu, '')].map((letter) => `${escaped(letter)}\\p{M}*`).join('')
    : escaped(sought);
  // Without marks wanted, a letter that has one is another letter: כתב does not end before a point that belongs to it.
  const whole = wholeWords
    ? `(?<![\\p{L}\\p{M}\\p{N}_])${letters}(?![\\p{L}\\p{M}\\p{N}_])`
    : `${letters}${ignoreMarks ? '' : '(?!\\p{M})'}`;
  return new RegExp(whole, matchCase ? 'gu' : 'giu');
}
