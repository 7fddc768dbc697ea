/** Marks set while listening become times; what lies between them is worked out and says so. */
import { draftsOf, dropDraft, keepDraft } from '../../../server/archive/transcript-edit/drafts.ts';
import { setStatus, statusSteps } from '../../../server/archive/transcript-edit/status.ts';
import { synchronise } from '../../../server/archive/transcript-edit/synchronise.ts';
import { undoEdit } from '../../../server/archive/transcript-edit/undo.ts';
import { editWords } from '../../../server/archive/transcript-edit/words.ts';
import { temporaryArchive } from '../../archive-folder.ts';
import { inserter } from '../../insert.ts';
import { ACTOR, addInterview, addWords, passagesIn } from './made.ts';

const PARAGRAPHS = ['aaaaaaaaa', 'bbbbbbbbb', 'ccccccccc', 'ddddddddd', 'eeeeeeeee'];

function untimed() {
  const archive = temporaryArchive();
  const interview = addInterview(archive, 'K-1');
  const transcriptId = addWords(
    archive,
    interview,
    PARAGRAPHS.map((text) => ({ text })),
  );
  const passages = () => passagesIn(archive, transcriptId);
  const mark = (index: number, ms: number, at = 0) => ({ publicId: passages()[index]!.publicId, at, ms });
  const sync = (...marks: ReturnType<typeof mark>[]) =>
    synchronise(archive.db, { transcriptId, partId: interview.partId, actor: ACTOR, marks });
  const starts = () => passages().map(({ startMs, estimated }) => (estimated ? `≈${startMs}` : startMs));
  return { archive, db: archive.db, ...interview, transcriptId, passages, mark, sync, starts };
}

test('passages tapped along have the times tapped, the others ones that are worked out', () => {
  const { sync, mark, starts, passages } = untimed();
  expect(sync(mark(0, 1_000), mark(2, 21_000))).toEqual({ timed: 2, estimated: 3 });
  expect(starts()).toEqual([1_000, '≈11000', 21_000, '≈34000', '≈47000']);
  expect(passages().map(({ endMs }) => endMs)).toEqual([11_000, 21_000, 34_000, 47_000, 60_000]);
});

test('a minute that falls on a word in the middle times the passages around it', () => {
  const { sync, mark, starts } = untimed();
  sync(mark(0, 0), mark(1, 15_000, 5), mark(3, 40_000));
  expect(starts()).toEqual([0, '≈10000', '≈23333', 40_000, '≈50000']);
});

test('a later pass leaves the times outside its marks as they were', () => {
  const { sync, mark, starts } = untimed();
  sync(mark(0, 0), mark(4, 40_000));
  sync(mark(1, 12_000), mark(2, 24_000));
  expect(starts()).toEqual([0, 12_000, 24_000, '≈32000', 40_000]);
});

test('marks that run backwards, or against times that were read, are refused, and nothing changes', () => {
  const { sync, mark, starts } = untimed();
  sync(mark(0, 1_000), mark(4, 40_000));
  const before = starts();
  expect(() => sync(mark(1, 9_000), mark(2, 8_000))).toThrow(/passage 3 comes before/);
  expect(() => sync(mark(2, 45_000))).toThrow(/do not fit passage 5/);
  expect(() => sync({ ...mark(1, 9_000), was: 5 } as never)).toThrow(/Somebody else set the time/);
  expect(starts()).toEqual(before);
});

test('synchronising keeps the words others typed meanwhile, and can be taken back', () => {
  const { db, sync, mark, starts, passages, transcriptId } = untimed();
  editWords(db, { transcriptId, actor: ACTOR, passage: passages()[1]!, text: 'bbbb BBBB' });
  sync(mark(0, 0), mark(1, 10_000));
  expect(passages()[1]!.text).toBe('bbbb BBBB');
  undoEdit(db, transcriptId, 'rachel@example.org');
  expect(starts()).toEqual([null, null, null, null, null]);
});

test('the status moves on with a name and a day, and never over another’s step', () => {
  const { db, transcriptId } = untimed();
  const step = {
    transcriptId,
    actor: ACTOR,
    was: 'uncorrected',
    status: 'audited against sound',
    name: 'Dalia',
    date: '2026-01-05',
  } as const;
  setStatus(db, step);
  expect(statusSteps(db, transcriptId)).toEqual([
    { status: 'audited against sound', name: 'Dalia', date: '2026-01-05' },
  ]);
  expect(() => setStatus(db, step)).toThrow(/Somebody else/);
  expect(() => setStatus(db, { ...step, was: 'audited against sound', name: ' ' })).toThrow(/who/);
  expect(() => setStatus(db, { ...step, was: 'audited against sound', date: '5.1.2026' })).toThrow(/day/);
});

test('words not saved are kept for who typed them, and go when they are saved', () => {
  const { db, passages, transcriptId } = untimed();
  const account = inserter(db)('account', { email: ACTOR, name: 'Dalia', role: 'archivist', password_hash: '-' });
  const [first] = passages();
  keepDraft(db, account, { transcriptId, publicId: first!.publicId, text: 'aaaa half a sent', version: 1 });
  keepDraft(db, account, { transcriptId, publicId: first!.publicId, text: 'aaaa half a sentence', version: 1 });
  expect(draftsOf(db, account, transcriptId).get(first!.publicId)).toMatchObject({ text: 'aaaa half a sentence' });
  dropDraft(db, account, first!.publicId);
  expect(draftsOf(db, account, transcriptId).size).toBe(0);
});
