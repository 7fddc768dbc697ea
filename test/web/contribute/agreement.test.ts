import { setAgreementWords, signaturesOf } from '../../../server/archive/submission/agreement.ts';
import { type OpenSite, openSite } from '../site.ts';
import { browser } from './family.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openSite(() => {});
});
afterAll(() => site.close());

const idOf = (page: string) => Number(page.slice(-5));
const USE: Record<string, string> = {
  give_text: 'yes',
  far: 'public',
  until: 'now',
  name: 'full',
  ...Object.fromEntries(
    ['research', 'teaching', 'exhibition', 'programme', 'translation', 'statement', 'social', 'ai'].map((use) => [
      `use_${use}`,
      'no',
    ]),
  ),
};

/** A story whose agreement may be read by who told it. */
async function ready() {
  const family = browser(site);
  const page = await family.begin();
  await family.send(`${page}/step/story`, { version: '0', text: 'We left at night.' });
  await family.send(`${page}/step/use`, { version: '0', ...USE });
  await family.send(`${page}/confirm`, { given: 'bread board' });
  const sign = (read: Record<string, string>) =>
    family.sendFiles(`${page}/agreement`, { ...read, signer: 'Salima', day: site.clock.day, read: 'yes' }, []);
  return { family, page, sign, signatures: () => signaturesOf(site.archive.db, idOf(page)) };
}

test('after an answer to how it may be used has changed, every page of the family says that it has to be signed again', async () => {
  const { family, page, sign, signatures } = await ready();
  expect((await sign(await family.hidden(`${page}/agreement`))).status).toBe(303);
  const pages = async () => [
    (await family.open(page)).text,
    (await family.open(`${page}/look`)).text,
    (await family.open(`${page}/agreement`)).text,
  ];
  for (const text of await pages()) expect(text).not.toMatch(/signed again|sign it again/);
  await family.send(`${page}/step/use`, { version: '1', ...USE, far: 'archive' });
  const [home, look, agreement] = await pages();
  expect(home).toContain('to be signed again');
  expect(home).not.toMatch(/class="family-mark">signed</);
  expect(look).toContain('Please sign it again');
  expect(look).not.toContain('The agreement is signed.');
  expect(agreement).toContain('has to be signed again');
  await family.send(`${page}/step/use`, { version: '2', ...USE });
  for (const text of await pages()) expect(text).not.toMatch(/signed again|sign it again/);
  await family.send(`${page}/step/use`, { version: '3', ...USE, use_ai: 'yes' });
  expect((await sign(await family.hidden(`${page}/agreement`))).status).toBe(303);
  for (const text of await pages()) expect(text).not.toMatch(/signed again|sign it again/);
  expect(signatures().map(({ choices }) => choices.uses)).toEqual([['ai'], []]);
});

describe('nobody signs unread', () => {
  test('other answers than the page showed them', async () => {
    const { family, page, sign, signatures } = await ready();
    const older = await family.hidden(`${page}/agreement`);
    await family.send(`${page}/step/use`, { version: '1', ...USE, use_ai: 'yes' });
    const refused = await sign(older);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('was changed while you were reading');
    expect(refused.text).toContain('value="Salima"');
    expect(signatures()).toEqual([]);
    expect((await sign(await family.hidden(`${page}/agreement`))).status).toBe(303);
  });

  test('other words than the page showed them, nor with a page that showed none', async () => {
    const { family, page, sign, signatures } = await ready();
    const older = await family.hidden(`${page}/agreement`);
    const words = { plain: ['Everything is given, for ever.'], legal_title: 'In law', legal: ['Article 1.'] };
    setAgreementWords(site.archive.db, 'en', words, new Date());
    const refused = await sign(older);
    expect([refused.status, refused.text.includes('The words of the agreement were changed')]).toEqual([422, true]);
    expect((await sign({})).status).toBe(422);
    expect(signatures()).toEqual([]);
    setAgreementWords(site.archive.db, 'en', null, new Date());
    expect((await sign(older)).status).toBe(303);
  });
});

test('a word of three letters is enough, the rule is said before it is typed, and two are refused with what was typed', async () => {
  const family = browser(site);
  const form = await family.open('/en/contribute/begin');
  expect(form.text).toMatch(/id="word-hint">[^<]*three letters or more/);
  const began = String(Date.parse('2020-01-01'));
  const short = await family.send('/en/contribute/begin', { began, name: 'Nour', word: 'om' });
  expect([short.status, short.text.includes('value="om"'), short.text.includes('three letters')]).toEqual([
    422,
    true,
    true,
  ]);
  const page = await family.begin({ word: 'أمي' });
  expect((await family.send(`${page}/confirm`, { given: 'أمّي' })).status).toBe(303);
});

test('where the archive has no telephone and no address, a family is led to its conversation, and to paper', async () => {
  const family = browser(site);
  const page = await family.begin();
  for (const path of ['/step/who', '/step/use', '/look', '/people', '/confirm']) {
    const { text } = await family.open(page + path);
    expect([path, text.includes(`<a href="${page}#conversation">`)]).toEqual([path, true]);
    expect([path, text.includes('href="/en/contribute/paper"')]).toEqual([path, true]);
    expect([path, /[Cc]all (us|or write)/.test(text)]).toEqual([path, false]);
  }
  expect((await family.open(page)).text).toContain('id="conversation"');
  const begin = await family.open('/en/contribute/begin');
  expect(begin.text).toContain('you can write to us on your own page');
  expect((await family.open('/en/contribute/lost')).text).not.toMatch(/[Cc]all or write/);
});

test('nothing of this failed or left a word in the log', () => {
  expect(site.logged).toEqual([]);
});
