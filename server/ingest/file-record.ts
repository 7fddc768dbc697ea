import { basename, extname } from 'node:path';
import { readDate } from '../archive/edtf.ts';
import { Invalid } from '../archive/errors.ts';
import { languageTag } from '../archive/languages.ts';
import type { TestimonyRecord } from './record.ts';
import type { Source } from './source.ts';

/** A transcript file that was read, and the part of its testimony that it is. */
export interface ReadFile {
  path: string;
  part: number;
  source: Source;
}

/** The record that one or more transcript files of one testimony make; what they say of it comes from the first that says it. */
export function recordOfFiles(files: ReadFile[]): TestimonyRecord {
  const first = files[0]!;
  const descriptions = files.map((file) => file.source.description);
  const said = <T>(pick: (description: Source['description']) => T | null): T | null => {
    for (const description of descriptions) {
      const value = pick(description);
      if (value !== null && value !== '') return value;
    }
    return null;
  };
  const all = (pick: (description: Source['description']) => string[]) => [...new Set(descriptions.flatMap(pick))];
  const lang = said(({ lang }) => lang);
  return {
    origin: 'file',
    where: { file: basename(first.path) },
    accession: said(({ accession }) => accession),
    title: said(({ title }) => title) ?? basename(first.path, extname(first.path)),
    form: 'interview',
    abstract: said(({ abstract }) => abstract),
    generation: null,
    lang,
    narrators: all(({ narrators }) => narrators).map((name) => ({
      name,
      variants: [],
      birth: null,
      birthCountry: null,
      gender: null,
    })),
    interviewers: all(({ interviewers }) => interviewers),
    communities: [],
    departures: [],
    destinations: [],
    recordedOn: dateIn(said(({ date }) => date)),
    recordedPlace: null,
    collection: said(({ collection }) => collection),
    topics: [],
    events: [],
    subjects: all(({ subjects }) => subjects),
    keywords: all(({ keywords }) => keywords),
    rights: null,
    provenance: provenanceOf(descriptions),
    access: null,
    embargoUntil: null,
    agreement: null,
    transcriptStatus: 'uncorrected',
    transcripts: files.map(({ path, part }) => ({ path, part, lang: null, translation: false })),
    media: [],
    recordings: files.flatMap(({ part, source }) => source.recordings.map((recording) => ({ part, recording }))),
  };
}

/** A date that cannot be read stays in the provenance, word for word, and dates nothing. */
function dateIn(text: string | null) {
  if (text === null) return null;
  try {
    return readDate(text);
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

/** The language of a file's second texts, where the file only says so in words. */
export function alternateLanguage(source: Source): string | null {
  const said = source.description.other.transcript_alt_lang?.[0];
  return said ? languageTag(said) : null;
}

/** Everything a file says of its record that has no field of its own, one `name: value` a line. */
function provenanceOf(descriptions: Source['description'][]): string | null {
  const lines = descriptions.flatMap((description) => {
    const named: [string, string | null][] = [
      ['repository', description.repository],
      ['series', description.series],
      ['funding', description.funding],
      ['rights', description.rights],
      ['usage', description.usage],
      ['notes', description.notes],
      ['date', description.date !== null && dateIn(description.date) === null ? description.date : null],
    ];
    const others = Object.entries(description.other).flatMap(([name, values]) =>
      values.map((value) => [name, value] as const),
    );
    return [...named, ...others]
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => `${name}: ${value}`);
  });
  return lines.length ? [...new Set(lines)].join('\n') : null;
}
