/**
 * Makes `../collection` from `texts/`: `npx tsx scripts/sample/make/collection.ts`, with `--only=012,013` for some.
 * Needs espeak-ng, ffmpeg and chromium; pictures are made by pictures.ts.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { docx } from './docx.ts';
import { ohms5, ohms6 } from './ohms.ts';
import { pdf } from './pdf.ts';
import { plainText } from './plain.ts';
import { writeFilm, writeSound } from './recording.ts';
import { readScript, type Script } from './script.ts';
import { type Spoken, speak } from './speech.ts';
import { srt, timedTable, webvtt } from './subtitles.ts';
import { type Files, table } from './table.ts';
import { estimatedTimes, type TimedPart, timed, timedAs } from './timing.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const TEXTS = join(HERE, 'texts');
const COLLECTION = join(HERE, '..', 'collection');
const EXTENSIONS: Record<string, string> = {
  ohms6: 'xml',
  ohms5: 'xml',
  vtt: 'vtt',
  srt: 'srt',
  csv: 'csv',
  docx: 'docx',
  pdf: 'pdf',
};

const SAMPLE: Record<string, string> = {
  en: 'Illustrative sample, written for this project.',
  fr: 'Exemple fictif, écrit pour ce projet.',
  ar: 'نموذج توضيحي كُتب لهذا المشروع.',
  he: 'דוגמה להמחשה שנכתבה למיזם הזה.',
  fa: 'نمونه‌ای نمایشی که برای این طرح نوشته شده است.',
};

const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');

for (const folder of ['texts', 'sound']) mkdirSync(join(COLLECTION, folder), { recursive: true });
const records = readdirSync(TEXTS)
  .filter((name) => /^\d{3}\.txt$/.test(name))
  .sort()
  .map((file) => {
    const name = basename(file, '.txt');
    const script = readScript(join(TEXTS, file));
    const wanted = !only || only.includes(name);
    if (wanted) console.log(`${script.fields.accession}  ${script.fields.title}`);
    return { script, files: make(name, script, wanted) };
  });
writeFileSync(join(COLLECTION, 'testimonies.csv'), table(records));

/** The files of one record; written only where `write`, named in any case. */
function make(name: string, script: Script, write: boolean): Files {
  const { format = '', sound = '', language = '', translations = '' } = script.fields;
  const several = script.parts.length > 1;
  const files: Files = { transcripts: [], translations: [], audio: [], video: [] };
  script.parts.forEach((part, index) => {
    const stem = several ? `${name}-${index + 1}` : name;
    const soundPath = `sound/${stem}.${sound}`;
    const textPath = `texts/${stem}.${EXTENSIONS[format] ?? 'txt'}`;
    files.transcripts.push(textPath);
    if (sound) (sound === 'mp4' ? files.video : files.audio).push(soundPath);
    const insideOhms = format === 'ohms6';
    const others = translations.split(';').filter(Boolean);
    const paths = others.map((lang) => `texts/${stem}.${lang}.${EXTENSIONS[format] ?? 'txt'}`);
    if (!insideOhms) files.translations.push(...paths.map((path, at) => `${others[at]}:${path}`));
    if (!write) return;

    const spoken = sound ? speak(part, script.speakers, language) : null;
    const original = timed(part, spoken?.times ?? estimatedTimes(part), spoken !== null);
    const translated = others.map((lang) => translationOf(script, original, lang, name));
    save(
      textPath,
      written({
        script,
        part: original,
        lang: language,
        translation: insideOhms ? translated[0] : undefined,
        soundFile: basename(soundPath),
      }),
    );
    if (!insideOhms) {
      translated.forEach((translation, at) => {
        save(paths[at]!, written(translation));
      });
    }
    if (spoken) writeSpoken(spoken, soundPath, script);
  });
  return files;
}

/** A text to be written in the format of its record. */
interface Text {
  script: Script; // with the names of the speakers as this text writes them
  part: TimedPart;
  lang: string;
  translation?: Text; // for OHMS, which holds both
  soundFile?: string;
}

function translationOf(script: Script, original: TimedPart, lang: string, name: string): Text {
  const translation = readScript(join(TEXTS, `${name}.${lang}.txt`));
  const speakers = { ...script.speakers, ...translation.speakers };
  return { script: { ...script, speakers }, part: timedAs(original, translation), lang };
}

function written({ script, part, lang, translation, soundFile = '' }: Text): string | Buffer {
  const { format = '', title = '' } = script.fields;
  const paragraphs = () => part.turns.map(({ cues }) => cues.map(({ text }) => text).join(' '));
  switch (format) {
    case 'ohms6':
      return ohms6({ script, part, soundFile, translation });
    case 'ohms5':
      return ohms5({ script, part, soundFile });
    case 'vtt':
      return webvtt(part, script.speakers, lang, SAMPLE[lang]!);
    case 'srt':
      return srt(part, script.speakers);
    case 'csv':
      return timedTable(part, script.speakers);
    case 'docx':
      return docx(paragraphs(), lang, title);
    case 'pdf':
      return pdf(paragraphs(), lang, title);
    case 'text':
      return plainText(part, script.speakers, { times: true, labels: true });
    case 'text-untimed':
      return plainText(part, script.speakers, { times: false, labels: true });
    case 'text-plain':
      return plainText(part, script.speakers, { times: false, labels: false });
    default:
      throw new Error(`${script.fields.accession}: no format “${format}”`);
  }
}

function writeSpoken({ samples }: Spoken, path: string, script: Script): void {
  const to = join(COLLECTION, path);
  const picture = script.fields.photos?.split(';')[0];
  if (path.endsWith('.mp4')) writeFilm(samples, join(COLLECTION, 'pictures', `${picture}.jpg`), to);
  else writeSound(samples, to);
}

function save(path: string, content: string | Buffer): void {
  writeFileSync(join(COLLECTION, path), content);
}
