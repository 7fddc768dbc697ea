/** Gatherings: two time zones, never more guests than seats, addresses for guests alone, and everybody told. */
import { momentOf } from '../../server/archive/event/zoned.ts';
import { visitorOf } from './desk/desk.ts';
import { fieldsOf, withFields } from './desk/form.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';
import { TODAY } from './states.ts';

let site: OpenSite;
let visitor: ReturnType<typeof visitorOf>;
let coordinator: ReturnType<typeof visitorOf>;
let reader: ReturnType<typeof visitorOf>;
beforeAll(async () => {
  site = await openSite(() => {});
  visitor = visitorOf(site, null);
  coordinator = visitorOf(site, signedIn(site.archive, 'coordinator', 'dina').cookie);
  reader = visitorOf(site, signedIn(site.archive, 'reader', 'lea').cookie);
  site.archive.db.prepare('UPDATE account SET confirmed_at = created_at').run();
});
afterAll(() => site.close());

const NEXT_YEAR = String(Number(TODAY.slice(0, 4)) + 1);
const EVENT = {
  title: 'An evening <b>of</b> voices',
  lang: 'en',
  starts: `${NEXT_YEAR}-07-06T19:00`,
  ends: `${NEXT_YEAR}-07-06T21:00`,
  zone: 'America/New_York',
  country: 'US',
  city: 'New York',
  venue: 'The hidden hall',
  address: '7 Quiet Street',
  seats: '3',
  state: 'open',
};
const make = async (changes: Record<string, string> = {}) => {
  const { headers } = await coordinator.post('/en/desk/events', { ...EVENT, ...changes });
  const id = Number(/events\/(\d+)/.exec(headers.location ?? '')?.[1]);
  const slug = site.archive.db.prepare<[number], string>('SELECT slug FROM gathering WHERE id = ?').pluck().get(id)!;
  return { id, desk: `/en/desk/events/${id}`, page: `/en/events/${slug}` };
};
const BEGAN = String(Date.parse(`${TODAY}T11:59:00Z`));
const register = (page: string, name: string, seats: number) =>
  visitor.post(`${page}/guests`, { name, email: `${name}@example.org`, seats: String(seats), began: BEGAN });
const letters = (name: string) =>
  site.archive.db
    .prepare<[string], { template: string; link: string }>(
      'SELECT template, link FROM mail WHERE recipient = ? ORDER BY id',
    )
    .all(`${name}@example.org`);
const ownPage = (name: string) => letters(name).at(-1)!.link.replace('http://kolot.example', '');
const states = (id: number) =>
  site.archive.db
    .prepare<[number], string>("SELECT name || ' ' || state FROM gathering_guest WHERE gathering_id = ? ORDER BY id")
    .pluck()
    .all(id);

test('the clock of a place is told from any other, and an hour that it leaves out is refused', () => {
  expect(momentOf('2026-07-06T19:00', 'America/New_York', 'starts').toISOString()).toBe('2026-07-06T23:00:00.000Z');
  expect(momentOf('2026-07-06T19:00', 'Asia/Jerusalem', 'starts').toISOString()).toBe('2026-07-06T16:00:00.000Z');
  expect(() => momentOf('2026-03-08T02:30', 'America/New_York', 'starts')).toThrow('no such time');
  expect(() => momentOf('2026-02-31T10:00', 'Europe/Paris', 'starts')).toThrow('no such time');
});

test('a page says when it is on the clock of its place, runs no script of a title, and a calendar has it in UTC', async () => {
  const { page } = await make();
  const { text } = await visitor.get(page);
  expect(text).toContain('19:00–21:00 (Eastern Daylight Time)');
  expect(text).toContain('&lt;b&gt;of&lt;/b&gt;');
  const { text: calendar } = await visitor.get(`${page}.ics`);
  expect(calendar).toContain(`DTSTART:${NEXT_YEAR}0706T230000Z\r\n`);
  expect(calendar).toContain('LOCATION:The hidden hall\\, 7 Quiet Street\\, New York\r\n');
  for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect((await visitor.get('/ar/events?country=US')).text).toContain(page.slice(3));
  expect((await visitor.get('/en/events?country=FR')).text).not.toContain(page.slice(3));
});

test('a day that has passed and an end before the beginning are refused, and what was typed stays', async () => {
  for (const changes of [
    { starts: '2001-01-01T10:00' },
    { ends: `${NEXT_YEAR}-07-06T18:00` },
    { zone: 'Nowhere/Here' },
  ]) {
    const answer = await coordinator.post('/en/desk/events', { ...EVENT, ...changes });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="7 Quiet Street"');
  }
});

test('only as many come as there are seats; who waits moves up in order and is told', async () => {
  const { id, page } = await make();
  await Promise.all([register(page, 'ada', 2), register(page, 'ben', 2)]);
  await register(page, 'cyra', 1);
  expect(states(id).sort()).toEqual(expect.arrayContaining(['cyra waiting']));
  expect(states(id).filter((state) => state.endsWith('confirmed'))).toHaveLength(1);
  const first = states(id)
    .find((state) => state.endsWith('confirmed'))!
    .split(' ')[0]!;
  expect((await visitor.get(ownPage(first))).text).toContain('2 seats are kept');
  const gave = ownPage(first);
  await visitor.post(gave, {});
  expect(states(id).map((state) => state.split(' ')[1])).toEqual(['confirmed', 'confirmed']);
  expect(letters('cyra').map(({ template }) => template)).toEqual(['event_waiting', 'event_moved_up']);
  expect((await visitor.get(gave)).status).toBe(404);
});

test('the address of a protected one is for guests who have a seat, and names are for coordinators', async () => {
  const { page, desk } = await make({ protected: 'yes', seats: '1' });
  await register(page, 'dov', 1);
  await register(page, 'eli', 1);
  for (const path of [page, `${page}.ics`, '/en/events', '/en/events.ics', ownPage('eli')])
    expect((await visitor.get(path)).text.includes('dov@example.org')).toBe(false);
  for (const path of [page, `${page}.ics`, ownPage('eli')])
    expect((await visitor.get(path)).text).not.toMatch(/Quiet Street|hidden hall/);
  expect((await visitor.get(ownPage('dov'))).text).toContain('7 Quiet Street');
  expect((await coordinator.get(desk)).text).toContain('dov@example.org');
  expect((await reader.get(desk)).status).toBe(403);
});

test('of two coordinators at once the second keeps what they typed and sees what the first wrote', async () => {
  const { desk } = await make();
  const opened = fieldsOf((await coordinator.get(desk)).text, desk);
  await coordinator.post(desk, withFields(opened, { venue: 'The first hall' }));
  const answer = await coordinator.post(desk, withFields(opened, { venue: 'The second hall' }));
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('The first hall');
  expect(answer.text).toContain('value="The second hall"');
  await coordinator.post(desk, fieldsOf(answer.text, desk));
  expect((await coordinator.get(desk)).text).toContain('value="The second hall"');
});

test('a new hour, and calling it off, are told to everybody once; then nobody can register', async () => {
  const { desk, page } = await make({ seats: '1' });
  await register(page, 'fay', 1);
  await register(page, 'gil', 1);
  await coordinator.send(desk, { starts: `${NEXT_YEAR}-07-06T18:30` });
  await coordinator.post(`${desk}/cancel`, {});
  expect((await coordinator.post(`${desk}/cancel`, {})).status).toBe(409);
  for (const name of ['fay', 'gil'])
    expect(
      letters(name)
        .map(({ template }) => template)
        .slice(1),
    ).toEqual(['event_changed', 'event_cancelled']);
  expect((await visitor.get(`${page}.ics`)).text).toContain('STATUS:CANCELLED');
  expect((await register(page, 'hana', 1)).status).toBe(409);
});
