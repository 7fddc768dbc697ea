/** Words for files that are refused: what they are, and what the person who holds one can do instead. */
import { type Kind, kindNames, welcomeKinds } from './welcome.ts';

const names: Record<string, string> = {
  exe: 'a Windows program',
  elf: 'a program',
  macho: 'a macOS program',
  class: 'a Java program',
  jar: 'a Java program',
  apk: 'an Android program',
  zip: 'a ZIP archive',
  rar: 'a RAR archive',
  gz: 'a compressed file',
  '7z': 'a 7-Zip archive',
  bmp: 'a BMP picture',
  psd: 'a Photoshop file',
  heic: 'a HEIC picture',
  cfb: 'a file of an old Microsoft Office (DOC or XLS)',
  docm: 'a Word document with macros',
  xlsm: 'an Excel table with macros',
  pptx: 'a PowerPoint presentation',
  ps: 'a PostScript file',
  eps: 'a PostScript file',
};

const asPicture = 'Save it as JPEG, PNG or TIFF and send that.';
const unpacked = 'Unpack it and send the files in it.';
const asDocument = 'Save it as PDF or DOCX and send that.';

const advices: Record<string, string> = {
  heic: 'Export it as JPEG and send that (on an iPhone: Settings, Camera, Formats, Most Compatible).',
  ...Object.fromEntries(['bmp', 'psd', 'jp2', 'jxl', 'dng', 'cr2', 'nef', 'arw', 'ico'].map((ext) => [ext, asPicture])),
  ...Object.fromEntries(['zip', 'rar', '7z', 'gz', 'tar', 'tar.gz'].map((ext) => [ext, unpacked])),
  ...Object.fromEntries(['cfb', 'docm', 'xlsm', 'pptx', 'ps', 'eps'].map((ext) => [ext, asDocument])),
};

/** Extensions of what a computer would run: refused as a name, whatever the content is. */
export const programs: ReadonlySet<string> = new Set(
  'exe com scr msi bat cmd ps1 vbs js mjs jar app sh php py pl html htm xhtml svg svgz hta lnk swf m3u m3u8 pls xspf mpd'.split(
    ' ',
  ),
);

/** What a refused file is, as the end of a sentence, and what to do about it. */
export function unwelcome(type: { ext: string; mime: string } | null): { is: string; advice?: string } {
  if (!type) return { is: 'damaged, or of a kind that the archive does not know' };
  return { is: notTaken(names[type.ext] ?? `a file of another kind (${type.ext})`), advice: advices[type.ext] };
}

/** “an SVG drawing, which the archive does not take”. */
export function notTaken(what: string): string {
  return `${what}, which the archive does not take`;
}

/** “Welcome are pictures (jpg, png, …), …”, in English. */
export function welcomeList(): string {
  const kinds = Object.keys(kindNames) as Kind[];
  const lists = kinds.map((kind) => {
    const extensions = welcomeKinds.filter((welcome) => welcome.kind === kind).map((welcome) => welcome.extensions[0]);
    return `${kindNames[kind]} (${extensions.join(', ')})`;
  });
  return `Welcome are ${lists.join(', ')}.`;
}

/** A name of a kind with its article: “an MP3 recording”, “plain text”. */
export function article(name: string): string {
  if (/^plain text$/.test(name)) return name;
  return `${/^([aeiou]|MP|M4A|MXF|RTF|XML|XSL|SVG)/i.test(name) ? 'an' : 'a'} ${name}`;
}

/** A file's own name as a message may show it: no folders, no characters that are unseen or turn the line around, not long. */
export function shownName(fileName: string): string {
  const name = (fileName.split(/[\\/]/).pop() ?? '').replace(/[\p{Cc}\p{Bidi_Control}]/gu, '');
  return name.length > 100 ? `${name.slice(0, 60)}…${name.slice(-30)}` : name;
}

/** The extension of a file's name in lower case, without the dot; empty where it has none. */
export function extensionOf(fileName: string): string {
  return /[^.\\/]\.([^.\\/\s]{1,12})\s*$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
