/** A testimony as its page shows it to one viewer: what they may not see is not in it. */
import { kept, keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { accessShown, describedTo, namedTo, openTo, whollyOpenTo } from './access.ts';
import { NotFound } from './errors.ts';
import type { Form } from './testimony.ts';
import {
  type AssetShown,
  assetsOf,
  type PartShown,
  partsOf,
  type TranscriptShown,
  transcriptsOf,
} from './testimony-page/files.ts';
import { type IndexPointShown, indexPointsOf, type TermShown, termsOf } from './testimony-page/index-points.ts';
import {
  type DepartureShown,
  departuresOf,
  journeyOf,
  type LegShown,
  type SessionShown,
  sessionsOf,
} from './testimony-page/journey.ts';
import { type PersonShown, peopleOf } from './testimony-page/people.ts';
import { type Pictured, picturedIn } from './testimony-page/pictured.ts';
import type { Viewer } from './viewer.ts';

export type { TranscriptShown } from './testimony-page/files.ts';

export interface TestimonyPage {
  id: number;
  accession: string;
  form: Form;
  title: string; // in the reader's language where there is one, else as catalogued
  titleLang: string;
  abstract: string | null;
  abstractLang: string;
  generation: string | null;
  rights: string | null;
  credit: string | null;
  access: string; // draft, withdrawn, embargoed, or the access level
  sample: boolean;
  publishedAt: string | null;
  /** Whether the words, the sound, the pictures may be opened by this viewer. */
  open: { names: boolean; transcript: boolean; sound: boolean; picture: boolean };
  collection: { slug: string; title: string; lang: string } | null;
  narrators: PersonShown[];
  interviewers: PersonShown[];
  departures: DepartureShown[];
  journey: LegShown[];
  losses: { kind: string; description: string; lang: string; proof: string | null }[];
  sessions: SessionShown[];
  parts: PartShown[];
  transcripts: TranscriptShown[];
  terms: TermShown[];
  indexPoints: IndexPointShown[];
  photographs: AssetAbout[];
  documents: AssetAbout[];
}

/** A picture or paper, and what is known of what it shows. */
export interface AssetAbout extends AssetShown {
  about: Pictured | null;
}

interface Own {
  id: number;
  accession: string;
  form: Form;
  title: string;
  lang: string;
  abstract: string | null;
  ownTitle: string | null;
  ownAbstract: string | null;
  generation: string | null;
  rights: string | null;
  credit: string | null;
  access: string;
  sample: number;
  publishedAt: string | null;
  collectionId: number | null;
  wholly: number; // nothing of it is withheld from the viewer
  names: number;
  transcript: number;
  sound: number;
  picture: number;
}

/** How an accession number typed in other letter sizes is written here; null where the viewer may not know of such a testimony. */
export function accessionKnownTo(db: Database, viewer: Viewer, accession: string): string | null {
  const known = keptColumn<Viewer & { accession: string }, string>(
    db,
    `SELECT accession FROM testimony WHERE accession = @accession AND ${describedTo('testimony')}`,
  ).get({ ...viewer, accession });
  if (known !== undefined || accession.length > LONGEST_ACCESSION) return known ?? null;
  return (
    keptColumn<Viewer & { accession: string }, string>(
      db,
      `SELECT accession FROM testimony WHERE accession = @accession COLLATE NOCASE AND ${describedTo('testimony')} LIMIT 1`,
    ).get({ ...viewer, accession }) ?? null
  );
}

const LONGEST_ACCESSION = 200; // of those looked for among all

/** Reads a testimony for `viewer`, labels in `lang` where there are any. Throws NotFound where they may not know of it. */
export function testimonyPage(db: Database, viewer: Viewer, accession: string, lang: string): TestimonyPage {
  const own = kept<Viewer & { accession: string; lang: string }, Own>(
    db,
    `
      SELECT testimony.id, accession, form, testimony.title, testimony.lang, testimony.abstract,
        testimony_text.title AS ownTitle, testimony_text.abstract AS ownAbstract, generation, rights, credit, sample,
        published_at AS publishedAt, collection_id AS collectionId,
        ${accessShown('testimony')} AS access, ${whollyOpenTo('testimony')} AS wholly, ${namedTo('testimony')} AS names, ${openTo('transcript', 'testimony')} AS transcript,
        ${openTo('sound', 'testimony')} AS sound, ${openTo('picture', 'testimony')} AS picture
      FROM testimony LEFT JOIN testimony_text ON testimony_text.testimony_id = testimony.id AND testimony_text.lang = @lang
      WHERE accession = @accession AND ${describedTo('testimony')}`,
  ).get({ ...viewer, accession, lang });
  if (!own) throw new NotFound('testimony', accession);
  const assets = assetsOf(db, viewer, own.id, lang);
  const pictured = assets.length ? picturedIn(db, viewer, own.id, lang) : null;
  const shown = assets.map((asset) => ({ ...asset, about: pictured?.get(asset.id) ?? null }));
  const named = own.names === 1;
  const exact = own.wholly === 1;
  return {
    id: own.id,
    accession: own.accession,
    form: own.form,
    title: own.ownTitle ?? own.title,
    titleLang: own.ownTitle ? lang : own.lang,
    abstract: own.ownAbstract ?? own.abstract,
    abstractLang: own.ownAbstract ? lang : own.lang,
    generation: own.generation,
    rights: own.rights,
    credit: own.credit,
    access: own.access,
    sample: own.sample === 1,
    publishedAt: own.publishedAt,
    open: { names: named, transcript: own.transcript === 1, sound: own.sound === 1, picture: own.picture === 1 },
    collection: collectionOf(db, own.collectionId, lang),
    narrators: named ? peopleOf(db, own.id, 'narrator') : [],
    interviewers: named ? peopleOf(db, own.id, 'interviewer') : [],
    departures: departuresOf(db, own.id, lang, exact),
    journey: journeyOf(db, own.id, lang, exact),
    losses: kept<[number], TestimonyPage['losses'][number]>(
      db,
      'SELECT kind, description, lang, proof FROM loss WHERE testimony_id = ? ORDER BY id',
    ).all(own.id),
    sessions: sessionsOf(db, own.id, lang),
    parts: partsOf(db, viewer, own.id),
    transcripts: own.transcript === 1 ? transcriptsOf(db, own.id, { named, wholly: exact }) : [],
    terms: termsOf(db, own.id, lang),
    indexPoints: indexPointsOf(db, viewer, own.id, lang),
    photographs: shown.filter((asset) => asset.kind === 'photograph'),
    documents: shown.filter((asset) => asset.kind === 'document'),
  };
}

function collectionOf(db: Database, id: number | null, lang: string): TestimonyPage['collection'] {
  if (id === null) return null;
  return (
    kept<{ id: number; lang: string }, NonNullable<TestimonyPage['collection']>>(
      db,
      `
        SELECT collection.slug, collection_text.title, collection_text.lang
        FROM collection JOIN collection_text ON collection_text.collection_id = collection.id
        WHERE collection.id = @id ORDER BY collection_text.lang = @lang DESC, collection_text.lang = 'en' DESC LIMIT 1`,
    ).get({ id, lang }) ?? null
  );
}
