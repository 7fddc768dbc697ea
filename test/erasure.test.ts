/** What is erased is nowhere in the archive's folder: not in the database or its log, the search index, an original or a rendition. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Archive } from '../server/archive/archive.ts';
import { catalogueEntry } from '../server/archive/catalogue/record.ts';
import { replaceEntry } from '../server/archive/catalogue/save.ts';
import { type Begun, eraseFile, eraseName, eraseTestimony, erasures } from '../server/archive/erasure/erasure.ts';
import { addMessage } from '../server/archive/submission/conversation.ts';
import { carryOutWithdrawal } from '../server/archive/submission/erase.ts';
import { saveStep } from '../server/archive/submission/step-saving.ts';
import { beginSubmission } from '../server/archive/submission/submission.ts';
import { withdraw } from '../server/archive/submission/withdrawal.ts';
import { emptyLog, finishErasure, removeOriginals } from '../server/erasure.ts';
import { importPaths } from '../server/ingest/importer.ts';
import { sendMail } from '../server/mail/mail.ts';
import { renderImage } from '../server/media/image.ts';
import { keepOriginal } from '../server/media/storage.ts';
import { openEmbedded } from '../server/search/embedded/index.ts';
import type { SearchRequest } from '../server/search/engine.ts';
import { parse } from '../server/search/query.ts';
import { temporaryArchive } from './archive-folder.ts';
import { inserter } from './insert.ts';

const SLOW = 180_000; // milliseconds: imports and an index built twice, on a machine that others share
const now = new Date('2026-11-24T12:00:00Z');
const asked = { actor: 'rachel@example.org', reason: 'The family asked for it.', now };
/** Made-up words, each in a place of its own; the letters of any of them are nowhere else. */
const CANARY =
  /zq(title|abstract|narrator|variant|word|caption|cue|keyword|note|exif|mail|step|draft|topic|place)[a-z]*/gi;

const EVERYTHING: Omit<SearchRequest, 'query'> = {
  filters: { facets: {}, yearFrom: null, yearTo: null },
  sort: 'relevance',
  page: 1,
  perPage: 20,
  passagesPerResult: 3,
  who: { reach: 3, granted: [], given: [] },
  leaveOut: [],
};

const HEAD =
  'accession,title,abstract,narrator,narrator_variants,birth_year,country_of_origin,place_of_origin,year_of_departure,language,topics,access,agreement,transcript,photos,captions';
const story = (words: string) =>
  `WEBVTT\n\n${Array.from({ length: 40 }, (_, at) => `cue${at}\n00:${String(at).padStart(2, '0')}:00.000 --> 00:${String(at).padStart(2, '0')}:30.000\nAt ${at} we spoke of ${words}${String.fromCharCode(97 + (at % 26))} and of bread and the river.`).join('\n\n')}\n`;

async function tableOf(words: { title: string; text: string }[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-erase-'));
  const rows = words.map(({ title, text }, at) => {
    writeFileSync(join(folder, `story-${title}.vtt`), story(text));
    const secret = title === 'secret';
    const name = secret ? 'Salma Zqnarratora' : `Person ${title}`;
    return [
      `E-${title}`,
      secret ? 'The zqtitlea house' : `The house ${title}`,
      secret ? 'About zqabstracta' : `About ${title} `.repeat(20),
      name,
      secret ? 'Zqvarianta' : '',
      String(1900 + (at % 50)),
      'IQ',
      secret ? 'Zqplacea' : 'Baghdad',
      '1951',
      'English',
      secret ? 'zqtopica' : 'food',
      'public',
      'deed',
      `story-${title}.vtt`,
      secret ? 'secret.jpg' : '',
      secret ? 'A zqcaptiona door' : '',
    ].join(',');
  });
  writeFileSync(join(folder, 'testimonies.csv'), `${HEAD}\n${rows.join('\n')}\n`);
  const picture = await sharp({ create: { width: 340, height: 220, channels: 3, background: '#705030' } })
    .withExif({ IFD0: { Artist: 'zqexifa' } })
    .jpeg()
    .toBuffer();
  writeFileSync(join(folder, 'secret.jpg'), picture);
  return folder;
}

async function bring(archive: Archive, names: string[], text = 'plain'): Promise<void> {
  const folder = await tableOf(names.map((title) => ({ title, text: title === 'secret' ? 'zqword' : text })));
  const report = await importPaths(archive, [folder]);
  expect(report.items.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
}

/** Canary words in the files of a folder, each once. */
function left(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const found = new Set(
      readFileSync(join(parentPath, name), 'latin1')
        .match(CANARY)
        ?.map((word) => word.toLowerCase()),
    );
    return [...(CANARY.test(name) ? [name] : []), ...found].map((word) => `${name}: ${word}`);
  });
}

const many = (from: number, count: number) => Array.from({ length: count }, (_, at) => `n${from + at}`);

/** An archive with one testimony full of made-up words among others, its words in every table that can have them. */
async function planted() {
  const archive = temporaryArchive();
  const { db } = archive;
  const insert = inserter(db);
  await bring(archive, many(0, 6));
  await bring(archive, ['secret']);
  await bring(archive, many(6, 6));
  await bring(archive, ['secret', ...many(12, 2)]); // a second time: what it wrote is remembered
  const id = db.prepare<[], number>("SELECT id FROM testimony WHERE accession = 'E-secret'").pluck().get()!;
  const account = insert('account', {
    email: 'rachel@example.org',
    name: 'Rachel',
    role: 'archivist',
    password_hash: '-',
  });
  const entry = catalogueEntry(db, id);
  replaceEntry(
    db,
    id,
    entry,
    { ...entry, abstract: 'Now of bread', keywords: ['zqkeyworda'] },
    { actor: 'rachel@example.org', reason: 'zqnotea' },
  );
  insert('catalogue_draft', {
    testimony_id: id,
    account_id: account,
    state: '-',
    typed: JSON.stringify({ title: 'zqdrafta' }),
  });
  const passage = db.prepare<[], number>("SELECT id FROM passage WHERE text LIKE '%zqword%' LIMIT 1").pluck().get()!;
  insert('passage_draft', { account_id: account, passage_id: passage, text: 'zqdraftb', version: 1 });
  insert('audit', {
    actor: 'rachel@example.org',
    action: 'hidden',
    thing: 'testimony',
    thing_id: 'E-secret',
    detail: 'Her name zqnoteb is in it',
  });
  const asset = db
    .prepare<[number], { id: number; sha256: string }>(
      "SELECT id, sha256 FROM asset WHERE testimony_id = ? AND kind = 'photograph'",
    )
    .get(id)!;
  await renderImage(archive.folder, asset.sha256, { width: 320, format: 'jpeg' });
  const { id: submission, personId } = beginSubmission(db, {
    kind: 'story',
    lang: 'en',
    now,
    testimonyId: id,
    person: { name: 'Zqstepa', email: 'nour@example.org', phone: null },
  });
  saveStep(db, submission, 'story', { answers: { title: 'zqstepb', text: 'zqstepc' }, version: 0, personId, now });
  addMessage(db, submission, { text: 'We read zqmaila.', accountId: account, now });
  sendMail(db, {
    to: 'nour@example.org',
    lang: 'en',
    template: 'family_message',
    values: { site: 'Kolot', text: 'We read zqmaila.', link: 'https://kolot.example/x' },
  });
  const file = await keepOriginal(archive.folder, Buffer.from('zqstepd in a file'));
  insert('submission_file', {
    public_id: 'zz',
    submission_id: submission,
    purpose: 'document',
    position: 1,
    sha256: file.sha256,
    bytes: file.bytes,
    mime: 'text/plain',
    original_name: 'zqstepe.txt',
    added_at: now.toISOString(),
  });
  return { archive, id, submission, asset: asset.id, account };
}

async function finished(archive: Archive, begun: Begun): Promise<void> {
  await removeOriginals(archive, begun);
  const engine = openEmbedded(archive, { threads: 2, poll: 3_600_000, limit: 60_000 });
  try {
    await engine.follow();
    let searching = true;
    const searches = (async () => {
      while (searching) {
        const answer = await engine.search({ ...EVERYTHING, query: parse('bread') });
        expect(answer.total).toBe(14);
      }
    })();
    await finishErasure(archive, engine, begun.id, { now: () => now });
    searching = false;
    await searches;
  } finally {
    await engine.close();
  }
}

test(
  'an erased testimony is in no file of the archive, also when it was imported twice and edited since',
  async () => {
    const { archive } = await planted();
    const engine = openEmbedded(archive, { threads: 1, poll: 3_600_000 });
    await engine.follow();
    await engine.close();
    const before = new Set(left(archive.folder).map((one) => one.split(': ')[1]!.replace(/[a-z]$/, '')));
    for (const place of [
      'title',
      'narrator',
      'variant',
      'word',
      'caption',
      'keyword',
      'note',
      'exif',
      'mail',
      'step',
      'draft',
      'topic',
      'place',
    ])
      expect([place, before.has(`zq${place}`)]).toEqual([place, true]);

    const begun = eraseTestimony(archive.db, 'E-secret', { ...asked, typed: 'E-secret' });
    await finished(archive, begun);
    expect(left(archive.folder)).toEqual([]);
    expect(archive.db.prepare("SELECT count(*) FROM testimony WHERE accession LIKE 'E-n%'").pluck().get()).toBe(14);
    expect(archive.db.pragma('foreign_key_check')).toEqual([]);
    expect(archive.db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  },
  SLOW,
);

test('a number typed wrong, no reason, or another number erases nothing', () => {
  const archive = temporaryArchive();
  const insert = inserter(archive.db);
  insert('testimony', { accession: 'E-1', form: 'letter', title: 'A letter' });
  expect(() => eraseTestimony(archive.db, 'E-1', { ...asked, typed: 'E-2' })).toThrow('Nothing was erased');
  expect(() => eraseTestimony(archive.db, 'E-1', { ...asked, typed: 'E-1', reason: ' ' })).toThrow('Say why');
  expect(() => eraseTestimony(archive.db, 'E-2', { ...asked, typed: 'E-2' })).toThrow('There is no testimony');
  expect(erasures(archive.db)).toEqual([]);
  expect(archive.db.prepare('SELECT count(*) FROM testimony').pluck().get()).toBe(1);
});

/** A testimony by hand, with a photograph, a narrator with words of their own everywhere, and a relative who stays. */
async function byHand() {
  const archive = temporaryArchive();
  const { db, folder } = archive;
  const insert = inserter(db);
  const id = insert('testimony', { accession: 'E-1', form: 'interview', title: 'The house', lang: 'en' });
  const person = insert('person', { slug: 'zqnarratora', name: 'Salma Zqnarratora', sort_name: 'Zqnarratora, Salma' });
  const other = insert('person', { slug: 'nour', name: 'Nour', sort_name: 'Nour' });
  insert('person_name', { person_id: person, name: 'Zqvarianta', kind: 'variant' });
  insert('kinship', { person_id: other, relative_id: person, relation: 'parent' });
  insert('testimony_person', { testimony_id: id, person_id: person, role: 'narrator' });
  insert('testimony_person', { testimony_id: id, person_id: other, role: 'interviewer' });
  const session = insert('session', { testimony_id: id });
  const part = insert('part', { session_id: session, testimony_id: id, position: 1 });
  const transcript = insert('transcript', { testimony_id: id, lang: 'en' });
  insert('passage', {
    public_id: 'p1',
    transcript_id: transcript,
    part_id: part,
    position: 1,
    text: 'We left.',
    speaker: 'Salma Zqnarratora',
    person_id: person,
  });
  const picture = await keepOriginal(folder, Buffer.from('zqexifa in a picture'));
  const photo = insert('asset', {
    public_id: 'f1',
    testimony_id: id,
    kind: 'photograph',
    sha256: picture.sha256,
    bytes: 20,
    mime: 'image/jpeg',
    original_name: 'zqcaptionb.jpg',
  });
  insert('asset_text', { asset_id: photo, lang: 'en', caption: 'A zqcaptiona door' });
  const before = JSON.stringify({
    people: ['Salma Zqnarratora', 'Zqvarianta'],
    caption: 'A zqcaptiona door',
    name: 'zqcaptionb.jpg',
  });
  insert('revision', { testimony_id: id, thing: 'testimony', thing_id: id, actor: 'a', before });
  insert('import_record', { source: 's', testimony_id: id, origin: 'table', came_from: '-', digest: '-' });
  insert('import_field', { source: 's', field: 'people', value: before });
  const { id: submission } = beginSubmission(db, { kind: 'story', lang: 'en', now, testimonyId: id });
  insert('submission_file', {
    public_id: 'sf1',
    submission_id: submission,
    purpose: 'photograph',
    position: 1,
    sha256: picture.sha256,
    bytes: 20,
    mime: 'image/jpeg',
    original_name: 'zqcaptionc.jpg',
    asset_id: photo,
    added_at: now.toISOString(),
  });
  return { archive, id, person, submission };
}

/** Files and log only: nobody has searched this archive. */
async function settled(archive: Archive, originals: string[]): Promise<string[]> {
  await removeOriginals(archive, { id: 0, originals });
  await emptyLog(archive);
  return left(archive.folder).map((one) => one.split(': ')[1]!);
}

test('an erased photograph goes with its caption and its file’s name, also out of what is remembered; the testimony stays', async () => {
  const { archive } = await byHand();
  const { originals } = eraseFile(archive.db, 'E-1', 'f1', asked);
  const words = await settled(archive, originals);
  expect(words.filter((word) => /caption|exif/.test(word))).toEqual([]);
  expect(words).toContain('zqnarratora');
  expect(() => eraseFile(archive.db, 'E-1', 'f1', asked)).toThrow('There is no file');
});

test('an erased name goes with every spelling, kin link and label; the words and the others stay', async () => {
  const { archive, person } = await byHand();
  eraseName(archive.db, 'E-1', person, asked);
  const words = await settled(archive, []);
  expect(words.filter((word) => /narrator|variant/.test(word))).toEqual([]);
  expect(archive.db.prepare('SELECT name FROM person').pluck().all()).toEqual(['Nour']);
  expect(archive.db.prepare('SELECT text, speaker FROM passage').all()).toEqual([{ text: 'We left.', speaker: null }]);
});

test('what a family took back is erased after thirty days by the same means, and the log says that, by whom and why', async () => {
  const { archive, submission } = await byHand();
  const { db } = archive;
  const id = withdraw(db, submission, { taken: { what: 'whole' }, thenDo: 'erase', reason: null, personId: null, now });
  expect(carryOutWithdrawal(db, id, now)).toEqual([]);
  const later = new Date(now.getTime() + 31 * 86_400_000);
  expect(await settled(archive, carryOutWithdrawal(db, id, later))).toEqual([]);
  expect(db.prepare('SELECT count(*) FROM testimony').pluck().get()).toBe(0);
  expect(erasures(db)).toMatchObject([{ actor: 'kolot', what: 'submission', finishedAt: null }]);
  expect(db.prepare("SELECT state FROM job WHERE kind = 'erasure'").pluck().all()).toEqual(['waiting']);
  expect(db.prepare("SELECT actor, action FROM audit WHERE action = 'erased'").all()).toEqual([
    { actor: 'kolot', action: 'erased' },
  ]);
});
