/** The kinds of file that the archive takes, as data: to check a file by, and for a page to say what is welcome. */
import sharp from 'sharp';

export type Kind = 'image' | 'audio' | 'video' | 'document' | 'text';

/** One kind of file. The first of `extensions` (lower case, without the dot) is the usual one. */
export interface WelcomeKind {
  kind: Kind;
  name: string; // in English, as in “a JPEG picture”
  extensions: readonly string[];
  mime: string; // as it is served
  found: readonly string[]; // the media types that a look at its bytes may give; none for plain text, which has no mark
  /** Containers of one family hold sound or film under one mark: any name of the family fits, and only `probe` tells which. */
  family?: 'iso' | 'ogg' | 'asf' | 'matroska';
}

/** HEIC is read only where libvips was built with an HEVC decoder, which the prebuilt one is not. */
const readsHeic = sharp.format.heif.input.fileSuffix?.includes('.heic') ?? false;

const heic: WelcomeKind = {
  kind: 'image',
  name: 'HEIC picture',
  extensions: ['heic', 'heif'],
  mime: 'image/heic',
  found: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
};

const office = 'application/vnd.openxmlformats-officedocument';

export const welcomeKinds: readonly WelcomeKind[] = [
  {
    kind: 'image',
    name: 'JPEG picture',
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    mime: 'image/jpeg',
    found: ['image/jpeg'],
  },
  { kind: 'image', name: 'PNG picture', extensions: ['png'], mime: 'image/png', found: ['image/png', 'image/apng'] },
  { kind: 'image', name: 'TIFF picture', extensions: ['tif', 'tiff'], mime: 'image/tiff', found: ['image/tiff'] },
  { kind: 'image', name: 'WebP picture', extensions: ['webp'], mime: 'image/webp', found: ['image/webp'] },
  { kind: 'image', name: 'AVIF picture', extensions: ['avif'], mime: 'image/avif', found: ['image/avif'] },
  { kind: 'image', name: 'GIF picture', extensions: ['gif'], mime: 'image/gif', found: ['image/gif'] },
  ...(readsHeic ? [heic] : []),
  {
    kind: 'audio',
    name: 'MP3 recording',
    extensions: ['mp3', 'mp2', 'mpga'],
    mime: 'audio/mpeg',
    found: ['audio/mpeg'],
  },
  {
    kind: 'audio',
    name: 'M4A recording',
    extensions: ['m4a', 'm4b'],
    mime: 'audio/mp4',
    found: ['audio/mp4', 'audio/x-m4a'],
    family: 'iso',
  },
  { kind: 'audio', name: 'AAC recording', extensions: ['aac'], mime: 'audio/aac', found: ['audio/aac'] },
  {
    kind: 'audio',
    name: 'WAV recording',
    extensions: ['wav', 'wave', 'bwf', 'rf64'],
    mime: 'audio/wav',
    found: ['audio/wav'],
  },
  { kind: 'audio', name: 'FLAC recording', extensions: ['flac'], mime: 'audio/flac', found: ['audio/flac'] },
  {
    kind: 'audio',
    name: 'AIFF recording',
    extensions: ['aiff', 'aif', 'aifc'],
    mime: 'audio/aiff',
    found: ['audio/aiff'],
  },
  {
    kind: 'audio',
    name: 'Ogg recording',
    extensions: ['ogg', 'oga', 'opus', 'spx'],
    mime: 'audio/ogg',
    found: ['audio/ogg', 'audio/ogg; codecs=opus', 'application/ogg'],
    family: 'ogg',
  },
  { kind: 'audio', name: 'AMR recording', extensions: ['amr'], mime: 'audio/amr', found: ['audio/amr'] },
  {
    kind: 'audio',
    name: 'Windows Media recording',
    extensions: ['wma'],
    mime: 'audio/x-ms-wma',
    found: ['audio/x-ms-asf'],
    family: 'asf',
  },
  {
    kind: 'audio',
    name: 'WebM recording',
    extensions: ['weba', 'mka'],
    mime: 'audio/webm',
    found: [],
    family: 'matroska',
  },
  {
    kind: 'video',
    name: 'MP4 film',
    extensions: ['mp4', 'm4v'],
    mime: 'video/mp4',
    found: ['video/mp4', 'video/x-m4v'],
    family: 'iso',
  },
  {
    kind: 'video',
    name: 'QuickTime film',
    extensions: ['mov', 'qt'],
    mime: 'video/quicktime',
    found: ['video/quicktime'],
    family: 'iso',
  },
  {
    kind: 'video',
    name: '3GP film',
    extensions: ['3gp', '3g2'],
    mime: 'video/3gpp',
    found: ['video/3gpp', 'video/3gpp2'],
    family: 'iso',
  },
  {
    kind: 'video',
    name: 'WebM film',
    extensions: ['webm'],
    mime: 'video/webm',
    found: ['video/webm'],
    family: 'matroska',
  },
  {
    kind: 'video',
    name: 'Matroska film',
    extensions: ['mkv'],
    mime: 'video/matroska',
    found: ['video/matroska'],
    family: 'matroska',
  },
  { kind: 'video', name: 'Ogg film', extensions: ['ogv'], mime: 'video/ogg', found: ['video/ogg'], family: 'ogg' },
  { kind: 'video', name: 'AVI film', extensions: ['avi'], mime: 'video/vnd.avi', found: ['video/vnd.avi'] },
  {
    kind: 'video',
    name: 'MPEG film',
    extensions: ['mpg', 'mpeg', 'm2v', 'vob'],
    mime: 'video/mpeg',
    found: ['video/mpeg', 'video/MP1S', 'video/MP2P'],
  },
  {
    kind: 'video',
    name: 'camcorder film',
    extensions: ['mts', 'm2ts', 'ts'],
    mime: 'video/mp2t',
    found: ['video/mp2t'],
  },
  {
    kind: 'video',
    name: 'Windows Media film',
    extensions: ['wmv', 'asf'],
    mime: 'video/x-ms-asf',
    found: ['video/x-ms-asf', 'application/vnd.ms-asf'],
    family: 'asf',
  },
  { kind: 'video', name: 'MXF film', extensions: ['mxf'], mime: 'application/mxf', found: ['application/mxf'] },
  { kind: 'document', name: 'PDF document', extensions: ['pdf'], mime: 'application/pdf', found: ['application/pdf'] },
  {
    kind: 'document',
    name: 'Word document',
    extensions: ['docx'],
    mime: `${office}.wordprocessingml.document`,
    found: [`${office}.wordprocessingml.document`],
  },
  {
    kind: 'document',
    name: 'Excel table',
    extensions: ['xlsx'],
    mime: `${office}.spreadsheetml.sheet`,
    found: [`${office}.spreadsheetml.sheet`],
  },
  {
    kind: 'document',
    name: 'OpenDocument text',
    extensions: ['odt'],
    mime: 'application/vnd.oasis.opendocument.text',
    found: ['application/vnd.oasis.opendocument.text'],
  },
  { kind: 'document', name: 'RTF document', extensions: ['rtf'], mime: 'application/rtf', found: ['application/rtf'] },
  { kind: 'text', name: 'plain text', extensions: ['txt', 'text', 'md'], mime: 'text/plain', found: [] },
  { kind: 'text', name: 'WebVTT transcript', extensions: ['vtt'], mime: 'text/vtt', found: [] },
  { kind: 'text', name: 'SubRip transcript', extensions: ['srt'], mime: 'application/x-subrip', found: [] },
  { kind: 'text', name: 'CSV table', extensions: ['csv'], mime: 'text/csv', found: [] },
  { kind: 'text', name: 'TSV table', extensions: ['tsv', 'tab'], mime: 'text/tab-separated-values', found: [] },
  { kind: 'text', name: 'XML file', extensions: ['xml', 'ohms'], mime: 'application/xml', found: [] },
];

/** How the kinds are called in the plural, in English. */
export const kindNames: Readonly<Record<Kind, string>> = {
  image: 'pictures',
  audio: 'sound recordings',
  video: 'films',
  document: 'documents',
  text: 'texts',
};

/** The extensions of the welcome kinds, without dots, for the `accept` of a form and for a message. */
export function welcomeExtensions(...kinds: Kind[]): string[] {
  return welcomeKinds.filter(({ kind }) => kinds.includes(kind)).flatMap(({ extensions }) => extensions);
}
