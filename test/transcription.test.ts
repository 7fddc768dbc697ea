/** A recording written down by a program: a draft for those who check it, and for nobody else until they have. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addAgreement, type Use } from '../server/archive/agreement.ts';
import type { Archive } from '../server/archive/archive.ts';
import { addAsset } from '../server/archive/asset.ts';
import { askForTranscription, transcriptionOf } from '../server/archive/machine-draft.ts';
import { passagesOfTranscript } from '../server/archive/passage.ts';
import { publish } from '../server/archive/testimony.ts';
import { setStatus, unreadDrafts } from '../server/archive/transcript-edit/status.ts';
import { editWords } from '../server/archive/transcript-edit/words.ts';
import { viewerOf, visitor } from '../server/archive/viewer.ts';
import { readRecognised } from '../server/ingest/recognised.ts';
import { startJobs } from '../server/jobs.ts';
import { keepOriginal } from '../server/media/storage.ts';
import { commandWords, filledIn, type TranscribeCommand } from '../server/media/transcriber.ts';
import { ACTOR, addInterview, passagesIn } from './archive/transcript-edit/made.ts';
import { temporaryArchive } from './archive-folder.ts';
import { recorded, sine, whereFfmpegIs } from './media/recorded.ts';

const PROGRAMS = join(import.meta.dirname, 'programs');
const scribe = (lang = '{lang}'): TranscribeCommand => [
  process.execPath,
  join(PROGRAMS, 'scribe.mjs'),
  lang,
  '{output}',
  '{input}',
];

async function withRecording(uses: Use[], sound?: Buffer) {
  const archive = temporaryArchive();
  const interview = addInterview(archive, 'K-1');
  const folder = mkdtempSync(join(tmpdir(), 'kolot-sound-'));
  const bytes = sound ?? recorded(join(folder, 'a.mp3'), ...sine(9));
  rmSync(folder, { recursive: true });
  const kept = await keepOriginal(archive.folder, bytes);
  addAsset(archive.db, interview.testimonyId, { kind: 'audio', partId: interview.partId, ...kept, mime: 'audio/mpeg' });
  archive.db.prepare('DELETE FROM job').run();
  addAgreement(archive.db, interview.testimonyId, { kind: 'deed', date: null, uses });
  return { archive, db: archive.db, ...interview, asked: { part: interview.partId, lang: 'en' } };
}

/** Lets the jobs work until that of the transcription has ended, and gives how. */
async function transcribed(
  archive: Archive,
  asked: { part: number; lang: string },
  transcribe: TranscribeCommand | null,
) {
  const jobs = startJobs(archive, () => {}, { transcribe });
  try {
    for (const end = Date.now() + 60_000; Date.now() < end; await pause(50)) {
      const now = transcriptionOf(archive.db, asked);
      if (now?.state === 'done' || now?.error) return now;
    }
    throw new Error('It did not end in time.');
  } finally {
    await jobs.stop();
  }
}

const draftOf = (archive: Archive) =>
  archive.db
    .prepare<[], { id: number; status: string; tool: string; unread: number }>(
      'SELECT id, status, tool, unread FROM transcript',
    )
    .get()!;

whereFfmpegIs('a recording written down by a program', () => {
  test('is a machine draft with its times, and its uncertain words are told', async () => {
    const { archive, asked } = await withRecording(['ai']);
    askForTranscription(archive.db, asked);
    expect(await transcribed(archive, asked, scribe())).toMatchObject({ state: 'done' });
    const draft = draftOf(archive);
    expect(draft).toMatchObject({ status: 'machine draft', unread: 1 });
    const [first, second] = passagesOfTranscript(archive.db, viewerOf('archivist', 1), draft.id);
    expect(first).toMatchObject({
      startMs: 0,
      endMs: 2_000,
      machineDraft: true,
      text: 'We left on the Tigris road. 1 16000 16, en, 9 seconds.',
    });
    expect(first!.uncertain.map(({ start, end }) => first!.text.slice(start, end))).toEqual(['Tigris']);
    expect(second!.uncertain.map(({ start, end }) => second!.text.slice(start, end))).toEqual(['Then']);
  });

  test('is shown to nobody but staff, and not published, until somebody has read it', async () => {
    const { archive, db, testimonyId, asked } = await withRecording(['ai']);
    db.prepare("UPDATE testimony SET access = 'public'").run();
    askForTranscription(db, asked);
    await transcribed(archive, asked, scribe());
    const { id } = draftOf(archive);
    expect(unreadDrafts(db, testimonyId)).toEqual(['en']);
    expect(() => publish(db, testimonyId)).toThrow(/nobody has read/);
    db.prepare("UPDATE testimony SET status = 'published'").run();
    expect(passagesOfTranscript(db, visitor(), id)).toEqual([]);
    setStatus(db, {
      transcriptId: id,
      actor: ACTOR,
      was: 'machine draft',
      status: 'machine draft',
      name: 'Dalia',
      date: '2026-01-05',
    });
    expect(passagesOfTranscript(db, visitor(), id)).toHaveLength(2);
    publish(db, testimonyId);
  });

  test('words that are corrected are uncertain no longer', async () => {
    const { archive, db, asked } = await withRecording(['ai']);
    askForTranscription(db, asked);
    await transcribed(archive, asked, scribe());
    const { id } = draftOf(archive);
    editWords(db, {
      transcriptId: id,
      actor: ACTOR,
      passage: passagesIn(archive, id)[0]!,
      text: 'We left on the Tikrit road.',
    });
    expect(passagesOfTranscript(db, viewerOf('archivist', 1), id)[0]!.uncertain).toEqual([]);
  });

  test('is refused where the agreement does not allow it, also where it was taken back in the meantime', async () => {
    const refused = await withRecording(['research']);
    expect(() => askForTranscription(refused.db, refused.asked)).toThrow(/agreements do not allow/);
    const { archive, db, asked } = await withRecording(['ai']);
    askForTranscription(db, asked);
    db.prepare("UPDATE agreement SET revoked_on = '2026-01-01'").run();
    expect(await transcribed(archive, asked, scribe())).toMatchObject({
      error: expect.stringMatching(/agreements do not allow/),
    });
    expect(draftOf(archive)).toBeUndefined();
  });

  test.each([
    ['fail', /ended with an error/],
    ['silent', /wrote nothing/],
    ['broken', /JSON that the program wrote is broken/],
  ])('says plainly what is wrong where the program does: %s', async (lang, message) => {
    const { archive, db, asked } = await withRecording(['ai']);
    askForTranscription(db, asked);
    expect(await transcribed(archive, asked, scribe(lang))).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(message),
    });
    expect(draftOf(archive)).toBeUndefined();
  });

  test('says so where there is no program, or it cannot be started', async () => {
    const { archive, db, asked } = await withRecording(['ai']);
    askForTranscription(db, asked);
    expect(() => askForTranscription(db, asked)).toThrow(/being transcribed already/);
    expect(await transcribed(archive, asked, ['no-such-program-here'])).toMatchObject({
      error: expect.stringMatching(/cannot be started/),
    });
    askForTranscription(db, asked);
    expect(await transcribed(archive, asked, null)).toMatchObject({
      error: expect.stringMatching(/No TRANSCRIBE_COMMAND/),
    });
  });
});

describe('TRANSCRIBE_COMMAND', () => {
  test('is divided into words without a shell', () => {
    expect(commandWords(`whisper-cli -m "/opt/my models/x.bin" -of {output} 'a b' $(rm) ; {input}`)).toEqual([
      'whisper-cli',
      '-m',
      '/opt/my models/x.bin',
      '-of',
      '{output}',
      'a b',
      '$(rm)',
      ';',
      '{input}',
    ]);
    expect(commandWords('whisper "open')).toBeNull();
    expect(commandWords('  ')).toBeNull();
  });

  test('is told where the sound is, where to write, and which language is spoken', () => {
    const places = { sound: '/w/sound.wav', folder: '/w', lang: 'jrb-Hebr' };
    expect(filledIn(['x', '-l', '{lang}', '-o', '{output}', '{input}'], places)).toEqual([
      'x',
      '-l',
      'jrb',
      '-o',
      '/w/words',
      '/w/sound.wav',
    ]);
    expect(filledIn(['x', '{folder}'], { ...places, lang: 'und' })).toEqual(['x', '/w', '/w/sound.wav']);
    expect(filledIn(['x', '{lang}'], { ...places, lang: 'und' })).toEqual(['x', 'auto', '/w/sound.wav']);
  });
});

describe('what programs write', () => {
  const read = (text: string) =>
    readRecognised(Buffer.from(text), 'x').map(({ startMs, endMs, text: words, words: sure }) => [
      startMs,
      endMs,
      words,
      sure.map(({ confidence }) => confidence),
    ]);

  test('is read in the forms of openai-whisper, faster-whisper and WhisperX', () => {
    const words = [
      { word: ' Hello', start: 0, end: 0.4, probability: 0.9 },
      { word: ' there', probability: 0.2 },
    ];
    expect(
      read(JSON.stringify({ language: 'en', segments: [{ start: 0.5, end: 2, text: ' Hello there', words }] })),
    ).toEqual([[500, 2_000, 'Hello there', [0.9, 0.2]]]);
    expect(read(JSON.stringify([{ start: 1, end: 2, text: 'One' }]))).toEqual([[1_000, 2_000, 'One', []]]);
  });

  test('is read in those of vosk and pocketsphinx, and as subtitles', () => {
    const vosk = {
      text: 'hello there',
      result: [
        { word: 'hello', start: 1, end: 1.5, conf: 0.7 },
        { word: 'there', start: 1.5, end: 2, conf: 1 },
      ],
    };
    expect(read(JSON.stringify([vosk]))).toEqual([[1_000, 2_000, 'hello there', [0.7, 1]]]);
    const sphinx =
      '{"b":0.3,"d":1.2,"p":0.9,"t":"go","w":[{"b":0,"d":1,"p":1,"t":"<s>"},{"b":0,"d":1,"p":0.4,"t":"go(2)"}]}';
    expect(read(`${sphinx}\n${sphinx}`)).toHaveLength(2);
    expect(read(sphinx)).toEqual([[300, 1_500, 'go', [0.4]]]);
    expect(read('WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n')).toEqual([[1_000, 2_000, 'Hello', []]]);
    expect(read('1\n00:00:01,000 --> 00:00:02,000\nHello\n')).toEqual([[1_000, 2_000, 'Hello', []]]);
  });

  test('is refused where it is nothing of the kind', () => {
    expect(() => read('Segmentation fault')).toThrow(/neither JSON nor WebVTT nor SRT/);
    expect(() => read('{"a": 1}')).toThrow(/no words/);
  });
});

const heard = (() => {
  try {
    execFileSync('pocketsphinx_continuous', ['-version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
})();
if (!heard)
  process.stdout.write(
    'No recogniser was tried: pocketsphinx is not installed (apt-get install pocketsphinx pocketsphinx-en-us).\n',
  );

(heard ? whereFfmpegIs : describe.skip)('a real recogniser', () => {
  test('writes down a recording of the sample, and what it was unsure of is told', async () => {
    const sample = join(import.meta.dirname, '../scripts/sample/collection/sound/008.mp3');
    const folder = mkdtempSync(join(tmpdir(), 'kolot-sound-'));
    const short = recorded(join(folder, 'a.mp3'), '-i', sample, '-t', '9');
    rmSync(folder, { recursive: true });
    const { archive, db, asked } = await withRecording(['ai'], short);
    askForTranscription(db, asked);
    const ended = await transcribed(archive, asked, [process.execPath, join(PROGRAMS, 'pocketsphinx.mjs')]);
    expect(ended).toMatchObject({ state: 'done' });
    const draft = draftOf(archive);
    const passages = passagesOfTranscript(db, viewerOf('archivist', 1), draft.id);
    expect(passages.length).toBeGreaterThan(0);
    expect(passages[0]!.startMs).toBeLessThan(5_000);
    expect(passages.some(({ uncertain }) => uncertain.length > 0)).toBe(true);
    expect(passages[0]!.text).toMatch(/^[a-z' ]+$/);
  }, 90_000);
});
