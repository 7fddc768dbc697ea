/**
 * What every reader of a file format gives: the file as plain data, nothing stored yet. A reader takes bytes and a file
 * name, throws `Invalid` (naming file and line) for what it refuses, and puts into `problems` what it could read only in part.
 */

export type SourceFormat = 'ohms' | 'webvtt' | 'srt' | 'docx' | 'pdf' | 'text' | 'csv';

/**
 * A timed unit of the source file, word for word. Times are whole milliseconds from the start of the recording as the
 * file counts them (a tape that begins at 01:00:00 keeps its hour); null where the file has none. `text` is plain, with
 * markup removed and entities decoded, line breaks kept; `payload` is the cue exactly as the file has it. A cue in which
 * two people speak becomes two, with the same times, and payloads that together are the cue.
 */
export interface SourceCue {
  startMs: number | null;
  endMs: number | null;
  /** True where `startMs` is not in the file but was worked out between two times that are (OHMS `<sync>` minutes). */
  estimated: boolean;
  speaker: string | null;
  text: string;
  payload: string;
  identifier: string | null;
  settings: string | null; // WebVTT cue settings
  /** True where the file itself begins a new paragraph here (a blank line in plain text, a new DOCX or PDF paragraph). */
  startsParagraph: boolean;
}

/** One text of the file, in one language. */
export interface SourceTranscript {
  lang: string | null; // BCP 47; null where the file does not say
  translation: boolean; // true for a file's second, translated text
  cues: SourceCue[];
  notes: string[]; // WebVTT NOTE blocks, OHMS footnotes: kept, not shown as speech
}

/** A described moment, as in OHMS. `startMs` counts as the file counts. */
export interface SourceIndexPoint {
  startMs: number;
  texts: {
    lang: string | null; // null: the language of the file's first text; the alternate fields carry the second
    alternate: boolean;
    title: string;
    synopsis: string;
    partialTranscript: string;
    keywords: string[];
    subjects: string[];
  }[];
  places: {
    latitude: number | null;
    longitude: number | null;
    zoom: number | null;
    label: string;
    alternateLabel: string;
  }[];
  links: { url: string; label: string; alternateLabel: string }[];
}

/** A recording named in the file and kept elsewhere: kept as a link. */
export interface SourceRecording {
  url: string | null; // null where only a host and an id, or a file name, is given
  fileName: string | null;
  host: string | null;
  hostId: string | null;
  kind: 'audio' | 'video' | null;
  durationMs: number | null;
}

/** What the file says of the record; everything optional. Dates are as given. */
export interface SourceDescription {
  accession: string | null;
  title: string | null;
  abstract: string | null;
  date: string | null; // EDTF or as written
  narrators: string[];
  interviewers: string[];
  subjects: string[];
  keywords: string[];
  lang: string | null; // BCP 47
  collection: string | null;
  series: string | null;
  repository: string | null;
  funding: string | null;
  rights: string | null;
  usage: string | null;
  notes: string | null;
  /** Every other field that had a value, by its name in the file, so that nothing is lost. */
  other: Record<string, string[]>;
}

/** Something read only in part: a cue that ends before it starts, an unknown speaker label, text in doubtful encoding. */
export interface SourceProblem {
  line: number | null; // of the file, from 1
  message: string; // what, and what was done about it
}

/** A file, read. */
export interface Source {
  format: SourceFormat;
  encoding: string | null; // of text formats, as detected: 'utf-8', 'windows-1256', …
  description: SourceDescription;
  transcripts: SourceTranscript[];
  indexPoints: SourceIndexPoint[];
  recordings: SourceRecording[];
  problems: SourceProblem[];
}

/** A description with nothing in it, to fill. */
export function emptyDescription(): SourceDescription {
  return {
    accession: null,
    title: null,
    abstract: null,
    date: null,
    narrators: [],
    interviewers: [],
    subjects: [],
    keywords: [],
    lang: null,
    collection: null,
    series: null,
    repository: null,
    funding: null,
    rights: null,
    usage: null,
    notes: null,
    other: {},
  };
}
