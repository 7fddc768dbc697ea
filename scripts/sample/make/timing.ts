/** When each cue is heard. Milliseconds from the start of the recording; the zero of the tape is added on the way out. */
import { withoutPoints } from './pointing.ts';
import type { Part, Script } from './script.ts';

export interface TimedCue {
  startMs: number;
  endMs: number;
  text: string;
}

/** A passage with its times; `opens` is the chapter that begins with it. */
export interface TimedTurn {
  speaker: string;
  cues: TimedCue[];
  opens: Part['turns'][number]['chapter'];
}

export interface TimedPart {
  zeroMs: number;
  durationMs: number;
  turns: TimedTurn[];
}

/** The length of every cue of a part, in order of being spoken, as [start, end]. */
export type CueTimes = [number, number][];

const PAUSE_MS = 650;

/** Times for a text without a recording, at an old person's pace: 125 words a minute. */
export function estimatedTimes(part: Part): CueTimes {
  let at = 2000;
  return part.turns.flatMap((turn) => {
    const times = turn.cues.map((cue): [number, number] => {
      const start = at;
      at += Math.round((cue.split(/\s+/).length / 125) * 60) * 1000 + 400;
      return [start, at];
    });
    at += PAUSE_MS;
    return times;
  });
}

/** The part with its times, on the clock of its tape; the points that a text has for being spoken are left out. */
export function timed(part: Part, times: CueTimes, spoken: boolean): TimedPart {
  const left = [...times];
  const turns = part.turns.map((turn) => ({
    speaker: turn.speaker,
    opens: turn.chapter,
    cues: turn.cues.map((text) => {
      const [start, end] = left.shift()!;
      return { startMs: part.zeroMs + start, endMs: part.zeroMs + end, text: spoken ? withoutPoints(text) : text };
    }),
  }));
  return { zeroMs: part.zeroMs, durationMs: times.at(-1)?.[1] ?? 0, turns };
}

/** A translation laid on the times of its original; throws where the two are not passage for passage the same. */
export function timedAs(original: TimedPart, translation: Script): TimedPart {
  const turns = translation.parts[0]!.turns;
  if (turns.length !== original.turns.length) {
    throw new Error(`the translation has ${turns.length} passages, its original ${original.turns.length}`);
  }
  return {
    ...original,
    turns: original.turns.map((turn, index) => {
      const { cues, speaker } = turns[index]!;
      if (cues.length !== turn.cues.length || speaker !== turn.speaker) {
        throw new Error(`passage ${index + 1} of the translation is divided or spoken otherwise than its original`);
      }
      return { ...turn, cues: turn.cues.map((cue, at) => ({ ...cue, text: cues[at]! })) };
    }),
  };
}

/** `01:02:03.004`; the mark before the milliseconds is a comma in SRT. */
export function clock(ms: number, mark = '.'): string {
  return `${wholeClock(ms)}${mark}${String(ms % 1000).padStart(3, '0')}`;
}

/** `01:02:03` */
export function wholeClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((n) => String(n).padStart(2, '0'))
    .join(':');
}
