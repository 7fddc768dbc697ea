/**
 * An OHMS record of one part (Oral History Metadata Synchronizer 6, https://www.oralhistoryonline.org): the words as WebVTT,
 * a translation beside them, and the index.
 */
import { languageName, languageTag } from '../../archive/languages.ts';
import { webvttCues } from './webvtt.ts';
import { clock, type TranscriptOut } from './words.ts';

export interface IndexPointOut {
  startMs: number;
  texts: {
    lang: string;
    title: string;
    synopsis: string | null;
    partialTranscript: string | null;
    keywords: string[];
    subjects: string[];
  }[];
  places: {
    label: string | null;
    labelAlternate: string | null;
    latitude: number | null;
    longitude: number | null;
    zoom: number | null;
  }[];
  links: { url: string; label: string | null; labelAlternate: string | null }[];
}

export interface OhmsRecord {
  original: TranscriptOut;
  translation: TranscriptOut | null;
  durationMs: number | null;
  narrators: string[];
  interviewers: string[];
  indexPoints: IndexPointOut[];
}

export function ohmsXml(record: OhmsRecord): string {
  const { original, translation, durationMs, narrators, interviewers, indexPoints } = record;
  const second = translation?.lang ?? null;
  const lines = [
    element('version', '6.0'),
    element('title', original.title),
    element('accession', original.accession),
    ...(durationMs === null ? [] : [element('duration', clock(durationMs).slice(0, 8))]),
    ...narrators.map((name) => element('interviewee', name)),
    ...interviewers.map((name) => element('interviewer', name)),
    element('language', nameOf(original.lang)),
    ...(second ? [element('transcript_alt_lang', nameOf(second)), element('translate', '1')] : []),
    `<index>${indexPoints.map((point) => pointOf(point, original.lang, second)).join('')}</index>`,
    `<vtt_transcript>${words(original)}</vtt_transcript>`,
    ...(translation ? [`<vtt_transcript_alt>${words(translation)}</vtt_transcript_alt>`] : []),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ROOT xmlns="https://www.nunncenter.org/ohms"><record>\n${lines.join('\n')}\n</record></ROOT>\n`;
}

/** OHMS knows languages by their English names. */
function nameOf(tag: string): string {
  const name = languageName(tag, 'en');
  return languageTag(name) === tag ? name : tag;
}

function words({ passages }: TranscriptOut): string {
  return escaped(
    `WEBVTT\n\nNOTE\nTRANSCRIPTION BEGIN\n\n${webvttCues(passages).join('\n\n')}\n\nNOTE\nTRANSCRIPTION END\n`,
  );
}

/** The fields of a point have two languages; texts in others have no place in the format. */
function pointOf(point: IndexPointOut, first: string, second: string | null): string {
  const own = point.texts.find(({ lang }) => lang === first) ?? point.texts.find(({ lang }) => lang !== second);
  const other = point.texts.find((text) => text !== own && (second === null || text.lang === second));
  const fields = [own, other].flatMap((text, at) => {
    if (!text) return [];
    const alt = at === 1 ? '_alt' : '';
    return [
      element(`title${alt}`, text.title),
      element(`partial_transcript${alt}`, text.partialTranscript ?? ''),
      element(`synopsis${alt}`, text.synopsis ?? ''),
      element(`keywords${alt}`, text.keywords.join(';')),
      element(`subjects${alt}`, text.subjects.join(';')),
    ];
  });
  const places = point.places.map(({ latitude, longitude, zoom, label, labelAlternate }) => {
    const gps = latitude === null || longitude === null ? '' : `${latitude}, ${longitude}`;
    return `<gpspoints>${element('gps', gps)}${element('gps_zoom', zoom === null ? '' : String(zoom))}${element('gps_text', label ?? '')}${element('gps_text_alt', labelAlternate ?? '')}</gpspoints>`;
  });
  const links = point.links.map(
    ({ url, label, labelAlternate }) =>
      `<hyperlinks>${element('hyperlink', url)}${element('hyperlink_text', label ?? '')}${element('hyperlink_text_alt', labelAlternate ?? '')}</hyperlinks>`,
  );
  const seconds = element('time', String(point.startMs / 1000));
  return `\n<point>${[seconds, ...fields, ...places, ...links].join('')}</point>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
