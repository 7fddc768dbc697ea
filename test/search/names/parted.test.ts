import { otherwiseJoined } from '../../../server/search/names/parted.ts';

const TEXT = `co existence coexistence i ran iran to get her together there the rapist not able break fast here after
  school teacher schoolteacher grand mother grandmother re turn post card non e interest est rendez vous rendezvous
  בית ספר ביתספר over come`;
const standing = new Set(TEXT.split(/\s+/));
const book = {
  testimonies: (word: string) => (standing.has(word) ? 1 : 0),
  withStem: () => [],
  withKey: () => [],
};
const others = (...words: string[]) => otherwiseJoined(book, words).map(({ word }) => word);

test('a word of several parts is looked for as one, and as two where it may be two', () => {
  expect(others('co', 'existence')).toEqual(['coexistence']);
  expect(others('coexistence')).toEqual(['co existence']);
  expect(others('grand', 'mother')).toEqual(['grandmother']);
  expect(others('grandmother')).toEqual(['grand mother']);
  expect(others('schoolteacher')).toEqual(['school teacher']);
  expect(others('rendez', 'vous')).toEqual(['rendezvous']);
  expect(others('postcard')).toEqual(['post card']);
  expect(others('בית', 'ספר')).toEqual(['ביתספר']);
});

test.each(['iran', 'together', 'therapist', 'notable', 'hereafter', 'none', 'interest', 'ביתספר', 'co', ''])(
  '%s is not taken apart into words that stand beside each other by chance',
  (word) => {
    expect(others(word)).toEqual([]);
  },
);

test('nothing is looked for that stands nowhere', () => {
  expect(others('co', 'operation')).toEqual([]);
  expect(others('cooperation')).toEqual([]);
  expect(others(...'x'.repeat(64), 'y')).toEqual([]);
});
