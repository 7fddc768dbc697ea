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

/** A transcript file and the part (from 1) it belongs to; `lang` where the record says it, `translation` where it is one. */
export interface RecordTranscript {
  path: string;
  part: number;
  lang: string | null;
  translation: boolean;
}

export interface RecordMedia {
  kind: 'photograph' | 'document' | 'audio' | 'video';
  path: string;
  part: number | null; // of a recording
  caption: string | null;
}

export interface TestimonyRecord {
  origin: 'table' | 'file';
  where: { file: string; row?: number }; // shown in the report
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
  agreement: { kind: AgreementKind; date: string | null; path: string | null; uses: Use[] } | null;
  transcriptStatus: TranscriptStatus;
  transcripts: RecordTranscript[];
  media: RecordMedia[];
  /** Recordings kept elsewhere that the source names; parts count from 1. */
  recordings: { part: number; recording: SourceRecording }[];
}
