import { clock, type TranscriptOut, timedPassages, withoutEmptyLines } from './words.ts';

/**
 * WebVTT with one cue a passage, which has the passage's permanent id (https://www.w3.org/TR/webvtt1/). Captions cut to the
 * length of a screen are another file: ../webvtt.ts.
 */
export function transcriptWebvtt({ lang, title, passages }: TranscriptOut): string {
  const head = `WEBVTT ${title.replace(/\s+/g, ' ').replaceAll('-->', '→')}\nLanguage: ${lang}`;
  return `${[head, ...webvttCues(passages)].join('\n\n')}\n`;
}

/** The cues alone. */
export function webvttCues(passages: TranscriptOut['passages']): string[] {
  return timedPassages(passages).map(({ publicId, startMs, endMs, speaker, text }) => {
    const voice = speaker === null ? '' : `<v ${escaped(speaker).replace(/\s+/g, ' ')}>`;
    return `${publicId}\n${clock(startMs)} --> ${clock(endMs)}\n${voice}${escaped(withoutEmptyLines(text))}`;
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
