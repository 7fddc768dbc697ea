import { join } from 'node:path';
import { ACCESS_LEVELS } from '../archive/access.ts';
import { AGREEMENT_KINDS, USES } from '../archive/agreement.ts';
import { isDay } from '../archive/dates/day.ts';
import { MANNERS } from '../archive/departure.ts';
import { readDate } from '../archive/edtf.ts';
import { languageTag } from '../archive/languages.ts';
import { FORMS } from '../archive/testimony.ts';
import { TRANSCRIPT_STATUSES } from '../archive/transcript.ts';
import { accessionProblem } from './accession.ts';
import type { RecordAgreement, RecordPerson, TestimonyRecord } from './record.ts';
import { quoted } from './refusal.ts';
import { headingOf, type Row, rowOf } from './row.ts';
import type { Column, Table, TableRow } from './table.ts';
import { mediaOf, transcriptsOf } from './table-files.ts';

const GENDERS = ['female', 'male', 'other'] as const;
const GENERATIONS = ['first', 'descendant'] as const;

/**
 * A row as a record. Throws Invalid naming file, row and column for a value that cannot be used, for lists that are paired and
 * do not fit each other, and for a file outside the table's folder.
 */
export function recordOfRow(table: Table, tableRow: TableRow): TestimonyRecord {
  const row = rowOf(table, tableRow);
  const optional = <T>(column: Column, read: (text: string) => T): T | null => {
    const text = row.value(column);
    return text === '' ? null : read(text);
  };
  const oneOf = <T extends string>(column: Column, allowed: readonly T[]) =>
    optional(column, (text) => row.oneOf(column, text.replace(/[\s_]+/g, '-'), allowed));
  const lang = optional('language', (text) => languageIn(row, text));
  return {
    origin: 'table',
    where: row.where,
    cameFrom: join(table.folder, table.file),
    folder: table.folder,
    accession: accessionIn(row),
    title: row.value('title') || row.refuse('title', 'the title is empty. Every testimony needs one.'),
    form: oneOf('form', FORMS) ?? 'interview',
    abstract: row.value('abstract') || null,
    generation: oneOf('generation', GENERATIONS),
    lang,
    narrators: narratorsOf(row),
    interviewers: row.list('interviewer'),
    communities: row.list('community'),
    departures: departuresOf(row),
    destinations: row.list('destination'),
    recordedOn: optional('recorded_on', (text) => row.read('recorded_on', text, readDate)),
    recordedPlace: row.value('recorded_place') || null,
    collection: row.value('collection') || null,
    topics: row.list('topics'),
    events: row.list('events'),
    subjects: [],
    keywords: [],
    rights: optional('rights', (text) => rightsUri(text) ?? row.refuse('rights', noRights(text))),
    provenance: null,
    access: oneOf('access', ACCESS_LEVELS),
    embargoUntil: optional('embargo_until', (text) => embargoDay(row, text)),
    agreement: agreementOf(row),
    transcriptStatus: statusOf(row),
    transcripts: transcriptsOf(row, lang),
    media: mediaOf(row),
    recordings: [],
  };
}

function accessionIn(row: Row): string {
  const accession = row.value('accession');
  if (accession === '') {
    row.refuse('accession', 'the accession number is empty. Give the record one, so that it can be known again.');
  }
  const problem = accessionProblem(accession);
  return problem ? row.refuse('accession', problem) : accession;
}

function languageIn(row: Row, text: string): string {
  if (text.includes(';')) {
    row.refuse(
      'language',
      `${quoted(text)} names several languages. Give that of the account; texts in another go under translation.`,
    );
  }
  return row.read('language', text, languageTag, 'no language that Kolot knows. Write its name, or its BCP 47 tag');
}

/** Names with what is said of each by position; an empty place in the list of names may not have anything said of it. */
function narratorsOf(row: Row): RecordPerson[] {
  const names = row.paired('narrator');
  const variants = row.value('narrator_variants') ? row.value('narrator_variants').split('|') : [];
  const births = row.paired('birth_year');
  const countries = row.paired('birth_country');
  const genders = row.paired('gender');
  const said = { narrator_variants: variants, birth_year: births, birth_country: countries, gender: genders };
  for (const [column, values] of Object.entries(said) as [Column, string[]][]) {
    if (values.some((value, at) => value.trim() !== '' && !names[at])) {
      row.refuse(
        column,
        `the values do not fit the ${names.filter(Boolean).length} narrators. Give one for each, in the order of their names.`,
      );
    }
  }
  return names.flatMap((name, at) => {
    if (name === '') return [];
    const birth = births[at] ? row.read('birth_year', births[at], readDate) : null;
    return {
      name,
      variants: (variants[at] ?? '').split(';').flatMap((variant) => variant.trim() || []),
      birth,
      birthCountry: countries[at] || null,
      gender: genders[at] ? row.oneOf('gender', genders[at], GENDERS) : null,
    };
  });
}

function departuresOf(row: Row): TestimonyRecord['departures'] {
  const countries = row.paired('country_of_origin');
  const places = row.paired('place_of_origin');
  const years = row.paired('year_of_departure');
  const manners = row.paired('manner_of_departure');
  const count = Math.max(countries.length, places.length, years.length, manners.length);
  return Array.from({ length: count }, (_, at) => at).flatMap((at) => {
    if (![countries[at], places[at], years[at], manners[at]].some(Boolean)) return [];
    if (!countries[at] && !places[at]) {
      row.refuse(
        years[at] ? 'year_of_departure' : 'manner_of_departure',
        `there is no country or place for departure ${at + 1}. Give one for each, in the same order.`,
      );
    }
    return {
      country: countries[at] || null,
      place: places[at] || null,
      date: years[at] ? row.read('year_of_departure', years[at], readDate) : null,
      manner: manners[at] ? row.oneOf('manner_of_departure', manners[at].replace(/[\s_]+/g, '-'), MANNERS) : null,
    };
  });
}

/** What the row says of an agreement; without its kind, what else it says of one would be lost. */
function agreementOf(row: Row): RecordAgreement | null {
  const kind = row.value('agreement');
  if (kind === '') {
    const given = (['agreement_date', 'agreement_file', 'uses'] as const).find((column) => row.value(column) !== '');
    if (given)
      row.refuse(
        'agreement',
        `the kind of agreement is empty, but ${headingOf(row.where, given)} is not. Write one of ${AGREEMENT_KINDS.join(', ')}.`,
      );
    return null;
  }
  const uses = row.list('uses').map((use) => row.oneOf('uses', use, USES));
  const date = row.value('agreement_date');
  const file = row.value('agreement_file');
  return {
    kind: row.oneOf('agreement', kind, AGREEMENT_KINDS),
    date: date ? row.read('agreement_date', date, readDate).edtf : null,
    file: file ? row.file('agreement_file', file) : null,
    uses: uses.length ? USES.filter((use) => uses.includes(use)) : ['research', 'teaching'],
  };
}

/** Only a whole day: of a year alone nobody knows whether it opens at its beginning or its end. */
function embargoDay(row: Row, text: string): string {
  const { edtf } = row.read('embargo_until', text, readDate);
  return isDay(edtf)
    ? edtf
    : row.refuse(
        'embargo_until',
        `${quoted(text)} is not a day. Write the first day on which it is open, as 2031-05-01.`,
      );
}

function statusOf(row: Row): TestimonyRecord['transcriptStatus'] {
  const text = row
    .value('transcript_status')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  if (text === '') return 'uncorrected';
  const found = TRANSCRIPT_STATUSES.find((status) => status.replaceAll('-', ' ') === text);
  return found ?? row.refuse('transcript_status', `${quoted(text)} is not one of ${TRANSCRIPT_STATUSES.join(', ')}.`);
}

/** The address of a statement or licence, with https; null for anything else. */
export function rightsUri(text: string): string | null {
  const match = /^https?:\/\/(?:www\.)?((?:rightsstatements|creativecommons)\.org\/[\w./-]+)$/.exec(text);
  return match ? `https://${match[1]}` : null;
}

function noRights(text: string): string {
  return `${quoted(text)} is no address of rightsstatements.org or creativecommons.org. Write one, such as https://creativecommons.org/licenses/by/4.0/`;
}
