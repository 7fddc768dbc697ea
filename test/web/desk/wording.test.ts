/** Any text of the interface, corrected by translators: shown at once, checked, kept through an upgrade, given back. */

import { openArchive } from '../../../server/archive/archive.ts';
import { auditEntries } from '../../../server/archive/audit.ts';
import { wordingHistory } from '../../../server/archive/wording.ts';
import { corrections } from '../../../server/corrections.ts';
import { messagesOf, translator } from '../../../server/i18n/messages.ts';
import { wordingOf } from '../../../server/mail/wording.ts';
import { createApp } from '../../../server/web/app.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

let site: OpenSite;
let noor: ReturnType<typeof visitorOf>;
let miriam: ReturnType<typeof visitorOf>;
const anybody = () => visitorOf(site, null);
beforeAll(async () => {
  site = await openSite(() => {});
  noor = visitorOf(site, signedIn(site.archive, 'translator', 'noor').cookie);
  miriam = visitorOf(site, signedIn(site.archive, 'administrator', 'miriam').cookie);
}, 60_000);
afterAll(() => site.close());
afterEach(() => site.archive.db.exec('DELETE FROM wording'));

const at = (lang: string, key: string) => `/en/desk/wording/${lang}/${key}`;
const SKIP = at('fr', 'page.skip');

test('a correction is shown in the very next page, in its language alone, and is in the log', async () => {
  const before = (await anybody().get('/en/countries')).text;
  expect((await noor.send(SKIP, { 'words-text': 'Droit au contenu' })).status).toBe(303);
  expect((await anybody().get('/fr/countries')).text).toContain('<a class="skip" href="#main">Droit au contenu</a>');
  expect((await anybody().get('/en/countries')).text).toBe(before);
  const [entry] = auditEntries(site.archive.db, {}, { limit: 1, skip: 0 }).entries;
  expect(entry).toMatchObject({
    actor: 'noor@example.org',
    action: 'corrected',
    thing: 'interface text',
    thingId: 'fr page.skip',
    detail: '"Droit au contenu"',
  });
  expect((await miriam.get('/fr/desk/audit')).text).toContain('texte des pages');
});

test('another process that reads the archive shows it as soon as it is written', async () => {
  const other = openArchive(site.archive.folder);
  const app = createApp({ ...site.made, archive: other });
  const page = async () => {
    const { default: supertest } = await import('supertest');
    return (await supertest(app).get('/fr/countries')).text;
  };
  expect(await page()).not.toContain('Droit au contenu');
  await noor.send(SKIP, { 'words-text': 'Droit au contenu' });
  expect(await page()).toContain('Droit au contenu');
  other.db.close();
});

test('what ships is brought back, and every step has who took it and when', async () => {
  await noor.send(SKIP, { 'words-text': 'Un' });
  await miriam.send(SKIP, { 'words-text': 'Deux' });
  await miriam.send(SKIP, { do: 'back' });
  expect((await anybody().get('/fr/countries')).text).toContain(messagesOf('fr').get('page.skip'));
  const history = wordingHistory(site.archive.db, 'fr', 'page.skip');
  expect(history.map(({ actor, words }) => [actor, words])).toEqual([
    ['miriam@example.org', null],
    ['miriam@example.org', '"Deux"'],
    ['noor@example.org', '"Un"'],
  ]);
  const page = (await noor.get(SKIP)).text;
  for (const said of ['miriam@example.org', 'Deux', 'Un', '2026']) expect(page).toContain(said);
});

test.each([
  ['a value that is dropped', 'fr', 'date.between', { 'words-text': 'entre {from} et' }, '{to} is missing'],
  ['a value that nobody knows', 'fr', 'date.before', { 'words-text': 'avant {date} {who}' }, 'nothing to fill {who}'],
  ['a number that other numbers take too', 'fr', 'duration.hours', { 'words-one': 'une heure' }, '{count} is missing'],
  ['a form left empty', 'ar', 'duration.hours', { 'words-few': ' ' }, 'Write something here'],
  ['a form of signs nobody sees', 'fr', 'page.skip', { 'words-text': '\u200b\u2060' }, 'Write something here'],
  ['a word that no line holds', 'fr', 'page.skip', { 'words-text': 'sans'.repeat(13) }, 'longer than 50 letters'],
  ['markup', 'fr', 'page.skip', { 'words-text': '<b onclick=x>Ici</b>' }, 'marks of HTML'],
  ['an entity', 'fr', 'page.skip', { 'words-text': 'Ici&nbsp;même' }, 'marks of HTML'],
  ['half a brace', 'fr', 'date.before', { 'words-text': 'avant {date} {' }, 'a brace without its partner'],
  ['a mark that turns the page round', 'ar', 'page.skip', { 'words-text': 'a\u202eb' }, 'cannot be seen'],
])('%s is refused with what is missing, and what was typed', async (_what, lang, key, typed, said) => {
  const refused = await noor.send(at(lang, key), typed);
  expect(refused.status).toBe(422);
  expect(refused.text.replace(/&#?\w+;|[\u2066-\u2069]/g, '')).toContain(said);
  const words = Object.values(typed)[0]!;
  if (words.trim() && !words.includes('\u202e')) {
    const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(refused.text).toContain(`>${escaped}</textarea>`);
  }
  expect(refused.text).not.toContain('<b onclick');
  expect(corrections(site.archive.db)).toEqual([]);
});

test('a form for one number alone need not say it', async () => {
  expect((await noor.send(at('en', 'duration.hours'), { 'words-one': 'an hour' })).status).toBe(303);
  expect((await noor.send(at('ar', 'duration.hours'), { 'words-two': 'ساعتان اثنتان' })).status).toBe(303);
});

test('a preview shows each form with numbers that take it, and keeps nothing', async () => {
  const page = await noor.send(at('en', 'duration.hours'), { 'words-one': 'just {count} hour', do: 'preview' });
  expect(page.text).toContain('<li>just 1 hour</li>');
  expect(page.text).toContain('<li>2 hours</li>');
  expect(corrections(site.archive.db)).toEqual([]);
});

test('of two who correct at once, the second sees both texts', async () => {
  await noor.send(SKIP, { 'words-text': 'Un' });
  const late = await miriam.send(SKIP, { 'words-text': 'Deux', seen: '0' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('<li>Un</li>');
  expect(late.text).toContain('>Deux</textarea>');
  expect(
    (await miriam.post(SKIP, { 'words-text': 'Deux', seen: /name="seen" value="(\d+)"/.exec(late.text)![1]! })).status,
  ).toBe(303);
});

test('messages are found by words of either language, however written, and by their key', async () => {
  const found = async (q: string, of = 'fr') =>
    (await noor.get(`/en/desk/wording?of=${of}&q=${encodeURIComponent(q)}`)).text;
  for (const q of ['Aller contenu', 'page.skip'])
    expect([q, await found(q)]).toEqual([q, expect.stringContaining('page.skip')]);
  expect(await found('شهادات', 'ar')).toContain('desk/wording/ar/');
  expect(await found('qqqqqq')).toContain('No text has these words');
});

test('a translator finds the texts of the very page they read, each leading to where it is corrected and back', async () => {
  const page = (await noor.get('/fr/countries')).text;
  const list = page.split('class="wording-here"')[1]!;
  expect(list).toContain('/fr/desk/wording/fr/page.skip?from=%2Fcountries');
  expect(list).not.toContain('contribute.help.title');
  expect((await noor.get('/fr/desk/wording/fr/page.skip?from=%2Fcountries')).text).toContain('href="/fr/countries"');
  expect((await noor.get('/fr/desk/wording/fr/page.skip?from=https://elsewhere.example')).text).not.toContain(
    'href="https',
  );
  for (const cookie of [null, signedIn(site.archive, 'archivist').cookie])
    expect((await visitorOf(site, cookie).get('/fr/countries')).text).not.toContain('wording-here');
});

describe('After an upgrade', () => {
  const written = (
    words: string,
    { english = messagesOf('en').get('date.before'), shipped = messagesOf('fr').get('date.before') } = {},
  ) =>
    site.archive.db
      .prepare(
        "INSERT INTO wording (lang, message, words, english, shipped, actor) VALUES ('fr', 'date.before', ?, ?, ?, 'x')",
      )
      .run(JSON.stringify(words), JSON.stringify(english), JSON.stringify(shipped));
  const state = () => corrections(site.archive.db).map((one) => one.state);

  test('a correction of a text whose English has changed stands, and is marked', async () => {
    written('jusqu’avant {date}', { english: 'earlier than {date}' });
    expect(state()).toEqual(['original']);
    const page = (await noor.get(at('fr', 'date.before'))).text;
    for (const said of ['the original has changed', 'earlier than {date}']) expect(page).toContain(said);
    expect((await noor.get('/en/desk/wording?of=fr&show=changed')).text).toContain('date.before');
    await noor.send(at('fr', 'date.before'), { 'words-text': 'jusqu’avant {date} !' });
    expect(state()).toEqual(['stands']);
  });

  test('one that the new text has no values for is kept and not shown', async () => {
    written('avant');
    expect(state()).toEqual(['broken']);
    expect((await noor.get(at('fr', 'date.before'))).text).toContain('not shown');
  });

  test('one that ships by now is said to', () => {
    written(messagesOf('fr').get('date.before') as string, { shipped: 'autrefois {date}' });
    expect(state()).toEqual(['taken_up']);
  });

  test('one of a text that is gone can still be seen and taken back', async () => {
    site.archive.db.exec(
      `INSERT INTO wording (lang, message, words, english, shipped, actor) VALUES ('fr', 'old.text', '"Vieux"', '"Old"', '"Ancien"', 'x')`,
    );
    expect(state()).toEqual(['gone']);
    expect((await noor.get('/en/desk/wording?of=fr&show=changed')).text).toContain('Vieux');
    expect((await noor.send(at('fr', 'old.text'), { do: 'back' })).status).toBe(303);
    expect(state()).toEqual([]);
  });
});

describe('Corrections as a file', () => {
  const bring = (json: string, who: 'noor' | 'nobody' = 'noor') => {
    const body = `--b\r\ncontent-disposition: form-data; name="file"; filename="c.json"\r\ncontent-type: application/json\r\n\r\n${json}\r\n--b--\r\n`;
    return site.ask(
      '/en/desk/wording/import?of=fr',
      {
        'content-type': 'multipart/form-data; boundary=b',
        ...(who === 'noor' && { cookie: 'kolot_sign_in=token-of-noor' }),
      },
      'POST',
      body,
    );
  };

  test('come back as they went, with nobody’s name', async () => {
    await noor.send(SKIP, { 'words-text': 'Droit au contenu' });
    await noor.send(at('ar', 'duration.hours'), { 'words-two': 'ساعتان اثنتان' });
    const { text } = await noor.get('/en/desk/wording/corrections.json');
    expect(text).not.toContain('noor');
    site.archive.db.exec('DELETE FROM wording');
    expect((await bring(text)).text).toContain('2 corrections were brought in');
    expect(corrections(site.archive.db).map(({ state }) => state)).toEqual(['stands', 'stands']);
    expect((await anybody().get('/fr/countries')).text).toContain('Droit au contenu');
    expect((await bring(text)).text).toContain('stands here already');
    expect((await noor.get('/en/desk/wording/corrections.json')).text).toBe(text);
  });

  test('are refused whole where one cannot be shown, row by row', async () => {
    const row = (lang: string, message: string, words: unknown) => ({
      lang,
      message,
      words,
      english: 'x',
      shipped: 'x',
    });
    const refused = await bring(
      JSON.stringify({
        kolot: 'wording',
        version: 1,
        corrections: [
          row('fr', 'page.skip', 'Bien'),
          row('fr', 'date.before', 'avant'),
          row('fr', 'no.such', 'x'),
          row('xx', 'page.skip', 'x'),
          row('ar', 'duration.hours', { other: '{count}' }),
        ],
      }),
    );
    expect(refused.status).toBe(422);
    for (const said of ['2 · fr date.before', '3 · fr no.such', '4 · xx page.skip', 'The form “few” is missing'])
      expect(refused.text).toContain(said);
    expect(corrections(site.archive.db)).toEqual([]);
    for (const json of ['', '{', '[]', '{"kolot":"wording","version":2,"corrections":[]}'])
      expect((await bring(json)).text).toContain('This is no file of corrections');
    expect((await bring('{}', 'nobody')).status).toBe(403);
  });
});

test('the words of a mail are corrected too, unless the archive has worded it anew', async () => {
  await noor.send(at('fr', 'mail.account_reset.subject'), { 'words-text': 'Votre mot de passe, {site}' });
  expect(wordingOf(site.archive.db, 'account_reset', 'fr').subject).toBe('Votre mot de passe, {site}');
  expect(translator('fr')('page.skip')).toBe(messagesOf('fr').get('page.skip'));
});

test.each(['reader', 'coordinator', 'archivist'])('a %s corrects nothing', async (role) => {
  const who = visitorOf(site, signedIn(site.archive, role, `the-${role}`).cookie);
  for (const path of ['/en/desk/wording', SKIP, '/en/desk/wording/corrections.json'])
    expect([path, (await who.get(path)).status]).toEqual([path, 403]);
  expect((await who.post(SKIP, { 'words-text': 'x', seen: '0' })).status).toBe(403);
  expect((await anybody().get('/en/desk/wording')).status).toBe(303);
  expect((await noor.get('/en/desk/queue')).status).toBe(403);
});
