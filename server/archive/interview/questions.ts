/**
 * What an interviewer asks: a set of questions in each language, by theme and in order. One set ships for each; an archivist
 * may write another, and every one that was ever asked stays as it was.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';

/** The themes, in the order in which a life is told. */
export const THEMES = ['beginning', 'childhood', 'community', 'leaving', 'road', 'arrival', 'memory'] as const;
export type Theme = (typeof THEMES)[number];
export type ByTheme = Record<Theme, string[]>;

export interface QuestionSet {
  lang: string;
  version: number; // 0: the one that ships
  questions: ByTheme;
  savedBy: string | null; // an account's e-mail
  savedAt: string | null;
}

/** One question as it is asked. */
export interface Asked {
  number: number; // from 1, through all themes
  theme: Theme;
  text: string;
}

export const LONGEST_QUESTION = 400; // characters
export const MOST_QUESTIONS = 60;

const byTheme = z.record(z.enum(THEMES), z.array(z.string().min(1)));
const folder = new URL('./questions/', import.meta.url);
const shipped = new Map<string, ByTheme>();

function shippedIn(lang: string): ByTheme {
  const known = shipped.get(lang);
  if (known) return known;
  const read = byTheme.parse(JSON.parse(readFileSync(new URL(`${lang}.json`, folder), 'utf8')));
  shipped.set(lang, read);
  return read;
}

type Row = { lang: string; version: number; questions: string; savedBy: string; savedAt: string };
const SET = `
  SELECT lang, version, questions, saved_by AS savedBy, saved_at AS savedAt FROM interview_question_set WHERE lang = @lang`;
const setFrom = (row: Row): QuestionSet => ({ ...row, questions: byTheme.parse(JSON.parse(row.questions)) });
const shippedSet = (lang: string): QuestionSet => ({
  lang,
  version: 0,
  questions: shippedIn(lang),
  savedBy: null,
  savedAt: null,
});

/** The set that is asked now in one of the languages of the pages. */
export function questionSet(db: Database, lang: string): QuestionSet {
  const row = db.prepare<{ lang: string }, Row>(`${SET} ORDER BY version DESC LIMIT 1`).get({ lang });
  return row ? setFrom(row) : shippedSet(lang);
}

/** Every set of a language, the one asked now first and the one that ships last. */
export function questionSets(db: Database, lang: string): QuestionSet[] {
  const saved = db.prepare<{ lang: string }, Row>(`${SET} ORDER BY version DESC`).all({ lang }).map(setFrom);
  return [...saved, shippedSet(lang)];
}

/** One version of a set. Throws NotFound. */
export function questionSetAt(db: Database, lang: string, version: number): QuestionSet {
  if (version === 0) return shippedSet(lang);
  const row = db
    .prepare<{ lang: string; version: number }, Row>(`${SET} AND version = @version`)
    .get({ lang, version });
  if (!row) throw new NotFound('question set', `${lang} ${version}`);
  return setFrom(row);
}

/** The questions of a set one after another, numbered. */
export function inOrder({ questions }: Pick<QuestionSet, 'questions'>): Asked[] {
  return THEMES.flatMap((theme) => questions[theme].map((text) => ({ theme, text }))).map((one, at) => ({
    ...one,
    number: at + 1,
  }));
}

/** The questions of a form: a text for each theme, with a question on every line. */
export function questionsFrom(texts: Partial<Record<Theme, string>>): ByTheme {
  const lines = (text = '') =>
    text
      .replaceAll('\0', '')
      .split(/\r?\n/)
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter(Boolean);
  return Object.fromEntries(THEMES.map((theme) => [theme, lines(texts[theme])])) as ByTheme;
}

/** What a set lacks to be asked: the page says each in its own words. */
export function problemOf(questions: ByTheme): 'none' | 'too_many' | 'too_long' | 'twice' | null {
  const all = THEMES.flatMap((theme) => questions[theme]);
  if (all.length === 0) return 'none';
  if (all.length > MOST_QUESTIONS) return 'too_many';
  if (all.some((text) => text.length > LONGEST_QUESTION)) return 'too_long';
  if (new Set(all).size < all.length) return 'twice';
  return null;
}

/**
 * Saves what is to be asked from now on, by somebody who saw version `seen`; gives the new version. Nothing is written where
 * nothing changed. Throws Conflict where another saved meanwhile, Invalid for a set that cannot be asked.
 */
export function saveQuestionSet(
  db: Database,
  lang: string,
  { questions, seen, actor, now }: { questions: ByTheme; seen: number; actor: string; now: Date },
): number {
  return db
    .transaction(() => {
      const standing = questionSet(db, lang);
      if (standing.version !== seen)
        throw new Conflict('Somebody else saved these questions meanwhile. Compare both, and save again.');
      if (problemOf(questions)) throw new Invalid('These questions cannot be asked as they are.');
      if (JSON.stringify(questions) === JSON.stringify(standing.questions)) return seen;
      const version = seen + 1;
      db.prepare(`
        INSERT INTO interview_question_set (lang, version, questions, saved_by, saved_at)
        VALUES (@lang, @version, @questions, @actor, @at)`).run({
        lang,
        version,
        questions: JSON.stringify(questions),
        actor,
        at: now.toISOString(),
      });
      audit(db, { actor, action: 'changed', thing: 'interview questions', thingId: `${lang} ${version}` });
      return version;
    })
    .immediate();
}
