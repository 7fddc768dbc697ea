import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { type Correction, corrections } from '../../../corrections.ts';
import { LANGUAGES, type Lang } from '../../../i18n/languages.ts';
import { type Message, messagesOf } from '../../../i18n/messages.ts';
import { formsOf, type Lack, LONGEST, LONGEST_WORD } from '../../../i18n/wording.ts';
import { fold } from '../../../search/folding.ts';
import type { Site } from '../../site.ts';
import { pageOf } from '../pages.ts';

const ROWS = 50;
export const SHOWN = ['all', 'corrected', 'changed'] as const;

const asked = z.object({
  of: z.enum(LANGUAGES).optional().catch(undefined),
  q: z.string().max(300).catch(''),
  show: z.enum(SHOWN).catch('all'),
});

interface Line {
  key: string;
  english: string;
  text: string;
  state: Correction['state'] | null;
}

/** What an import came to: how many corrections are new, and what stood in the way. */
export interface Imported {
  kept: number;
  problems: { at: string; lacks: Lack[] }[];
}

/** /desk/wording: the messages of one language with the English beside them, found by words of either. */
export function wordingList(site: Site): Router {
  const router = express.Router();
  router.get('/wording', (req, res) => showList(site, req, res, null));
  return router;
}

export function showList(site: Site, req: Request, res: Response, imported: Imported | null): void {
  const { of = req.lang, q, show } = asked.parse({ q: '', show: 'all', ...req.query });
  const standing = new Map(corrections(site.archive.db, of).map((one) => [one.message, one]));
  const all = linesOf(of, standing);
  const found = all.filter((line) => isShown(line, show)).filter(matching(q));
  const { at, skip } = pageOf(req.query.page, ROWS);
  const query = new URLSearchParams({ of, ...(q && { q }), ...(show !== 'all' && { show }) });
  res.status(imported?.problems.length ? 422 : 200).render('desk/wording/list', {
    of,
    q,
    show,
    shows: SHOWN.map((name) => ({ name, count: all.filter((line) => isShown(line, name)).length })),
    tags: LANGUAGES,
    lines: found.slice(skip, skip + ROWS),
    found: found.length,
    page: at,
    pages: Math.ceil(found.length / ROWS),
    at: `/desk/wording?${query}&`,
    imported,
    most: LONGEST,
    mostLetters: LONGEST_WORD,
  });
}

/** The text of a message in a line: of plural forms, the general one. */
export const inALine = (message: Message) => formsOf(message).find(([form]) => form === null || form === 'other')![1];

function linesOf(lang: Lang, standing: ReadonlyMap<string, Correction>): Line[] {
  const english = messagesOf('en');
  const lines = [...messagesOf(lang)].map(([key, message]): Line => {
    const own = standing.get(key);
    const shown = own && own.state !== 'broken' ? own.words : message;
    return { key, english: inALine(english.get(key) ?? ''), text: inALine(shown), state: own?.state ?? null };
  });
  const gone = [...standing.values()].filter(({ state }) => state === 'gone');
  return [
    ...gone.map(({ message, english: was, words, state }) => ({
      key: message,
      english: inALine(was),
      text: inALine(words),
      state,
    })),
    ...lines,
  ];
}

function isShown({ state }: Line, show: (typeof SHOWN)[number]): boolean {
  if (show === 'all') return true;
  return show === 'corrected' ? state !== null : state !== null && state !== 'stands';
}

/** Each word that is asked for is in the English, the text or the key, however it is accented, pointed or capitalised. */
function matching(q: string): (line: Line) => boolean {
  const plain = q.trim().toLowerCase();
  const words = fold(q).split(' ').filter(Boolean);
  if (!plain) return () => true;
  return ({ key, english, text }) => {
    if (key.includes(plain)) return true;
    const folded = `${fold(english)} ${fold(text)}`;
    return words.length > 0 && words.every((word) => folded.includes(word));
  };
}
