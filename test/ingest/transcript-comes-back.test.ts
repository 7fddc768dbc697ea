/** A transcript written out in any format and brought in again is what it was: nothing that the format can carry is lost. */

import { undoEdit } from '../../server/archive/transcript-edit/undo.ts';
import { passagesOut } from '../../server/archive/transcript-out.ts';
import { type Bringing, bringIn } from '../../server/ingest/into-testimony.ts';
import { transcriptCsv } from '../../server/publish/transcript/csv.ts';
import { transcriptDocx } from '../../server/publish/transcript/docx.ts';
import { ohmsXml } from '../../server/publish/transcript/ohms.ts';
import { transcriptSrt } from '../../server/publish/transcript/srt.ts';
import { transcriptText } from '../../server/publish/transcript/text.ts';
import { transcriptWebvtt } from '../../server/publish/transcript/webvtt.ts';
import type { TranscriptOut } from '../../server/publish/transcript/words.ts';
import { ACTOR, addInterview, addWords, passagesIn } from '../archive/transcript-edit/made.ts';
import { temporaryArchive } from '../archive-folder.ts';

const SAID = [
  { startMs: 0, endMs: 9_500, speaker: 'YOSSI', text: 'Where was the house? <laughs> & "the door"' },
  {
    startMs: 9_500,
    endMs: 20_000,
    speaker: 'SALIMA',
    text: 'في بغداد، قرب النهر.\nOn the river, in 1951; we left, all of us.',
  },
  { startMs: 20_250, endMs: 31_001, speaker: 'SALIMA', text: 'שָׁלוֹם, she said. - No more.' },
  { startMs: 31_001, endMs: 40_000, speaker: 'YOSSI', text: 'And then?' },
];

const ohms = (original: TranscriptOut, translation: TranscriptOut | null = null) =>
  ohmsXml({ original, translation, durationMs: 60_000, narrators: [], interviewers: [], indexPoints: INDEX });
const INDEX = [
  {
    startMs: 9_500,
    texts: [
      {
        lang: 'en',
        title: 'The house',
        synopsis: 'By the river & <school>',
        partialTranscript: null,
        keywords: ['river', 'door'],
        subjects: ['Baghdad'],
      },
      { lang: 'fr', title: 'La maison', synopsis: null, partialTranscript: null, keywords: ['fleuve'], subjects: [] },
    ],
    places: [{ label: 'Nowhere', labelAlternate: 'Nulle part', latitude: 33.3152, longitude: 44.3661, zoom: 12 }],
    links: [{ url: 'https://example.org/a', label: 'First', labelAlternate: null }],
  },
];

const FORMATS: [string, (out: TranscriptOut) => Buffer | Promise<Buffer>][] = [
  ['words.vtt', (out) => Buffer.from(transcriptWebvtt(out))],
  ['words.srt', (out) => Buffer.from(transcriptSrt(out))],
  ['words.csv', (out) => Buffer.from(transcriptCsv(out))],
  ['words.txt', (out) => Buffer.from(transcriptText(out))],
  ['words.docx', (out) => transcriptDocx(out)],
  ['words.xml', (out) => Buffer.from(ohms(out))],
];

function opened() {
  const archive = temporaryArchive();
  const interview = addInterview(archive, 'K-1');
  const transcriptId = addWords(archive, interview, SAID);
  const out = (id = transcriptId): TranscriptOut => ({
    accession: 'K-1',
    title: 'A childhood in Baghdad',
    lang: 'en',
    passages: passagesOut(archive.db, id, interview.partId),
  });
  const bring = (fileName: string, bytes: Buffer, more: Partial<Bringing> = {}) =>
    bringIn(archive, { ...interview, lang: 'en', translates: null, fileName, bytes, actor: ACTOR, ...more });
  return { archive, db: archive.db, ...interview, transcriptId, out, bring };
}

describe.each(FORMATS)('%s', (fileName, written) => {
  const carries = fileName !== 'words.srt';

  test('comes back unchanged, and that is no edit', async () => {
    const { archive, transcriptId, out, bring } = opened();
    const before = passagesIn(archive, transcriptId);
    const brought = await bring(fileName, await written(out()));
    expect(brought).toMatchObject({ transcriptId, changes: 0, conflicts: [] });
    expect(passagesIn(archive, transcriptId)).toEqual(before);
  });

  test('is the same transcript in a testimony that has none', async () => {
    const { archive, out, bring } = opened();
    const other = addInterview(archive, 'K-2');
    const { transcriptId } = await bring(fileName, await written(out()), { ...other, eachIsPassage: true });
    const kept = passagesIn(archive, transcriptId).map(({ startMs, endMs, speaker, text }) => ({
      startMs,
      endMs,
      speaker,
      text,
    }));
    expect(kept).toEqual(SAID.map((one) => ({ ...one, speaker: carries ? one.speaker : null })));
  });

  test('brings back what was changed in it, as one edit that can be undone', async () => {
    const { archive, db, transcriptId, out, bring } = opened();
    const before = passagesIn(archive, transcriptId).map(({ text, startMs }) => [text, startMs]);
    const changed = out();
    changed.passages[3] = { ...changed.passages[3]!, text: 'And after that?' };
    const brought = await bring(fileName, await written(changed));
    expect(brought.changes).toBe(1);
    const now = passagesIn(archive, transcriptId);
    expect(now[3]).toMatchObject({ text: 'And after that?', publicId: changed.passages[3].publicId });
    undoEdit(db, transcriptId, 'rachel@example.org');
    expect(passagesIn(archive, transcriptId).map(({ text, startMs }) => [text, startMs])).toEqual(before);
  });
});

test('an OHMS record carries the translation and the index in both languages', async () => {
  const { archive, db, out, bring } = opened();
  const other = addInterview(archive, 'K-2');
  const french = {
    ...out(),
    lang: 'fr',
    passages: out().passages.map((passage, at) => ({
      ...passage,
      text: `Paroles ${at}`,
      publicId: `00000000000${at}`,
    })),
  };
  const brought = await bring('both.xml', Buffer.from(ohms(out(), french)), other);
  expect(brought.indexPoints).toBe(1);
  const texts = db
    .prepare<[], { lang: string; title: string; synopsis: string | null }>(
      'SELECT lang, title, synopsis FROM index_point_text ORDER BY lang',
    )
    .all();
  expect(texts).toEqual([
    { lang: 'en', title: 'The house', synopsis: 'By the river & <school>' },
    { lang: 'fr', title: 'La maison', synopsis: null },
  ]);
  const words = db
    .prepare<[], string>('SELECT text FROM index_point_keyword ORDER BY lang, kind, position')
    .pluck()
    .all();
  expect(words).toEqual(['river', 'door', 'Baghdad', 'fleuve']);
  const place = db
    .prepare('SELECT label, label_alternate, latitude, longitude, zoom FROM index_point_place')
    .raw()
    .get();
  expect(place).toEqual(['Nowhere', 'Nulle part', 33.3152, 44.3661, 12]);
  const pairs = db
    .prepare<[], [string, string]>(`
      SELECT passage.text, original.text FROM passage JOIN passage AS original ON original.id = passage.original_id ORDER BY passage.position`)
    .raw()
    .all();
  expect(pairs.map(([text]) => text)).toEqual(['Paroles 0', 'Paroles 1', 'Paroles 2', 'Paroles 3']);
  expect(pairs[3]![1]).toBe('And then?');
});

test('times of a tape that begins at one hour are taken from the beginning of the recording', async () => {
  const { archive, db, bring } = opened();
  const other = addInterview(archive, 'K-2');
  db.prepare('UPDATE part SET zero_offset_ms = 3600000 WHERE id = ?').run(other.partId);
  const { transcriptId } = await bring(
    't.vtt',
    Buffer.from('WEBVTT\n\n01:00:05.000 --> 01:00:09.000\nHello there.\n'),
    other,
  );
  expect(passagesIn(archive, transcriptId)[0]).toMatchObject({ startMs: 5_000, endMs: 9_000 });
});

test('a file that is no transcript, or in no known language, is refused, and leaves nothing behind', async () => {
  const { bring, db } = opened();
  await expect(bring('x.json', Buffer.from('{"a": 1}'))).rejects.toThrow(/JSON/);
  await expect(bring('x.txt', Buffer.from('Nur ein Satz.'), { lang: null })).rejects.toThrow(/which language/);
  expect(db.prepare('SELECT count(*) FROM asset').pluck().get()).toBe(0);
});
