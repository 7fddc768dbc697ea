/** Whose an agreement is: where several tell together each gives their own, and publishing asks for each. */
import supertest from 'supertest';
import { consentIsComplete } from '../../../server/archive/agreement.ts';
import { inserter } from '../../insert.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
let cookie: string;
let sisters: number;
let salima: number;
let eliyahu: number;
const PAGE = '/en/desk/testimonies/K-1/agreements';

beforeEach(async () => {
  site = await openSite(({ db }) => {
    const insert = inserter(db);
    sisters = insert('testimony', { accession: 'K-1', form: 'interview', title: 'Two of us', lang: 'en' });
    salima = insert('person', { name: 'Salima Noam', sort_name: 'Noam, Salima', slug: 'salima-noam' });
    eliyahu = insert('person', { name: 'Eliyahu Noam', sort_name: 'Noam, Eliyahu', slug: 'eliyahu-noam' });
    insert('testimony_person', { testimony_id: sisters, person_id: salima, role: 'narrator', position: 0 });
    insert('testimony_person', { testimony_id: sisters, person_id: eliyahu, role: 'narrator', position: 1 });
    const alone = insert('testimony', { accession: 'K-2', form: 'interview', title: 'One of us', lang: 'en' });
    insert('testimony_person', { testimony_id: alone, person_id: salima, role: 'narrator' });
  });
  ({ cookie } = signedIn(site.archive, 'archivist', 'rachel'));
  rachel = visitorOf(site, cookie);
});
afterEach(() => site.close());

const send = (path: string, fields: Record<string, string | string[]>, files: string[]) => {
  const sending = supertest(site.app).post(path).set('cookie', cookie);
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) sending.field(name, value);
  for (const file of files) sending.attach('files', Buffer.from(`I agree. ${file}`), file);
  return sending;
};
const missing = async () => {
  const { text } = await rachel.get('/en/desk/testimonies/K-1/publishing');
  return ['Salima Noam', 'Eliyahu Noam'].filter((name) => text.includes(`The agreement of ${name} is missing.`));
};

test('a paper added for one of two narrators leaves the other’s missing, and publishing says whose', async () => {
  expect(await missing()).toEqual(['Salima Noam', 'Eliyahu Noam']);
  const unsaid = await send(PAGE, { kind: 'deed' }, ['scan.txt']);
  expect([unsaid.status, unsaid.text.includes('Say whose agreement it is')]).toEqual([422, true]);
  const stranger = await send(PAGE, { kind: 'deed', whose: 'narrator.999' }, ['scan.txt']);
  expect(stranger.status).toBe(422);
  expect((await send(PAGE, { kind: 'deed', whose: `narrator.${salima}` }, ['scan.txt'])).status).toBe(303);
  expect(await missing()).toEqual(['Eliyahu Noam']);
  expect((await rachel.post('/en/desk/testimonies/K-1/publish', {})).status).toBe(409);
  expect((await send(PAGE, { kind: 'deed', whose: `narrator.${eliyahu}` }, ['second.txt'])).status).toBe(303);
  expect(await missing()).toEqual([]);
  expect(consentIsComplete(site.archive.db, sisters)).toBe(true);
});

test('of papers sent together, those of one who tells alone are theirs, those with a name are that narrator’s', async () => {
  const { text } = await send('/en/desk/agreements', { kind: 'deed', whose: 'named' }, [
    'K-1.txt',
    'K-1_salima noam signed.txt',
    'K-2.txt',
  ]);
  expect(text).toContain('Several tell in it: say whose agreement it is');
  expect(text).toContain('Agreement of: Salima Noam');
  expect(await missing()).toEqual(['Eliyahu Noam']);
  expect((await rachel.get(PAGE)).text).toContain('Nobody has said yet whose it is');
  const { db } = site.archive;
  const unsaid = db
    .prepare<[], number>('SELECT id FROM agreement WHERE id NOT IN (SELECT agreement_id FROM agreement_party)')
    .pluck()
    .get()!;
  expect((await rachel.post(`${PAGE}/${unsaid}`, {})).status).toBe(422);
  expect((await rachel.post(`${PAGE}/${unsaid}`, { whose: `narrator.${eliyahu}` })).status).toBe(303);
  expect(await missing()).toEqual([]);
  expect((await rachel.get(PAGE)).text).toContain('Agreement of: Eliyahu Noam');
});

test('one paper can still stand for everybody, and be said to be one person’s later; who signed it stays', async () => {
  const { db } = site.archive;
  await send('/en/desk/agreements', { kind: 'deed', whose: 'everyone' }, ['K-1.txt']);
  expect(await missing()).toEqual([]);
  db.prepare("UPDATE agreement_party SET signed_by = 'Their niece'").run();
  const agreement = db.prepare<[], number>('SELECT id FROM agreement').pluck().get()!;
  await rachel.post(`${PAGE}/${agreement}`, { whose: `narrator.${salima}` });
  expect(await missing()).toEqual(['Eliyahu Noam']);
  expect((await rachel.get(PAGE)).text).toContain('Signed by Their niece');
  expect((await rachel.post('/en/desk/testimonies/K-2/agreements/1', { whose: 'everyone' })).status).toBe(404);
});

test.each(['visitor', 'reader', 'translator', 'coordinator'])('a %s says nothing of it', async (role) => {
  const who = visitorOf(site, role === 'visitor' ? null : signedIn(site.archive, role).cookie);
  expect((await who.get(PAGE)).status).toBe(role === 'visitor' ? 303 : 403);
  expect((await who.post(`${PAGE}/1`, { whose: 'everyone' })).status).toBe(403);
});
