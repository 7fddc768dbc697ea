/** Asking for the newsletter, confirming, changing and leaving: by keys alone, and with nothing kept of who has left. */
import { type OpenSite, openSite } from './site.ts';
import { TODAY } from './states.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openSite(() => {});
});
afterAll(() => site.close());
beforeEach(() => {
  for (const table of ['subscriber', 'unreachable_mailbox', 'mail']) site.archive.db.exec(`DELETE FROM ${table}`);
});

const BEGAN = String(Date.parse(`${TODAY}T11:59:00Z`));
const post = (path: string, values: Record<string, string> | string[][], headers: Record<string, string> = {}) =>
  site.ask(
    path,
    { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    'POST',
    new URLSearchParams(values).toString(),
  );
const rows = <T>(sql: string) => site.archive.db.prepare<[], T>(sql).all();
const lastLink = () => rows<{ link: string }>('SELECT link FROM mail ORDER BY id DESC')[0]!.link;
const pathOf = (link: string) => link.replace('http://kolot.example', '');

/** Each asks from an address of its own mailbox, so that no limit of another test holds it. */
let count = 0;
const another = () => {
  count += 1;
  return `rachel${count}@example.org`;
};
const ask = (email: string, more: string[][] = []) =>
  post('/ar/newsletter', [['began', BEGAN], ['email', email], ...more]);

async function subscribed(email = another()): Promise<string> {
  await ask(email, [
    ['lang', 'ar'],
    ['digest', 'weekly'],
    ['countries', 'IQ'],
    ['countries', 'YE'],
  ]);
  return (await post(pathOf(lastLink()), {})).headers.location!.replace(/\?.*/, '');
}

test('nothing comes before the mailbox has confirmed by pressing, and the page says the same to a known address', async () => {
  const email = another();
  const first = await ask(email.toUpperCase(), [['lang', 'ar']]);
  expect(rows('SELECT recipient, lang, template FROM mail')).toEqual([
    { recipient: email, lang: 'ar', template: 'newsletter_confirm' },
  ]);
  const link = pathOf(lastLink());
  expect(link).toMatch(/^\/ar\/newsletter\/confirm\/[\w-]{43}$/);
  const looked = await site.ask(link);
  expect(looked.headers['referrer-policy']).toBe('no-referrer');
  expect(rows('SELECT confirmed_at FROM subscriber')).toEqual([{ confirmed_at: null }]);
  const done = await post(link, {});
  expect(done.headers.location).toMatch(/^\/ar\/newsletter\/[\w-]{43}\?done=confirmed$/);
  expect((await site.ask(done.headers.location!)).text).toContain(email);
  expect((await post(link, {})).status).toBe(404);
  const again = await ask(email, [
    ['lang', 'en'],
    ['digest', 'monthly'],
  ]);
  expect(again.text).toBe(first.text);
  expect(rows('SELECT template FROM mail ORDER BY id')).toEqual([
    { template: 'newsletter_confirm' },
    { template: 'newsletter_known' },
  ]);
  expect(rows('SELECT lang, digest FROM subscriber')).toEqual([{ lang: 'ar', digest: 'none' }]);
});

test('what cannot be taken is shown again with what was typed', async () => {
  const typed = [
    ['digest', 'weekly'],
    ['countries', 'IQ'],
  ];
  const wrong = await ask('"><script>x</script>', typed);
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('value="&#34;&gt;&lt;script&gt;');
  expect(wrong.text).toMatch(/value="weekly" checked/);
  expect(wrong.text).toMatch(/value="IQ" checked/);
  const machine = await post('/en/newsletter', { email: another(), began: BEGAN, website: 'x' });
  expect(machine.status).toBe(422);
  expect((await post('/en/newsletter', { email: another() }, { origin: 'https://elsewhere.example' })).status).toBe(
    403,
  );
  expect(rows('SELECT id FROM subscriber')).toEqual([]);
  const often = another();
  for (let i = 0; i < 4; i++) expect((await ask(often)).status).toBe(200);
  expect((await ask(often)).status).toBe(429);
});

test('whoever has the key of a letter changes what comes, and a forged one opens and ends nothing', async () => {
  const own = await subscribed();
  expect(rows('SELECT country FROM subscriber_country')).toEqual([{ country: 'IQ' }, { country: 'YE' }]);
  await post(own, [
    ['lang', 'fr'],
    ['digest', 'none'],
    ['countries', 'EG'],
    ['countries', 'ZZ'],
  ]);
  expect(rows('SELECT lang, digest, digest_due FROM subscriber')).toEqual([
    { lang: 'fr', digest: 'none', digest_due: null },
  ]);
  expect(rows('SELECT country FROM subscriber_country')).toEqual([{ country: 'EG' }]);
  for (const forged of ['x'.repeat(43), '1', '%27%20OR%201=1', `${own.split('/').at(-1)!.slice(0, 42)}_`]) {
    expect((await site.ask(`/en/newsletter/${forged}`)).status).toBe(404);
    expect((await post(`/en/newsletter/${forged}`, { lang: 'he' })).status).toBe(404);
    expect((await post(`/en/newsletter/${forged}/leave`, {})).status).toBe(404);
  }
  expect(rows('SELECT lang FROM subscriber')).toEqual([{ lang: 'fr' }]);
  expect(JSON.stringify(rows('SELECT * FROM subscriber_key'))).not.toContain(own.split('/').at(-1));
});

test('one leaves with one click from a mail program, not by looking, and the address is forgotten', async () => {
  const own = await subscribed();
  expect((await site.ask(`${own}/leave`)).status).toBe(200);
  expect(rows('SELECT id FROM subscriber')).toHaveLength(1);
  const left = await post(`${own}/leave`, { 'List-Unsubscribe': 'One-Click' }, { origin: 'https://mail.example' });
  expect(left.status).toBe(200);
  for (const table of ['subscriber', 'subscriber_country', 'subscriber_key', 'mail'])
    expect(rows(`SELECT * FROM ${table}`)).toEqual([]);
  expect((await site.ask(own)).status).toBe(404);
});

test('who does not confirm within a week is forgotten', async () => {
  await ask(another());
  const link = pathOf(lastLink());
  site.clock.day = '2026-03-12';
  expect((await post(link, {})).status).toBe(404);
  site.clock.day = TODAY;
  expect(rows('SELECT id FROM subscriber UNION ALL SELECT id FROM mail')).toEqual([]);
});
