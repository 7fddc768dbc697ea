/** Reads the fields of a form at the desk, noting what cannot be meant and what is to be chosen. */
import type { EntryDate } from '../../../archive/catalogue/record.ts';
import { countriesByName } from '../../../archive/country.ts';
import { isDay } from '../../../archive/dates/day.ts';
import { readDate } from '../../../archive/edtf.ts';
import { Invalid } from '../../../archive/errors.ts';
import { languageName, languageTag } from '../../../archive/languages.ts';
import { nameKey } from '../../../archive/names.ts';
import type { Database } from '../../../db/open.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { type AuthorityKind, authoritiesById, type Candidate, findAuthorities } from '../../../search/authorities.ts';
import { makeAuthority } from './new-authority.ts';
import type { Row } from './typed.ts';

/** In characters. A story is as long as a family may write of what was left behind. */
export const LONGEST = { line: 1_000, text: 20_000, story: 400_000 };

/** What goes on while a form is read. `langs`: tags that it had, whose names may be typed again as they were shown. */
export interface ReadingOf {
  db: Database;
  lang: Lang;
  actor: string;
  langs?: readonly string[];
}

/**
 * Readers of the kinds of field. `problems` (the end of a message key) and `choices` fill up by where the field stands:
 * `title`, `departures.0.date`. Authorities that are to be made are made at once: call in a transaction, and roll it back
 * where there are problems or choices left.
 */
export function fieldReaders({ db, lang, actor, langs = [] }: ReadingOf) {
  const problems = new Map<string, string>();
  const choices = new Map<string, Candidate[]>();
  const countries = countriesByName(db);
  const made = new Map<string, number>(); // of the same new name in several rows, one is made

  const words = (value: string | undefined, at: string, most = LONGEST.line): string | null => {
    const text = (value ?? '').trim();
    if (text.length > most) problems.set(at, 'long');
    return text === '' ? null : text;
  };
  const oneOf = <T extends string>(value: string | undefined, options: readonly T[]): T | null =>
    options.find((option) => option === value) ?? null;
  const country = (value: string | undefined, at: string): string | null => {
    const text = (value ?? '').trim();
    if (text === '') return null;
    const code = countries.get(nameKey(text));
    if (!code) problems.set(at, 'country');
    return code ?? null;
  };
  const language = (value: string | undefined, at: string): string => {
    const text = (value ?? '').trim();
    if (text === '') return 'und';
    const tag = langs.find((one) => languageName(one, lang) === text) ?? languageTag(text);
    if (tag === null) problems.set(at, 'language');
    return tag ?? 'und';
  };
  const date = (value: string | undefined, at: string): EntryDate | null => {
    const text = (value ?? '').trim();
    if (text === '') return null;
    try {
      const { edtf, given, calendar } = readDate(text);
      return { edtf, given, calendar };
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems.set(at, 'date');
      return null;
    }
  };
  const day = (value: string | undefined, at: string): string | null => {
    const text = (value ?? '').trim();
    if (text === '') return null;
    if (isDay(text)) return text;
    problems.set(at, 'day');
    return null;
  };
  const authority = (row: Row, name: string, kind: AuthorityKind, at: string, inCountry: string | null = null) => {
    const text = (row[`${name}_text`] ?? '').trim();
    if (text === '') return null;
    if (text.length > 200) {
      problems.set(at, 'long');
      return null;
    }
    const chosen = row[name] ?? '';
    const settled = row[`${name}_for`]?.trim() === text;
    if (settled && /^\d{1,15}$/.test(chosen) && authoritiesById(db, kind, [Number(chosen)], lang).size > 0)
      return Number(chosen);
    if (settled && chosen === 'new') {
      const key = `${kind} ${nameKey(text)}`;
      try {
        const id = made.get(key) ?? makeAuthority(db, kind, row, name, { lang, country: inCountry, actor });
        made.set(key, id);
        return id;
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        problems.set(at, 'birth');
        return null;
      }
    }
    const candidates = findAuthorities(db, kind, text, lang, { country: inCountry });
    const exact = candidates.filter((one) => one.exact);
    // Two people may share a name: one is never taken for another unseen.
    if (kind !== 'person' && exact.length === 1) return exact[0]!.id;
    choices.set(at, candidates);
    return null;
  };
  const lines = (value: string | undefined, at: string): string[] => {
    const all = (value ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    if (all.length > 500 || all.some((line) => line.length > LONGEST.line)) problems.set(at, 'long');
    return [...new Set(all)];
  };

  return { problems, choices, words, oneOf, country, language, date, day, authority, lines };
}
