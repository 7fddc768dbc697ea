import type { DecodedText } from './encoding.ts';
import { frontMatter } from './front-matter.ts';
import { linesOf } from './lines.ts';
import { paragraphsOf } from './paragraphs.ts';
import { refusal } from './refusal.ts';
import type { Source, SourceFormat, SourceProblem } from './source.ts';
import { cuesOfParagraphs, type Paragraph } from './turns.ts';

/**
 * A plain text, with or without times ([00:01:23], (1:23), 00:01:23.4) and speaker labels, and with `Title: …` lines at its
 * top or not. One cue a paragraph, divided where a time stands in it. Throws `Invalid` where there are no words.
 */
export function textSource({ text, encoding, problems }: DecodedText, fileName: string): Source {
  const paragraphs = paragraphsOf(linesOf(text, fileName));
  return sourceOfParagraphs('text', paragraphs, fileName, { encoding, problems });
}

/** What paragraphs of speech make, whatever format they were in. */
export function sourceOfParagraphs(
  format: SourceFormat,
  paragraphs: Paragraph[],
  fileName: string,
  { encoding, problems, notes = [] }: { encoding: string | null; problems: SourceProblem[]; notes?: string[] },
): Source {
  const { description, rest } = frontMatter(paragraphs);
  const cues = cuesOfParagraphs(rest, problems).map(({ cue }) => cue);
  if (cues.length === 0) throw refusal(fileName, 'there are no words in it.');
  const transcripts = [{ lang: description.lang, translation: false, cues, notes }];
  return { format, encoding, description, transcripts, indexPoints: [], recordings: [], problems };
}
