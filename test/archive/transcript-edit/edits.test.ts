/** Editing a transcript: what is cited stays citable, nothing is overwritten unseen, and everything can be taken back. */
import fc from 'fast-check';
import { passageAt } from '../../../server/archive/passage.ts';
import { withhold } from '../../../server/archive/redaction.ts';
import { joinPassages, removePassage } from '../../../server/archive/transcript-edit/join.ts';
import { occurrences, replaceWords } from '../../../server/archive/transcript-edit/replace.ts';
import { retimePassage } from '../../../server/archive/transcript-edit/retime.ts';
import { carriedWithheld, hunksBetween } from '../../../server/archive/transcript-edit/spans.ts';
import { runBetween, setSpeakers } from '../../../server/archive/transcript-edit/speakers.ts';
import { splitPassage } from '../../../server/archive/transcript-edit/split.ts';
import { redoEdit, undoEdit } from '../../../server/archive/transcript-edit/undo.ts';
import { editWords } from '../../../server/archive/transcript-edit/words.ts';
import { viewerOf } from '../../../server/archive/viewer.ts';
import { temporaryArchive } from '../../archive-folder.ts';
import { inserter } from '../../insert.ts';
import { ACTOR, addInterview, addWords, passagesIn } from './made.ts';

const SAID = [
  { startMs: 0, endMs: 10_000, speaker: 'Q', text: 'Where were you born?' },
  { startMs: 10_000, endMs: 30_000, speaker: 'Salima', text: 'In Baghdad, near the river. We left in 1951.' },
  { startMs: 30_000, endMs: 40_000, speaker: 'Salima', text: 'My father stayed behind.' },
];

function opened() {
  const archive = temporaryArchive();
  const interview = addInterview(archive, 'K-1');
  const transcriptId = addWords(archive, interview, SAID);
  const passages = () => passagesIn(archive, transcriptId);
  return { archive, db: archive.db, ...interview, transcriptId, passages, by: { transcriptId, actor: ACTOR } };
}

const archivist = viewerOf('archivist', 1);

describe('dividing a passage', () => {
  test('leaves its address on the first half, and gives both a time', () => {
    const { db, passages, by } = opened();
    const [, second] = passages();
    splitPassage(db, { ...by, passage: second!, at: second!.text.indexOf('We left') });
    const [, first, rest, last] = passages();
    expect(first).toMatchObject({ publicId: second!.publicId, text: 'In Baghdad, near the river.', startMs: 10_000 });
    expect(rest).toMatchObject({ text: 'We left in 1951.', endMs: 30_000, estimated: 1, position: 3 });
    expect(first!.endMs).toBe(rest!.startMs);
    expect(last).toMatchObject({ position: 4, text: 'My father stayed behind.' });
  });

  test('at a moment heard gives the second half that very beginning', () => {
    const { db, passages, by } = opened();
    splitPassage(db, { ...by, passage: passages()[1]!, at: 28, atMs: 21_500 });
    expect(passages()[2]).toMatchObject({ startMs: 21_500, estimated: 0 });
    expect(() => splitPassage(db, { ...by, passage: passages()[0]!, at: 6, atMs: 55_000 })).toThrow(
      /between its start and its end/,
    );
  });

  test('never cuts a letter in two, nor leaves a half without words', () => {
    const { db, passages, by } = opened();
    expect(() => splitPassage(db, { ...by, passage: passages()[0]!, at: 0 })).toThrow(/between words/);
    editWords(db, { ...by, passage: passages()[0]!, text: 'שָׁלוֹם 𐤀 again' });
    splitPassage(db, { ...by, passage: passages()[0]!, at: 9 });
    for (const { text } of passages().slice(0, 2)) expect(text).not.toMatch(/^[\p{M}\uDC00-\uDFFF]/u);
  });

  test('happens where an empty line was typed', () => {
    const { db, passages, by } = opened();
    const [first] = passages();
    editWords(db, { ...by, passage: first!, text: 'Where were you\r\n\r\nborn?\n\n\n\nAnd when?' });
    expect(
      passages()
        .slice(0, 3)
        .map(({ text }) => text),
    ).toEqual(['Where were you', 'born?', 'And when?']);
    expect(passages()[0]!.publicId).toBe(first!.publicId);
  });
});

test('of two passages joined, the address of the second leads to the first, also after a second join', () => {
  const { archive, db, passages, by } = opened();
  const [first, second, third] = passages();
  joinPassages(db, { ...by, first: second!, second: third! });
  joinPassages(db, { ...by, first: passages()[0]!, second: passages()[1]! });
  expect(passages()).toHaveLength(1);
  expect(passages()[0]).toMatchObject({ publicId: first!.publicId, startMs: 0, endMs: 40_000 });
  for (const { publicId } of [second!, third!]) {
    expect(passageAt(archive.db, archivist, publicId).passage.publicId).toBe(first!.publicId);
  }
  expect(() => joinPassages(db, { ...by, first: passages()[0]!, second: passages()[0]! })).toThrow(/follow each other/);
});

test('a passage taken out leads to its neighbour, and the last one stays', () => {
  const { archive, db, passages, by } = opened();
  const [first, second] = passages();
  removePassage(db, { ...by, passage: second!, neighbour: first! });
  expect(passages().map(({ position }) => position)).toEqual([1, 2]);
  expect(passageAt(archive.db, archivist, second!.publicId).passage.publicId).toBe(first!.publicId);
});

describe('times', () => {
  test('never run backwards, and a shared boundary moves for both', () => {
    const { db, passages, by } = opened();
    const [, second] = passages();
    retimePassage(db, { ...by, passage: second!, startMs: 9_000, endMs: 31_000 });
    expect(passages().map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 9_000],
      [9_000, 31_000],
      [31_000, 40_000],
    ]);
    const retime = (startMs: number, endMs: number) => () =>
      retimePassage(db, { ...by, passage: passages()[1]!, startMs, endMs });
    expect(retime(0, 31_000)).toThrow(/before the one/);
    expect(retime(9_000, 41_000)).toThrow(/after the next/);
    expect(retime(20_000, 19_000)).toThrow(/ends after it begins/);
  });

  test('moving one boundary leaves what a neighbour typed in the meantime unharmed', () => {
    const { db, passages, by } = opened();
    const [first, second, third] = passages();
    retimePassage(db, { ...by, passage: second!, startMs: 12_000, endMs: 30_000 });
    editWords(db, { ...by, passage: third!, text: 'My father stayed.' });
    expect(() => editWords(db, { ...by, passage: first!, text: 'Where?' })).toThrow(/in the meantime/);
  });
});

test('two who save the same passage at once: the second is told, and nothing is overwritten', () => {
  const { db, passages, by } = opened();
  const [, seen] = passages();
  editWords(db, { ...by, passage: seen!, text: 'In Baghdad, by the Tigris. We left in 1951.' });
  expect(() => editWords(db, { ...by, passage: seen!, text: 'In Basra.' })).toThrow(/Somebody else changed/);
  expect(passages()[1]!.text).toBe('In Baghdad, by the Tigris. We left in 1951.');
});

test('one speaker is set for a run of passages', () => {
  const { db, passages, by, transcriptId } = opened();
  const [, second, third] = passages();
  const run = runBetween(db, transcriptId, third!.publicId, second!.publicId);
  setSpeakers(db, { ...by, passages: run, speaking: { speaker: 'Salima Dangoor', personId: null } });
  expect(passages().map(({ speaker }) => speaker)).toEqual(['Q', 'Salima Dangoor', 'Salima Dangoor']);
});

describe('find and replace', () => {
  const whole = { wholeWords: true, matchCase: false, ignoreMarks: false };

  test('finds whole words in any script', () => {
    const { archive, db, testimonyId, partId } = opened();
    const id = addWords(archive, { testimonyId, partId }, [{ text: 'كتاب وكتابه، كتاب. שָׁלוֹם שלומי' }], { lang: 'ar' });
    const found = (find: string, more = {}) =>
      occurrences(db, id, { ...whole, find, ...more }, 'x').flatMap(({ spans, text }) =>
        spans.map(({ start, end }) => text.slice(start, end)),
      );
    expect(found('كتاب')).toEqual(['كتاب', 'كتاب']);
    expect(found('كتاب', { wholeWords: false })).toHaveLength(3);
    expect(found('שלום')).toEqual([]);
    expect(found('שלום', { ignoreMarks: true })).toEqual(['שָׁלוֹם']);
    expect(found('a.b*(')).toEqual([]);
    expect(() => found('  ')).toThrow(/Say which words/);
  });

  test('changes only the passages chosen, all of them or none', () => {
    const { db, passages, by } = opened();
    const wanted = { ...whole, find: 'father' };
    const [, , third] = passages();
    expect(replaceWords(db, { ...by, passages: [third!], wanted, replacement: 'uncle $& $1' })).toBe(1);
    expect(passages()[2]!.text).toBe('My uncle $& $1 stayed behind.');
    const stale = [passages()[0]!, { ...passages()[2]!, version: 1 }];
    expect(() =>
      replaceWords(db, { ...by, passages: stale, wanted: { ...whole, find: 'were' }, replacement: 'was' }),
    ).toThrow(/in the meantime/);
    expect(passages()[0]!.text).toBe('Where were you born?');
  });
});

describe('undo', () => {
  test('takes back any run of edits, one by one, and brings them back', () => {
    const { archive, db, passages, by, transcriptId } = opened();
    const plain = () => passages().map(({ id: _, version: __, ...rest }) => rest);
    const story = [plain()];
    const then = (edit: () => unknown) => {
      edit();
      story.push(plain());
    };
    then(() => editWords(db, { ...by, passage: passages()[1]!, text: 'In Basra, near the river. We left in 1950.' }));
    then(() => splitPassage(db, { ...by, passage: passages()[1]!, at: 26 }));
    then(() => joinPassages(db, { ...by, first: passages()[0]!, second: passages()[1]! }));
    then(() => retimePassage(db, { ...by, passage: passages()[1]!, startMs: 25_000, endMs: 30_000 }));
    then(() => removePassage(db, { ...by, passage: passages()[2]!, neighbour: passages()[1]! }));
    for (const before of story.slice(0, -1).reverse()) {
      undoEdit(db, transcriptId, 'rachel@example.org');
      expect(plain()).toEqual(before);
    }
    expect(() => undoEdit(db, transcriptId, 'rachel@example.org')).toThrow(/nothing to undo/);
    for (const after of story.slice(1)) {
      redoEdit(db, transcriptId, 'rachel@example.org');
      expect(plain()).toEqual(after);
    }
    const count = (table: string) => archive.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();
    expect(count('revision')).toBe(5);
    expect(count('cue')).toBe(3);
  });
});

describe('withheld words', () => {
  test('stay withheld whatever is typed around them or into them', () => {
    const word = fc.constantFrom<string[]>('we', 'hid', 'with', 'Ezra', 'Cohen', 'there', 'then');
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.array(word, { maxLength: 8 }),
        fc.nat(7),
        (old, typed, at) => {
          const secret = 'SECRET';
          const words = [...old];
          words.splice(at % (old.length + 1), 0, secret);
          const before = words.join(' ');
          const start = before.indexOf(secret);
          const kept = [...typed];
          kept.splice(at % (typed.length + 1), 0, secret);
          const after = kept.join(' ');
          const spans = carriedWithheld(
            { start, end: start + secret.length },
            before,
            after,
            hunksBetween(before, after),
          );
          expect(withhold(after, spans)).not.toContain(secret);
        },
      ),
    );
  });

  test('go with their half when a passage is divided, and back when it is joined', () => {
    const { db, passages, by, testimonyId } = opened();
    const insert = inserter(db);
    const [, second] = passages();
    const start = second!.text.indexOf('1951');
    insert('redaction', { testimony_id: testimonyId, passage_id: second!.id, char_start: start, char_end: start + 4 });
    splitPassage(db, { ...by, passage: second!, at: second!.text.indexOf('We left') });
    const redactions = () =>
      db
        .prepare<[], string>(`
        SELECT substr(text, char_start + 1, char_end - char_start) FROM redaction JOIN passage ON passage.id = passage_id`)
        .pluck()
        .all();
    expect(redactions()).toEqual(['1951']);
    joinPassages(db, { ...by, first: passages()[1]!, second: passages()[2]! });
    expect(redactions()).toEqual(['1951']);
    expect(() => removePassage(db, { ...by, passage: passages()[1]!, neighbour: passages()[0]! })).toThrow(/withheld/);
  });

  test('are not opened by moving a passage out of a closed stretch', () => {
    const { db, passages, by, testimonyId, partId } = opened();
    inserter(db)('section', {
      testimony_id: testimonyId,
      part_id: partId,
      start_ms: 31_000,
      end_ms: 39_000,
      access: 'closed',
    });
    const [, , third] = passages();
    expect(() => retimePassage(db, { ...by, passage: third!, startMs: 39_000, endMs: 40_000 })).toThrow(
      /would open words/,
    );
    expect(passages()[2]!.startMs).toBe(30_000);
  });
});
