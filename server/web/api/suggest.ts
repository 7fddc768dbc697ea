import type { RequestHandler } from 'express';
import { Invalid } from '../../archive/errors.ts';
import { authorityLabels } from '../../archive/labels.ts';
import { directionOf } from '../../archive/languages.ts';
import { href } from '../../i18n/href.ts';
import { isLang } from '../../i18n/languages.ts';
import { type T, translator } from '../../i18n/messages.ts';
import type { Range } from '../../search/clusters.ts';
import { GROUPS, type Group, groupOf, type Kind } from '../../search/suggest/asked.ts';
import { lettersTyped } from '../../search/suggest/letters-typed.ts';
import { type Suggestion, suggest } from '../../search/suggest.ts';
import type { Site } from '../site.ts';
import { refuseUnmeant } from './parameters.ts';

const PARAMETERS = new Set(['q', 'lang']);
const LONGEST = 200; // characters

/**
 * GET /api/v1/suggest?q=&lang= — what may be meant by what is typed so far. Answers `{ q, said, search: { label, url }, groups:
 * [{ group, label, suggestions: [{ label, marks, lang, dir, kind, note, noteMarks, url, search, count, counted }] }] }`. `marks`
 * are where the label has the letters typed, `noteMarks` where the note has them: `[{ start, end }]` in UTF-16 units. `url` is
 * the page of the thing, `search` the search narrowed to it; either is null where there is none. `said` and `counted` are words
 * for people.
 */
export function suggestApi(site: Site): RequestHandler {
  return async (req, res) => {
    refuseUnmeant(req.query, PARAMETERS);
    const [q, asked] = [String(req.query.q ?? ''), String(req.query.lang ?? '')];
    if (q.length > LONGEST)
      throw new Invalid(`q is longer than ${LONGEST} characters. Search for so much text instead.`, { field: 'q' });
    const lang = isLang(asked) ? asked : site.config.defaultLanguage;
    const t = translator(lang);
    const suggestions = await suggest(site, req.viewer, q, lang);
    const country = authorityLabels(site.archive.db, lang);
    const address = (path: string | null) => (path === null ? null : site.config.publicUrl + href(lang, path));
    const groups = (Object.keys(GROUPS) as Group[]).flatMap((group) => {
      const own = suggestions.filter(({ kind }) => groupOf(kind) === group);
      if (own.length === 0) return [];
      const shown = own.map((one) => ({
        label: one.label,
        lang: one.lang,
        dir: one.lang ? directionOf(one.lang) : 'auto',
        kind: one.kind,
        marks: one.marks,
        ...noteOf(one, q, t, (code) => country('country', code)),
        url: address(pageOf(one)),
        search: one.count === null ? null : address(searchOf(one)),
        count: one.count,
        counted: one.count === null ? null : t('suggest.count', { count: one.count }),
      }));
      return [{ group, label: t(`suggest.group.${group}`), suggestions: shown }];
    });
    res.json({
      q,
      said: t('suggest.said', { count: suggestions.length }),
      search: { label: t('suggest.search_for', { q: q.trim() }), url: address(`/search?q=${encodeURIComponent(q)}`) },
      groups,
    });
  };
}

const PAGES: Record<Kind, string | null> = {
  person: '/people/',
  place: '/places/',
  country: '/countries/',
  polity: null,
  topic: '/topics/',
  event: '/topics/events/',
  community: '/topics/communities/',
  collection: '/collections/',
  testimony: '/testimonies/',
};

function pageOf({ kind, value }: Suggestion): string | null {
  const page = PAGES[kind];
  return page === null ? null : page + encodeURIComponent(value);
}

function searchOf({ kind, value }: Suggestion): string | null {
  return kind === 'person' || kind === 'testimony' ? null : `/search?${kind}=${encodeURIComponent(value)}`;
}

/** Where a place is, and by what other spelling the thing was found. */
function noteOf(
  { kind, value, spelled, country, marks }: Suggestion,
  q: string,
  t: T,
  nameOf: (code: string) => string | null,
): { note: string | null; noteMarks: Range[] } {
  if (kind === 'testimony') return { note: value, noteMarks: marks.length ? [] : lettersTyped(value, q) };
  const where = country === null ? null : nameOf(country);
  const also = spelled === null ? null : t(kind === 'topic' ? 'suggest.includes' : 'suggest.also_spelled', { spelled });
  const note = [where, also].filter((part) => part !== null).join(' · ') || null;
  if (note === null || spelled === null) return { note, noteMarks: [] };
  const at = note.lastIndexOf(spelled);
  const noteMarks = lettersTyped(spelled, q).map(({ start, end }) => ({ start: start + at, end: end + at }));
  return { note, noteMarks };
}
