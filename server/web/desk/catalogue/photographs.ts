import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { ACCESS_LEVELS } from '../../../archive/access.ts';
import { pictureFiles } from '../../../archive/catalogue/picture.ts';
import { catalogueEntry, type EntryPicture, stateOf } from '../../../archive/catalogue/record.ts';
import { replaceEntry } from '../../../archive/catalogue/save.ts';
import { LANGUAGE_TAGS, languageName } from '../../../archive/languages.ts';
import type { Database } from '../../../db/open.ts';
import { href } from '../../../i18n/href.ts';
import { LANGUAGES, type Lang } from '../../../i18n/languages.ts';
import { translator } from '../../../i18n/messages.ts';
import { cropOf } from '../../../media/image.ts';
import { authoritiesById, type Candidate } from '../../../search/authorities.ts';
import { facetLabels } from '../../facet-labels.ts';
import type { Site } from '../../site.ts';
import { languageOfName, NEW_PLACE_KINDS } from '../form/new-authority.ts';
import type { Row } from '../form/typed.ts';
import { understood } from '../form/understood.ts';
import { atDesk } from '../staff.ts';
import { BothChanged, combined } from './combine.ts';
import { FORM_BODY } from './edit.ts';
import { candidateDetail, testimonyAt } from './form-page.ts';
import { inOrder, peopleRows, readPictures, rowOf, type Sent, TURNS } from './pictures-read.ts';

class Undecided extends Error {
  constructor(
    readonly problems: Map<string, string>,
    readonly choices: Map<string, Candidate[]>,
    readonly pictures: EntryPicture[],
  ) {
    super('There is something left to decide.');
  }
}

interface Shown {
  pictures: EntryPicture[];
  state: string;
  sent?: Sent;
  problems?: Map<string, string>;
  choices?: Map<string, Candidate[]>;
  conflict?: boolean;
  done?: boolean;
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
    let pictures = now.pictures;
    const again = (status: number, more: Pick<Shown, 'problems' | 'choices' | 'conflict'> & { state?: string }) =>
      show(req, res, accession, { pictures, state, sent, ...more }, status);
    try {
      const reason = z.string().max(500).catch('').parse(sent.reason).trim() || null;
      db.transaction(() => {
        const read = readPictures({ db, lang: req.lang, actor: atDesk(req).email }, sent, now);
        pictures = read.pictures;
        if (read.problems.size > 0 || read.choices.size > 0) throw new Undecided(read.problems, read.choices, pictures);
        const entry = combined(db, id, state, now, { ...now, pictures: inOrder(pictures, sent) });
        replaceEntry(db, id, now, entry, { actor: atDesk(req).email, reason });
      }).immediate();
      res.redirect(303, href(req.lang, `/desk/testimonies/${encodeURIComponent(accession)}/photographs?done=saved`));
    } catch (error) {
      if (error instanceof Undecided) return again(422, error);
      if (error instanceof BothChanged) return again(409, { conflict: true, state: stateOf(error.theirs) });
      throw error;
    }
  });

  function show(req: Request, res: Response, accession: string, shown: Shown, status = 200): void {
    const files = new Map(pictureFiles(db, testimonyAt(db, accession)).map((file) => [file.id, file]));
    const { lang } = req;
    const t = translator(lang);
    const facet = facetLabels(db, lang);
    const tied = ties(db, lang, shown.pictures);
    res.status(status).render('desk/catalogue/photographs', {
      accession,
      state: shown.state,
      pictures: shown.pictures.flatMap((picture) => {
        const file = files.get(picture.id);
        return file ? [{ ...picture, file, cut: cropOf(picture.crop) ?? null, tied: tied(picture, shown.sent) }] : [];
      }),
      /** What was typed, where the form comes back. */
      typed: (name: string, kept: string | null) => shown.sent?.[name] ?? kept ?? '',
      problems: shown.problems ?? new Map(),
      choices: shown.choices ?? new Map(),
      newLanguages: LANGUAGES.map((tag) => ({ tag, name: languageName(tag, tag) })),
      newPlaceKinds: NEW_PLACE_KINDS,
      candidateDetail: (one: Candidate) => candidateDetail(one, (code) => facet('country', code), t),
      writtenIn: (name: string) => languageOfName(name, lang),
      understood: (text: string) => understood(text, lang),
      fieldName: (_list: string | null, name: string) => t(`catalogue.field.${name === 'person' ? 'seen' : name}`),
      conflict: shown.conflict ?? false,
      done: shown.done ?? false,
      turns: TURNS,
      levels: ACCESS_LEVELS,
      nameOf: (tag: string) => (tag === '' || tag === 'und' ? '' : languageName(tag, lang)),
      languageNames: [...new Set([...LANGUAGES, ...LANGUAGE_TAGS].map((tag) => languageName(tag, lang)))],
      scripts: ['authority-picker.js', 'catalogue.js', 'photographs.js'],
    });
  }
  return router;
}

/** The place, the maker and the people of a picture as a form has them: as they were typed, or by name, with a row for one more. */
function ties(db: Database, lang: Lang, pictures: EntryPicture[]) {
  const places = authoritiesById(
    db,
    'place',
    pictures.flatMap(({ placeId }) => placeId ?? []),
    lang,
  );
  const people = authoritiesById(
    db,
    'person',
    pictures.flatMap((picture) => [...picture.people, ...(picture.makerId === null ? [] : [picture.makerId])]),
    lang,
  );
  const chosen = (name: string, id: number | null, label = ''): Row =>
    id === null ? {} : { [name]: String(id), [`${name}_text`]: label, [`${name}_for`]: label };
  const person = (name: string, id: number | null) => chosen(name, id, id === null ? '' : people.get(id)?.label);
  return (picture: EntryPicture, sent: Sent | undefined): { row: Row; people: Row[] } => {
    const at = `picture.${picture.id}`;
    if (sent?.[`${at}.turn`] !== undefined)
      return { row: rowOf(sent, at), people: [...peopleRows(sent, at).map((row) => rowOf(sent, row)), {}] };
    const { placeId } = picture;
    return {
      row: {
        ...chosen('place', placeId, placeId === null ? '' : places.get(placeId)?.label),
        ...person('maker', picture.makerId),
      },
      people: [...picture.people.map((id) => person('person', id)), {}],
    };
  };
}
