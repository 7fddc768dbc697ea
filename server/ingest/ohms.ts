import { languageTag } from '../archive/languages.ts';
import type { DecodedText } from './encoding.ts';
import { ohmsDescription, ohmsRecording } from './ohms-description.ts';
import { indexPoints } from './ohms-index.ts';
import { legacyTranscript } from './ohms-legacy.ts';
import { note, refusal } from './refusal.ts';
import type { Source, SourceProblem, SourceTranscript } from './source.ts';
import { duration } from './timecode.ts';
import { readWebvtt } from './webvtt.ts';
import { child, parseXml, textOf, type XmlElement } from './xml.ts';

/** The namespaces that exporters have used; a file without one is read too. */
const NAMESPACES = [
  '',
  'https://www.weareavp.com/nunncenter/ohms',
  'https://www.nunncenter.org/ohms',
  'http://www.nunncenter.org/ohms',
];

/** Marks that OHMS sets around the parts of its WebVTT. */
const FRAME = /^(?:TRANSCRIPTION|ANNOTATIONS) (?:BEGIN|END)$/;

/**
 * An OHMS record (Oral History Metadata Synchronizer, https://www.oralhistoryonline.org): version 6, whose transcript is
 * WebVTT, or 5 with plain text and `<sync>`; both transcript languages; index points and description. Throws `Invalid`
 * for XML that is not OHMS and for a file of several records, since one file is one recording of one testimony.
 */
export function ohmsSource({ text, encoding, problems }: DecodedText, fileName: string): Source {
  const record = recordOf(parseXml(text, fileName), fileName, problems);
  const description = ohmsDescription(record, problems);
  const alternateName = textOf(record, 'transcript_alt_lang');
  const langAlternate = alternateName ? languageTag(alternateName) : null;
  if (alternateName && !langAlternate) {
    note(
      problems,
      child(record, 'transcript_alt_lang')?.line ?? null,
      `The second language “${alternateName.slice(0, 60)}” is not known. Say which it is.`,
    );
  }
  const recording = ohmsRecording(record);
  if (!recording && duration(textOf(record, 'duration')) !== null)
    description.other.duration = [textOf(record, 'duration')];
  const kembed = textOf(record, 'kembed');
  if (kembed) description.other.kembed = [kembed];

  const original = transcriptOf(record, '', fileName, problems);
  const translation = transcriptOf(record, '_alt', fileName, problems);
  const transcripts: SourceTranscript[] = [];
  if (original) transcripts.push({ lang: description.lang, translation: false, ...original });
  if (translation) transcripts.push({ lang: langAlternate, translation: true, ...translation });
  const points = indexPoints(child(record, 'index'), description.lang, langAlternate, problems);
  return {
    format: 'ohms',
    encoding,
    description,
    transcripts,
    indexPoints: points,
    recordings: recording ? [recording] : [],
    problems,
  };
}

function recordOf(root: XmlElement, fileName: string, problems: SourceProblem[]): XmlElement {
  const records = root.name === 'ROOT' ? root.children.filter(({ name }) => name === 'record') : [];
  const [record, second] = records;
  if (!record) {
    const reason = `this is XML, but no OHMS record (its first element is “${root.name.slice(0, 60)}”). Export it as OHMS XML, WebVTT or text.`;
    throw refusal(fileName, reason, root.line);
  }
  if (second) {
    const reason = `it holds ${records.length} records; the second begins here. Save each record as a file of its own.`;
    throw refusal(fileName, reason, second.line);
  }
  if (!NAMESPACES.includes(root.namespace)) {
    note(
      problems,
      root.line,
      `The namespace “${root.namespace.slice(0, 80)}” is not one of OHMS. It was read as OHMS.`,
    );
  }
  return record;
}

/** The record's WebVTT or, without it, its plain text; null where it has neither. */
function transcriptOf(
  record: XmlElement,
  suffix: '' | '_alt',
  fileName: string,
  problems: SourceProblem[],
): Pick<SourceTranscript, 'cues' | 'notes'> | null {
  const plain = child(record, `transcript${suffix}`);
  const webvtt = child(record, `vtt_transcript${suffix}`);
  if (webvtt?.text.trim()) {
    const { cues, notes } = readWebvtt(webvtt.text, { fileName, firstLine: webvtt.textLine, headed: false }, problems);
    const kept = notes.filter((words) => !FRAME.test(words)).flatMap(annotations);
    if (cues.length && plain?.text.trim())
      note(problems, plain.line, 'The record also has its transcript as plain text. The WebVTT was taken.');
    if (cues.length) return { cues, notes: kept };
  }
  const legacy = legacyTranscript(plain, child(record, `sync${suffix}`), textOf(record, 'duration'), problems);
  return legacy?.cues.length ? legacy : null;
}

/** The footnotes in a NOTE: `<annotation ref="1" …>words</annotation>`, or the words in its `target_sub_id_text`. */
function annotations(words: string): string[] {
  const found = [...words.matchAll(/<annotation\b([^>]{0,2000})>([^<]*)/g)].map(([, attributes = '', inner = '']) => {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    return `${attribute('ref')}. ${inner.trim() || attribute('target_sub_id_text')}`.replace(/^\. /, '').trim();
  });
  return found.filter(Boolean).length ? found.filter(Boolean) : [words];
}
