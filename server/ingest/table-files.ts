import { languageTag } from '../archive/languages.ts';
import type { RecordMedia, RecordTranscript } from './record.ts';
import type { Row } from './row.ts';
import type { Column } from './table.ts';

const NEEDED = 'no language and file. Write them as ar:story.vtt';

/**
 * The files under `transcript` and `translation`. The first is of part 1, the next of part 2, and so on, for translations in
 * each language; an empty place between two `;` is a part without one.
 */
export function transcriptsOf(row: Row, lang: string | null): RecordTranscript[] {
  const originals = row.paired('transcript').flatMap((text, at) => {
    const file = { lang, part: at + 1, translation: false };
    return text === '' ? [] : { ...row.file('transcript', text), ...file };
  });
  const parts = new Map<string, number>();
  const translations = row.list('translation').map((text) => {
    const [, name = '', file = ''] = /^([^:]+):\s*(.+)$/.exec(text) ?? [];
    const tag = row.read('translation', text, () => languageTag(name), NEEDED);
    const part = (parts.get(tag) ?? 0) + 1;
    parts.set(tag, part);
    return { ...row.file('translation', file), part, lang: tag, translation: true };
  });
  return [...originals, ...translations];
}

/** Photographs with their captions, documents, and recordings in the order of the parts. */
export function mediaOf(row: Row): RecordMedia[] {
  const photos = row.paired('photos');
  const captions = row.value('captions')
    ? row
        .value('captions')
        .split('|')
        .map((caption) => caption.trim())
    : [];
  if (captions.some((caption, at) => caption !== '' && !photos[at])) {
    row.refuse(
      'captions',
      `there are ${captions.length} captions for ${photos.filter(Boolean).length} photographs. Give one a photograph, in their order, separated by |.`,
    );
  }
  const files = (column: Column, kind: RecordMedia['kind'], hasParts: boolean): RecordMedia[] => {
    const texts = row.paired(column);
    const twice = texts.find((text, at) => text !== '' && texts.indexOf(text) !== at);
    if (twice) row.refuse(column, `“${twice}” is there twice. Name each file once.`);
    return texts.flatMap((text, at) => {
      const caption = column === 'photos' ? captions[at] || null : null;
      return text === '' ? [] : { ...row.file(column, text), kind, part: hasParts ? at + 1 : null, caption };
    });
  };
  return [
    ...files('photos', 'photograph', false),
    ...files('documents', 'document', false),
    ...files('audio', 'audio', true),
    ...files('video', 'video', true),
  ];
}
