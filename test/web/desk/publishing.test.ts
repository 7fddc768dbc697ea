/** Publishing from the catalogue: what is missing is said, whether or not a family sent it, and a draft again is gone at once. */
import { addAgreement } from '../../../server/archive/agreement.ts';
import { messagesOf } from '../../../server/archive/submission/conversation.ts';
import { historyOf, moveSubmission } from '../../../server/archive/submission/states.ts';
import { beginSubmission, submission } from '../../../server/archive/submission/submission.ts';
import { inserter } from '../../insert.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
const PAGE = '/en/desk/testimonies/K-1/publishing';
const NOW = new Date('2026-03-01T09:00:00Z');
let testimony: number;
let unread: number;

beforeEach(async () => {
  site = await openSite(({ db }) => {
    const insert = inserter(db);
    testimony = insert('testimony', {
      accession: 'K-1',
      form: 'interview',
      title: 'The bread oven',
      lang: 'en',
      access: 'public',
    });
    const salima = insert('person', { name: 'Salima Noam', sort_name: 'Noam, Salima', slug: 'salima-noam' });
    insert('testimony_person', { testimony_id: testimony, person_id: salima, role: 'narrator' });
    unread = insert('transcript', {
      testimony_id: testimony,
      lang: 'en',
      kind: 'verbatim',
      status: 'machine draft',
      unread: 1,
    });
  });
  rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
});
afterEach(() => site.close());

const reader = () => visitorOf(site, null);
const complete = () => {
  addAgreement(site.archive.db, testimony, { kind: 'deed', date: '2026-03-01', uses: ['research'] });
  site.archive.db.prepare("UPDATE transcript SET unread = 0, status = 'uncorrected' WHERE id = ?").run(unread);
};

test('a testimony that no family sent is published once nothing is missing, and made a draft again with a reason', async () => {
  const refused = await rachel.post('/en/desk/testimonies/K-1/publish', {});
  expect(refused.status).toBe(409);
  for (const missing of ['There is no agreement.', 'Salima Noam', 'nobody has read it yet'])
    expect(refused.text).toContain(missing);
  expect((await reader().get('/en/testimonies/K-1')).status).toBe(404);

  complete();
  expect((await rachel.get(PAGE)).text).toContain('Nothing stands in the way');
  expect((await rachel.post('/en/desk/testimonies/K-1/publish', {})).status).toBe(303);
  expect((await reader().get('/en/testimonies/K-1')).status).toBe(200);

  const why = await rachel.post('/en/desk/testimonies/K-1/unpublish', { reason: ' ', text: '' });
  expect([why.status, why.text.includes('Say why')]).toEqual([400, true]);
  expect((await reader().get('/en/testimonies/K-1')).status).toBe(200);
  await rachel.post('/en/desk/testimonies/K-1/unpublish', { reason: 'Her niece asks to read it first' });
  expect((await reader().get('/en/testimonies/K-1')).status).toBe(404);
  const page = await rachel.get(PAGE);
  expect(page.text).toContain('Her niece asks to read it first');
  expect(page.text).toContain('rachel@example.org');
  expect(site.archive.db.prepare('SELECT count(*) FROM mail').pluck().get()).toBe(0);
});

test('the button that publishes does nothing and says why until nothing is missing, with the way to mend it', async () => {
  const button = /<button class="button" type="(\w+)"( aria-disabled="true" aria-describedby="not-yet")?>Publish</;
  const { text } = await rachel.get(PAGE);
  expect(button.exec(text)?.slice(1)).toEqual(['button', ' aria-disabled="true" aria-describedby="not-yet"']);
  expect(text).toContain('id="not-yet">It cannot be published yet.');
  for (const way of ['/agreements', '/transcripts']) expect(text).toContain(`href="/en/desk/testimonies/K-1${way}"`);
  complete();
  expect(button.exec((await rachel.get(PAGE)).text)?.slice(1)).toEqual(['submit', undefined]);
});

test('at the desk a story that nobody signed, catalogued or read shows its button, and each thing that is missing', async () => {
  const { db } = site.archive;
  const { id } = beginSubmission(db, { kind: 'story', lang: 'en', now: NOW, person: { name: 'Noam' } });
  moveSubmission(db, id, { to: 'submitted', actor: 'the family', now: NOW });
  const story = async () => (await rachel.get(`/en/desk/queue/${id}`)).text;
  const before = await story();
  for (const said of ['has not signed an agreement yet', 'not in the catalogue yet', 'aria-disabled="true"'])
    expect(before).toContain(said);
  complete();
  db.prepare("UPDATE submission SET testimony_id = ?, state = 'catalogued' WHERE id = ?").run(testimony, id);
  const unread = await story();
  for (const said of ['has not read it yet', `href="/en/desk/queue/${id}#move"`, 'aria-disabled="true"'])
    expect(unread).toContain(said);
  await rachel.post('/en/desk/testimonies/K-1/read', { how: 'Read aloud to her' });
  expect(await story()).not.toContain('aria-disabled');
});

test('the family that sent the story hears of both, and its story stands where the testimony does', async () => {
  const { db } = site.archive;
  const { id } = beginSubmission(db, {
    kind: 'story',
    lang: 'ar',
    now: NOW,
    testimonyId: testimony,
    person: { name: 'Noam', email: 'noam@example.org' },
  });
  moveSubmission(db, id, { to: 'submitted', actor: 'the family', now: NOW });
  complete();
  const early = await rachel.post('/en/desk/testimonies/K-1/publish', { text: 'Thank you, all of you.' });
  expect([early.status, early.text.includes('has not read it yet')]).toEqual([409, true]);
  expect((await rachel.post('/en/desk/testimonies/K-1/read', { how: ' ' })).status).toBe(400);
  await rachel.post('/en/desk/testimonies/K-1/read', { how: 'Read aloud to her on the telephone' });
  expect((await rachel.get(PAGE)).text).toContain('Read aloud to her on the telephone');
  await rachel.post('/en/desk/testimonies/K-1/publish', { text: 'Thank you, all of you.' });
  expect(submission(db, id).state).toBe('published');
  await rachel.post('/en/desk/testimonies/K-1/unpublish', { reason: 'A name to correct', text: '' });
  expect(submission(db, id).state).toBe('catalogued');
  expect(historyOf(db, id).at(-1)).toMatchObject({ from: 'published', reason: 'A name to correct' });
  expect(messagesOf(db, id).map(({ text }) => text)).toEqual(['Thank you, all of you.']);
  expect(db.prepare('SELECT lang, template FROM mail ORDER BY id').all()).toEqual([
    { lang: 'ar', template: 'family_message' },
    { lang: 'ar', template: 'family_news' },
  ]);
});

test('what the family took back cannot be published again from here', async () => {
  complete();
  site.archive.db.prepare("UPDATE testimony SET withdrawn_on = '2026-02-01'").run();
  const refused = await rachel.post('/en/desk/testimonies/K-1/publish', {});
  expect([refused.status, refused.text.includes('The family took it back.')]).toEqual([409, true]);
  expect(site.archive.db.prepare('SELECT status FROM testimony').pluck().get()).toBe('draft');
});

test.each(['visitor', 'reader', 'translator', 'coordinator'])('a %s publishes nothing', async (role) => {
  complete();
  const who = visitorOf(site, role === 'visitor' ? null : signedIn(site.archive, role).cookie);
  expect((await who.get(PAGE)).status).toBe(role === 'visitor' ? 303 : 403);
  for (const form of ['publish', 'unpublish'])
    expect((await who.post(`/en/desk/testimonies/K-1/${form}`, { reason: 'x' })).status).toBe(403);
  expect(site.archive.db.prepare('SELECT status FROM testimony').pluck().get()).toBe('draft');
});
