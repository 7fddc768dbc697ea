/** `testimonies.csv`: one row a record, in the columns that `kolot import` reads. */
import type { Script } from './script.ts';
import { csv } from './subtitles.ts';

export const COLUMNS = [
  'accession',
  'title',
  'form',
  'narrator',
  'narrator_variants',
  'birth_year',
  'birth_country',
  'gender',
  'community',
  'generation',
  'country_of_origin',
  'place_of_origin',
  'year_of_departure',
  'manner_of_departure',
  'destination',
  'recorded_on',
  'recorded_place',
  'interviewer',
  'language',
  'collection',
  'topics',
  'events',
  'abstract',
  'rights',
  'access',
  'agreement',
  'agreement_date',
  'agreement_file',
  'uses',
  'embargo_until',
  'transcript',
  'transcript_status',
  'translation',
  'photos',
  'audio',
  'video',
  'documents',
  'captions',
] as const;

const RIGHTS = 'https://creativecommons.org/licenses/by/4.0/';

/** What every caption says first, in the language of the testimony. */
const DRAWN: Record<string, string> = {
  en: 'Drawing made for the sample collection:',
  fr: 'Dessin fait pour la collection d’exemple :',
  ar: 'رسم أُنجز لمجموعة النماذج:',
  he: 'ציור שנעשה לאוסף הדוגמאות:',
  fa: 'طرحی که برای مجموعهٔ نمونه کشیده شده است:',
  lad: 'Dibusho echo para la koleksion de enshemplos:',
};

/** The files made from a text, by their paths from the table. */
export interface Files {
  transcripts: string[];
  translations: string[]; // with their language: `ar:texts/001.ar.vtt`
  audio: string[];
  video: string[];
}

/** The table of all records, in order. */
export function table(records: { script: Script; files: Files }[]): string {
  return csv([
    [...COLUMNS],
    ...records.map(({ script, files }) => COLUMNS.map((column) => value(column, script, files))),
  ]);
}

function value(column: (typeof COLUMNS)[number], { fields }: Script, files: Files): string {
  const pictures = (fields[column] ?? '').split(';').filter(Boolean);
  switch (column) {
    case 'rights':
      return RIGHTS;
    case 'transcript':
      return files.transcripts.join(';');
    case 'translation':
      return files.translations.join(';');
    case 'audio':
      return files.audio.join(';');
    case 'video':
      return files.video.join(';');
    case 'photos':
    case 'documents':
      return pictures.map((name) => `pictures/${name}.jpg`).join(';');
    case 'captions':
      return captions(fields);
    default:
      return fields[column] ?? '';
  }
}

function captions(fields: Record<string, string>): string {
  const words = (fields.captions ?? '').split('|').filter(Boolean);
  return words.map((caption) => `${DRAWN[fields.language!]!} ${caption.trim()}`).join('|');
}
