/**
 * An archive with a testimony in every state, and in each a made-up word of its own in every place that something can be
 * written: whoever is shown one of these words has been shown that place.
 */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Archive } from '../../server/archive/archive.ts';
import { keepOriginal } from '../../server/media/storage.ts';
import { inserter, type Row } from '../insert.ts';
import { type Aspects, STATES } from './states.ts';
import { tone } from './tone.ts';

/** Who may be shown a word: 0 everyone, 1 signed in, 2 granted, 3 staff and the giver, 4 staff, 5 nobody at all. */
export type Audience = 0 | 1 | 2 | 3 | 4 | 5;

export interface Planted {
  word: string;
  state: string;
  place: string;
  audience: Audience;
  /** Whether it is meant to be shown by some exit, and to be found by a search. */
  shown: boolean;
  found: boolean;
}

/** What of one testimony can be asked for by an address. */
export interface PlantedTestimony {
  state: string;
  id: number;
  accession: string;
  described: Audience;
  passages: string[];
  quotations: string[]; // of each passage, as if each had been open once
  transcripts: number[];
  files: { publicId: string; kind: string; audience: Audience }[];
  people: string[];
  places: string[];
  topics: string[];
  collection: string;
  firstYear: number;
}

const LETTERS = 'bdfgklmnprtvz';

/** A word that nobody uses: eleven consonants, the same each time. */
export function canary(state: string, place: string): string {
  const bytes = createHash('sha256').update(`${state} ${place}`).digest();
  return `qz${Array.from(bytes.subarray(0, 9), (byte) => LETTERS[byte % LETTERS.length]).join('')}`;
}
export const CANARY = /qz[bdfgklmnprtvz]{9}/g;

export const GIVER = 'giver@example.org';
const max = (...audiences: Audience[]) => Math.max(...audiences) as Audience;

/** Plants all states. `accounts` are ids by who is meant. */
export async function plant(
  archive: Archive,
  accounts: Record<'granted' | 'ended' | 'giver', number>,
): Promise<{ words: Planted[]; testimonies: PlantedTestimony[] }> {
  const words: Planted[] = [];
  const files = await commonFiles(archive);
  const texts = new Map<string, string>();
  for (const { name } of STATES) {
    for (const place of ['documentBytes', 'sourceBytes', 'agreementBytes']) {
      const kept = await keepOriginal(archive.folder, Buffer.from(`${canary(name, place)} in a file.\n`));
      texts.set(`${name} ${place}`, kept.sha256);
    }
  }
  const testimonies = archive.db.transaction(() =>
    STATES.map((state, at) => {
      const sow = (place: string, audience: Audience, how: 'shown' | 'found' | 'both' | 'neither' = 'both') => {
        const word = canary(state.name, place);
        words.push({
          word,
          state: state.name,
          place,
          audience,
          shown: how === 'shown' || how === 'both',
          found: how === 'found' || how === 'both',
        });
        return word;
      };
      const asset = (place: string) => texts.get(`${state.name} ${place}`)!;
      return plantOne(archive, at, { name: state.name, aspects: state.aspects, guarded: state.guarded }, state, {
        sow,
        files: {
          ...files,
          document: asset('documentBytes'),
          source: asset('sourceBytes'),
          agreement: asset('agreementBytes'),
        },
        accounts,
      });
    }),
  )();
  return { words, testimonies };
}

async function commonFiles(archive: Archive): Promise<{ photograph: string; sound: string }> {
  const picture = await sharp({ create: { width: 340, height: 220, channels: 3, background: '#705030' } })
    .withExif({ IFD0: { Artist: canary('every', 'exif') } })
    .jpeg()
    .toBuffer();
  return {
    photograph: (await keepOriginal(archive.folder, picture)).sha256,
    sound: (await keepOriginal(archive.folder, tone(90, canary('every', 'tag')))).sha256,
  };
}

interface Sowing {
  sow(place: string, audience: Audience, how?: 'shown' | 'found' | 'both' | 'neither'): string;
  files: { photograph: string; sound: string; document: string; source: string; agreement: string };
  accounts: Record<'granted' | 'ended' | 'giver', number>;
}

function plantOne(
  { db }: Archive,
  at: number,
  { name, aspects, guarded }: { name: string; aspects: Aspects; guarded: boolean },
  state: (typeof STATES)[number],
  { sow, files, accounts }: Sowing,
): PlantedTestimony {
  const insert = inserter(db);
  const { description: D, names: N, transcript: W, sound: S, picture: P } = aspects;
  const collection = `c-${sow('collectionSlug', D, 'shown')}`;
  const collectionId = insert('collection', { slug: collection });
  insert('collection_text', {
    collection_id: collectionId,
    lang: 'en',
    title: sow('collectionTitle', D),
    description: sow('collectionDescription', D, 'shown'),
  });
  const accession = `K-${sow('accession', D)}`;
  const id = insert('testimony', {
    accession,
    form: 'interview',
    title: `Of ${sow('title', D)}`,
    lang: 'en',
    abstract: `It tells of ${sow('abstract', D)}.`,
    collection_id: collectionId,
    status: 'published',
    access: 'public',
    credit: sow('credit', D, 'shown'),
    provenance: sow('provenance', 4, 'neither'),
    published_at: `2025-01-${String(at + 1).padStart(2, '0')}`,
    ...state.testimony,
  });
  insert('testimony_text', {
    testimony_id: id,
    lang: 'fr',
    title: sow('titleInFrench', D),
    abstract: sow('abstractInFrench', D),
  });
  for (const { scope, access, until } of state.rules ?? []) {
    insert('access_rule', { testimony_id: id, scope, access, embargo_until: until ?? null });
  }
  insert('giver', { testimony_id: id, account_id: accounts.giver });
  insert('access_grant', { account_id: accounts.granted, testimony_id: id });
  insert('access_grant', { account_id: accounts.ended, testimony_id: id, until: '2026-03-01' });

  const person = (row: Row, role: string, shownAs: string | null = null) => {
    const slug = String(row.name).toLowerCase().replaceAll(' ', '-');
    const personId = insert('person', { slug, sort_name: row.name!, ...row });
    insert('testimony_person', { testimony_id: id, person_id: personId, role, shown_as: shownAs });
    return { id: personId, slug };
  };
  const people = [
    person(
      { name: `Anna ${sow('narrator', N)}`, birth_year_min: 1930, birth_year_max: 1930, gender: 'female' },
      'narrator',
    ),
    person({ name: `Ben ${sow('interviewer', N)}` }, 'interviewer'),
    person({ name: `Carl ${sow('mentionedDead', N)}`, death_date: '1950' }, 'mentioned'),
  ];
  insert('person_name', { person_id: people[0]!.id, name: sow('variant', N), kind: 'variant' });
  const hidden: Audience = max(N, 3);
  if (guarded) {
    people.push(
      person({ name: `Dora ${sow('pseudonymous', hidden)}` }, 'narrator', `D. ${sow('pseudonym', N)}`),
      person({ name: `Elie ${sow('mentionedLiving', hidden, 'found')}` }, 'mentioned'),
      person({ name: `Fred ${sow('minor', hidden, 'found')}`, minor: 1 }, 'mentioned'),
    );
    for (const [one, other] of [
      [people[0]!.id, people[3]!.id],
      [people[3]!.id, people[0]!.id],
    ])
      insert('kinship', { person_id: one!, relative_id: other!, relation: 'sibling', agreed: 1 });
  }

  const places: string[] = [];
  const place = (sown: string) => {
    const slug = `p-${sown}`;
    const placeId = insert('place', { slug, kind: 'town', country: 'IQ' });
    insert('place_name', { place_id: placeId, lang: 'en', name: sown, kind: 'preferred' });
    places.push(slug);
    return placeId;
  };
  const year = 1801 + at;
  insert('departure', {
    testimony_id: id,
    position: 0,
    place_id: place(sow('place', D)),
    date: String(year),
    year_min: year,
    year_max: year,
  });
  if (guarded) {
    const coarse = place(sow('coarsePlace', 3));
    insert('departure', {
      testimony_id: id,
      position: 1,
      place_id: coarse,
      date: '1887',
      year_min: 1887,
      year_max: 1887,
      date_given: sow('coarseDate', 3, 'shown'),
      calendar: 'hebrew',
      coarse: 1,
    });
    insert('testimony_mention', { testimony_id: id, place_id: coarse });
  }
  insert('leg', { testimony_id: id, position: 0, kind: 'stop', place_id: place(sow('stop', guarded ? 3 : D)) });
  insert('testimony_mention', { testimony_id: id, place_id: place(sow('mentionedPlace', D)) });
  insert('loss', {
    testimony_id: id,
    kind: 'property',
    description: sow('loss', D),
    proof: sow('proof', D, 'shown'),
  });
  const topics: string[] = [];
  const topic = (sown: string) => {
    topics.push(`t-${sown}`);
    const termId = insert('term', { vocabulary: 'topic', slug: `t-${sown}` });
    insert('term_label', { term_id: termId, lang: 'en', label: sown, kind: 'preferred' });
    return termId;
  };
  insert('testimony_term', { testimony_id: id, term_id: topic(sow('topic', D)) });
  insert('testimony_keyword', { testimony_id: id, kind: 'keyword', position: 0, text: sow('keyword', D, 'found') });

  const session = insert('session', {
    testimony_id: id,
    date: String(1951 + at),
    year_min: 1951 + at,
    year_max: 1951 + at,
    place_text: sow('sessionPlace', D, 'shown'),
  });
  const part = insert('part', {
    session_id: session,
    testimony_id: id,
    position: 1,
    label: sow('partLabel', S, 'neither'),
    duration_ms: 90_000,
  });
  const original = insert('transcript', { testimony_id: id, lang: 'en', maker: sow('maker', max(W, N), 'shown') });
  const translation = insert('transcript', { testimony_id: id, lang: 'ar', original_id: original });
  const source = insert('asset', {
    public_id: `s${at}`,
    testimony_id: id,
    part_id: part,
    kind: 'source',
    sha256: files.source,
    mime: 'text/plain',
    original_name: sow('sourceName', 5, 'neither'),
  });
  sow('sourceBytes', 4, 'shown');
  insert('transcript_source', {
    transcript_id: original,
    part_id: part,
    asset_id: source,
    format: 'text',
    sha256: files.source,
    notes: sow('sourceNotes', 4, 'neither'),
  });

  const sectionAudience: Audience = guarded ? max(W, 2) : W;
  const echo: Audience = guarded ? 3 : W;
  const passages: string[] = [];
  const say = (transcript: number, position: number, [start, end]: [number, number], text: string, more: Row = {}) => {
    const publicId = `w${at}t${transcript === original ? 'o' : 't'}${position}`;
    passages.push(publicId);
    return insert('passage', {
      public_id: publicId,
      transcript_id: transcript,
      part_id: part,
      position,
      start_ms: start * 1000,
      end_ms: end * 1000,
      text,
      ...more,
    });
  };
  // Where anybody appears under another name, labels of the source are for those who see everything.
  const label = sow('label', guarded ? max(W, N, 3) : max(W, N), 'shown');
  const first = say(original, 1, [0, 15], `We spoke of ${sow('words', W)} there.`, { speaker: label });
  const secret = `${sow('redacted', guarded ? 3 : W)}`;
  // Long enough to be the voice that the first page opens with.
  const evening = 'and we sat together until it was dark, and told each other where we would go.';
  const second = `Then ${secret} came, and ${sow('besideRedacted', W)} as well, ${evening}`;
  const redacted = say(original, 2, [15, 30], second, { person_id: people[0]!.id });
  const third = say(original, 3, [60, 80], `At last ${sow('section', sectionAudience)} came, ${evening}`, {
    person_id: guarded ? people[3]!.id : null,
  });
  insert('cue', {
    passage_id: first,
    position: 0,
    char_start: 0,
    char_end: 4,
    payload: sow('cuePayload', 5, 'neither'),
    identifier: sow('cueIdentifier', 5, 'neither'),
  });
  say(translation, 1, [0, 15], `تكلمنا ${sow('translation', W)} هناك.`, { original_id: first });
  say(translation, 2, [16, 29], `ثم ${sow('translationOfRedacted', echo)} جاء.`, { original_id: redacted });
  say(translation, 3, [55, 59], `أخيرا ${sow('translationOfSection', sectionAudience)}.`, { original_id: third });

  const point = (position: number, start: number, suffix: string, audience: Audience) => {
    const pointId = insert('index_point', { testimony_id: id, part_id: part, position, start_ms: start * 1000 });
    insert('index_point_text', {
      index_point_id: pointId,
      lang: 'en',
      title: sow(`pointTitle${suffix}`, audience),
      synopsis: sow(`synopsis${suffix}`, audience),
      partial_transcript: sow(`partial${suffix}`, 4, 'neither'),
    });
    insert('index_point_keyword', {
      index_point_id: pointId,
      lang: 'en',
      kind: 'keyword',
      position: 0,
      text: sow(`pointKeyword${suffix}`, audience),
      term_id: topic(sow(`pointTopic${suffix}`, audience)),
    });
    insert('index_point_place', {
      index_point_id: pointId,
      position: 0,
      place_id: place(sow(`pointPlace${suffix}`, audience)),
      label: sow(`pointPlaceLabel${suffix}`, audience),
    });
    insert('index_point_link', {
      index_point_id: pointId,
      position: 0,
      url: `https://example.org/${sow(`pointUrl${suffix}`, audience, 'shown')}`,
      label: sow(`pointLink${suffix}`, audience, 'shown'),
    });
  };
  point(0, 0, '', W);
  point(1, 15, 'OfRedaction', guarded ? 3 : W);
  point(2, 60, 'OfSection', sectionAudience);

  const assets: PlantedTestimony['files'] = [];
  const file = (kind: string, publicId: string, audience: Audience, row: Row, text?: Row) => {
    const assetId = insert('asset', { public_id: publicId, testimony_id: id, kind, ...row });
    if (text) insert('asset_text', { asset_id: assetId, lang: 'en', ...text });
    assets.push({ publicId, kind, audience });
    return assetId;
  };
  const photo: Row = { sha256: files.photograph, mime: 'image/jpeg', width: 340, height: 220, bytes: 900 };
  const seen = file(
    'photograph',
    `f${at}`,
    P,
    { ...photo, original_name: sow('photographName', 4, 'neither') },
    { caption: sow('caption', P), alt: sow('alt', P) },
  );
  people.forEach(({ id: personId }, position) => {
    insert('asset_person', { asset_id: seen, person_id: personId, position });
  });
  if (guarded) {
    const coarsePlace = db.prepare<[number], number>(
      'SELECT place_id FROM departure WHERE testimony_id = ? AND coarse = 1',
    );
    db.prepare('UPDATE asset SET place_id = ?, maker_id = ? WHERE id = ?').run(
      coarsePlace.pluck().get(id),
      people[3]!.id,
      seen,
    );
    file(
      'photograph',
      `g${at}`,
      3,
      { ...photo, access: 'closed' },
      { caption: sow('closedCaption', 3), alt: sow('closedAlt', 3) },
    );
    file('photograph', `h${at}`, 3, { ...photo, embargo_until: '2026-05-01' }, { caption: sow('embargoedCaption', 3) });
    file('photograph', `i${at}`, 3, { ...photo, withdrawn_on: '2026-01-01' }, { caption: sow('withdrawnCaption', 3) });
    insert('section', {
      testimony_id: id,
      part_id: part,
      start_ms: 60_000,
      end_ms: 80_000,
      access: 'restricted',
      reason: sow('sectionReason', 4, 'neither'),
    });
    const from = second.indexOf(secret);
    insert('redaction', {
      testimony_id: id,
      passage_id: redacted,
      char_start: from,
      char_end: from + secret.length,
      part_id: part,
      start_ms: 17_000,
      end_ms: 19_000,
      reason: sow('redactionReason', 4, 'neither'),
    });
  }
  file(
    'document',
    `d${at}`,
    max(P, W),
    { sha256: files.document, mime: 'text/plain', bytes: 40, original_name: sow('documentName', 4, 'neither') },
    { caption: sow('documentCaption', max(P, W)), body: sow('documentBody', max(P, W), 'found') },
  );
  sow('documentBytes', max(P, W), 'shown');
  file('audio', `a${at}`, S, { sha256: files.sound, mime: 'audio/wav', part_id: part, duration_ms: 90_000, bytes: 1 });
  assets.push({ publicId: `s${at}`, kind: 'source', audience: 4 });
  const paper = file('agreement', `n${at}`, 4, {
    sha256: files.agreement,
    mime: 'text/plain',
    original_name: sow('agreementName', 4, 'neither'),
  });
  sow('agreementBytes', 4, 'shown');
  const agreement = insert('agreement', {
    testimony_id: id,
    kind: 'deed',
    asset_id: paper,
    note: sow('agreementNote', 5, 'neither'),
    wording: sow('agreementWording', 5, 'neither'),
    revoked_on: state.revoked ?? null,
  });
  insert('agreement_party', { agreement_id: agreement, capacity: 'everyone' });
  insert('agreement_use', { agreement_id: agreement, use: 'exhibition' });
  insert('revision', {
    testimony_id: id,
    thing: 'passage',
    thing_id: first,
    actor: 'a',
    before: sow('revision', 5, 'neither'),
  });
  insert('outbox', { testimony_id: id });
  const quotations = passages.map((passage) => `q${passage}`);
  passages.forEach((passage, index) => {
    insert('quotation', {
      public_id: quotations[index]!,
      testimony_id: id,
      passage,
      revision: 1,
      sha256: '0'.repeat(64),
      quoted_on: '2020-01-01',
    });
  });
  return {
    state: name,
    id,
    accession,
    described: D,
    passages,
    quotations,
    transcripts: [original, translation],
    files: assets,
    people: people.map(({ slug }) => slug),
    places,
    topics,
    collection,
    firstYear: year,
  };
}
