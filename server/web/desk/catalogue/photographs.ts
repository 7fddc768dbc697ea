import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { ACCESS_LEVELS } from '../../../archive/access.ts';
import { pictureFiles } from '../../../archive/catalogue/picture.ts';
import { type CatalogueEntry, catalogueEntry, type EntryPicture, stateOf } from '../../../archive/catalogue/record.ts';
import { replaceEntry } from '../../../archive/catalogue/save.ts';
import { LANGUAGE_TAGS, languageName } from '../../../archive/languages.ts';
import { href } from '../../../i18n/href.ts';
import { LANGUAGES } from '../../../i18n/languages.ts';
import { cropOf } from '../../../media/image.ts';
import type { Site } from '../../site.ts';
import { fieldReaders } from '../form/readers.ts';
import { atDesk } from '../staff.ts';
import { BothChanged, combined } from './combine.ts';
import { FORM_BODY } from './edit.ts';
import { testimonyAt } from './form-page.ts';

const TURNS = [0, 90, 180, 270] as const;
type Sent = Record<string, string>;

class Undecided extends Error {
  constructor(readonly problems: Map<string, string>) {
    super('There is something left to decide.');
  }
}

/** /desk/testimonies/ACCESSION/photographs: the order of pictures, how they are turned and cut, and what is said of them. */
export function photographPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession/photographs', (req, res) => {
    const accession = req.params.accession as string;
    const entry = catalogueEntry(db, testimonyAt(db, accession));
    show(req, res, accession, { pictures: entry.pictures, state: stateOf(entry), done: req.query.done === 'saved' });
  });

  router.post('/testimonies/:accession/photographs', FORM_BODY, (req, res) => {
    const accession = req.params.accession as string;
    const id = testimonyAt(db, accession);
    const sent = Object.fromEntries(
      Object.entries((req.body ?? {}) as Record<string, unknown>).filter(([, value]) => typeof value === 'string'),
    ) as Sent;
    const state = z.string().max(40).catch('').parse(sent.state);
    const now = catalogueEntry(db, id);
    const { pictures, problems } = read(req, sent, now);
    const again = (status: number, more: { problems?: Map<string, string>; conflict?: boolean; state?: string }) =>
      show(req, res, accession, { pictures, state, sent, ...more }, status);
    try {
      if (problems.size > 0) throw new Undecided(problems);
      const reason = z.string().max(500).catch('').parse(sent.reason).trim() || null;
      db.transaction(() => {
        const entry = combined(db, id, state, now, { ...now, pictures: inOrder(pictures, sent) });
        replaceEntry(db, id, now, entry, { actor: atDesk(req).email, reason });
      }).immediate();
      res.redirect(303, href(req.lang, `/desk/testimonies/${encodeURIComponent(accession)}/photographs?done=saved`));
    } catch (error) {
      if (error instanceof Undecided) return again(422, { problems: error.problems });
      if (error instanceof BothChanged) return again(409, { conflict: true, state: stateOf(error.theirs) });
      throw error;
    }
  });

  function read(
    req: Request,
    sent: Sent,
    now: CatalogueEntry,
  ): { pictures: EntryPicture[]; problems: Map<string, string> } {
    const langs = now.pictures.flatMap(({ texts }) => texts.map(({ lang }) => lang));
    const readers = fieldReaders({ db, lang: req.lang, actor: atDesk(req).email, langs });
    const { words, oneOf, day, date, language, problems } = readers;
    const pictures = now.pictures.map((picture): EntryPicture => {
      const at = `picture.${picture.id}`;
      if (sent[`${at}.turn`] === undefined) return picture;
      const field = (name: string) => sent[`${at}.${name}`];
      const typed = (field('date') ?? '').trim();
      const texts = textRows(sent, at).flatMap(({ key, lang, caption, alt }) => {
        const said = { caption: words(caption, `${key}.caption`, 5_000), alt: words(alt, `${key}.alt`, 2_000) };
        if (said.caption === null && said.alt === null) return [];
        const tag = language(lang, `${key}.lang`);
        if (tag === 'und' && !problems.has(`${key}.lang`)) problems.set(`${key}.lang`, 'empty');
        return [{ lang: tag, ...said }];
      });
      if (new Set(texts.map(({ lang }) => lang)).size < texts.length) problems.set(`${at}.texts`, 'twice');
      const rights = words(field('rights'), `${at}.rights`);
      if (rights !== null && rights !== picture.rights && !/^https?:\/\/\S+$/.test(rights))
        problems.set(`${at}.rights`, 'uri');
      return {
        id: picture.id,
        turn: TURNS.find((turn) => String(turn) === field('turn')) ?? picture.turn,
        crop: crop(sent, at, () => problems.set(`${at}.crop`, 'crop')),
        access: oneOf(field('access'), ACCESS_LEVELS),
        embargoUntil: day(field('embargoUntil'), `${at}.embargoUntil`),
        date: typed === picture.date ? picture.date : (date(typed, `${at}.date`)?.edtf ?? null),
        credit: words(field('credit'), `${at}.credit`),
        rights,
        texts: texts.sort((one, other) => (one.lang < other.lang ? -1 : 1)),
      };
    });
    return { pictures, problems };
  }

  function show(
    req: Request,
    res: Response,
    accession: string,
    shown: {
      pictures: EntryPicture[];
      state: string;
      sent?: Sent;
      problems?: Map<string, string>;
      conflict?: boolean;
      done?: boolean;
    },
    status = 200,
  ): void {
    const files = new Map(pictureFiles(db, testimonyAt(db, accession)).map((file) => [file.id, file]));
    const { lang } = req;
    res.status(status).render('desk/catalogue/photographs', {
      accession,
      state: shown.state,
      pictures: shown.pictures.flatMap((picture) => {
        const file = files.get(picture.id);
        return file ? [{ ...picture, file, cut: cropOf(picture.crop) ?? null }] : [];
      }),
      /** What was typed, where the form comes back. */
      typed: (name: string, kept: string | null) => shown.sent?.[name] ?? kept ?? '',
      problems: shown.problems ?? new Map(),
      conflict: shown.conflict ?? false,
      done: shown.done ?? false,
      turns: TURNS,
      levels: ACCESS_LEVELS,
      nameOf: (tag: string) => (tag === '' || tag === 'und' ? '' : languageName(tag, lang)),
      languageNames: [...new Set([...LANGUAGES, ...LANGUAGE_TAGS].map((tag) => languageName(tag, lang)))],
      scripts: ['photographs.js'],
    });
  }
  return router;
}

/** The captions of a picture, row by row. */
function textRows(sent: Sent, at: string): { key: string; lang: string; caption: string; alt: string }[] {
  const numbers = Object.keys(sent).flatMap((name) =>
    name.startsWith(`${at}.text.`) && name.endsWith('.lang') ? [name.slice(`${at}.text.`.length, -'.lang'.length)] : [],
  );
  return numbers.slice(0, 50).map((number) => {
    const key = `${at}.text.${number}`;
    return {
      key,
      lang: sent[`${key}.lang`] ?? '',
      caption: sent[`${key}.caption`] ?? '',
      alt: sent[`${key}.alt`] ?? '',
    };
  });
}

/** Pictures by the numbers given to them; those with the same stay as they stood. */
function inOrder(pictures: EntryPicture[], sent: Sent): EntryPicture[] {
  const numberOf = ({ id }: EntryPicture, at: number) => {
    const number = Number(sent[`picture.${id}.position`]);
    return Number.isFinite(number) && number > 0 ? number : at + 1;
  };
  return pictures
    .map((picture, at) => ({ picture, at, number: numberOf(picture, at) }))
    .sort((one, other) => one.number - other.number || one.at - other.at)
    .map(({ picture }) => picture);
}

/** Percent of the picture as it is shown, kept as fractions; none where nothing is cut away. */
function crop(sent: Sent, at: string, refuse: () => void): string | null {
  const texts = ['left', 'top', 'width', 'height'].map((side) => (sent[`${at}.crop.${side}`] ?? '').trim());
  if (texts.every((text) => text === '')) return null;
  const [left, top, width, height] = texts.map((text) => Number(text.replace(',', '.'))) as [
    number,
    number,
    number,
    number,
  ];
  const inside = left >= 0 && top >= 0 && width >= 5 && height >= 5 && left + width <= 100.01 && top + height <= 100.01;
  if (!inside) {
    refuse();
    return null;
  }
  if (left === 0 && top === 0 && width === 100 && height === 100) return null;
  return [left, top, width, height].map((percent) => String(Math.round(percent * 100) / 10_000)).join(' ');
}
