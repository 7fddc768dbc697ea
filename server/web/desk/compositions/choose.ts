/** Passages and pictures that may be put in, by words or by what they are called; those that may not, with the reason. */

import { visible } from '../../../archive/access.ts';
import {
  type CompositionKind,
  passageStaysOut,
  pictureStaysOut,
  type StaysOut,
} from '../../../archive/composition/may-carry.ts';
import { NotFound } from '../../../archive/errors.ts';
import { type Passage, passageAt, passagesOfTranscript } from '../../../archive/passage.ts';
import type { Viewer } from '../../../archive/viewer.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { find } from '../../../search/find.ts';
import type { Site } from '../../site.ts';

export interface ChoicePassage {
  publicId: string;
  accession: string;
  passage: Passage | null; // null where whoever looks may not read it
  why: StaysOut | null;
}

export interface ChoicePicture {
  publicId: string;
  accession: string;
  caption: string | null;
  captionLang: string | null;
  why: StaysOut | null;
}

export interface Choices {
  passages: ChoicePassage[];
  pictures: ChoicePicture[];
}

interface Asked {
  q: string;
  what: 'passage' | 'picture';
  kind: CompositionKind;
}

const RESULTS = 10;
const OF_ONE = 60; // passages or pictures of one testimony

/** What somebody may mean by an address, a number or words. Shows them what they may see themselves, and no more. */
export async function choices(site: Site, viewer: Viewer, lang: Lang, { q, what, kind }: Asked): Promise<Choices> {
  const { db } = site.archive;
  const none: Choices = { passages: [], pictures: [] };
  const typed = q.trim();
  if (typed === '') return none;
  const [, named] = /(?:^|\/)(?:passages|photographs|media)\/([A-Za-z0-9_-]+)/.exec(typed) ?? [];
  if (what === 'passage' && (named || isPassage(site, typed)))
    return { ...none, passages: [asPassage(site, viewer, kind, named ?? typed)] };
  if (what === 'picture' && named)
    return { ...none, pictures: picturesBy(site, viewer, lang, kind, { publicId: named }) };
  const accession = db
    .prepare<[string], string>('SELECT accession FROM testimony WHERE accession = ? COLLATE NOCASE')
    .pluck()
    .get(typed);
  if (accession !== undefined) {
    if (what === 'picture') return { ...none, pictures: picturesBy(site, viewer, lang, kind, { accession }) };
    return { ...none, passages: passagesBy(site, viewer, kind, accession) };
  }
  const request = {
    q: typed,
    filters: { facets: {}, yearFrom: null, yearTo: null },
    sort: 'relevance' as const,
    page: 1,
    perPage: RESULTS,
  };
  const { results } = await find(site, viewer, request, lang);
  if (what === 'picture')
    return {
      ...none,
      pictures: results.flatMap((one) => picturesBy(site, viewer, lang, kind, { accession: one.accession })),
    };
  return {
    ...none,
    passages: results.flatMap(({ passages }) =>
      passages.map(({ publicId }) => asPassage(site, viewer, kind, publicId)),
    ),
  };
}

function isPassage({ archive }: Site, text: string): boolean {
  return (
    archive.db
      .prepare(
        'SELECT 1 FROM passage WHERE public_id = @text UNION ALL SELECT 1 FROM passage_redirect WHERE public_id = @text',
      )
      .get({ text }) !== undefined
  );
}

function asPassage({ archive: { db } }: Site, viewer: Viewer, kind: CompositionKind, publicId: string): ChoicePassage {
  const why = passageStaysOut(db, viewer.today, kind, publicId);
  try {
    return { publicId, ...passageAt(db, viewer, publicId), why };
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    return { publicId, accession: '', passage: null, why };
  }
}

function passagesBy(site: Site, viewer: Viewer, kind: CompositionKind, accession: string): ChoicePassage[] {
  const { db } = site.archive;
  const transcript = db
    .prepare<[string], number>(`
      SELECT transcript.id FROM transcript JOIN testimony ON testimony.id = testimony_id
      WHERE accession = ? ORDER BY original_id IS NOT NULL, transcript.id LIMIT 1`)
    .pluck()
    .get(accession);
  const passages = transcript === undefined ? [] : passagesOfTranscript(db, viewer, transcript, { to: OF_ONE });
  const found = passages.map((passage) => ({
    publicId: passage.publicId,
    accession,
    passage,
    why: passageStaysOut(db, viewer.today, kind, passage.publicId),
  }));
  // Nothing that they may read: it is here, and cannot be used.
  return found.length > 0 ? found : [{ publicId: '', accession, passage: null, why: 'closed' }];
}

function picturesBy(
  { archive: { db } }: Site,
  viewer: Viewer,
  lang: Lang,
  kind: CompositionKind,
  by: { accession?: string; publicId?: string },
): ChoicePicture[] {
  const rows = db
    .prepare<
      { lang: string; accession: string | null; publicId: string | null; most: number },
      Omit<ChoicePicture, 'why'> & { id: number }
    >(`
      SELECT asset.id, asset.public_id AS publicId, accession, words.caption, words.lang AS captionLang
      FROM asset JOIN testimony ON testimony.id = asset.testimony_id
        LEFT JOIN asset_text AS words ON words.asset_id = asset.id AND words.lang = (
          SELECT lang FROM asset_text AS any_text WHERE any_text.asset_id = asset.id ORDER BY any_text.lang = @lang DESC LIMIT 1)
      WHERE asset.kind IN ('photograph', 'document') AND asset.width IS NOT NULL
        AND (accession = @accession OR asset.public_id = @publicId)
      ORDER BY asset.position LIMIT @most`)
    .all({ lang, accession: by.accession ?? null, publicId: by.publicId ?? null, most: OF_ONE });
  const seen = rows.filter(({ id }) => visible(db, viewer, { kind: 'asset', id }));
  const found = seen.map(({ id, ...picture }) => ({ ...picture, why: pictureStaysOut(db, viewer.today, kind, id) }));
  if (seen.length === rows.length && rows.length > 0) return found;
  return [...found, { publicId: '', accession: by.accession ?? '', caption: null, captionLang: null, why: 'closed' }];
}
