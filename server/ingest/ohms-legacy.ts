import { countWords, readSync, timeOfWord } from './ohms-sync.ts';
import { paragraphsOf } from './paragraphs.ts';
import { note } from './refusal.ts';
import type { SourceCue, SourceProblem } from './source.ts';
import { cuesOfParagraphs, type Paragraph, type PlacedCue } from './turns.ts';
import type { XmlElement } from './xml.ts';

const FOOTNOTE_MARK = /\s?\[\[footnote\]\]\s{0,5}\d{0,4}\s{0,5}\[\[\/footnote\]\]/g;

/**
 * The transcript of an OHMS 5 record: plain text in lines, speakers as `BROCK:`, and times only at each minute in `<sync>`.
 * A cue is a turn or paragraph, not a minute: its start is worked out by words between the two nearest minutes and marked
 * `estimated`, except where a minute falls on its first word, or the text has a time there ({0:10:20}). No end is given.
 * Footnotes ([[footnotes]], [[note]]) become `notes`, their marks leave the text and stay in the payload. Null where the
 * record says that there is no transcript.
 */
export function legacyTranscript(
  transcript: XmlElement | undefined,
  sync: XmlElement | undefined,
  length: string,
  problems: SourceProblem[],
): { cues: SourceCue[]; notes: string[] } | null {
  if (!transcript || /^\s*(?:\(?no transcript\.?\)?)?\s*$/i.test(transcript.text)) return null;
  const { spoken, notes } = withoutFootnotes(transcript.text);
  // Footnote lines stay, emptied, so that the line numbers of <sync> hold.
  const lines = spoken.split('\n');
  const paragraphs = paragraphsOf(lines, { firstLine: transcript.textLine, breaksMeanNothing: true });
  const placed = cuesOfParagraphs(paragraphs, problems, (written) => written.replace(FOOTNOTE_MARK, ''));
  const counted = countWords(lines);
  const wordOf = wordNumbers(placed, paragraphs, (line) => counted.before[line - transcript.textLine] ?? 0);
  const { marks, refused } = readSync(sync?.text.trim() ?? '', counted, wordOf[0] ?? 0);
  if (refused && sync) {
    note(problems, sync.line, `${refused} of the times in <sync> fit no word of the transcript and were left out.`);
  }
  if (marks.length > 1) {
    const timeOf = timeOfWord(marks, counted.total, length);
    placed.forEach(({ cue }, at) => {
      if (cue.startMs !== null) return;
      const { ms, estimated } = timeOf(wordOf[at]!);
      [cue.startMs, cue.estimated] = [ms, estimated];
    });
  }
  return { cues: placed.map(({ cue }) => cue), notes };
}

/** The number of each cue's first word in the whole transcript. */
function wordNumbers(placed: PlacedCue[], paragraphs: Paragraph[], before: (line: number) => number): number[] {
  let last = { paragraph: -1, offset: 0, words: 0 };
  return placed.map(({ paragraph, offset }) => {
    const { text, line } = paragraphs[paragraph]!;
    if (paragraph !== last.paragraph) last = { paragraph, offset: 0, words: before(line ?? 0) };
    const words = last.words + (text.slice(last.offset, offset).match(/\S+/g)?.length ?? 0);
    last = { paragraph, offset, words };
    return words;
  });
}

function withoutFootnotes(text: string): { spoken: string; notes: string[] } {
  const from = text.indexOf('[[footnotes]]');
  if (from === -1) return { spoken: text, notes: [] };
  const end = text.indexOf('[[/footnotes]]', from);
  const to = end === -1 ? text.length : end + '[[/footnotes]]'.length;
  const section = text.slice(from, to);
  const notes = section
    .split('[[note]]')
    .slice(1)
    .map((note, at) => {
      const words = note.split('[[/note]]')[0]!.replace(/\[\[link\]\]([^[\]]*)\[\[\/link\]\]/g, ' ($1)');
      return `${at + 1}. ${words
        .replace(/\[\[\/?\w{1,20}\]\]/g, '')
        .replace(/\s+/g, ' ')
        .trim()}`;
    });
  return { spoken: text.slice(0, from) + section.replace(/[^\n]/g, '') + text.slice(to), notes };
}
