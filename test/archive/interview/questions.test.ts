import {
  inOrder,
  problemOf,
  questionSet,
  questionSetAt,
  questionSets,
  questionsFrom,
  saveQuestionSet,
  THEMES,
} from '../../../server/archive/interview/questions.ts';
import { LANGUAGES } from '../../../server/i18n/languages.ts';
import { temporaryArchive } from '../../archive-folder.ts';

const now = new Date('2026-11-24T12:00:00Z');

test.each(LANGUAGES)('in %s, 20 to 25 questions ship, some on every theme, none twice', (lang) => {
  const { db } = temporaryArchive();
  const set = questionSet(db, lang);
  expect(set.version).toBe(0);
  const asked = inOrder(set);
  expect(asked.length).toBeGreaterThanOrEqual(20);
  expect(asked.length).toBeLessThanOrEqual(25);
  expect(new Set(asked.map(({ theme }) => theme))).toEqual(new Set(THEMES));
  expect(problemOf(set.questions)).toBeNull();
});

test('a set that is saved is asked from then on, and the one before stays word for word', () => {
  const { db } = temporaryArchive();
  const before = questionSet(db, 'he');
  const questions = questionsFrom({ beginning: ' מה שמך? \r\n\r\n', road: 'איך?\nמתי?' });
  expect(saveQuestionSet(db, 'he', { questions, seen: 0, actor: 'a@example.org', now })).toBe(1);
  expect(inOrder(questionSet(db, 'he')).map(({ number, text }) => [number, text])).toEqual([
    [1, 'מה שמך?'],
    [2, 'איך?'],
    [3, 'מתי?'],
  ]);
  expect(questionSetAt(db, 'he', 0)).toEqual(before);
  expect(questionSets(db, 'he').map(({ version }) => version)).toEqual([1, 0]);
  expect(questionSet(db, 'ar').version).toBe(0);
});

test('of two who save at once, the second is told and overwrites nothing; a save that changes nothing is no version', () => {
  const { db } = temporaryArchive();
  const save = (text: string, seen: number) =>
    saveQuestionSet(db, 'en', { questions: questionsFrom({ memory: text }), seen, actor: 'a@example.org', now });
  save('One?', 0);
  expect(() => save('Two?', 0)).toThrow(/meanwhile/);
  expect(save('One?', 1)).toBe(1);
  expect(inOrder(questionSet(db, 'en')).map(({ text }) => text)).toEqual(['One?']);
});

test('no questions, too many, too long and the same twice are refused', () => {
  expect(problemOf(questionsFrom({}))).toBe('none');
  expect(problemOf(questionsFrom({ road: Array.from({ length: 61 }, (_, n) => `${n}?`).join('\n') }))).toBe('too_many');
  expect(problemOf(questionsFrom({ road: 'a'.repeat(401) }))).toBe('too_long');
  expect(problemOf(questionsFrom({ road: 'Who?', memory: 'Who?' }))).toBe('twice');
  const { db } = temporaryArchive();
  expect(() => saveQuestionSet(db, 'en', { questions: questionsFrom({}), seen: 0, actor: 'a', now })).toThrow();
});
