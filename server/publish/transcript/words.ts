/** One part of a transcript, to be written in a format that other programs read. Times in milliseconds from its beginning. */
export interface TranscriptOut {
  accession: string;
  title: string;
  lang: string; // BCP 47
  passages: PassageOut[];
}

export interface PassageOut {
  publicId: string;
  startMs: number | null;
  endMs: number | null;
  speaker: string | null;
  text: string;
}

export interface TimedPassage extends PassageOut {
  startMs: number;
  endMs: number;
}

/**
 * The passages that have a time, each with an end: its own, else where the next one begins. Formats of subtitles have no
 * place for the others.
 */
export function timedPassages(passages: PassageOut[]): TimedPassage[] {
  const timed = passages.filter((passage): passage is PassageOut & { startMs: number } => passage.startMs !== null);
  return timed.map((passage, at) => {
    const next = timed[at + 1]?.startMs ?? passage.startMs + 5_000;
    return { ...passage, endMs: passage.endMs ?? Math.max(next, passage.startMs + 1) };
  });
}

/** `01:02:03.450`; `comma` as SubRip writes it. */
export function clock(ms: number, comma = false): string {
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1_000) % 60].map(Math.floor);
  return `${pad(hours!)}:${pad(minutes!)}:${pad(seconds!)}${comma ? ',' : '.'}${pad(ms % 1_000, 3)}`;
}

/** The words without an empty line, which ends a cue or a paragraph in every text format. */
export function withoutEmptyLines(text: string): string {
  return text.replace(/\n\s*\n/g, '\n');
}
