/** A database that can grow no more: said plainly in the reader's language, nothing half-kept, and all well once there is room. */
import { stepOf } from '../../server/archive/submission/steps.ts';
import { browser } from './contribute/family.ts';
import { visitorOf } from './desk/desk.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openSite(() => {});
}, 60_000);
afterAll(() => site.close());

const full = () => {
  const { db } = site.archive;
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`);
};
const roomAgain = () => site.archive.db.pragma('max_page_count = 4294967294');
const story = () => stepOf(site.archive.db, 1, 'story').answers;
const LONG = 'The bread oven stood in the yard. '.repeat(3_000);

test('a family is told in its language, loses nothing that was kept, and sends the same again', async () => {
  const family = browser(site);
  const page = await family.begin();
  const step = `${page}/step/story`;
  await family.sendFiles(step, { version: '0', title: 'Bread', text: 'First words', language: 'en' }, []);
  expect(story()).toMatchObject({ text: 'First words' });
  const version = String(stepOf(site.archive.db, 1, 'story').version);
  full();
  const told = await family.sendFiles(step.replace('/en/', '/ar/'), { version, title: 'Bread', text: LONG }, []);
  expect(told.status).toBe(507);
  expect(told.text).toContain('قرص الأرشيف ممتلئ');
  expect(story()).toMatchObject({ text: 'First words' });
  expect(site.archive.db.pragma('integrity_check', { simple: true })).toBe('ok');
  roomAgain();
  expect((await family.sendFiles(step, { version, title: 'Bread', text: LONG }, [])).status).toBe(303);
  expect(String(story().text).trim()).toBe(LONG.trim());
});

test('an archivist is told, and the entry stays as it was', async () => {
  const rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
  const made = await rachel.post('/en/desk/testimonies', { title: 'Of the oven' });
  const path = String(made.headers.location).split('?')[0]!;
  const saved = () => site.archive.db.prepare('SELECT abstract FROM testimony').pluck().get();
  const before = saved();
  full();
  const told = await rachel.send(path, { abstract: LONG.slice(0, 19_000) });
  expect([told.status, told.text.includes('disk is full')]).toEqual([507, true]);
  expect(saved()).toBe(before);
  roomAgain();
  expect((await rachel.send(path, { abstract: 'Short' })).status).toBe(303);
  expect(saved()).toBe('Short');
});
