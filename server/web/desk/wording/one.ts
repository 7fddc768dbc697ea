import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { Conflict, NotFound } from '../../../archive/errors.ts';
import { type KeptWording, keepWording, wordingHistory } from '../../../archive/wording.ts';
import { corrections } from '../../../corrections.ts';
import { href } from '../../../i18n/href.ts';
import { isLang, type Lang } from '../../../i18n/languages.ts';
import { type Message, messagesOf } from '../../../i18n/messages.ts';
import {
  formsOf,
  type Lack,
  LONGEST,
  LONGEST_WORD,
  lacksOf,
  numbersOf,
  sameWords,
  tidied,
  valuesOf,
} from '../../../i18n/wording.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { previewOf } from './preview.ts';

const FORM = express.urlencoded({ extended: false, limit: '200kb' });
const LONGEST_PATH = 2000;
const sent = z.object({
  do: z.enum(['save', 'preview', 'back']).catch('save'),
  seen: z.coerce.number().int().nonnegative(),
  from: z.string().max(LONGEST_PATH).default(''),
});

interface Shown {
  typed?: Message;
  lacks?: Lack[];
  preview?: boolean;
  seen?: number;
  conflict?: boolean;
}

/** /desk/wording/LANG/KEY: one message, what it needs, how it looks, and who has worded it before. */
export function oneWording(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  function show(req: Request, res: Response, status: number, given: Shown, from: string): void {
    const { lang, key } = asked(req);
    const history = wordingHistory(db, lang, key);
    const own = corrections(db, lang).find(({ message }) => message === key) ?? null;
    const shipped = messagesOf(lang).get(key);
    if (!shipped && !own) throw new NotFound('text', key);
    const standing = own?.words ?? shipped!;
    const typed = given.typed ?? standing;
    const text = new Map(formsOf(typed));
    res.status(status).render('desk/wording/one', {
      of: lang,
      key,
      own,
      shipped: shipped ?? null,
      english: messagesOf('en').get(key) ?? own?.english ?? '',
      forms: formsOf(shipped ?? typed).map(([form]) => ({
        name: form ?? 'text',
        numbers: form && numbersOf(form, lang),
        text: text.get(form) ?? '',
        lacks: (given.lacks ?? []).filter((one) => one.form === form),
      })),
      values: valuesOf(shipped ?? typed),
      preview: given.preview ? previewOf(typed, lang) : null,
      refused: (given.lacks ?? []).length > 0,
      conflict: given.conflict ?? false,
      theirs: given.conflict ? standing : null,
      seen: given.seen ?? history[0]?.id ?? 0,
      from: from && href(req.lang, from),
      history: history.map((row) => ({ ...row, words: row.words && (JSON.parse(row.words) as Message) })),
      most: LONGEST,
      mostLetters: LONGEST_WORD,
      done: req.query.done === 'saved',
    });
  }

  router.get('/wording/:lang/:key', (req, res) => {
    const from = typeof req.query.from === 'string' ? req.query.from.slice(0, LONGEST_PATH) : '';
    show(req, res, 200, {}, from);
  });

  router.post('/wording/:lang/:key', FORM, (req, res) => {
    const { lang, key } = asked(req);
    const { do: what, seen, from } = sent.parse(req.body);
    const shipped = messagesOf(lang).get(key);
    if (!shipped && !wordingHistory(db, lang, key).length) throw new NotFound('text', key);
    const typed = what === 'back' || !shipped ? null : typedIn(req.body, shipped);
    const lacks = typed ? lacksOf(typed, lang, key) : [];
    if (typed && what === 'preview')
      return show(req, res, 200, { typed, lacks, seen, preview: lacks.length === 0 }, from);
    if (typed && lacks.length) return show(req, res, 422, { typed, lacks, seen }, from);
    try {
      save(lang, key, typed, { seen, actor: atDesk(req).email });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const now = wordingHistory(db, lang, key)[0]?.id ?? 0;
      return show(req, res, 409, { ...(typed && { typed }), seen: now, conflict: true }, from);
    }
    const back = from ? `&from=${encodeURIComponent(from)}` : '';
    res.redirect(303, href(req.lang, `/desk/wording/${lang}/${encodeURIComponent(key)}?done=saved${back}`));
  });

  /** Words that are those that ship are no correction. */
  function save(lang: Lang, key: string, typed: Message | null, by: { seen: number; actor: string }): void {
    const [english, shipped] = [messagesOf('en').get(key), messagesOf(lang).get(key)];
    const words = typed && shipped && !sameWords(typed, shipped) ? JSON.stringify(typed) : null;
    const newest: KeptWording | undefined = wordingHistory(db, lang, key)[0];
    if (words === null && !newest?.words && by.seen === (newest?.id ?? 0)) return;
    keepWording(db, {
      lang,
      message: key,
      words,
      english: JSON.stringify(english ?? ''),
      shipped: JSON.stringify(shipped ?? ''),
      ...by,
      now: site.now(),
    });
  }
  return router;
}

function asked(req: Request): { lang: Lang; key: string } {
  const { lang, key } = z.object({ lang: z.string(), key: z.string() }).parse(req.params);
  if (!isLang(lang)) throw new NotFound('language', lang);
  return { lang, key };
}

/** What a form says of each plural form that ships. */
function typedIn(body: unknown, shipped: Message): Message {
  const fields = z.record(z.string(), z.string()).parse(body);
  const text = (form: string) => tidied(fields[`words-${form}`] ?? '');
  if (typeof shipped === 'string') return text('text');
  return Object.fromEntries(Object.keys(shipped).map((form) => [form, text(form)])) as Message;
}
