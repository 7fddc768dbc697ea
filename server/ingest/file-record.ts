import { languageTag } from '../archive/languages.ts';
import { titleOf } from './gather.ts';
import { dateIn, isWebAddress, provenanceOf } from './provenance.ts';
import type { TestimonyRecord } from './record.ts';
import type { Source, SourceDescription } from './source.ts';
import { rightsUri } from './table-record.ts';

/** A transcript file that was read, and the part of its testimony that it is. */
export interface ReadFile {
  path: string;
  name: string;
  part: number;
  source: Source;
}

/** The record that one or more transcript files of one testimony make; what they say of it comes from the first that says it. */
export function recordOfFiles(files: ReadFile[]): TestimonyRecord {
  const first = files[0]!;
  const descriptions = files.map((file) => file.source.description);
  const catalogued = {
    ...saidBy(descriptions),
    recordings: recordingsOf(files),
    accession: firstSaid(descriptions, ({ accession }) => accession),
    title: titleOf({ name: first.name, title: firstSaid(descriptions, ({ title }) => title) }),
  };
  return {
    ...catalogued,
    origin: 'file',
    where: { file: first.name },
    cameFrom: first.path,
    folder: null,
    form: 'interview',
    generation: null,
    communities: [],
    departures: [],
    destinations: [],
    recordedPlace: null,
    topics: [],
    events: [],
    provenance: provenanceOf(
      files.map(({ source }) => source),
      catalogued,
    ),
    access: null,
    embargoUntil: null,
    agreement: null,
    transcriptStatus: 'uncorrected',
    transcripts: files.map(({ path, name, part }) => ({
      path,
      name,
      column: null,
      part,
      lang: null,
      translation: false,
    })),
    media: [],
  };
}

/**
 * A row of a table with what its transcript files say beside it: subjects and keywords, whatever the row leaves empty, and
 * in the provenance everything that the row says otherwise.
 */
export function completedBy(row: TestimonyRecord, files: ReadFile[]): TestimonyRecord {
  if (files.length === 0) return row;
  const descriptions = files.map((file) => file.source.description);
  const said = saidBy(descriptions);
  const ownSound = row.media.some(({ kind }) => kind === 'audio' || kind === 'video');
  const completed = {
    ...row,
    abstract: row.abstract ?? said.abstract,
    lang: row.lang ?? said.lang,
    narrators: row.narrators.length ? row.narrators : said.narrators,
    interviewers: row.interviewers.length ? row.interviewers : said.interviewers,
    recordedOn: row.recordedOn ?? said.recordedOn,
    collection: row.collection ?? said.collection,
    rights: row.rights ?? said.rights,
    subjects: said.subjects,
    keywords: said.keywords,
    recordings: ownSound ? [] : recordingsOf(files),
  };
  return {
    ...completed,
    provenance: provenanceOf(
      files.map(({ source }) => source),
      completed,
    ),
  };
}

type Said = Pick<
  TestimonyRecord,
  'abstract' | 'lang' | 'narrators' | 'interviewers' | 'recordedOn' | 'collection' | 'rights' | 'subjects' | 'keywords'
>;

function saidBy(descriptions: SourceDescription[]): Said {
  const all = (pick: (description: SourceDescription) => string[]) => [...new Set(descriptions.flatMap(pick))];
  const nothing = { variants: [], birth: null, birthCountry: null, gender: null };
  return {
    abstract: firstSaid(descriptions, ({ abstract }) => abstract),
    lang: firstSaid(descriptions, ({ lang }) => lang),
    narrators: all(({ narrators }) => narrators).map((name) => ({ name, ...nothing })),
    interviewers: all(({ interviewers }) => interviewers),
    recordedOn: firstSaid(descriptions, ({ date }) => (date === null ? null : dateIn(date))),
    collection: firstSaid(descriptions, ({ collection }) => collection),
    rights: firstSaid(descriptions, ({ rights }) => (rights === null ? null : rightsUri(rights.trim()))),
    subjects: all(({ subjects }) => subjects),
    keywords: all(({ keywords }) => keywords),
  };
}

function firstSaid<T>(descriptions: SourceDescription[], pick: (description: SourceDescription) => T | null): T | null {
  for (const description of descriptions) {
    const value = pick(description);
    if (value !== null && value !== '') return value;
  }
  return null;
}

/** The recordings that files name by an address which a page can link to; others are in the provenance. */
function recordingsOf(files: ReadFile[]): TestimonyRecord['recordings'] {
  return files.flatMap(({ part, source }) =>
    source.recordings.filter(({ url }) => isWebAddress(url)).map((recording) => ({ part, recording })),
  );
}

/** The language of a file's second texts, where the file only says so in words. */
export function alternateLanguage(source: Source): string | null {
  const said = source.description.other.transcript_alt_lang?.[0];
  return said ? languageTag(said) : null;
}
