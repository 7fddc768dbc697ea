/** The queue: from what a family sent to what readers see, each step by the desk's own forms. */

import { addAgreement } from '../../../server/archive/agreement.ts';
import { sign } from '../../../server/archive/submission/agreement.ts';
import { sendAtOnce } from '../../../server/archive/submission/concern.ts';
import { addMessage, messagesOf } from '../../../server/archive/submission/conversation.ts';
import { narratorRead } from '../../../server/archive/submission/read.ts';
import { historyOf, moveSubmission } from '../../../server/archive/submission/states.ts';
import { saveStep } from '../../../server/archive/submission/step-saving.ts';
import type { Answers, StepName } from '../../../server/archive/submission/steps.ts';
import { beginSubmission, submission } from '../../../server/archive/submission/submission.ts';
import { publish } from '../../../server/archive/testimony.ts';
import { settle } from '../../../server/settings.ts';
import { browser } from '../contribute/family.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
let david: ReturnType<typeof visitorOf>;
let davidId: number;

beforeEach(async () => {
  site = await openSite(() => {});
  rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
  const other = signedIn(site.archive, 'administrator', 'david');
  site.archive.db.prepare('UPDATE account SET confirmed_at = created_at').run();
  david = visitorOf(site, other.cookie);
  davidId = other.id;
});
afterEach(() => {
  return site.close();
});

const NOW = new Date('2026-03-01T09:00:00Z');
const SCRIPT = '<script>alert(1)</script>';

/** A story as a family sends it. */
function story({
  title = 'The bread oven',
  country = 'Iraq',
  signed = true,
  sent = NOW,
  lang = 'en',
  email = 'noam@example.org',
} = {}) {
  const { db } = site.archive;
  const { id, personId } = beginSubmission(db, { kind: 'story', lang, now: sent, person: { name: 'Noam', email } });
  const save = (step: StepName, answers: Answers) =>
    saveStep(db, id, step, { answers, version: 0, personId, now: sent });
  save('who', {
    teller: 'descendant',
    relation: '',
    language: 'en',
    narrators: [{ name: 'Salima Noam', born: '1931' }],
  });
  save('from', { country, place: 'Baghdad', community: '' });
  save('story', { title, text: 'We kept the key.\n\nNobody asked us for it.' });
  if (signed)
    sign(db, id, {
      lang: 'en',
      choices: {
        give: ['text', 'name'],
        far: 'public',
        until: 'now',
        untilDate: null,
        name: 'full',
        pseudonym: null,
        uses: ['research'],
        later: null,
        laterReach: null,
      },
      site: 'Kolot',
      signer: 'Salima Noam',
      signedOn: '2026-03-01',
      method: 'typed',
      fileId: null,
      narrator: null,
      relation: null,
      authority: null,
      personId,
      now: sent,
    });
  moveSubmission(db, id, { to: 'submitted', actor: 'the family', now: sent });
  return { id, personId, at: `/en/desk/queue/${id}` };
}
const stateOf = (id: number) => submission(site.archive.db, id).state;
const mails = () =>
  site.archive.db
    .prepare<[], { template: string; text: string; link: string }>('SELECT template, text, link FROM mail ORDER BY id')
    .all();

test('a story is claimed, asked about, catalogued, published, and readers find it', async () => {
  const { id, personId, at } = story();
  expect((await rachel.get('/en/desk')).text).toContain('The bread oven');
  await rachel.post(`${at}/claim`, {});
  expect([stateOf(id), submission(site.archive.db, id).ownerId]).toEqual(['in review', expect.any(Number)]);
  await rachel.post(`${at}/message`, { text: 'Which street was it?', ask: 'yes' });
  expect(stateOf(id)).toBe('needs answer');
  expect(mails()[0]).toMatchObject({
    template: 'family_message',
    link: expect.stringContaining('/en/contribute/open?key='),
  });
  expect(mails()[0]!.text).toContain('Which street was it?');
  addMessage(site.archive.db, id, {
    text: 'Rashid Street.',
    personId,
    now: site.archive ? new Date('2026-03-02T13:00:00Z') : NOW,
  });
  expect((await rachel.get('/en/desk/queue?view=answered')).text).toContain('The bread oven');

  const catalogued = await rachel.post(`${at}/catalogue`, {});
  expect(catalogued.status).toBe(303);
  const { testimonyId } = submission(site.archive.db, id);
  expect([stateOf(id), testimonyId]).toEqual(['catalogued', expect.any(Number)]);
  expect((await rachel.post(`${at}/catalogue`, {})).status).toBe(409);
  expect((await visitorOf(site, null).get('/en/testimonies/K-00001')).status).toBe(404);

  await rachel.post(`${at}/move`, { to: 'with the narrator', text: 'Please read it before it appears.' });
  expect(stateOf(id)).toBe('with the narrator');
  const early = await rachel.post(`${at}/publish`, { text: 'Thank you.' });
  expect([early.status, early.text.includes('has not read it yet')]).toEqual([409, true]);
  narratorRead(site.archive.db, id, NOW);
  const published = await rachel.post(`${at}/publish`, { text: 'Thank you.' });
  expect(published.status).toBe(303);
  expect(stateOf(id)).toBe('published');
  expect((await visitorOf(site, null).get('/en/testimonies/K-00001')).text).toContain('We kept the key.');
  await site.engine.follow();
  expect(JSON.parse((await visitorOf(site, null).get('/api/v1/search?q=key')).text).total).toBe(1);
  expect(
    historyOf(site.archive.db, id)
      .filter(({ what }) => what === 'state')
      .map(({ to }) => to),
  ).toEqual(['submitted', 'in review', 'needs answer', 'catalogued', 'with the narrator', 'published']);
  expect(messagesOf(site.archive.db, id).map(({ text }) => text)).toEqual([
    'Which street was it?',
    'Rashid Street.',
    'Please read it before it appears.',
    'Thank you.',
  ]);
});

test('without an agreement nothing is published, and the page says whose is missing', async () => {
  const { id, at } = story({ signed: false });
  await rachel.post(`${at}/catalogue`, {});
  const refused = await rachel.post(`${at}/publish`, { text: 'These words are kept.' });
  expect([refused.status, stateOf(id)]).toEqual([409, 'catalogued']);
  expect(refused.text).toContain('There is no agreement.');
  expect(refused.text).toContain('Salima Noam');
  expect(refused.text).toContain('These words are kept.');
  const { testimonyId } = submission(site.archive.db, id);
  addAgreement(site.archive.db, testimonyId!, { kind: 'deed', date: '2026-03-01', uses: ['research'] });
  narratorRead(site.archive.db, id, NOW);
  expect((await rachel.post(`${at}/publish`, {})).status).toBe(303);
});

test('a story is given back with a reason, in words the family gets, and never without', async () => {
  const { id, at } = story();
  await rachel.post(`${at}/claim`, {});
  const refused = await rachel.post(`${at}/move`, { to: 'returned', text: ' ' });
  expect([refused.status, stateOf(id)]).toEqual([400, 'in review']);
  await rachel.post(`${at}/move`, { to: 'returned', text: 'Your uncle asks us to wait.' });
  expect(stateOf(id)).toBe('returned');
  expect(mails().at(-1)!.text).toContain('Your uncle asks us to wait.');
});

test('two archivists who act at once: the second is told, and loses nothing typed', async () => {
  const { at } = story();
  await rachel.post(`${at}/claim`, {});
  await rachel.post(`${at}/move`, { to: 'returned', text: 'Not ours.' });
  const late = await david.post(`${at}/move`, { to: 'accepted', text: 'What I wrote meanwhile' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('What I wrote meanwhile');
});

test('work is handed over with a reason, put back, and kept in the history with who and why', async () => {
  const { id, at } = story();
  await rachel.post(`${at}/claim`, {});
  await rachel.post(`${at}/hand-over`, { owner: String(davidId), reason: 'He reads Judeo-Arabic' });
  expect((await david.get('/en/desk/queue?view=mine')).text).toContain('The bread oven');
  expect((await rachel.get('/en/desk/queue?view=mine')).text).not.toContain('The bread oven');
  await david.post(`${at}/hand-over`, { owner: '', reason: '' });
  expect(submission(site.archive.db, id).ownerId).toBeNull();
  const line = historyOf(site.archive.db, id).find(({ to }) => to === 'david@example.org')!;
  expect(line).toMatchObject({ what: 'owner', actor: 'rachel@example.org', reason: 'He reads Judeo-Arabic' });
  const stranger = signedIn(site.archive, 'reader', 'lea').id;
  expect((await rachel.post(`${at}/hand-over`, { owner: String(stranger), reason: '' })).status).toBe(404);
});

test('notes stay among archivists, and are in no mail and no message', async () => {
  const { id, at } = story();
  await rachel.post(`${at}/note`, { text: 'Her brother was here in May.' });
  expect((await david.get(at)).text).toContain('Her brother was here in May.');
  expect(messagesOf(site.archive.db, id)).toEqual([]);
  expect(mails()).toEqual([]);
});

test('a part has a state of its own, and is new again once the family changes it', async () => {
  const { id, personId, at } = story();
  await rachel.post(`${at}/part`, { part: 'step:story', state: 'ready' });
  const chosen = async () =>
    /name="part" value="step:story"[\s\S]*?<option value="(\w+)" selected>/.exec((await rachel.get(at)).text)![1];
  expect(await chosen()).toBe('ready');
  const answers = { title: 'The bread oven', text: 'More than before.' };
  saveStep(site.archive.db, id, 'story', { answers, version: 1, personId, now: new Date('2026-03-02T12:30:00Z') });
  expect(await chosen()).toBe('new');
  expect((await rachel.post(`${at}/part`, { part: 'step:road', state: 'ready' })).status).toBe(404);
});

test('the queue is narrowed by view, state, language, country, owner and words, and says what waits too long', async () => {
  story({ title: 'Old one', sent: new Date('2026-01-02T09:00:00Z'), country: 'Syria', lang: 'ar' });
  const { at } = story({ title: 'New one' });
  await rachel.post(`${at}/claim`, {});
  const shown = async (query: string) => {
    const { text } = await rachel.get(`/en/desk/queue?${query}`);
    return ['Old one', 'New one'].filter((title) => text.includes(title));
  };
  expect(await shown('')).toEqual(['Old one', 'New one']);
  expect(await shown('view=overdue')).toEqual(['Old one']);
  expect(await shown('view=mine')).toEqual(['New one']);
  expect(await shown('view=unclaimed')).toEqual(['Old one']);
  expect(await shown('country=Syria')).toEqual(['Old one']);
  expect(await shown('lang=en')).toEqual(['New one']);
  expect(await shown('state=in+review')).toEqual(['New one']);
  expect(await shown('q=old')).toEqual(['Old one']);
  expect(await shown('q=S-00002')).toEqual(['New one']);
  expect(await shown('view=done')).toEqual([]);
  expect(await shown('view=nonsense&state=nonsense&owner=x&page=-1')).toEqual(['Old one', 'New one']);
});

test('a draft is the family’s alone until it is sent', async () => {
  const { db } = site.archive;
  const { id, personId } = beginSubmission(db, { kind: 'story', lang: 'en', now: NOW, person: { name: 'Unsent' } });
  saveStep(db, id, 'story', { answers: { title: 'Half a story', text: '' }, version: 0, personId, now: NOW });
  expect((await rachel.get('/en/desk/queue?view=all')).text).not.toContain('Half a story');
  expect((await rachel.get(`/en/desk/queue/${id}`)).status).toBe(404);
  expect((await rachel.post(`/en/desk/queue/${id}/claim`, {})).status).toBe(404);
});

test('a concern hides a testimony at once, and shows it again', async () => {
  const { id, at } = story();
  await rachel.post(`${at}/catalogue`, {});
  narratorRead(site.archive.db, id, NOW);
  await rachel.post(`${at}/publish`, {});
  const { testimonyId } = submission(site.archive.db, id);
  const concern = sendAtOnce(site.archive.db, 'concern', {
    lang: 'en',
    answers: { what: 'privacy', passage: '', text: SCRIPT, who: '' },
    person: { name: SCRIPT, email: null, phone: null },
    testimonyId,
    now: NOW,
  });
  const about = `/en/desk/queue/${concern.id}`;
  const reader = () => visitorOf(site, null).get('/en/testimonies/K-00001');
  expect((await rachel.get(about)).text).not.toContain(SCRIPT);
  await rachel.post(`${about}/hide`, { hidden: 'yes', reason: 'asked by her niece' });
  expect((await reader()).status).toBe(404);
  await rachel.post(`${about}/hide`, { hidden: 'no', reason: '' });
  expect((await reader()).status).toBe(200);
  await rachel.post(`${about}/claim`, {});
  expect((await rachel.post(`${about}/move`, { to: 'answered', text: 'We have changed it.' })).status).toBe(303);
  expect(stateOf(concern.id)).toBe('answered');
});

test('script in any field is words on the page', async () => {
  const { at } = story({ title: SCRIPT, country: SCRIPT, email: 'a@example.org' });
  await rachel.post(`${at}/note`, { text: SCRIPT });
  await rachel.post(`${at}/message`, { text: SCRIPT });
  await rachel.post(`${at}/hand-over`, { owner: String(davidId), reason: SCRIPT });
  for (const page of [
    at,
    '/ar/desk',
    '/en/desk/queue',
    '/en/desk/mail',
    '/en/desk/mail/1',
    `/en/desk/queue?q=${encodeURIComponent(SCRIPT)}`,
  ])
    expect([page, (await rachel.get(page)).text.includes(SCRIPT)]).toEqual([page, false]);
});

const ACTIONS = ['claim', 'hand-over', 'note', 'message', 'move', 'catalogue', 'publish', 'part', 'hide'];

test.each(['visitor', 'reader', 'translator', 'coordinator'])(
  'a %s sees nothing of the queue and does nothing in it',
  async (role) => {
    const { id, at } = story();
    const who = visitorOf(site, role === 'visitor' ? null : signedIn(site.archive, role).cookie);
    for (const path of ['/en/desk', '/en/desk/queue', at, `${at}/files/x`]) {
      const { status, text } = await who.get(path);
      expect([path, status]).toEqual([path, role === 'visitor' ? 303 : 403]);
      expect(text).not.toContain('bread oven');
    }
    const before = submission(site.archive.db, id);
    for (const action of ACTIONS) {
      const fields = { text: 'x', to: 'returned', owner: '1', part: 'step:story', state: 'ready', hidden: 'yes' };
      expect([action, (await who.post(`${at}/${action}`, fields)).status]).toEqual([action, 403]);
    }
    expect(submission(site.archive.db, id)).toEqual(before);
  },
);

test('a form from another site does nothing in the queue', async () => {
  const { id, at } = story();
  const cookie = signedIn(site.archive, 'archivist', 'third').cookie;
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' };
  for (const action of ACTIONS)
    expect((await site.ask(`${at}/${action}`, headers, 'POST', 'text=x&to=returned')).status).toBe(403);
  expect(stateOf(id)).toBe('submitted');
});

test('what a family chose is read at the desk in words, as they were asked', async () => {
  const { id, personId, at } = story();
  const { db } = site.archive;
  const chosen = { whose: 'parent', date: '1951', manner: 'airlifted', how: 'narrator' };
  saveStep(db, id, 'left', { answers: chosen, version: 0, personId, now: NOW });
  const { text } = await rachel.get(at);
  expect(text).toContain('I am telling it for somebody in my family');
  expect(text).toContain('They were flown out');
  expect(text).toContain('A parent');
  expect(text).toContain('>narrator</span>'); // words of their own stay theirs
  expect(text).not.toMatch(/>\s*(descendant|airlifted|parent)\s*</);
});

test('an archivist enters a story for someone, and is back in the queue once it is sent', async () => {
  const { cookie } = signedIn(site.archive, 'archivist', 'dalia');
  const dalia = browser(site);
  dalia.cookies.set(cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1));
  expect((await dalia.open('/en/desk/queue')).text).toContain('href="/en/contribute/begin"');
  const page = await dalia.begin({ name: 'Khadija', came_by: 'telephone' });
  await dalia.sendFiles(
    `${page}/step/story`,
    { version: '0', title: 'The well', text: 'She told it.', action: 'next' },
    [],
  );
  const sent = await dalia.send(`${page}/send`, { name: 'Khadija', email: '', phone: '+33 1' });
  expect(sent.headers.location).toMatch(/^\/en\/desk\/queue\/\d+\?done=entered$/);
  const { text } = await dalia.open(String(sent.headers.location));
  expect(text).toContain('Give the family their private link');
  expect(text).toContain('told on the telephone');
});

test('a testimony that another page publishes takes its story along, with who did it', async () => {
  const { id, at } = story();
  await rachel.post(`${at}/catalogue`, {});
  publish(site.archive.db, submission(site.archive.db, id).testimonyId!, { actor: 'david@example.org', now: NOW });
  expect(stateOf(id)).toBe('published');
  expect(historyOf(site.archive.db, id).at(-1)).toMatchObject({ from: 'catalogued', actor: 'david@example.org' });
});

test('families are shown the telephone and address settled at the desk', async () => {
  const anyone = visitorOf(site, null);
  settle(site.archive.db, 'telephone', '+972 2 555 01 00');
  settle(site.archive.db, 'contact_email', 'archive@example.org');
  for (const path of ['/ar/contribute', '/en/contribute/begin']) {
    const { text } = await anyone.get(path);
    expect(text).toContain('href="tel:+97225550100"');
    expect(text).toContain('mailto:archive@example.org');
  }
});
