import { noteTimesRunningBack } from './lines.ts';
import { note } from './refusal.ts';
import type { SourceCue, SourceProblem } from './source.ts';
import { type Candidate, candidateAt, countsOf, speakersAmong } from './speaker-labels.ts';
import { milliseconds, TIME_SHAPE } from './timecode.ts';

/** A paragraph of a text, DOCX or PDF. `line` is its first line in the file, null where the format has none. */
export interface Paragraph {
  text: string;
  line: number | null;
}

/** A cue with its place: the paragraph by its index, and where in its text the cue's words begin. */
export interface PlacedCue {
  cue: SourceCue;
  paragraph: number;
  offset: number;
}

/** A time in brackets: [00:01:23], (1:23), {0:10:20}, #00:01:23-4# (f4), or a range [00:01:23 - 00:01:30]. */
const BRACKETED = String.raw`[[({#<]\s?(${TIME_SHAPE}(?:-\d)?)(?:\s?(?:-->|[-–—])\s?(${TIME_SHAPE}))?\s?[\])}#>]`;
/** A time without brackets, only at the beginning of a paragraph; `00:01:23` always, `1:23` only where most paragraphs have one. */
const BARE = String.raw`(${TIME_SHAPE})(?:\s?(?:-->|[-–—])\s?(${TIME_SHAPE}))?(?=\s|$)`;
const OPENING_TIME = new RegExp(String.raw`\s*(?:${BRACKETED}|${BARE})\s*(?:[-–—|]\s+)?`, 'y');
const INNER_TIME = new RegExp(BRACKETED, 'g');
/** `Speaker 1 (00:03)` and `BROCK [00:03]:` on the line before the words: a label without a colon, told by the time after it. */
const LABEL_THEN_TIME = new RegExp(
  String.raw`(\p{L}[^\n:[\](){}#<>]{0,39}?)[ \t]{0,9}[[(]?(${TIME_SHAPE})[\])]?[ \t]{0,9}(?::[ \t]*\n?|\n)\s*`,
  'uy',
);
/** `00:00:03 Speaker 1` on the line before the words. */
const LABEL_LINE = /(\p{L}[^\n:[\](){}#<>.?!]{0,39})\n\s*/uy;
const SENTENCE_ENDS = /[.?!…؟۔]["'”’»)\]]{0,3}\s{1,3}$/u;

interface Opening {
  startMs: number | null;
  endMs: number | null;
  bareMinutes: boolean; // a time like 1:23 without brackets, to be believed only in company
  candidate: Candidate | null;
  wordsFrom: number; // where the text goes on if the candidate is no speaker
  labelFirst: boolean; // the time is one only if the candidate before it is a speaker
}

const NO_TIME = { startMs: null, endMs: null, bareMinutes: false, wordsFrom: 0, labelFirst: false };

/**
 * The cues of a spoken text: one for each paragraph, divided where a time stands in it and where a speaker known from the
 * beginnings of other paragraphs, in capitals or a script without them, begins to speak after the end of a sentence (noted).
 * Times and labels leave `text` and stay in `payload`. Only times written in the text are given. A time at the very end of
 * a paragraph (f4 transcripts) ends it and starts the next. `clean` makes the plain text of a written stretch.
 */
export function cuesOfParagraphs(
  paragraphs: Paragraph[],
  problems: SourceProblem[],
  clean: (written: string) => string = (written) => written,
): PlacedCue[] {
  const openings = paragraphs.map(({ text }) => openingOf(text));
  const bareCount = openings.filter(({ bareMinutes }) => bareMinutes).length;
  const bareMinutesAreTimes = bareCount >= 2 && bareCount >= paragraphs.length * 0.5;
  const labels = openings.flatMap(({ candidate }) => candidate?.label ?? []);
  const speakers = speakersAmong(labels, paragraphs.length);
  const isSpeaker = (candidate: Candidate | null) => candidate !== null && speakers.has(candidate.label);
  const innerLabels = labelsInside(speakers, labels);

  const placed: PlacedCue[] = [];
  let carried: { startMs: number | null; speaker: string | null; payload: string } = NOTHING_CARRIED;
  paragraphs.forEach(({ text, line }, paragraph) => {
    let opening = openings[paragraph]!;
    if (opening.labelFirst && !isSpeaker(opening.candidate)) opening = timeFirst(text);
    if (opening.bareMinutes && !bareMinutesAreTimes) opening = { ...NO_TIME, candidate: candidateAt(text) };
    const own = isSpeaker(opening.candidate) ? opening.candidate : null;
    let speaker = own?.label ?? carried.speaker;
    let wordsFrom = own?.end ?? opening.wordsFrom;
    let startMs = opening.startMs ?? carried.startMs;
    let endMs = opening.endMs;
    let payload = carried.payload;
    let payloadFrom = 0;
    let startsParagraph = true;

    const end = { at: text.length, end: text.length, startMs: null, endMs: null, label: null };
    for (const mark of [...marksInside(text, wordsFrom, innerLabels), end]) {
      const words = clean(text.slice(wordsFrom, mark.at)).trim();
      if (words) {
        payload += text.slice(payloadFrom, mark.at).trim();
        const cue = {
          startMs,
          endMs,
          estimated: false,
          speaker,
          text: words,
          payload,
          identifier: null,
          settings: null,
          startsParagraph,
        };
        placed.push({ cue, paragraph, offset: wordsFrom });
        [startsParagraph, startMs, endMs, payload, payloadFrom] = [false, null, null, '', mark.at];
      }
      if (mark.startMs !== null) [startMs, endMs] = [mark.startMs, mark.endMs];
      if (mark.label !== null) {
        note(problems, line, `“${mark.label}” begins to speak inside this paragraph; a new turn was begun there.`);
        [speaker, startsParagraph] = [mark.label, true];
      }
      wordsFrom = mark.end;
    }
    const last = placed.at(-1)?.paragraph === paragraph ? placed.at(-1)?.cue : undefined;
    if (last) {
      carried = { startMs, speaker: null, payload: '' };
      // A time after the last words: they end there, and the next paragraph begins.
      if (startMs !== null && last.endMs === null && startMs >= (last.startMs ?? 0)) last.endMs = startMs;
    } else if (text.trim()) carried = { startMs, speaker, payload: `${payload}${text.trim()}\n` };
  });
  const cues = placed.map(({ cue }) => cue);
  noteTimesRunningBack(cues, (index) => paragraphs[placed[index]!.paragraph]?.line ?? null, problems);
  return placed;
}

/** A time or a label that stands in a paragraph of its own belongs to the next one. */
const NOTHING_CARRIED = { startMs: null, speaker: null, payload: '' };

function openingOf(text: string): Opening {
  const labelled = matchAt(LABEL_THEN_TIME, text, 0);
  const startMs = milliseconds(labelled?.[2] ?? '');
  if (!labelled || startMs === null) return timeFirst(text);
  const candidate = { label: labelled[1]?.trim() ?? '', end: labelled[0].length };
  return { startMs, endMs: null, bareMinutes: false, candidate, wordsFrom: 0, labelFirst: true };
}

function timeFirst(text: string): Opening {
  const time = matchAt(OPENING_TIME, text, 0);
  const startMs = milliseconds(time?.[1] ?? time?.[3] ?? '');
  if (!time || startMs === null) return { ...NO_TIME, candidate: candidateAt(text) };
  const wordsFrom = time[0].length;
  const labelLine = matchAt(LABEL_LINE, text, wordsFrom);
  const candidate = labelLine
    ? { label: labelLine[1]?.trim() ?? '', end: wordsFrom + labelLine[0].length }
    : candidateAt(text, wordsFrom);
  const bareMinutes = (time[3] ?? '::').split(':').length < 3;
  return {
    startMs,
    endMs: endAfter(startMs, time[2] ?? time[4]),
    bareMinutes,
    candidate,
    wordsFrom,
    labelFirst: false,
  };
}

function endAfter(startMs: number, written: string | undefined): number | null {
  const endMs = milliseconds(written ?? '');
  return endMs !== null && endMs >= startMs ? endMs : null;
}

interface Mark {
  at: number;
  end: number;
  startMs: number | null;
  endMs: number | null;
  label: string | null;
}

/** Times in brackets and labels of known speakers after `from`, in order. */
function marksInside(text: string, from: number, innerLabels: RegExp | null): Mark[] {
  const marks: Mark[] = [];
  const rest = text.slice(from);
  for (const found of rest.matchAll(INNER_TIME)) {
    const startMs = milliseconds(found[1] ?? '');
    if (startMs === null) continue;
    const at = from + found.index;
    marks.push({ at, end: at + found[0].length, startMs, endMs: endAfter(startMs, found[2]), label: null });
  }
  for (const found of innerLabels ? rest.matchAll(innerLabels) : []) {
    const before = rest.slice(Math.max(0, found.index - 6), found.index);
    if (!SENTENCE_ENDS.test(before)) continue;
    const at = from + found.index;
    marks.push({ at, end: at + found[0].length, startMs: null, endMs: null, label: found[1] ?? null });
  }
  return marks.sort((a, b) => a.at - b.at);
}

/** Finds labels of two letters and more that begin at least two paragraphs and have no small letters. */
function labelsInside(speakers: Set<string>, labels: string[]): RegExp | null {
  const counts = countsOf(labels);
  const isSure = (label: string) => label.length > 1 && (counts.get(label) ?? 0) > 1 && !/\p{Ll}/u.test(label);
  const sure = [...speakers].filter(isSure);
  if (sure.length === 0 || sure.length > 50) return null;
  const any = sure.map((label) => label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(String.raw`(?<=\s)(${any})[ \u00A0]?[:：](?=\s)`, 'gu');
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
