import { makeLink } from '../../../server/archive/submission/link.ts';
import { moveSubmission } from '../../../server/archive/submission/states.ts';
import { earlierAnswers } from '../../../server/archive/submission/step-before.ts';
import { rowsIn, stepOf, textIn } from '../../../server/archive/submission/steps.ts';
import { addPersonTo, peopleOf } from '../../../server/archive/submission/submission.ts';
import { catalogueSubmission } from '../../../server/archive/submission/to-catalogue.ts';
import { visitorOf } from '../desk/desk.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { browser } from './family.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openSite(() => {});
});
afterAll(() => site.close());

const idOf = (page: string) => Number(page.slice(-5));
const saved = (page: string, step: Parameters<typeof stepOf>[2]) => stepOf(site.archive.db, idOf(page), step).answers;
const LONG = 'x'.repeat(301);

/** A browser of somebody who was invited to the story. */
async function sister(page: string, name = 'Salma') {
  const { db } = site.archive;
  const [first] = peopleOf(db, idOf(page));
  const now = new Date(`${site.clock.day}T12:00:00Z`);
  const id = addPersonTo(db, idOf(page), { name, invitedBy: first!.id, now });
  const hers = browser(site);
  await hers.open(`/en/contribute/open?key=${makeLink(db, id, now)}`);
  return hers;
}

/** A story with one picture that can be written about; gives the id of its file. */
async function withPicture(page: string, family: ReturnType<typeof browser>): Promise<string> {
  await family.sendFiles(`${page}/step/story`, { version: '0' }, [{ name: 'letter.txt', text: 'Dear Salima' }]);
  site.archive.db.prepare("UPDATE submission_file SET purpose = 'photograph' WHERE submission_id = ?").run(idOf(page));
  return /name="file\.([\da-z]{12})\.version"/.exec((await family.open(`${page}/step/photographs`)).text)![1]!;
}

describe('an answer that is too long', () => {
  test('holds back no other: those are saved, it keeps what was saved before, and the page says which and how much', async () => {
    const family = browser(site);
    const page = await family.begin();
    await family.send(`${page}/step/from`, { version: '0', place: 'Baghdad' });
    const answer = await family.send(`${page}/step/from`, {
      version: '1',
      place: LONG,
      country: 'Iraq',
      community: 'Bataween',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`value="${LONG}"`);
    expect(answer.text).toMatch(/<a href="#f-place">Town or village<\/a> · This has room for 300 letters/);
    expect(answer.text).toContain('Everything else is saved');
    expect(saved(page, 'from')).toEqual({ place: 'Baghdad', country: 'Iraq', community: 'Bataween' });
    const [, version = ''] = /name="version" value="(\d+)"/.exec(answer.text)!;
    await family.send(`${page}/step/from`, { version, place: 'Basra', country: 'Iraq', community: 'Bataween' });
    expect(textIn(saved(page, 'from'), 'place')).toBe('Basra');
  });

  test('in one place of the road keeps the others, and itself as it was, also where an empty row goes', async () => {
    const family = browser(site);
    const page = await family.begin();
    const road = {
      'legs.0.place': 'Baghdad',
      'legs.1.place': 'Tehran',
      'legs.2.place': 'Haifa',
      'legs.1.note': 'Snow',
    };
    await family.send(`${page}/step/road`, { version: '0', ...road });
    const changed = { ...road, 'legs.0.place': '', 'legs.1.note': 'x'.repeat(5_001), 'legs.2.note': 'By ship' };
    const answer = await family.send(`${page}/step/road`, { version: '1', ...changed });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#f-legs-0-note"');
    expect(rowsIn(saved(page, 'road'), 'legs')).toEqual([
      { place: 'Tehran', date: '', note: 'Snow' },
      { place: 'Haifa', date: '', note: 'By ship' },
    ]);
  });

  test('is told to a page that saves while one writes, with the version to go on from', async () => {
    const family = browser(site);
    const page = await family.begin();
    const told = await family.save(`${page}/step/from`, { version: '0', place: LONG, country: 'Iraq' });
    expect(told).toMatchObject({ status: 422, version: 1 });
    expect(told.said).toMatch(/^Town or village · This has room for 300 letters/);
    expect(await family.save(`${page}/step/from`, { version: '1', place: 'Mosul', country: 'Iraq' })).toEqual({
      status: 200,
      version: 2,
      captions: {},
      said: null,
    });
  });

  test('about a picture lets the other words about it be saved, and is told as well', async () => {
    const family = browser(site);
    const page = await family.begin();
    const file = await withPicture(page, family);
    const caption = (what: string, version: number) => ({
      [`file.${file}.version`]: String(version),
      [`file.${file}.what`]: what,
      [`file.${file}.who`]: 'Salima',
    });
    const told = await family.save(`${page}/step/photographs`, caption('key '.repeat(600), 1));
    expect(told).toMatchObject({ status: 422, captions: { [file]: 2 } });
    expect(told.said).toMatch(/^What do we see\? · This has room for 2,000 letters/);
    expect((await family.open(`${page}/step/photographs`)).text).toContain('value="Salima"');
    expect(await family.save(`${page}/step/photographs`, caption('The key', 2))).toMatchObject({ status: 200 });
    const elsewhere = await family.save(`${page}/step/photographs`, caption('The door', 2));
    expect(elsewhere).toMatchObject({ status: 409, captions: {} });
    expect(elsewhere.said).toMatch(/saved elsewhere/);
  });
});

test('what was typed when the archive has begun to work with it is shown, and not dropped unseen', async () => {
  const family = browser(site);
  const page = await family.begin();
  const { db } = site.archive;
  await family.send(`${page}/step/behind`, { version: '0', text: 'The house' });
  const now = new Date();
  for (const to of ['submitted', 'in review', 'accepted'] as const)
    moveSubmission(db, idOf(page), { to, actor: 'a@example.org', now });
  const answer = await family.send(`${page}/step/behind`, { version: '1', text: 'The house and the well' });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('The house and the well</textarea>');
  expect(answer.text).toContain('could not be saved any more');
  expect((await family.save(`${page}/step/behind`, { version: '1', text: 'The well' })).said).toMatch(
    /working with this/,
  );
  expect((await family.send(`${page}/step/behind`, { version: '1', text: 'The house' })).status).toBe(303);
});

describe('two windows', () => {
  test('of one person are called hers; of another, by name', async () => {
    const nour = browser(site);
    const page = await nour.begin();
    await nour.send(`${page}/step/behind`, { version: '0', text: 'The first window' });
    const own = await nour.send(`${page}/step/behind`, { version: '0', text: 'The second window' });
    expect(own.text).toContain('You have this step open in another window too.');
    expect(own.text).not.toContain('Nour');
    const salma = await sister(page);
    const other = await salma.send(`${page}/step/behind`, { version: '0', text: 'The shop' });
    expect(other.text).toContain('Nour saved this step while you were writing');
    expect(other.text).toContain('Somebody else wrote here at the same time');
  });

  test('lose neither text, whichever is taken', async () => {
    const nour = browser(site);
    const page = await nour.begin();
    await nour.send(`${page}/step/behind`, { version: '0', text: 'The house by the river.' });
    const met = await nour.send(`${page}/step/behind`, { version: '0', text: 'The house by the rivers.' });
    expect(met.text).toContain('name="action" value="theirs:1"');
    const taken = { version: '1', keep: 'yes', text: 'The house by the rivers.', action: 'theirs:1' };
    expect((await nour.send(`${page}/step/behind`, taken)).headers.location).toBe(`${page}/step/behind`);
    expect(textIn(saved(page, 'behind'), 'text')).toBe('The house by the river.');
    expect(earlierAnswers(site.archive.db, idOf(page), 'behind').map(({ answers }) => answers.text)).toEqual([
      'The house by the rivers.',
    ]);
  });
});

describe('what a sister wrote over', () => {
  test('is shown on the step, on looking over, by whom, and is brought back; and so is what stood then', async () => {
    const nour = browser(site);
    const page = await nour.begin();
    await nour.send(`${page}/step/behind`, { version: '0', text: 'The house in Bataween' });
    expect((await nour.open(`${page}/step/behind`)).text).not.toContain('Earlier answers');
    const salma = await sister(page);
    await salma.send(`${page}/step/behind`, { version: '1', text: 'The shop' });
    const step = await nour.open(`${page}/step/behind`);
    expect(step.text).toContain('Earlier answers (1)');
    expect((await nour.open(`${page}/look`)).text).toContain(`${page}/step/behind/earlier`);
    const before = await salma.open(`${page}/step/behind/earlier`);
    expect(before.text).toContain('The house in Bataween');
    expect(before.text).toContain('<bdi>Nour</bdi>');
    const brought = await nour.send(`${page}/step/behind/earlier`, { which: 'answers.1.2' });
    expect(brought.headers.location).toBe(`${page}/step/behind?done=back`);
    expect(textIn(saved(page, 'behind'), 'text')).toBe('The house in Bataween');
    expect((await nour.open(`${page}/step/behind/earlier`)).text).toContain('<bdi>Salma</bdi>');
    await nour.send(`${page}/step/behind/earlier`, { which: 'answers.2.3' });
    expect(textIn(saved(page, 'behind'), 'text')).toBe('The shop');
  });

  test('is seen at the desk, and brought back there until it is in the catalogue', async () => {
    const { db } = site.archive;
    const nour = browser(site);
    const page = await nour.begin();
    await nour.send(`${page}/step/behind`, { version: '0', text: 'The house in Bataween' });
    await (await sister(page)).send(`${page}/step/behind`, { version: '1', text: 'The shop' });
    moveSubmission(db, idOf(page), { to: 'submitted', actor: 'the family', now: new Date() });
    const rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
    const desk = `/en/desk/queue/${idOf(page)}`;
    const { text } = await rachel.get(desk);
    expect(text).toContain('Earlier answers (1)');
    expect(text).toContain('The house in Bataween');
    const back = { part: 'step:behind', version: '2', earlier: '1' };
    expect((await rachel.post(`${desk}/earlier`, { ...back, version: '1' })).status).toBe(409);
    expect((await rachel.post(`${desk}/earlier`, { ...back, part: 'step:use' })).status).toBe(404);
    expect((await rachel.post(`${desk}/earlier`, back)).headers.location).toBe(`${desk}?done=brought`);
    expect((await nour.open(`${page}/step/behind`)).text).toContain('The house in Bataween</textarea>');
    for (const to of ['in review', 'accepted'] as const)
      moveSubmission(db, idOf(page), { to, actor: 'a@example.org', now: new Date() });
    catalogueSubmission(db, idOf(page), { actor: 'a@example.org', now: new Date() });
    expect((await rachel.post(`${desk}/earlier`, { ...back, version: '3', earlier: '2' })).status).toBe(409);
  });

  test('is not brought back over what nobody has seen', async () => {
    const nour = browser(site);
    const page = await nour.begin();
    await nour.send(`${page}/step/behind`, { version: '0', text: 'The house' });
    await nour.send(`${page}/step/behind`, { version: '1', text: 'A shop' });
    await (await sister(page)).send(`${page}/step/behind`, { version: '2', text: 'A synagogue' });
    const late = await nour.send(`${page}/step/behind/earlier`, { which: 'answers.1.2' });
    expect([late.status, late.text.includes('saved elsewhere just now')]).toEqual([409, true]);
    expect(textIn(saved(page, 'behind'), 'text')).toBe('A synagogue');
    expect((await nour.send(`${page}/step/behind/earlier`, { which: 'answers.77.3' })).status).toBe(404);
  });

  test('about a picture comes back too', async () => {
    const nour = browser(site);
    const page = await nour.begin();
    const file = await withPicture(page, nour);
    const write = (who: typeof nour, version: number, what: string) =>
      who.send(`${page}/step/photographs`, { [`file.${file}.version`]: String(version), [`file.${file}.what`]: what });
    await write(nour, 1, 'My mother at the door');
    await write(await sister(page), 2, 'Aunt Flora');
    const before = await nour.open(`${page}/step/photographs/earlier`);
    expect(before.text).toContain('My mother at the door');
    await nour.send(`${page}/step/photographs/earlier`, { which: `${file}.2.3` });
    expect((await nour.open(`${page}/step/photographs`)).text).toContain('value="My mother at the door"');
    expect((await nour.open(`${page}/step/photographs/earlier`)).text).toContain('Aunt Flora');
  });

  test('is for those of the story alone', async () => {
    const nour = browser(site);
    const page = await nour.begin();
    await nour.send(`${page}/step/behind`, { version: '0', text: 'The house' });
    expect((await browser(site).open(`${page}/step/behind/earlier`)).status).toBe(404);
  });
});

test('what one person goes on writing makes no crowd of earlier answers, and what she strikes out is kept', async () => {
  const nour = browser(site);
  const page = await nour.begin();
  const story = 'We left at night. My mother carried the bread board, and nobody spoke until the border.';
  let version = 0;
  for (let end = 10; end <= story.length; end += 10)
    ({ version } = await nour.save(`${page}/step/story`, { version: String(version), text: story.slice(0, end) }));
  const earlier = () => earlierAnswers(site.archive.db, idOf(page), 'story').map(({ answers }) => answers.text);
  expect(earlier()).toEqual([]);
  await nour.save(`${page}/step/story`, { version: String(version), text: 'We left.' });
  expect(earlier()).toEqual([story.slice(0, 80).trim()]);
});

test('nothing of this failed or left a word in the log', () => {
  expect(site.logged).toEqual([]);
});
