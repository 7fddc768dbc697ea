import { languageTag } from '../archive/languages.ts';
import { voicesOf } from './cue-text.ts';
import type { DecodedText } from './encoding.ts';
import { linesOf, noteTimesRunningBack } from './lines.ts';
import { note, refusal } from './refusal.ts';
import { emptyDescription, type Source, type SourceCue, type SourceProblem } from './source.ts';
import { labelCues } from './speaker-labels.ts';
import { clock, milliseconds } from './timecode.ts';

/** A WebVTT text, read. `header` are the words after WEBVTT and the lines under it. */
export interface Webvtt {
  cues: SourceCue[];
  notes: string[];
  header: string[];
  styles: string[];
  regions: string[];
}

/** Where the text stands: the line of the file on which it begins, and whether it must begin with `WEBVTT` (OHMS forgets it). */
export interface WebvttPlace {
  fileName: string;
  firstLine: number;
  headed: boolean;
}

/** A WebVTT file (https://www.w3.org/TR/webvtt1/). Throws `Invalid` where it does not begin as one or has no cue. */
export function webvttSource({ text, encoding, problems }: DecodedText, fileName: string): Source {
  const { cues, notes, header, styles, regions } = readWebvtt(text, { fileName, firstLine: 1, headed: true }, problems);
  if (cues.length === 0) throw refusal(fileName, 'it has no cue with words in it. Is it cut off, or the wrong file?');
  const description = emptyDescription();
  const language = header.map((line) => /^Language:\s*(\S[\s\S]*)$/i.exec(line)?.[1]).find(Boolean);
  const lang = language ? languageTag(language) : null;
  description.lang = lang;
  for (const [name, blocks] of Object.entries({ header, STYLE: styles, REGION: regions })) {
    if (blocks.length) description.other[`WebVTT ${name}`] = blocks;
  }
  const transcripts = [{ lang, translation: false, cues, notes }];
  return { format: 'webvtt', encoding, description, transcripts, indexPoints: [], recordings: [], problems };
}

/**
 * The cues and notes of a WebVTT text, by the standard's parsing rules but losing nothing: where the standard drops a cue
 * with a bad time or a paragraph outside any cue, both are kept without time and noted. Cues without voice tag have no
 * speaker; only a file with no voice tag at all is searched for labels such as `BROCK:`.
 */
export function readWebvtt(text: string, place: WebvttPlace, problems: SourceProblem[]): Webvtt {
  const lines = linesOf(text, place.fileName);
  const result: Webvtt = { cues: [], notes: [], header: [], styles: [], regions: [] };
  const lineOfCue: number[] = [];
  const empty: number[] = [];
  const lineAt = (at: number) => place.firstLine + at;

  const addCue = (at: number, cue: Omit<SourceCue, 'speaker' | 'text' | 'payload' | 'estimated'>, payload: string) => {
    for (const voice of voicesOf(payload)) {
      if (!voice.text) empty.push(lineAt(at));
      else {
        result.cues.push({ ...cue, estimated: false, ...voice });
        lineOfCue.push(lineAt(at));
      }
    }
  };

  let at = headerEnd(lines, place, result.header);
  while (at < lines.length) {
    if (lines[at]!.trim() === '') {
      at++;
      continue;
    }
    const end = blockEnd(lines, at);
    const timing = lines[at]!.includes('-->') ? at : at + 1 < end && lines[at + 1]!.includes('-->') ? at + 1 : null;
    if (timing !== null) {
      const times = timesOf(lines[timing]!, lineAt(timing), problems);
      const identifier = timing > at ? lines[at]! : null;
      addCue(at, { ...times, identifier, startsParagraph: false }, lines.slice(timing + 1, end).join('\n'));
    } else if (/^NOTE(?:[ \t]|$)/.test(lines[at]!)) {
      const words = [lines[at]!.slice(4), ...lines.slice(at + 1, end)].join('\n').trim();
      if (words) result.notes.push(words);
    } else if (/^(?:STYLE|REGION)[ \t]*$/.test(lines[at]!) && result.cues.length === 0) {
      const blocks = lines[at]!.startsWith('STYLE') ? result.styles : result.regions;
      blocks.push(lines.slice(at + 1, end).join('\n'));
    } else {
      note(problems, lineAt(at), 'These words stand in no cue. They were kept, without a time.');
      const untimed = { startMs: null, endMs: null, identifier: null, settings: null, startsParagraph: true };
      addCue(at, untimed, lines.slice(at, end).join('\n'));
    }
    at = end;
  }
  if (empty.length) note(problems, empty[0]!, `${empty.length} cue(s) without words were left out; this is the first.`);
  noteTimesRunningBack(result.cues, (index) => lineOfCue[index] ?? null, problems);
  if (result.cues.every(({ speaker }) => speaker === null)) result.cues = labelCues(result.cues);
  return result;
}

/** Reads the header into `header`; gives the line after it. */
function headerEnd(lines: string[], { fileName, firstLine, headed }: WebvttPlace, header: string[]): number {
  let at = 0;
  while (at < lines.length && lines[at]!.trim() === '') at++;
  const first = lines[at] ?? '';
  if (!/^WEBVTT(?:[ \t]|$)/.test(first)) {
    if (!headed) return 0;
    throw refusal(fileName, 'a WebVTT file begins with the line WEBVTT. Is its beginning missing?', firstLine);
  }
  const title = first.slice(6).trim();
  if (title) header.push(title);
  for (at++; at < lines.length && lines[at] !== '' && !lines[at]!.includes('-->'); at++) header.push(lines[at]!);
  return at;
}

/** The end of the block that begins at `at`: an empty line, or the timing of a next cue that no empty line sets apart. */
function blockEnd(lines: string[], at: number): number {
  let end = at + 1;
  let timed = lines[at]!.includes('-->');
  for (; end < lines.length && lines[end] !== ''; end++) {
    if (!lines[end]!.includes('-->')) continue;
    if (timed || end > at + 1) break;
    timed = true;
  }
  return end;
}

function timesOf(line: string, number: number, problems: SourceProblem[]) {
  const arrow = line.indexOf('-->');
  const after = line.slice(arrow + 3).trimStart();
  const space = after.search(/\s/);
  const settings = space === -1 ? null : after.slice(space).trim() || null;
  return {
    ...timesBetween(line.slice(0, arrow).trim(), space === -1 ? after : after.slice(0, space), number, problems),
    settings,
  };
}

/** Start and end of a cue as written; one that cannot be read is null, and so is an end before its start. Both are noted. */
export function timesBetween(start: string, end: string, line: number, problems: SourceProblem[]) {
  const startMs = milliseconds(start);
  let endMs = milliseconds(end);
  if (startMs === null) note(problems, line, 'The start of this cue is no time. Its words were kept, without a time.');
  else if (endMs === null) note(problems, line, 'The end of this cue is no time. Only its start was kept.');
  else if (endMs < startMs) {
    note(
      problems,
      line,
      `This cue ends (${clock(endMs)}) before it starts (${clock(startMs)}). Only its start was kept.`,
    );
    endMs = null;
  }
  return { startMs, endMs: startMs === null ? null : endMs };
}
