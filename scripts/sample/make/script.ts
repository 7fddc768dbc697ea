/**
 * Reads the authors' files in `texts/`: fields of the table, a blank line, then what is said. One paragraph is one
 * passage, `KEY: words`; ` // ` divides its subtitles; `# title` opens a chapter, described by the `@` lines under it;
 * `== 2 01:00:00` opens a part and gives the time at which its tape begins.
 */
import { readFileSync } from 'node:fs';

/** Who speaks; the opening note has no label. `voice` is null where nothing is synthesised. */
export interface Speaker {
  label: string | null;
  voice: string | null;
}

/** A chapter as an index point will show it; `texts` by language, '' being the language of the testimony. */
export interface Chapter {
  texts: Record<string, { title: string; synopsis: string; keywords: string }>;
  subjects: string;
  place: { gps: string; zoom: string; label: string; alternateLabel: string } | null;
  link: { url: string; label: string; alternateLabel: string } | null;
}

/** A passage: one turn of one speaker, in one or more cues. `chapter` is set where it opens one. */
export interface Turn {
  speaker: string;
  cues: string[];
  chapter: Chapter | null;
}

export interface Part {
  zeroMs: number;
  turns: Turn[];
}

export interface Script {
  fields: Record<string, string>;
  speakers: Record<string, Speaker>;
  parts: Part[];
}

const TURN = /^([A-Z][A-Z0-9]*): (.+)$/;

/** Reads `texts/<name>.txt`; throws with the file and line for anything it does not understand. */
export function readScript(path: string): Script {
  const script: Script = { fields: {}, speakers: {}, parts: [{ zeroMs: 0, turns: [] }] };
  let chapter: Chapter | null = null;
  readFileSync(path, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      const part = script.parts.at(-1)!;
      if (line === '') return;
      if (line.startsWith('== ')) {
        if (part.turns.length > 0) script.parts.push({ zeroMs: 0, turns: [] });
        script.parts.at(-1)!.zeroMs = clockMs(line.split(' ')[2] ?? '00:00:00');
      } else if (line.startsWith('# ')) {
        chapter = newChapter(line.slice(2));
      } else if (line.startsWith('@') && chapter) {
        describe(chapter, line.slice(1));
      } else if (TURN.test(line)) {
        const [, speaker, words] = TURN.exec(line)!;
        part.turns.push({ speaker: speaker!, cues: words!.split(' // '), chapter });
        chapter = null;
      } else if (/^[a-z][a-zA-Z_ ]*[A-Z0-9]*: ./.test(line)) {
        field(script, line);
      } else {
        throw new Error(`${path}, line ${index + 1}: neither a field nor a passage`);
      }
    });
  return script;
}

function field(script: Script, line: string): void {
  const [name, value] = halves(line, ': ');
  if (!name.startsWith('speaker ')) {
    script.fields[name] = value;
    return;
  }
  const [label = '', voice = ''] = value.split('|').map((half) => half.trim());
  script.speakers[name.slice('speaker '.length)] = { label: label || null, voice: voice || null };
}

function newChapter(title: string): Chapter {
  return { texts: { '': { title, synopsis: '', keywords: '' } }, subjects: '', place: null, link: null };
}

function describe(chapter: Chapter, line: string): void {
  const [name, value] = halves(line, ': ');
  const [what, lang] = halves(name, '.');
  const [first = '', second = '', third = '', fourth = ''] = value.split(' | ');
  if (what === 'subjects') chapter.subjects = value;
  else if (what === 'gps') chapter.place = { gps: first, zoom: second, label: third, alternateLabel: fourth };
  else if (what === 'link') chapter.link = { url: first, label: second, alternateLabel: third };
  else if (what === 'title' || what === 'synopsis' || what === 'keywords') {
    chapter.texts[lang] ??= { title: '', synopsis: '', keywords: '' };
    chapter.texts[lang][what] = value;
  } else throw new Error(`unknown description of a chapter: @${line}`);
}

function halves(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** `01:00:00` in milliseconds. */
function clockMs(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
