import { resolve, sep } from 'node:path';
import { ACCESS_LEVELS } from '../archive/access.ts';
import { AGREEMENT_KINDS, USES, type Use } from '../archive/agreement.ts';
import { MANNERS } from '../archive/departure.ts';
import { readDate } from '../archive/edtf.ts';
import { Invalid } from '../archive/errors.ts';
import { languageTag } from '../archive/languages.ts';
import { FORMS } from '../archive/testimony.ts';
import { TRANSCRIPT_STATUSES } from '../archive/transcript.ts';
import type { RecordMedia, RecordPerson, RecordTranscript, TestimonyRecord } from './record.ts';
import type { Column, Table, TableRow } from './table.ts';

/**
 * A row as a record. Throws Invalid naming file, row and column for a value that cannot be used, and for a file outside the
 * table's folder.
 */
export function recordOfRow(table: Table, row: TableRow): TestimonyRecord {
  const read = reader(table, row);
  const languages = read
    .list('language')
    .map((text) => read.mapped('language', text, languageTag, 'a language name or BCP 47 tag'));
  const narratorVariants = read.value('narrator_variants').split('|');
  const birthYears = read.paired('birth_year');
  const birthCountries = read.paired('birth_country');
  const genders = read.paired('gender');
  const narrators: RecordPerson[] = read.list('narrator').map((name, at) => ({
    name,
    variants: split(narratorVariants[at] ?? ''),
    birth: birthYears[at] ? read.mapped('birth_year', birthYears[at], readDate, '') : null,
    birthCountry: birthCountries[at] || null,
    gender: genders[at] ? read.oneOf('gender', genders[at], ['female', 'male', 'other'] as const) : null,
  }));
  const kind = read.value('agreement');
  return {
    origin: 'table',
    where: { file: table.file, row: row.row },
    accession: read.value('accession') || null,
    title: read.value('title') || read.refuse('title', 'is empty. Every testimony needs a title.'),
    form: read.value('form') ? read.oneOf('form', read.value('form'), FORMS) : 'interview',
    abstract: read.value('abstract') || null,
    generation: read.value('generation')
      ? read.oneOf('generation', read.value('generation'), ['first', 'descendant'] as const)
      : null,
    lang: languages[0] ?? null,
    narrators,
    interviewers: read.list('interviewer'),
    communities: read.list('community'),
    departures: departuresOf(read),
    destinations: read.list('destination'),
    recordedOn: read.value('recorded_on') ? read.mapped('recorded_on', read.value('recorded_on'), readDate, '') : null,
    recordedPlace: read.value('recorded_place') || null,
    collection: read.value('collection') || null,
    topics: read.list('topics'),
    events: read.list('events'),
    subjects: [],
    keywords: [],
    rights: read.value('rights') ? rightsUri(read) : null,
    provenance: null,
    access: read.value('access') ? read.oneOf('access', read.value('access'), ACCESS_LEVELS) : null,
    embargoUntil: read.value('embargo_until') ? embargoDay(read) : null,
    agreement: kind
      ? {
          kind: read.oneOf('agreement', kind, AGREEMENT_KINDS),
          date: read.value('agreement_date')
            ? read.mapped('agreement_date', read.value('agreement_date'), readDate, '').edtf
            : null,
          path: read.value('agreement_file') ? read.path('agreement_file', read.value('agreement_file')) : null,
          uses: usesOf(read),
        }
      : null,
    transcriptStatus: read.value('transcript_status')
      ? read.oneOf(
          'transcript_status',
          read.value('transcript_status').replaceAll('-', ' ').replace('narrator reviewed', 'narrator-reviewed'),
          TRANSCRIPT_STATUSES,
        )
      : 'uncorrected',
    transcripts: transcriptsOf(read, languages[0] ?? null),
    media: mediaOf(read),
    recordings: [],
  };
}

type Reader = ReturnType<typeof reader>;

function split(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function reader(table: Table, row: TableRow) {
  const value = (column: Column) => row.values[column] ?? '';
  const refuse = (column: Column, reason: string): never => {
    throw new Invalid(`${table.file}, row ${row.row}, column ${column} ${reason}`, {
      file: table.file,
      row: row.row,
      field: column,
    });
  };
  return {
    value,
    refuse,
    list: (column: Column) => split(value(column)),
    /** Values paired by position: an empty place between two `;` stays. */
    paired: (column: Column) =>
      value(column)
        ? value(column)
            .split(';')
            .map((part) => part.trim())
        : [],
    oneOf<T extends string>(column: Column, text: string, allowed: readonly T[]): T {
      const found = allowed.find((word) => word === text.toLowerCase());
      return found ?? refuse(column, `is “${text}”. It can be ${allowed.join(', ')}.`);
    },
    mapped<T>(column: Column, text: string, read: (text: string) => T | null, expected: string): T {
      try {
        return read(text) ?? refuse(column, `is “${text}”. Write ${expected}.`);
      } catch (error) {
        if (error instanceof Invalid && error.where.field === undefined)
          return refuse(column, `is “${text}”. ${error.message}`);
        throw error;
      }
    },
    path(column: Column, text: string): string {
      const path = resolve(table.folder, text);
      if (!path.startsWith(table.folder.endsWith(sep) ? table.folder : table.folder + sep)) {
        return refuse(column, `names “${text}”, which lies outside the table's folder. Put the file beside the table.`);
      }
      return path;
    },
  };
}

function departuresOf(read: Reader): TestimonyRecord['departures'] {
  const countries = read.paired('country_of_origin');
  const places = read.paired('place_of_origin');
  const years = read.paired('year_of_departure');
  const manners = read.paired('manner_of_departure');
  const count = Math.max(countries.length, places.length, years.length, manners.length);
  return Array.from({ length: count }, (_, at) => {
    const departure = {
      country: countries[at] || null,
      place: places[at] || null,
      date: years[at] ? read.mapped('year_of_departure', years[at], readDate, '') : null,
      manner: manners[at] ? read.oneOf('manner_of_departure', manners[at].replaceAll(' ', '-'), MANNERS) : null,
    };
    if (!departure.country && !departure.place) {
      read.refuse(
        'country_of_origin',
        `has no country or place for departure ${at + 1}. Give one for each year, in the same order.`,
      );
    }
    return departure;
  });
}

function usesOf(read: Reader): Use[] {
  const uses = read.list('uses').map((use) => read.oneOf('uses', use, USES));
  return uses.length ? uses : ['research', 'teaching'];
}

function embargoDay(read: Reader): string {
  const text = read.value('embargo_until');
  const { edtf } = read.mapped('embargo_until', text, readDate, '');
  const day = edtf.length === 4 ? `${edtf}-01-01` : edtf.length === 7 ? `${edtf}-01` : edtf;
  return /^\d{4}-\d{2}-\d{2}$/.test(day)
    ? day
    : read.refuse('embargo_until', `is “${text}”. Write the day it opens as YYYY-MM-DD.`);
}

function rightsUri(read: Reader): string {
  const text = read.value('rights');
  if (/^https?:\/\/(rightsstatements\.org|creativecommons\.org)\//.test(text)) return text.replace(/^http:/, 'https:');
  return read.refuse(
    'rights',
    `is “${text}”. Give the address of a statement of rightsstatements.org or a licence of creativecommons.org.`,
  );
}

/** `path` or `lang:path`; the first file of a language is of part 1, the next of part 2, and so on. */
function transcriptsOf(read: Reader, lang: string | null): RecordTranscript[] {
  const originals = read.list('transcript').map((text, at) => ({
    path: read.path('transcript', text),
    part: at + 1,
    lang,
    translation: false,
  }));
  const parts = new Map<string, number>();
  const translations = read.list('translation').map((text) => {
    const [, name, file] = /^([^:]+):(.+)$/.exec(text) ?? [];
    if (!name || !file)
      return read.refuse('translation', `is “${text}”. Write the language and the file, as ar:story.vtt.`);
    const tag = read.mapped('translation', name, languageTag, 'a language and a file, as ar:story.vtt');
    const part = (parts.get(tag) ?? 0) + 1;
    parts.set(tag, part);
    return { path: read.path('translation', file.trim()), part, lang: tag, translation: true };
  });
  return [...originals, ...translations];
}

function mediaOf(read: Reader): RecordMedia[] {
  const captions = read
    .value('captions')
    .split('|')
    .map((caption) => caption.trim());
  const photos = read.list('photos');
  if (captions.length > photos.length && captions.slice(photos.length).some((caption) => caption !== '')) {
    read.refuse(
      'captions',
      `has ${captions.length} captions for ${photos.length} photographs. Give one a photograph, separated by |.`,
    );
  }
  return [
    ...photos.map((text, at) => ({
      kind: 'photograph' as const,
      path: read.path('photos', text),
      part: null,
      caption: captions[at] || null,
    })),
    ...read
      .list('documents')
      .map((text) => ({ kind: 'document' as const, path: read.path('documents', text), part: null, caption: null })),
    ...read
      .list('audio')
      .map((text, at) => ({ kind: 'audio' as const, path: read.path('audio', text), part: at + 1, caption: null })),
    ...read
      .list('video')
      .map((text, at) => ({ kind: 'video' as const, path: read.path('video', text), part: at + 1, caption: null })),
  ];
}
