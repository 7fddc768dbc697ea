/** Pictures, words of care, and the same change to many. */
import sharp from 'sharp';
import { addAsset } from '../../../server/archive/asset.ts';
import { catalogueEntry } from '../../../server/archive/catalogue/record.ts';
import { firstSession, partAt } from '../../../server/archive/session.ts';
import { addTestimony, testimonyId } from '../../../server/archive/testimony.ts';
import { keepOriginal } from '../../../server/media/storage.ts';
import { inserter } from '../../insert.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';
import { fieldsOf, withFields } from './form.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
let david: ReturnType<typeof visitorOf>;
const NEW = {
  form: 'interview' as const,
  lang: 'en',
  abstract: null,
  generation: null,
  collectionId: null,
  rights: null,
  credit: null,
  provenance: null,
  sample: false,
};
const entry = (accession: string) => catalogueEntry(site.archive.db, testimonyId(site.archive.db, accession)!);

beforeAll(async () => {
  site = await openSite(async ({ db, folder }) => {
    for (const number of [1, 2, 3]) addTestimony(db, `B-${number}`, { ...NEW, title: `Of boats ${number}` });
    const id = addTestimony(db, 'P-1', { ...NEW, title: 'With pictures' });
    db.prepare("UPDATE testimony SET status = 'published', access = 'public' WHERE id = ?").run(id);
    // Red on the left, blue on the right, twice as wide as high.
    const red = { create: { width: 200, height: 200, channels: 3 as const, background: '#f00' } };
    const blue = await sharp({ ...red, create: { ...red.create, background: '#00f' } })
      .png()
      .toBuffer();
    const picture = await sharp({ create: { ...red.create, width: 400 } })
      .composite([{ input: blue, left: 200, top: 0 }])
      .jpeg()
      .toBuffer();
    const { sha256, bytes } = await keepOriginal(folder, picture);
    for (const position of [0, 1]) {
      addAsset(db, id, {
        kind: position === 0 ? 'photograph' : 'document',
        sha256,
        bytes,
        mime: 'image/jpeg',
        width: 400,
        height: 200,
        position,
        originalName: `scan ${position}.jpg`,
      });
    }
    const part = partAt(db, id, firstSession(db, id), 1);
    const insert = inserter(db);
    const original = insert('transcript', { testimony_id: id, lang: 'en' });
    const translation = insert('transcript', { testimony_id: id, lang: 'fr', original_id: original });
    const passage = insert('passage', {
      public_id: 'hard',
      transcript_id: original,
      part_id: part,
      position: 1,
      text: 'What was done to them.',
    });
    insert('passage', {
      public_id: 'dur',
      transcript_id: translation,
      part_id: part,
      position: 1,
      text: 'Ce qu’on leur fit.',
      original_id: passage,
    });
    insert('agreement', { testimony_id: id, kind: 'deed' });
    db.exec("INSERT INTO agreement_party (agreement_id, capacity) SELECT max(id), 'everyone' FROM agreement");
  });
  rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
  david = visitorOf(site, signedIn(site.archive, 'archivist', 'david').cookie);
});
afterAll(() => site.close());

describe('Pictures', () => {
  const page = '/en/desk/testimonies/P-1/photographs';
  const photograph = () => entry('P-1').pictures[0]!;

  test('are turned and cut in new renditions, the original untouched', async () => {
    const { id } = photograph();
    const asset = site.archive.db
      .prepare<[number], { public_id: string; sha256: string }>('SELECT public_id, sha256 FROM asset WHERE id = ?')
      .get(id)!;
    const seen = async (name: string) => {
      const { body } = await visitorOf(site, null).get(`/media/${asset.public_id}/${name}`);
      const { data, info } = await sharp(body).raw().toBuffer({ resolveWithObject: true });
      const colour = (x: number, y: number) => (data[(y * info.width + x) * info.channels]! > 128 ? 'red' : 'blue');
      return { size: [info.width, info.height], corners: [colour(5, 5), colour(info.width - 6, info.height - 6)] };
    };
    expect(await seen('320.jpeg')).toEqual({ size: [320, 160], corners: ['red', 'blue'] });
    const answer = await rachel.send(page, {
      [`picture.${id}.turn`]: '90',
      [`picture.${id}.crop.left`]: '0',
      [`picture.${id}.crop.top`]: '50',
      [`picture.${id}.crop.width`]: '100',
      [`picture.${id}.crop.height`]: '50',
      [`picture.${id}.text.0.lang`]: 'Arabic',
      [`picture.${id}.text.0.caption`]: 'على السفينة',
      [`picture.${id}.text.0.alt`]: 'امرأتان عند الحاجز',
    });
    expect(answer.status).toBe(303);
    expect(photograph()).toMatchObject({
      turn: 90,
      crop: '0 0.5 1 0.5',
      texts: [{ lang: 'ar', caption: 'على السفينة', alt: 'امرأتان عند الحاجز' }],
    });
    // A quarter turn clockwise: what was left is above.
    expect(await seen('320.jpeg')).toEqual({ size: [200, 400], corners: ['red', 'blue'] });
    expect(await seen('thumb-320.jpeg')).toEqual({ size: [200, 200], corners: ['blue', 'blue'] });
    const shown = await visitorOf(site, null).get('/ar/testimonies/P-1');
    expect(shown.text).toContain(`/media/${asset.public_id}/320.jpeg?turn=90" width="200" height="400"`);
    expect(site.archive.db.prepare('SELECT sha256 FROM asset WHERE id = ?').pluck().get(id)).toBe(asset.sha256);
    expect((await rachel.send(page, {})).status).toBe(303);
    expect(photograph().crop).toBe('0 0.5 1 0.5');
  });

  test('are closed by themselves, put in order, and brought back by the history', async () => {
    const before = entry('P-1').pictures;
    const { id } = photograph();
    const publicId = site.archive.db.prepare('SELECT public_id FROM asset WHERE id = ?').pluck().get(id);
    await rachel.send(page, { [`picture.${id}.access`]: 'closed', [`picture.${id}.position`]: '9' });
    expect((await visitorOf(site, null).get(`/media/${publicId}/320.jpeg`)).status).toBe(404);
    const history = await rachel.get('/en/desk/testimonies/P-1/history');
    expect(history.text).toContain('Photographs and documents');
    await rachel.send('/en/desk/testimonies/P-1/history', {}, '/en/desk/testimonies/P-1/restore');
    expect(entry('P-1').pictures).toEqual(before);
  });

  test('what cannot be read comes back as it was typed', async () => {
    const { id } = photograph();
    const answer = await rachel.send(page, {
      [`picture.${id}.crop.left`]: '90',
      [`picture.${id}.crop.width`]: '80',
      [`picture.${id}.date`]: 'once upon a time',
      [`picture.${id}.text.1.caption`]: 'No language',
    });
    expect(answer.status).toBe(422);
    for (const typed of ['once upon a time', 'No language', '"80"']) expect(answer.text).toContain(typed);
  });

  test('of two who describe them at once, the second is told', async () => {
    const { id } = photograph();
    const hers = await rachel.get(page);
    await david.send(page, { [`picture.${id}.credit`]: 'His credit' });
    const answer = await rachel.post(
      page,
      withFields(fieldsOf(hers.text, page), { [`picture.${id}.credit`]: 'Her credit' }),
    );
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Her credit');
    expect(photograph().credit).toBe('His credit');
  });
});

describe('Words of care', () => {
  const page = '/en/desk/testimonies/P-1/care';

  test('stand before the passage, and before its translation, for every reader', async () => {
    const found = await rachel.get(`${page}?q=done+to`);
    const passage = /name="passage" value="(\d+)"> <span>/.exec(found.text)![1]!;
    await rachel.post(page, { action: 'add', kind: 'death-of-children', passage });
    for (const text of ['en', 'fr']) {
      const shown = (await visitorOf(site, null).get(`/en/testimonies/P-1?text=${text}`)).text;
      expect(shown.indexOf('the death of children is told of')).toBeGreaterThan(0);
      expect(shown.indexOf('the death of children is told of')).toBeLessThan(shown.indexOf('class="words"'));
    }
    await rachel.post(page, { action: 'remove', kind: 'death-of-children', passage });
    expect((await visitorOf(site, null).get('/en/testimonies/P-1')).text).not.toContain('the death of children');
  });

  test('stay with the testimony where their passage is deleted', async () => {
    const { db } = site.archive;
    const passage = db.prepare<[], number>("SELECT id FROM passage WHERE public_id = 'hard'").pluck().get()!;
    await rachel.post(page, { action: 'add', kind: 'violence', passage: String(passage) });
    db.prepare('DELETE FROM passage WHERE id = ?').run(passage);
    expect(entry('P-1').care).toEqual([{ passageId: null, kind: 'violence' }]);
    expect((await visitorOf(site, null).get('/en/testimonies/P-1')).text).toContain('violence is told of');
  });
});

describe('The same change to many', () => {
  test('is looked at, made, and undone but for what was edited since', async () => {
    await site.engine.follow();
    const look = await rachel.send(
      '/en/desk/batch?q=boats',
      { access: 'restricted', credit: 'Families of the sea', 'topics.0.term_text': 'Childhood' },
      '/en/desk/batch',
    );
    expect(look.text).toContain('3 would be different');
    expect(entry('B-1').access).toBe('closed');
    const done = await rachel.post(
      '/en/desk/batch',
      withFields(fieldsOf(look.text, '/en/desk/batch'), { really: 'yes', reason: 'As agreed in May' }),
    );
    expect(done.status).toBe(303);
    for (const accession of ['B-1', 'B-2', 'B-3'])
      expect(entry(accession)).toMatchObject({
        access: 'restricted',
        credit: 'Families of the sea',
        topics: [expect.any(Number)],
      });
    expect(entry('P-1').credit).toBeNull();
    await david.send('/en/desk/testimonies/B-2', { credit: 'Another credit' });
    const batch = done.headers.location!;
    expect((await rachel.get(batch)).text).toContain('edited since');
    const undone = await rachel.send(batch, {}, `${batch}/undo`);
    expect(undone.text).toContain('they stay as they are');
    expect(entry('B-1')).toMatchObject({ access: 'closed', credit: null, topics: [] });
    expect(entry('B-2')).toMatchObject({ access: 'closed', credit: 'Another credit', topics: [] });
    expect((await rachel.post(`${batch}/undo`, {})).status).toBe(409);
  });

  test('asks which term is meant, and changes nothing until it knows', async () => {
    const asked = await rachel.send(
      '/en/desk/batch?q=boats',
      { 'topics.0.term_text': 'Something unheard of' },
      '/en/desk/batch',
    );
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Something unheard of');
    expect(entry('B-1').topics).toEqual([]);
  });
});

describe('Signed agreements', () => {
  test('are attached to the testimonies that their files are named by, once each', async () => {
    const { db } = site.archive;
    const { default: request } = await import('supertest');
    const { cookie } = signedIn(site.archive, 'archivist', 'miriam');
    const attach = () =>
      request(site.app)
        .post('/en/desk/agreements')
        .set('cookie', cookie)
        .field('kind', 'deed')
        .field('date', 'May 1998')
        .field('uses', 'research')
        .field('uses', 'teaching')
        .attach('files', Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'), 'B-1 signed.pdf')
        .attach('files', Buffer.from('I agree. S. D.'), 'B-2.txt')
        .attach('files', Buffer.from('I agree.'), 'B-99.txt')
        .attach('files', Buffer.from('#!/bin/sh\n'), 'B-3.pdf');
    const { text } = await attach();
    for (const said of ['no testimony has this number', 'not attached:']) expect(text).toContain(said);
    await attach();
    const rows = db
      .prepare(`SELECT accession, agreement.kind, agreement.date, original_name, (SELECT group_concat(use) FROM agreement_use WHERE agreement_id = agreement.id) AS uses
        FROM agreement JOIN testimony ON testimony.id = agreement.testimony_id JOIN asset ON asset.id = agreement.asset_id
        WHERE accession LIKE 'B-%' ORDER BY accession`)
      .all();
    const same = { kind: 'deed', date: '1998-05', uses: 'research,teaching' };
    expect(rows).toEqual([
      { accession: 'B-1', original_name: 'B-1 signed.pdf', ...same },
      { accession: 'B-2', original_name: 'B-2.txt', ...same },
    ]);
    expect(db.prepare("SELECT count(*) FROM agreement_party WHERE capacity = 'everyone'").pluck().get()).toBe(3);
    expect(
      (await request(site.app).post('/en/desk/agreements').set('cookie', cookie).field('date', 'never')).status,
    ).toBe(422);
  });
});

describe.each(['visitor', 'reader', 'translator', 'coordinator'])('a %s', (role) => {
  test('is refused all of it', async () => {
    const who = visitorOf(site, role === 'visitor' ? null : signedIn(site.archive, role, `m ${role}`).cookie);
    for (const path of ['/testimonies/P-1/photographs', '/testimonies/P-1/care', '/batch', '/batch/1', '/agreements'])
      expect((await who.get(`/en/desk${path}`)).status).toBe(role === 'visitor' ? 303 : 403);
    for (const path of [
      '/testimonies/P-1/photographs',
      '/testimonies/P-1/care',
      '/batch',
      '/batch/1/undo',
      '/agreements',
    ])
      expect((await who.post(`/en/desk${path}`, { action: 'add', kind: 'violence', really: 'yes' })).status).toBe(403);
  });
});
