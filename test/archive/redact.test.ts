/** What is withheld is withheld in every language, index point and recording from that moment, and can be taken back. */
import { setIndexPoints } from '../../server/archive/index-point.ts';
import { passagesOfTranscript } from '../../server/archive/passage.ts';
import { liftRedaction, redact, redactionsOf } from '../../server/archive/redact.ts';
import { previewRedaction } from '../../server/archive/redact-preview.ts';
import { silencedFor, WITHHELD } from '../../server/archive/redaction.ts';
import { indexPointsOf } from '../../server/archive/testimony-page/index-points.ts';
import { viewerOf, visitor } from '../../server/archive/viewer.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { inserter } from '../insert.ts';
import { ACTOR, addInterview, addWords, passagesIn } from './transcript-edit/made.ts';

function told() {
  const archive = temporaryArchive();
  const { db } = archive;
  const interview = addInterview(archive, 'K-1');
  const en = addWords(archive, interview, [
    { startMs: 0, endMs: 10_000, text: 'We hid with Ezra Cohen.' },
    { startMs: 10_000, endMs: 20_000, text: 'Then we left.' },
  ]);
  const fr = addWords(
    archive,
    interview,
    [
      { startMs: 0, endMs: 10_000, text: 'Cachés chez Ezra Cohen.' },
      { startMs: 10_000, endMs: 20_000, text: 'Puis le départ.' },
    ],
    { lang: 'fr', translates: 'en' },
  );
  const point = (startMs: number, title: string) => ({
    startMs,
    texts: [
      {
        lang: 'en',
        title,
        synopsis: 'Ezra Cohen opened his door.',
        partialTranscript: null,
        keywords: [],
        subjects: [],
      },
    ],
    places: [],
    links: [],
  });
  setIndexPoints(db, interview.testimonyId, interview.partId, [point(0, 'Hiding'), point(15_000, 'Leaving')]);
  db.prepare("UPDATE testimony SET status = 'published', access = 'public'").run();
  const asset = inserter(db)('asset', {
    public_id: 'sound',
    testimony_id: interview.testimonyId,
    part_id: interview.partId,
    kind: 'audio',
    sha256: 'a'.repeat(64),
  });
  const mark = (transcript: number, words: string) => {
    const passage = passagesIn(archive, transcript).find(({ text }) => text.includes(words))!;
    const start = passage.text.indexOf(words);
    return { publicId: passage.publicId, version: passage.version, start, end: start + words.length };
  };
  const time = { partId: interview.partId, startMs: 4_000, endMs: 6_000 };
  const shown = (transcript: number, viewer = visitor()) =>
    passagesOfTranscript(db, viewer, transcript).map(({ text }) => text);
  const points = () => indexPointsOf(db, visitor(), interview.testimonyId, 'en').map(({ title }) => title);
  const asked = { accession: 'K-1', actor: ACTOR, reason: 'He asked not to be named.' };
  return { archive, db, ...interview, en, fr, asset, mark, time, shown, points, asked };
}

test('words marked in each language are replaced there, and the time is silent; staff still read and hear them', () => {
  const { db, en, fr, mark, time, shown, points, asked, partId } = told();
  redact(db, { ...asked, marks: [mark(en, 'Ezra Cohen'), mark(fr, 'Ezra Cohen')], time });
  expect(shown(en)).toEqual([`We hid with ${WITHHELD}.`, 'Then we left.']);
  expect(shown(fr)).toEqual([`Cachés chez ${WITHHELD}.`, 'Puis le départ.']);
  expect(points()).toEqual(['Leaving']);
  expect(silencedFor(db, visitor(), partId)).toEqual([{ startMs: 4_000, endMs: 6_000 }]);
  expect(shown(en, viewerOf('archivist', 1))[0]).toBe('We hid with Ezra Cohen.');
});

test('a translation in which nobody has marked the words is withheld whole', () => {
  const { db, en, fr, mark, time, shown, asked } = told();
  redact(db, { ...asked, marks: [mark(en, 'Ezra Cohen')], time });
  expect(shown(fr)).toEqual(['Puis le départ.']);
});

test('searches leave the testimony out at once, and a silent rendition is asked for', () => {
  const { db, en, mark, asked, asset } = told();
  redact(db, { ...asked, marks: [mark(en, 'Ezra Cohen')], time: null });
  expect(db.prepare('SELECT narrowed FROM outbox ORDER BY seq DESC LIMIT 1').pluck().get()).toBe(1);
  const jobs = db
    .prepare<[], string>("SELECT payload FROM job WHERE kind = 'rendition' AND state = 'waiting'")
    .pluck()
    .all();
  expect(jobs).toContain(JSON.stringify({ asset }));
});

test('the preview shows just what everyone will be shown, also of a draft, and changes nothing', () => {
  const { db, en, fr, mark, time, shown, asked } = told();
  db.prepare("UPDATE testimony SET status = 'draft', abstract = 'With Ezra Cohen to Beirut.'").run();
  const before = db.prepare('SELECT (SELECT count(*) FROM redaction), (SELECT count(*) FROM outbox)').raw().get();
  const preview = previewRedaction(db, { ...asked, marks: [mark(en, 'Ezra Cohen')], time });
  expect(preview.passages.map(({ lang, after }) => [lang, after])).toEqual([
    ['en', `We hid with ${WITHHELD}.`],
    ['fr', null],
  ]);
  expect(preview.indexPoints.map(({ title }) => title)).toEqual(['Hiding']);
  expect(preview.silence).toEqual([{ part: 1, stretches: [{ startMs: 4_000, endMs: 6_000 }] }]);
  expect(preview.elsewhere.map(({ where }) => where).sort()).toEqual(['abstract', 'index point']);
  expect(db.prepare('SELECT (SELECT count(*) FROM redaction), (SELECT count(*) FROM outbox)').raw().get()).toEqual(
    before,
  );
  expect(shown(en)).toEqual([]);
  expect(shown(fr)).toEqual([]);
});

test('lifted, the words are shown again, and what was withheld, by whom and why, is kept', () => {
  const { db, en, mark, shown, asked } = told();
  redact(db, { ...asked, marks: [mark(en, 'Ezra Cohen')], time: null });
  const [made] = redactionsOf(db, 'K-1');
  expect(made).toMatchObject({ words: 'Ezra Cohen', reason: asked.reason });
  liftRedaction(db, { accession: 'K-1', id: made!.id, actor: ACTOR, reason: null });
  expect(shown(en)[0]).toBe('We hid with Ezra Cohen.');
  const log = db
    .prepare<[], { action: string; detail: string | null }>(`SELECT action, detail FROM audit WHERE actor = '${ACTOR}'`)
    .all();
  expect(log).toEqual([
    { action: 'redaction made', detail: null },
    { action: 'redaction lifted', detail: null },
  ]);
});

test('no redaction is made without a reason, without words, or of words that have changed', () => {
  const { db, en, mark, asked } = told();
  const marks = [mark(en, 'Ezra Cohen')];
  expect(() => redact(db, { ...asked, reason: ' ', marks, time: null })).toThrow(/why/);
  expect(() => redact(db, { ...asked, marks: [], time: null })).toThrow(/Mark the words/);
  expect(() => redact(db, { ...asked, marks: [{ ...marks[0]!, version: 9 }], time: null })).toThrow(/in the meantime/);
  expect(() => redact(db, { ...asked, marks: [{ ...marks[0]!, end: 500 }], time: null })).toThrow(/at least one word/);
  expect(redactionsOf(db, 'K-1')).toEqual([]);
});

test('words that a program wrote and nobody has read are shown to staff alone', () => {
  const { db, en, shown } = told();
  db.prepare('UPDATE transcript SET unread = 1, status = ? WHERE id = ?').run('machine draft', en);
  expect(shown(en)).toEqual([]);
  expect(shown(en, viewerOf('archivist', 1))).toHaveLength(2);
});
