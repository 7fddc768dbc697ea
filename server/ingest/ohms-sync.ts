import { duration } from './timecode.ts';

/** A moment that the file knows: the word with this number (from 0, through the whole transcript) is spoken at `ms`. */
export interface SyncMark {
  word: number;
  ms: number;
}

/** The numbers of words before each line, and in all. A word is a run of anything but white space. */
export interface CountedLines {
  before: number[];
  total: number;
}

/** Counts the words of a transcript's lines, as `<sync>` counts them: footnote marks and speaker labels are words. */
export function countWords(lines: string[]): CountedLines {
  let total = 0;
  const before = lines.map((line) => {
    const sofar = total;
    total += line.match(/\S+/g)?.length ?? 0;
    return sofar;
  });
  return { before, total };
}

/**
 * The moments in an OHMS 5 `<sync>`: `1:|13(3)|19(14)|…`. The number before the colon is the interval in minutes; each
 * entry, `line(word)`, both from 1, is the word at which the next interval begins, so that the first entry is at one
 * interval. An empty entry is an interval nobody marked. (That lines count from 1 and blank ones count was verified on a
 * real record: read from 0, entries would fall on blank lines.) Marks that do not go forward are left out and counted in
 * `refused`. `firstWord`, the first that is spoken (not a label), is taken to be at 0.
 */
export function readSync(sync: string, lines: CountedLines, firstWord: number): { marks: SyncMark[]; refused: number } {
  const marks: SyncMark[] = [{ word: 0, ms: 0 }];
  const colon = sync.indexOf(':');
  const minutes = Number(sync.slice(0, Math.max(0, colon))) || 1;
  let refused = 0;
  const entries = sync.slice(colon + 1).split('|');
  // What stands before the first bar is the beginning ('' or '0'), unless an exporter left the bar out.
  const first = ['', '0'].includes(entries[0]!.trim()) ? 1 : 0;
  for (let at = first; at < entries.length; at++) {
    const entry = entries[at]!.trim();
    if (!entry) continue;
    const found = /^(\d{1,7})(?:\((\d{1,5})\))?$/.exec(entry);
    const before = lines.before[Number(found?.[1]) - 1];
    const word = before === undefined ? -1 : before + Math.max(0, Number(found?.[2] ?? 1) - 1);
    const last = marks.at(-1)!;
    if (word < last.word || word > lines.total) refused++;
    else marks.push({ word, ms: Math.round((at - first + 1) * minutes * 60_000) });
  }
  if (firstWord <= (marks[1]?.word ?? 0)) marks[0]!.word = firstWord;
  return { marks, refused };
}

/**
 * When a word is spoken, and whether that is worked out: between two marks linearly by words. After the last mark by the
 * recording's `<duration>` where that is plausible, else at the pace of the marked part. A mark with several times (nothing
 * was said, or transcribed, in between) gives its last.
 */
export function timeOfWord(
  marks: SyncMark[],
  totalWords: number,
  length: string,
): (word: number) => { ms: number; estimated: boolean } {
  const last = marks.at(-1)!;
  const lengthMs = duration(length);
  const pace = last.word > 0 ? last.ms / last.word : 0;
  const left = totalWords - last.word;
  const atPace = last.ms + left * pace;
  // Up to three times as slow as before is believable; much more is a wrong duration, or a recording that runs on in silence.
  const endMs =
    lengthMs !== null && lengthMs > last.ms && lengthMs - last.ms < 3 * left * pace + 120_000 ? lengthMs : atPace;
  const all = left > 0 ? [...marks, { word: totalWords, ms: endMs }] : marks;

  return (word) => {
    let [low, high] = [0, all.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (all[middle]!.word <= word) low = middle;
      else high = middle - 1;
    }
    const [here, next] = [all[low]!, all[low + 1]];
    if (word === here.word && low > 0 && low < marks.length) return { ms: here.ms, estimated: false };
    if (!next || next.word === here.word) return { ms: Math.round(here.ms), estimated: true };
    const share = (word - here.word) / (next.word - here.word);
    return { ms: Math.round(here.ms + share * (next.ms - here.ms)), estimated: true };
  };
}
