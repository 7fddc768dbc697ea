import { clock, type TranscriptOut, withoutEmptyLines } from './words.ts';

/** Plain text: a paragraph a passage, `[00:01:02.450 - 00:01:09.000] SPEAKER: words`. */
export function transcriptText({ passages }: TranscriptOut): string {
  return passages
    .map(({ startMs, endMs, speaker, text }) => {
      const end = endMs === null ? '' : ` - ${clock(endMs)}`;
      const time = startMs === null ? '' : `[${clock(startMs)}${end}] `;
      const label = speaker === null ? '' : `${speaker.replace(/\s+/g, ' ')}: `;
      return `${time}${label}${withoutEmptyLines(text)}\n`;
    })
    .join('\n');
}
