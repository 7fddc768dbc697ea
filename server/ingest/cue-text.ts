import { decodeEntities } from './entities.ts';

/** What one person says in a cue. `payload` is that stretch of the cue as written; the stretches together are the cue. */
export interface Voice {
  speaker: string | null;
  text: string;
  payload: string;
}

/** No tag is longer; what is, is text with a less-than sign in it. */
const LONGEST_TAG = 300;

const WEBVTT_TAG = /^\/?(?:c|i|b|u|ruby|rt|v|lang)(?:\.[^\s.]*)*(?:\s[\s\S]*)?$/;
const SRT_TAG = /^\/?(?:i|b|u|s|em|strong|font|c)(?:\s[\s\S]*)?\/?$/i;
const TIMESTAMP = /^\d{2,}:\d{2}(?::\d{2})?\.\d{3}$/;
const LINE_BREAK = /^br\s*\/?$/i; // not in the standard; OHMS writes it between paragraphs
const VOICE = /^v(?:\.[^\s.]*)*(?:\s([\s\S]*))?$/;

/**
 * The speakers and plain text of a WebVTT cue (https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules): voice spans with
 * or without classes and end tags, nested; other tags and time stamps dropped; references decoded; ruby as `base(reading)`.
 * What stands in angle brackets and is no tag of the standard, as a transcriber's `<[?]>` or `<=>`, stays in the text.
 */
export function voicesOf(payload: string): Voice[] {
  const voices: { speaker: string | null; text: string; from: number }[] = [];
  const speakers: (string | null)[] = [];
  let here = { speaker: null as string | null, text: '', from: 0 };
  let inReading = false;

  const speakerChanges = (speaker: string | null, at: number) => {
    if (here.text.trim()) {
      voices.push(here);
      here = { speaker, text: '', from: at };
    } else here.speaker = speaker;
  };
  const readingEnds = () => {
    if (inReading) here.text += ')';
    inReading = false;
  };

  for (const piece of piecesOf(payload, WEBVTT_TAG)) {
    if (piece.tag === null) {
      here.text += piece.text;
      continue;
    }
    if (piece.tag === 'rt') {
      readingEnds();
      here.text += '(';
      inReading = true;
    } else if (piece.tag === '/rt' || piece.tag === '/ruby') readingEnds();
    const voice = VOICE.exec(piece.tag);
    if (voice) {
      speakers.push(nameOf(voice[1] ?? ''));
      speakerChanges(speakers.at(-1) ?? null, piece.start);
    } else if (piece.tag === '/v' && speakers.length > 0) {
      speakers.pop();
      speakerChanges(speakers.at(-1) ?? null, piece.end);
    }
  }
  readingEnds();
  if (here.text.trim() || voices.length === 0) voices.push(here);
  return voices.map(({ speaker, text, from }, at) => ({
    speaker,
    text: tidy(text),
    payload: payload.slice(at === 0 ? 0 : from, voices[at + 1]?.from ?? payload.length),
  }));
}

/** The plain text of an SRT cue: HTML tags and `{\an8}`-like codes dropped, all else as written. */
export function srtText(payload: string): string {
  const uncoded = payload.replace(/\{\\[^{}]{0,100}\}/g, '');
  let text = '';
  for (const piece of piecesOf(uncoded, SRT_TAG)) if (piece.tag === null) text += piece.text;
  return tidy(text);
}

type Piece = { tag: null; text: string } | { tag: string; start: number; end: number };

function* piecesOf(payload: string, known: RegExp): Generator<Piece> {
  let from = 0; // of the text not yet given
  let close = -1; // the next '>' after `open`, looked for once
  for (let open = payload.indexOf('<'); open !== -1; open = payload.indexOf('<', open + 1)) {
    if (close < open) close = payload.indexOf('>', open);
    if (close === -1) break;
    if (close - open > LONGEST_TAG) continue;
    const tag = payload.slice(open + 1, close);
    const isBreak = LINE_BREAK.test(tag);
    if (!isBreak && !TIMESTAMP.test(tag) && !(known.test(tag) && !tag.includes('<'))) continue;
    yield { tag: null, text: decodeEntities(payload.slice(from, open)) };
    if (isBreak) yield { tag: null, text: '\n' };
    else yield { tag: tag.trimEnd(), start: open, end: close + 1 };
    from = close + 1;
    open = close;
  }
  yield { tag: null, text: decodeEntities(payload.slice(from)) };
}

function nameOf(annotation: string): string | null {
  return decodeEntities(annotation).replace(/\s+/g, ' ').trim() || null;
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}
