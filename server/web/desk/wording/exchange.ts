import express, { type Router } from 'express';
import multer from 'multer';
import { z } from 'zod';
import { keepWording } from '../../../archive/wording.ts';
import { correctedMessages, corrections } from '../../../corrections.ts';
import { isLang, LANGUAGES, type Lang } from '../../../i18n/languages.ts';
import { type Message, messagesOf } from '../../../i18n/messages.ts';
import { type Lack, lacksOf, sameWords } from '../../../i18n/wording.ts';
import type { Site } from '../../site.ts';
import { oneFile } from '../one-file.ts';
import { atDesk } from '../staff.ts';
import { type Imported, showList } from './list.ts';

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_PROBLEMS = 100;

const UNREADABLE: Imported = { kept: 0, problems: [{ at: '', lacks: [] }] };

/** A file of corrections: nobody is named in it, so that it can be given back to the project as it is. */
const words = z.union([z.string(), z.record(z.string(), z.string())]);
const file = z.object({
  kolot: z.literal('wording'),
  version: z.literal(1),
  corrections: z
    .array(z.object({ lang: z.string(), message: z.string(), words, english: words, shipped: words }))
    .max(50_000),
});
type Row = z.infer<typeof file>['corrections'][number];

/** Corrections as JSON, out and in. A file is taken whole or not at all, and what stands in the way is named row by row. */
export function wordingExchange(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const upload = oneFile(MOST_BYTES);

  router.get('/wording/corrections.json', (req, res) => {
    const of = z.enum(LANGUAGES).safeParse(req.query.of).data ?? null;
    const rows = corrections(db, of).map(({ lang, message, words, english, shipped }) => ({
      lang,
      message,
      words,
      english,
      shipped,
    }));
    res
      .attachment(`kolot-wording${of ? `-${of}` : ''}.json`)
      .type('application/json; charset=utf-8')
      .send(`${JSON.stringify({ kolot: 'wording', version: 1, corrections: rows }, null, 2)}\n`);
  });

  router.post('/wording/import', (req, res, next) => {
    upload.single('file')(req, res, (error: unknown) => {
      if (error && !(error instanceof multer.MulterError)) return next(error);
      const rows = readRows(error ? null : (req.file?.buffer ?? null));
      showList(site, req, res, rows ? keep(rows, atDesk(req).email) : UNREADABLE);
    });
  });

  function keep(rows: Row[], actor: string): Imported {
    const problems = rows.flatMap((row, at) => {
      const lacks = lacksOfRow(row);
      return lacks.length ? [{ at: `${at + 1} · ${row.lang} ${row.message}`, lacks }] : [];
    });
    if (problems.length) return { kept: 0, problems: problems.slice(0, MOST_PROBLEMS) };
    const standing = correctedMessages(db);
    const fresh = rows.filter(({ lang, message, words }) => {
      const now = standing.get(lang as Lang)?.get(message) ?? messagesOf(lang as Lang).get(message)!;
      return !sameWords(words as Message, now);
    });
    db.transaction(() => {
      for (const { lang, message, words, english, shipped } of fresh) {
        const ships = sameWords(words as Message, messagesOf(lang as Lang).get(message)!);
        keepWording(db, {
          lang,
          message,
          words: ships ? null : JSON.stringify(words),
          english: JSON.stringify(english),
          shipped: JSON.stringify(shipped),
          actor,
          seen: null,
          now: site.now(),
        });
      }
    }).immediate();
    return { kept: fresh.length, problems: [] };
  }
  return router;
}

function lacksOfRow({ lang, message, words }: Row): Lack[] {
  if (!isLang(lang)) return [{ kind: 'no_message', form: null, names: [] }];
  return lacksOf(words as Message, lang, message);
}

/** The rows of a file; null where it is no file of corrections. */
function readRows(buffer: Buffer | null): Row[] | null {
  if (!buffer) return null;
  try {
    return file.safeParse(JSON.parse(buffer.toString('utf8').replace(/^\ufeff/, ''))).data?.corrections ?? null;
  } catch {
    return null;
  }
}
