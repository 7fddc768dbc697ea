/**
 * OHMS records (Oral History Metadata Synchronizer, https://www.oralhistoryonline.org): version 6, whose transcript is
 * WebVTT, and 5.4, whose transcript is lines of text with the place of every minute in `<sync>`.
 */
import type { Chapter, Script } from './script.ts';
import { webvttCues } from './subtitles.ts';
import { type TimedPart, wholeClock } from './timing.ts';

/** What a record is made from; the translation has its own names of the speakers. */
export interface OhmsRecord {
  script: Script;
  part: TimedPart;
  translation?: { script: Script; part: TimedPart; lang: string };
  soundFile: string;
}

const LANGUAGE_NAMES: Record<string, string> = { en: 'English', fr: 'French', ar: 'Arabic' };

export function ohms6(record: OhmsRecord): string {
  const { script, part, translation } = record;
  const cues = (text: { script: Script; part: TimedPart }) =>
    `<![CDATA[WEBVTT\n\nNOTE\nTRANSCRIPTION BEGIN\n\n${webvttCues(text.part, text.script.speakers)}\nNOTE\nTRANSCRIPTION END\n]]>`;
  return document(record, '6.0', '', [
    `<vtt_transcript>${cues({ script, part })}</vtt_transcript>`,
    `<vtt_transcript_alt>${translation ? cues(translation) : ''}</vtt_transcript_alt>`,
  ]);
}

export function ohms5(record: OhmsRecord): string {
  const { lines, sync } = legacyText(record.part, record.script);
  return document(record, '5.4', sync, [`<transcript>${escaped(lines.join('\n'))}</transcript>`, '<transcript_alt/>']);
}

function document(record: OhmsRecord, version: string, sync: string, transcripts: string[]): string {
  const { script, part, translation, soundFile } = record;
  const { fields } = script;
  const number = Number(fields.accession!.replace('SAMPLE-', ''));
  const each = (name: string, list = '') =>
    list
      .split(';')
      .filter(Boolean)
      .map((value) => element(name, value));
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ROOT xmlns="https://www.weareavp.com/nunncenter/ohms" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="https://www.weareavp.com/nunncenter/ohms/ohms.xsd">',
    `<record id="${number}" dt="2024-02-01">`,
    element('version', version),
    `<date value="${/^\d{4}-\d{2}-\d{2}/.exec(fields.recorded_on ?? '')?.[0] ?? ''}" format="yyyy-mm-dd"/>`,
    element('title', fields.title!),
    element('accession', fields.accession!),
    element('duration', wholeClock(part.durationMs)),
    element('collection_name', fields.collection!),
    ...each('interviewee', fields.narrator),
    ...each('interviewer', fields.interviewer),
    element('file_name', soundFile),
    element('sync', sync),
    element('sync_alt', ''),
    element('transcript_alt_lang', translation ? LANGUAGE_NAMES[translation.lang]! : ''),
    element('translate', translation ? '1' : '0'),
    element('language', LANGUAGE_NAMES[fields.language!]!),
    '<index>',
    ...points(part, translation?.lang ?? null),
    '</index>',
    element('description', fields.abstract!),
    ...transcripts,
    element('rights', 'CC BY 4.0'),
    element('fmt', 'audio'),
    element('usage', 'Written and drawn for the sample collection; the people in it are invented.'),
    element('userestrict', '0'),
    '</record>',
    '</ROOT>',
  ].join('\n')}\n`;
}

function points(part: TimedPart, alternate: string | null): string[] {
  return part.turns.flatMap(({ opens, cues }) =>
    opens ? [point(opens, Math.floor(cues[0]!.startMs / 1000), cues[0]!.text, alternate)] : [],
  );
}

function point(chapter: Chapter, seconds: number, words: string, alternate: string | null): string {
  const first = chapter.texts['']!;
  const second = alternate ? chapter.texts[alternate] : undefined;
  const { place, link } = chapter;
  return [
    '<point>',
    element('time', `${seconds}`),
    element('title', first.title),
    element('title_alt', second?.title ?? ''),
    element('partial_transcript', words),
    element('partial_transcript_alt', ''),
    element('synopsis', first.synopsis),
    element('synopsis_alt', second?.synopsis ?? ''),
    element('keywords', first.keywords),
    element('keywords_alt', second?.keywords ?? ''),
    element('subjects', chapter.subjects),
    element('subjects_alt', ''),
    '<gpspoints>',
    element('gps', place?.gps ?? ''),
    element('gps_zoom', place?.zoom ?? ''),
    element('gps_text', place?.label ?? ''),
    element('gps_text_alt', place?.alternateLabel ?? ''),
    '</gpspoints>',
    '<hyperlinks>',
    element('hyperlink', link?.url ?? ''),
    element('hyperlink_text', link?.label ?? ''),
    element('hyperlink_text_alt', link?.alternateLabel ?? ''),
    '</hyperlinks>',
    '</point>',
  ].join('\n');
}

const WIDTH = 80;

/** Lines of at most 80 letters, and `1:|line(word)|…`: the word that is spoken when each minute begins, both from 1. */
function legacyText(part: TimedPart, script: Script): { lines: string[]; sync: string } {
  const lines: string[] = [];
  const minutes: string[] = [];
  const spoken = (ms: number, line: number, word: number) => {
    while (ms >= (minutes.length + 1) * 60_000) minutes.push(`${line}(${word})`);
  };
  for (const { speaker, cues } of part.turns) {
    const label = script.speakers[speaker]!.label;
    let line = label ? [`${label}:`] : [];
    for (const { startMs, endMs, text } of cues) {
      const words = text.split(/\s+/);
      words.forEach((word, at) => {
        if ([...line, word].join(' ').length > WIDTH) {
          lines.push(line.join(' '));
          line = [];
        }
        line.push(word);
        spoken(startMs + ((endMs - startMs) * at) / words.length, lines.length + 1, line.length);
      });
    }
    lines.push(line.join(' '), '');
  }
  return { lines, sync: `1:|${minutes.join('|')}` };
}

function element(name: string, text: string): string {
  return text === '' ? `<${name}/>` : `<${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
