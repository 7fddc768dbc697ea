/** One record to import, from a row of a table or from a file: plain data, names not yet resolved, nothing stored. */
import type { AccessLevel } from '../archive/access.ts';
import type { AgreementKind, Use } from '../archive/agreement.ts';
import type { KeptDate, Manner } from '../archive/departure.ts';
import type { Form } from '../archive/testimony.ts';
import type { TranscriptStatus } from '../archive/transcript.ts';
import type { SourceRecording } from './source.ts';

export interface RecordPerson {
  name: string;
  variants: string[];
  birth: KeptDate | null;
  birthCountry: string | null; // as written
  gender: 'female' | 'male' | 'other' | null;
}

export interface RecordDeparture {
  country: string | null; // as written
  place: string | null;
  date: KeptDate | null;
  manner: Manner | null;
}

/** A file that a record names. */
export interface RecordFile {
  path: string;
  name: string; // as the record has it, for reports and as the file's own name
  column: string | null; // of the table
}

/** A transcript file and the part (from 1) it belongs to; `lang` where the record says it, `translation` where it is one. */
export interface RecordTranscript extends RecordFile {
  part: number;
  lang: string | null;
  translation: boolean;
}

export interface RecordMedia extends RecordFile {
  kind: 'photograph' | 'document' | 'audio' | 'video';
  part: number | null; // of a recording
  caption: string | null;
}

export interface RecordAgreement {
  kind: AgreementKind;
  date: string | null; // EDTF
  file: RecordFile | null;
  uses: Use[];
}

/** The columns of a table as it writes them itself, by the names Kolot has for them. */
export type Headings = Readonly<Record<string, string>>;

/** Where a record comes from, for reports. */
export interface RecordOrigin {
  file: string;
  row?: number;
  headings?: Headings;
}

export interface TestimonyRecord {
  origin: 'table' | 'file';
  where: RecordOrigin;
  cameFrom: string; // path of the table or of the first file
  folder: string | null; // of the table: no file of the record may lie outside it
  accession: string | null;
  title: string;
  form: Form;
  abstract: string | null;
  generation: 'first' | 'descendant' | null;
  lang: string | null; // BCP 47, of the account
  narrators: RecordPerson[];
  interviewers: string[];
  communities: string[];
  departures: RecordDeparture[];
  destinations: string[];
  recordedOn: KeptDate | null;
  recordedPlace: string | null;
  collection: string | null;
  topics: string[];
  events: string[];
  subjects: string[];
  keywords: string[];
  rights: string | null;
  provenance: string | null;
  access: AccessLevel | null;
  embargoUntil: string | null; // YYYY-MM-DD
  agreement: RecordAgreement | null;
  transcriptStatus: TranscriptStatus;
  transcripts: RecordTranscript[];
  media: RecordMedia[];
  /** Recordings kept elsewhere that the source names; parts count from 1. */
  recordings: { part: number; recording: SourceRecording }[];
}
