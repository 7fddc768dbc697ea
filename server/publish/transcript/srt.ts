import { clock, type TranscriptOut, timedPassages, withoutEmptyLines } from './words.ts';

/** SubRip, one subtitle a passage. The format has no place for speakers; their names would be read as their words. */
export function transcriptSrt({ passages }: TranscriptOut): string {
  return timedPassages(passages)
    .map(
      ({ startMs, endMs, text }, at) =>
        `${at + 1}\n${clock(startMs, true)} --> ${clock(endMs, true)}\n${unmistaken(withoutEmptyLines(text))}\n`,
    )
    .join('\n');
}

/** What a player would take for a tag or an entity is written so that it is not one. */
function unmistaken(text: string): string {
  return text.replace(/&(?=#?\w{1,30};)/g, '&amp;').replace(/<(?=\/?[a-z])/gi, '&lt;');
}
