import { inOrder, questionSet } from '../../../server/archive/interview/questions.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

let site: OpenSite;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  site = await openSite((archive) => {
    for (const role of ['archivist', 'administrator', 'reader', 'translator', 'coordinator'])
      cookies[role] = signedIn(archive, role).cookie;
  });
});
afterAll(() => site.close());

const at = '/desk/questions?of=ar';

test('an archivist changes what is asked in one language, on a page in another', async () => {
  const desk = visitorOf(site, cookies.archivist!);
  const sent = await desk.send(at, { memory: 'ماذا بقي؟\nماذا تودّ أن تقول؟' }, '/desk/questions/ar');
  expect(sent.status).toBe(303);
  const asked = inOrder(questionSet(site.archive.db, 'ar')).filter(({ theme }) => theme === 'memory');
  expect(asked.map(({ text }) => text)).toEqual(['ماذا بقي؟', 'ماذا تودّ أن تقول؟']);
  expect(questionSet(site.archive.db, 'en').version).toBe(0);
});

test('what cannot be asked is refused, and nothing that was typed is lost', async () => {
  const desk = visitorOf(site, cookies.archivist!);
  const long = `Why ${'so '.repeat(200)}long?`;
  const sent = await desk.send('/desk/questions?of=en', { road: long }, '/desk/questions/en');
  expect(sent.status).toBe(422);
  expect(sent.text).toContain(long);
  expect(questionSet(site.archive.db, 'en').version).toBe(0);
});

test('of two who save at once, the second sees both texts', async () => {
  const desk = visitorOf(site, cookies.administrator!);
  const page = '/desk/questions?of=fr';
  await desk.send(page, { road: 'Par où ?' }, '/desk/questions/fr');
  const late = await desk.send(page, { road: 'Avec qui ?', seen: '0' }, '/desk/questions/fr');
  expect(late.status).toBe(409);
  expect(late.text).toContain('Avec qui ?');
  expect(late.text).toContain('Par où ?');
});

test('an earlier set is asked again as a new version', async () => {
  const desk = visitorOf(site, cookies.archivist!);
  const before = questionSet(site.archive.db, 'ar').version;
  expect((await desk.post('/desk/questions/ar/0', {})).status).toBe(303);
  expect(questionSet(site.archive.db, 'ar').version).toBe(before + 1);
  expect(inOrder(questionSet(site.archive.db, 'ar')).length).toBe(25);
  expect((await desk.post('/desk/questions/ar/99', {})).status).toBe(404);
});

test('nobody but staff sees or changes the questions, and no other site in their name', async () => {
  for (const role of ['reader', 'translator', 'coordinator']) {
    const other = visitorOf(site, cookies[role]!);
    expect([role, (await other.get(at)).status]).toEqual([role, 403]);
    expect([role, (await other.post('/desk/questions/ar', { seen: '0' })).status]).toEqual([role, 403]);
  }
  expect((await visitorOf(site, null).get(at)).status).toBe(303);
  const foreign = { cookie: cookies.archivist!, 'sec-fetch-site': 'cross-site' };
  expect((await site.ask('/desk/questions/ar/0', foreign, 'POST', '')).status).toBe(403);
});
