/** News of saved searches by mail: through the job table with a moved clock, to a real SMTP server, once each and none lost. */
import { deleteReader } from '../../server/archive/account/keeping.ts';
import { changeSearch, saveSearch, stopNews } from '../../server/archive/saved-search.ts';
import { askForNews, NEWS_JOB, NEWS_MAIL } from '../../server/archive/saved-search-news.ts';
import { type Jobs, startJobs } from '../../server/jobs.ts';
import { newsAtHandover, tellNews } from '../../server/web/saved-search/news.ts';
import type { Site } from '../../server/web/site.ts';
import { change, type Told, tell } from '../search/embedded/small-archive.ts';
import { type OpenSite, openSite, signedIn } from '../web/site.ts';
import { smtpServer } from './smtp.ts';
import { until } from './until.ts';

const DAY = 86_400_000; // milliseconds
const BEGAN = Date.parse('2024-05-01T12:00:00Z');

let smtp: Awaited<ReturnType<typeof smtpServer>>;
let open: OpenSite;
let site: Site;
let jobs: Jobs | null = null;
let clock = BEGAN;
let reader: number;
const logged: string[] = [];
const PATIENCE = { seconds: 20, logged };

beforeAll(async () => {
  smtp = await smtpServer();
});
afterAll(() => smtp.close());

beforeEach(async () => {
  clock = BEGAN;
  logged.length = 0;
  smtp.asNew();
  open = await openSite(
    (archive) => {
      reader = signedIn(archive, 'reader', 'salim').id;
      archive.db.prepare('UPDATE account SET confirmed_at = created_at').run();
      publish('Before', { published: '2024-04-01T08:00:00.000Z' }, archive.db);
    },
    { mail: smtp.mail },
  );
  site = { ...open.made, now: () => new Date(clock) };
});
afterEach(async () => {
  await jobs?.stop();
  jobs = null;
  await open.close();
});

function publish(title: string, told: Told = {}, db = open.archive.db): number {
  return tell(db, { title, published: new Date(clock).toISOString(), passages: ['An orange tree.'], ...told });
}

/** Moves the clock on, and works until nothing is due any more. */
async function after(days: number): Promise<void> {
  clock += days * DAY;
  open.clock.day = site.now().toISOString().slice(0, 10);
  jobs ??= startJobs(open.archive, (message, error) => logged.push(`${message} ${String(error)}`), {
    mail: smtp.mail,
    now: site.now,
    atHandover: { [NEWS_MAIL]: newsAtHandover(site) },
    more: { [NEWS_JOB]: (_archive, _payload, signal) => tellNews(site, signal) },
  });
  await until(() => due() === 0, PATIENCE);
}

const due = () =>
  open.archive.db
    .prepare<[string], number>(
      "SELECT count(*) FROM job WHERE kind IN ('mail', 'saved_search_news') AND (state = 'running' OR (state = 'waiting' AND run_after <= ?))",
    )
    .pluck()
    .get(site.now().toISOString())!;

function wanted(news: 'daily' | 'weekly', lang = 'en', address = 'q=orange'): number {
  const { db } = open.archive;
  const id = saveSearch(db, reader, { name: 'Oranges', address, lang }, site.now());
  changeSearch(db, reader, id, { name: '', news, lang }, site.now());
  askForNews(db, site.now());
  clock += 1_000; // what follows is later
  return id;
}

const subjects = () => smtp.taken.map(({ subject }) => subject);
const mailRows = () =>
  open.archive.db.prepare<[], { state: string; text: string }>('SELECT state, text FROM mail').all();

test('tell once what came out since, in the reader’s language, with how to end them', async () => {
  wanted('daily', 'ar');
  publish('Orange & <sons>', { narrator: 'Sara Levi', departures: [{ country: 'IQ', from: 1951 }] });
  publish('A fig', { passages: ['A fig tree.'] });
  publish('Closed', { access: 'closed' });
  publish('Draft', { status: 'draft' });
  clock += 1_000;
  publish('Second');
  await after(1);
  expect(subjects()).toEqual(['جديد في الأرشيف: \u2068Oranges\u2069']);
  const [mail] = smtp.taken;
  const text = mail!.text!;
  expect(text).toContain('Orange & <sons>\u2069\n\u2068Sara Levi\u2069 · العراق');
  expect(text.indexOf('Second')).toBeLessThan(text.indexOf('<sons>')); // newest first
  for (const absent of ['Before', 'A fig', 'Closed', 'Draft']) expect(text).not.toContain(absent);
  expect(text).toContain('http://kolot.example/ar/search?q=orange&sort=published');
  expect(mail!.html).toContain('href="http://kolot.example/ar/testimonies/K-2"');
  expect(mail!.html).toContain('&lt;sons&gt;');
  const list = mail!.headers.get('list') as { unsubscribe: { url: string }; 'unsubscribe-post': { name: string } };
  expect(list.unsubscribe.url).toMatch(/^http:\/\/kolot\.example\/ar\/searches\/stop\/[\w-]{43}$/);
  expect(list['unsubscribe-post'].name).toBe('List-Unsubscribe=One-Click');
  expect(text).toContain(list.unsubscribe.url);
  // what the archive keeps of it names neither the search nor what was found
  expect(mailRows()).toEqual([{ state: 'sent', text: expect.not.stringMatching(/Orange|stop\//) }]);
  await after(1);
  await after(1);
  expect(smtp.taken).toHaveLength(1);
  publish('Third');
  await after(1);
  expect(smtp.taken).toHaveLength(2);
  expect(smtp.taken[1]!.text).toContain('Third');
  expect(smtp.taken[1]!.text).not.toContain('Second');
});

test('come weekly where that was chosen, and what an embargo lets out is news', async () => {
  wanted('weekly');
  publish('Opens later', { published: '2024-04-20T08:00:00.000Z', embargoUntil: '2024-05-05' });
  await after(6);
  expect(smtp.taken).toHaveLength(0);
  await after(1);
  expect(smtp.taken).toHaveLength(1);
  expect(smtp.taken[0]!.text).toContain('Opens later');
});

test('lose nothing and repeat nothing when the mail server is down for days', async () => {
  smtp.behaviour.refuse = 451;
  wanted('daily');
  publish('First');
  await after(1);
  publish('Second');
  open.archive.db.prepare("UPDATE job SET attempts = 11 WHERE kind = 'mail'").run(); // as after a night of trying
  await after(0.1);
  expect(mailRows()).toMatchObject([{ state: 'failed' }]);
  await after(1);
  smtp.behaviour.refuse = null;
  publish('Third');
  await after(1);
  await after(1);
  const said = smtp.taken.map(({ text }) => text).join();
  for (const title of ['First', 'Second', 'Third']) expect(said.split(title)).toHaveLength(2);
});

test('say nothing of what was closed before they left, and come not at all where nothing is left', async () => {
  smtp.behaviour.refuse = 451;
  wanted('daily');
  const closing = publish('Closed since');
  publish('Still open');
  await after(1);
  expect(mailRows()).toMatchObject([{ state: 'waiting' }]);
  change(open.archive.db, closing, "UPDATE testimony SET access = 'closed' WHERE id = @id", { narrowed: true });
  smtp.behaviour.refuse = null;
  await after(0.1);
  expect(smtp.taken).toHaveLength(1);
  expect(smtp.taken[0]!.text).toContain('Still open');
  expect(smtp.taken[0]!.text).not.toContain('Closed since');
  // opened again, it is news after all
  change(open.archive.db, closing, "UPDATE testimony SET access = 'public' WHERE id = @id");
  smtp.behaviour.refuse = 451;
  await after(1);
  change(open.archive.db, closing, "UPDATE testimony SET access = 'closed' WHERE id = @id", { narrowed: true });
  smtp.behaviour.refuse = null;
  await after(0.1);
  expect(smtp.taken).toHaveLength(1);
  expect(mailRows().map(({ state }) => state)).toEqual(['sent']);
});

test('end at once by the key in each of them, with the search and with the account, also those that wait to be sent', async () => {
  smtp.behaviour.refuse = 451;
  const id = wanted('daily');
  publish('First');
  await after(1);
  const key = open.archive.db
    .prepare<[number], string>('SELECT stop_key FROM saved_search WHERE id = ?')
    .pluck()
    .get(id)!;
  stopNews(open.archive.db, key);
  smtp.behaviour.refuse = null;
  await after(1);
  expect(smtp.taken).toHaveLength(0);
  expect(mailRows()).toEqual([]);
  smtp.behaviour.refuse = 451;
  changeSearch(open.archive.db, reader, id, { name: '', news: 'daily', lang: 'en' }, site.now());
  askForNews(open.archive.db, site.now());
  clock += 1;
  publish('Second');
  await after(1);
  expect(mailRows()).toMatchObject([{ state: 'waiting' }]);
  deleteReader(open.archive.db, reader);
  smtp.behaviour.refuse = null;
  await after(1);
  expect(smtp.taken).toHaveLength(0);
  expect(mailRows()).toEqual([]);
});

test('are not sent again where a mail may have gone out: people decide', async () => {
  smtp.behaviour.hangUp = true;
  wanted('daily');
  publish('First');
  await after(1);
  expect(mailRows()).toMatchObject([{ state: 'unsure' }]);
  smtp.behaviour.hangUp = false;
  await after(2);
  expect(smtp.taken).toHaveLength(1);
});

test('of staff tell what readers may see, and no sample is news', async () => {
  open.archive.db.prepare("UPDATE account SET role = 'archivist'").run();
  wanted('daily');
  publish('Closed', { access: 'closed' });
  const sample = publish('Invented');
  change(open.archive.db, sample, 'UPDATE testimony SET sample = 1 WHERE id = @id');
  await after(1);
  expect(smtp.taken).toHaveLength(0);
});

test('of one search that cannot be looked through hold up no other', async () => {
  const bad = wanted('daily', 'en', 'q=orange&country=IQ');
  open.archive.db.prepare("UPDATE saved_search SET address = 'year_from=soon' WHERE id = ?").run(bad);
  wanted('daily');
  publish('First');
  await after(1);
  await until(() => smtp.taken.length === 1, PATIENCE);
  expect(logged.join()).toContain('year_from');
});
