import { readDate } from '../archive/edtf.ts';
import { Invalid } from '../archive/errors.ts';
import type { TestimonyRecord } from './record.ts';
import type { Source } from './source.ts';
import { rightsUri } from './table-record.ts';

type Catalogued = Pick<
  TestimonyRecord,
  'accession' | 'title' | 'abstract' | 'narrators' | 'interviewers' | 'recordedOn' | 'collection' | 'recordings'
>;

/**
 * Everything that files say of their record and that no field of its own holds, one `name: value` a line: also what they say
 * otherwise than it is catalogued, as the titles of further parts.
 */
export function provenanceOf(sources: Source[], catalogued: Catalogued): string | null {
  const narrators = catalogued.narrators.map(({ name }) => name);
  const linked = new Set(catalogued.recordings.map(({ recording }) => recording.url));
  const lines = sources.flatMap(({ description, recordings }) => {
    const otherwise = (text: string | null, held: string | null) => (text === held ? null : text);
    const date = description.date === null ? null : dateIn(description.date);
    const named: [string, string | null][] = [
      ['accession', otherwise(description.accession, catalogued.accession)],
      ['title', otherwise(description.title, catalogued.title)],
      ['abstract', otherwise(description.abstract, catalogued.abstract)],
      ...description.narrators.map((name): [string, string | null] => [
        'interviewee',
        narrators.includes(name) ? null : name,
      ]),
      ...description.interviewers.map((name): [string, string | null] => [
        'interviewer',
        catalogued.interviewers.includes(name) ? null : name,
      ]),
      ['collection', otherwise(description.collection, catalogued.collection)],
      ['repository', description.repository],
      ['series', description.series],
      ['funding', description.funding],
      ['rights', description.rights !== null && rightsUri(description.rights.trim()) ? null : description.rights],
      ['usage', description.usage],
      ['notes', description.notes],
      ['date', date !== null && date.edtf === catalogued.recordedOn?.edtf ? null : description.date],
    ];
    const others = Object.entries(description.other).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    );
    const kept = recordings.map((recording): [string, string | null] => [
      'recording',
      placeOfRecording(recording, linked),
    ]);
    return [...named, ...others, ...kept]
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => `${name}: ${value}`);
  });
  return lines.length ? [...new Set(lines)].join('\n') : null;
}

/** Where a recording is kept, as far as no link to it says so. */
function placeOfRecording(
  { url, fileName, host, hostId }: Source['recordings'][number],
  linked: Set<string | null>,
): string | null {
  const parts = [linked.has(url) ? null : url, fileName, host && hostId ? `${host} ${hostId}` : hostId];
  return parts.filter(Boolean).join(', ') || null;
}

export function isWebAddress(text: string | null): boolean {
  return text !== null && /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** A date that cannot be read stays in the provenance, word for word, and dates nothing. */
export function dateIn(text: string) {
  try {
    return readDate(text);
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}
