import { languageTag } from '../archive/languages.ts';
import { note } from './refusal.ts';
import type { SourceDescription, SourceProblem, SourceRecording } from './source.ts';
import { duration } from './timecode.ts';
import { child, textOf, textsOf, type XmlElement } from './xml.ts';

/** Read elsewhere: as transcripts, index and recording. */
const READ_ELSEWHERE = new Set(
  'index transcript transcript_alt vtt_transcript vtt_transcript_alt sync sync_alt duration file_name media_url kembed mediafile'.split(
    ' ',
  ),
);
const READ_HERE = new Set(
  'title accession date interviewee interviewer subject keyword language collection_name series_name repository funding description rights usage user_notes'.split(
    ' ',
  ),
);

/** The description of an OHMS record. What has no place of its own goes to `other` by the name of its element. */
export function ohmsDescription(record: XmlElement, problems: SourceProblem[]): SourceDescription {
  const text = (name: string) => textOf(record, name) || null;
  const language = text('language');
  const languages = language?.split(/[;,/]/).map((name) => name.trim()) ?? [];
  const lang = languages[0] ? languageTag(languages[0]) : null;
  const other = otherFields(record);
  if (language && (!lang || languages.length > 1)) other.language = [language];
  if (language && !lang) {
    const line = child(record, 'language')?.line ?? null;
    note(problems, line, `The language “${language.slice(0, 60)}” is not known. Say which it is.`);
  }
  if (textOf(record, 'userestrict') === '1') {
    note(
      problems,
      child(record, 'userestrict')?.line ?? null,
      'The file restricts the use of this interview (userestrict). See to its access before publishing.',
    );
  }
  return {
    accession: text('accession'),
    title: text('title'),
    abstract: text('description'),
    date: dateOf(record, problems),
    narrators: textsOf(record, 'interviewee'),
    interviewers: textsOf(record, 'interviewer'),
    subjects: textsOf(record, 'subject'),
    keywords: textsOf(record, 'keyword'),
    lang,
    collection: text('collection_name'),
    series: text('series_name'),
    repository: text('repository'),
    funding: text('funding'),
    rights: text('rights'),
    usage: text('usage'),
    notes: text('user_notes'),
    other,
  };
}

function otherFields(record: XmlElement): Record<string, string[]> {
  const other: Record<string, string[]> = {};
  const add = (name: string, value: string | undefined) => {
    if (value?.trim()) other[name] = [...(other[name] ?? []), value.trim()];
  };
  add('record id', record.attributes.id);
  add('record dt', record.attributes.dt);
  for (const { name, text } of record.children) if (!READ_ELSEWHERE.has(name) && !READ_HERE.has(name)) add(name, text);
  for (const { name, text } of child(record, 'mediafile')?.children ?? []) {
    if (!['host', 'host_clip_id', 'clip_format'].includes(name)) add(`mediafile ${name}`, text);
  }
  return other;
}

/**
 * `<date value format>` as ISO 8601, which is EDTF, by its own format (`yyyy-mm-dd`, `mm/dd/yyyy`, …), with month or day left
 * out where they are zero; else `<date_nonpreferred_format>` as written. Null where that says only that it is unknown.
 */
function dateOf(record: XmlElement, problems: SourceProblem[]): string | null {
  const date = child(record, 'date');
  const value = (date?.attributes.value ?? date?.text ?? '').trim();
  const words = textOf(record, 'date_nonpreferred_format');
  if (!value) return !words || /^(?:unknown|undated|no date|n\.?\s?d\.?)\b/i.test(words) ? null : words;
  const order = (date?.attributes.format || 'yyyy-mm-dd').toLowerCase().match(/y+|m+|d+/g) ?? [];
  const numbers = value.match(/\d+/g) ?? [];
  const part = (letter: string) => Number(numbers[order.findIndex((one) => one.startsWith(letter))] ?? 0);
  const [year, month, day] = [part('y'), part('m'), part('d')];
  if (year >= 1000 && year <= 9999 && month <= 12 && day <= 31 && (month > 0 || day === 0)) {
    const two = (n: number) => String(n).padStart(2, '0');
    return [String(year), month && two(month), day && two(day)].filter(Boolean).join('-');
  }
  note(
    problems,
    date?.line ?? null,
    `The date “${value.slice(0, 60)}” is not in the format the file names. It was kept as written.`,
  );
  return value;
}

/** The recording that the record names, if it names one. Host “Other” is no host. */
export function ohmsRecording(record: XmlElement): SourceRecording | null {
  const media = child(record, 'mediafile');
  const field = (name: string) => (media && textOf(media, name)) || null;
  const embedded = /\ssrc\s?=\s?["']([^"'\s]{1,2000})["']/.exec(textOf(record, 'kembed'))?.[1] ?? null;
  const url = textOf(record, 'media_url') || embedded;
  // An old exporter doubled the ending.
  const fileName = textOf(record, 'file_name').replace(/\.mp3\.mp3$/i, '.mp3') || null;
  const hostId = field('host_clip_id');
  if (!url && !fileName && !hostId) return null;
  const host = field('host');
  const kind = [field('clip_format'), textOf(record, 'fmt')].find((one) => one === 'audio' || one === 'video') ?? null;
  const durationMs = duration(textOf(record, 'duration'));
  return { url, fileName, host: host?.toLowerCase() === 'other' ? null : host, hostId, kind, durationMs };
}
