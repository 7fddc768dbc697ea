/** Texts in time: WebVTT (https://www.w3.org/TR/webvtt1/), SubRip, and a table with TIMECODE, SPEAKER, TRANSCRIPT. */
import type { Speaker } from './script.ts';
import { clock, type TimedPart } from './timing.ts';

type Speakers = Record<string, Speaker>;

/** `note` goes into a NOTE block: kept by readers of the file, and not shown as speech. */
export function webvtt(part: TimedPart, speakers: Speakers, lang: string, note: string): string {
  return `WEBVTT\nKind: captions\nLanguage: ${lang}\n\nNOTE ${note}\n\n${webvttCues(part, speakers)}`;
}

/** The cues alone, as OHMS holds them. */
export function webvttCues(part: TimedPart, speakers: Speakers): string {
  return part.turns
    .flatMap(({ speaker, cues }) =>
      cues.map(({ startMs, endMs, text }) => {
        const label = speakers[speaker]!.label;
        const words = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        return `${clock(startMs)} --> ${clock(endMs)}\n${label ? `<v ${label}>${words}` : words}\n`;
      }),
    )
    .join('\n');
}

/** SubRip has no place for a speaker: the name opens the subtitle, as subtitlers write it. */
export function srt(part: TimedPart, speakers: Speakers): string {
  return part.turns
    .flatMap(({ speaker, cues }) => cues.map((cue) => ({ ...cue, label: speakers[speaker]!.label })))
    .map(({ startMs, endMs, text, label }, index) => {
      const words = label ? `${label}: ${text}` : text;
      return `${index + 1}\r\n${clock(startMs, ',')} --> ${clock(endMs, ',')}\r\n${words}\r\n`;
    })
    .join('\r\n');
}

/** One row a passage, as interview projects export them from their transcription program. */
export function timedTable(part: TimedPart, speakers: Speakers): string {
  const rows = part.turns.map(({ speaker, cues }) => [
    clock(cues[0]!.startMs),
    speakers[speaker]!.label ?? '',
    cues.map(({ text }) => text).join(' '),
  ]);
  return csv([['TIMECODE', 'SPEAKER', 'TRANSCRIPT'], ...rows]);
}

/** Rows as CSV (RFC 4180), with a byte order mark so that spreadsheets read it as UTF-8. */
export function csv(rows: string[][]): string {
  const cell = (value: string) => (/[",\r\n;]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
