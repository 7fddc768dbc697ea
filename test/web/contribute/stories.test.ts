import { createServer, type Server, type Socket } from 'node:net';
import { setHidden } from '../../../server/archive/submission/concern.ts';
import { makeLink } from '../../../server/archive/submission/link.ts';
import { moveSubmission } from '../../../server/archive/submission/states.ts';
import { stepOf } from '../../../server/archive/submission/steps.ts';
import { peopleOf, submission } from '../../../server/archive/submission/submission.ts';
import { catalogueSubmission } from '../../../server/archive/submission/to-catalogue.ts';
import { publish } from '../../../server/archive/testimony.ts';
import { type OpenSite, openSite } from '../site.ts';
import { browser } from './family.ts';

let site: OpenSite;
let clamd: Server;
const scanned: string[] = [];
const began = String(Date.parse('2020-01-01'));
const idOf = (page: string) => Number(page.slice(-5));
const USE: Record<string, string> = {
  give_text: 'yes',
  give_name: 'yes',
  far: 'public',
  until: 'now',
  name: 'full',
  use_research: 'yes',
  use_teaching: 'yes',
  use_exhibition: 'no',
  use_programme: 'no',
  use_translation: 'no',
  use_statement: 'no',
  use_social: 'no',
  use_ai: 'no',
};

/** ClamAV's daemon as far as INSTREAM goes: pieces with their length before them, an answer, and the line is closed. */
function scannerOf(socket: Socket): void {
  let heard = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (piece) => {
    heard = Buffer.concat([heard, piece]);
    const command = 'zINSTREAM\0';
    if (heard.length < command.length + 4 || heard.subarray(0, command.length).toString() !== command) return;
    let at = command.length;
    let text = '';
    while (at + 4 <= heard.length) {
      const length = heard.readUInt32BE(at);
      if (length === 0) {
        scanned.push(text);
        socket.end(text.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
        return;
      }
      text += heard.subarray(at + 4, at + 4 + length).toString();
      at += 4 + length;
    }
  });
}

beforeAll(async () => {
  clamd = createServer(scannerOf);
  await new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', resolve));
  const { port } = clamd.address() as { port: number };
  site = await openSite(() => {}, {
    clamd: { host: '127.0.0.1', port },
    contact: { phone: '+33 1 23 45 67 89', email: null, address: null },
  });
});
afterAll(async () => {
  await site.close();
  await new Promise((resolve) => clamd.close(resolve));
});

/** A story that was told, signed, sent, catalogued and published. */
async function published() {
  const family = browser(site);
  const page = await family.begin();
  const id = idOf(page);
  const { db } = site.archive;
  await family.send(`${page}/step/who`, { version: '0', teller: 'narrator', 'narrators.0.name': 'Salima Quincunx' });
  await family.send(`${page}/step/story`, {
    version: '0',
    title: 'The board',
    text: 'We left at night.\n\nThe wordtotakeback.',
  });
  await family.send(`${page}/step/use`, { version: '0', ...USE });
  await family.send(`${page}/confirm`, { given: 'Bread Board', next: `${page.slice(3)}/agreement` });
  const read = await family.hidden(`${page}/agreement`);
  const signed = { ...read, signer: 'Salima Quincunx', day: site.clock.day, read: 'yes' };
  await family.sendFiles(`${page}/agreement`, signed, []);
  await family.send(`${page}/send`, {});
  const move = (to: 'in review' | 'accepted') =>
    moveSubmission(db, id, { to, actor: 'a@example.org', now: new Date() });
  move('in review');
  move('accepted');
  const accession = catalogueSubmission(db, id, { actor: 'a@example.org', now: new Date() });
  publish(db, submission(db, id).testimonyId!);
  await site.engine.follow();
  return { family, page, id, accession };
}

describe('a step', () => {
  test('is saved whichever way it is left, and offers a person and paper each time', async () => {
    const family = browser(site);
    const page = await family.begin();
    const saved = await family.send(`${page}/step/from`, { version: '0', place: 'Baghdad', action: 'back' });
    expect([saved.status, saved.headers.location]).toEqual([303, `${page}/step/who`]);
    const { text } = await family.open(`${page}/step/from`);
    expect(text).toContain('value="Baghdad"');
    expect(text).toContain('href="tel:+33123456789"');
    expect(text).toContain('/en/contribute/paper');
  });

  test('that two tabs saved shows both texts and keeps what was typed', async () => {
    const family = browser(site);
    const page = await family.begin();
    await family.send(`${page}/step/behind`, { version: '0', text: 'The house of the first tab' });
    const second = await family.send(`${page}/step/behind`, { version: '0', text: 'The shop of the second tab' });
    expect(second.status).toBe(409);
    expect(second.text).toContain('The house of the first tab');
    expect(second.text).toContain('The shop of the second tab</textarea>');
    expect(stepOf(site.archive.db, idOf(page), 'behind').answers.text).toBe('The house of the first tab');
    const kept = await family.send(`${page}/step/behind`, { version: '1', text: 'The shop of the second tab' });
    expect(kept.status).toBe(303);
  });

  test('keeps what is too long, and says so', async () => {
    const family = browser(site);
    const page = await family.begin();
    const long = 'x'.repeat(301);
    const answer = await family.send(`${page}/step/from`, { version: '0', place: long });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(long);
  });

  test('makes script in any field harmless', async () => {
    const family = browser(site);
    const script = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>';
    const page = await family.begin({ name: script });
    await family.send(`${page}/step/who`, { version: '0', 'narrators.0.name': script, 'narrators.0.born': script });
    await family.send(`${page}/step/story`, { version: '0', title: script, text: script });
    await family.send(`${page}/messages`, { text: script });
    await family.send(`${page}/people`, { name: script });
    for (const path of ['', '/step/who', '/step/story', '/look', '/people']) {
      const { text, status } = await family.open(page + path);
      expect([path, status, text.includes('<script>alert'), text.includes('<img src=x')]).toEqual([
        path,
        200,
        false,
        false,
      ]);
    }
  });
});

describe('a file', () => {
  test('of a wrong kind is refused with the kinds that are welcome, and what was typed beside it is kept', async () => {
    const family = browser(site);
    const page = await family.begin();
    const fields = { version: '0', title: 'Typed beside', text: 'Kept', action: 'next' };
    const answer = await family.sendFiles(`${page}/step/story`, fields, [{ name: 'photo.jpg', text: 'no picture' }]);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/photo\.jpg/);
    expect(answer.text).toMatch(/pdf, docx/);
    expect(answer.text).toContain('value="Typed beside"');
    expect(stepOf(site.archive.db, idOf(page), 'story').answers.text).toBe('Kept');
    expect(answer.text).toContain('One file could not be taken.');
    const both = await family.sendFiles(`${page}/step/story`, { version: '1' }, [
      { name: 'one.jpg', text: 'no picture' },
      { name: 'two.jpg', text: 'nor this' },
    ]);
    expect(both.text).toContain('2 files could not be taken.');
  });

  test('in which the scanner finds a virus is not kept, and a clean one is', async () => {
    const family = browser(site);
    const page = await family.begin();
    const bad = await family.sendFiles(`${page}/step/story`, { version: '0' }, [
      { name: 'a.txt', text: 'EICAR of Baghdad' },
    ]);
    expect(bad.status).toBe(422);
    const good = await family.sendFiles(`${page}/step/story`, { version: '0' }, [
      { name: 'b.txt', text: 'A plain story' },
    ]);
    expect(good.status).toBe(303);
    expect(scanned).toEqual(expect.arrayContaining(['EICAR of Baghdad', 'A plain story']));
    const files = site.archive.db
      .prepare('SELECT original_name, scanned FROM submission_file WHERE submission_id = ?')
      .all(idOf(page));
    expect(files).toEqual([{ original_name: 'b.txt', scanned: 1 }]);
    const copy = await family.open(`${page}/copy.zip`);
    expect(copy.body.subarray(0, 2).toString()).toBe('PK');
    expect(copy.body.includes('files/b.txt')).toBe(true);
  });

  test('of another family is never reached, by link, number or name', async () => {
    const [one, other] = [browser(site), browser(site)];
    const [own, foreign] = [await one.begin(), await other.begin()];
    await one.sendFiles(`${own}/step/story`, { version: '0' }, [{ name: 'secret.txt', text: 'Ours alone' }]);
    const file = site.archive.db
      .prepare<[number], string>('SELECT public_id FROM submission_file WHERE submission_id = ?')
      .pluck()
      .get(idOf(own))!;
    expect((await one.open(`${own}/files/${file}`)).text).toBe('Ours alone');
    for (const path of [
      own,
      `${own}/step/story`,
      `${own}/look`,
      `${own}/files/${file}`,
      `${foreign}/files/${file}`,
      `${own}/copy.zip`,
    ]) {
      const answer = await other.open(path);
      expect([path, answer.status, answer.text.includes('Ours alone')]).toEqual([path, 404, false]);
    }
    const written = await other.send(`${own}/step/story`, { version: '1', text: 'Overwritten' });
    expect(written.status).toBe(404);
    other.cookies.set(`kolot_story_${idOf(own)}`, other.cookies.get(`kolot_story_${idOf(foreign)}`)!);
    expect((await other.open(own)).status).toBe(404);
  });
});

describe('a private link', () => {
  test('brings the story to another device, and ends', async () => {
    const family = browser(site);
    const page = await family.begin();
    const [person] = peopleOf(site.archive.db, idOf(page));
    const token = makeLink(site.archive.db, person!.id, new Date(`${site.clock.day}T12:00:00Z`));
    const phone = browser(site);
    expect((await phone.open(`/en/contribute/open?key=${token}`)).headers.location).toBe(page);
    expect((await phone.open(page)).status).toBe(200);
    const today = site.clock.day;
    site.clock.day = '2099-01-01';
    const late = await browser(site).open(`/en/contribute/open?key=${token}`);
    site.clock.day = today;
    expect(late.status).toBe(404);
    expect(late.text).toContain('/en/contribute/lost');
    const guessed = await browser(site).open(`/en/contribute/open?key=${'A'.repeat(43)}`);
    expect(guessed.text.replaceAll('A'.repeat(43), '')).toBe(late.text.replaceAll(token, ''));
  });

  test('is not enough to sign, to take back or to see the agreement, and its word is hard to guess', async () => {
    const family = browser(site);
    const page = await family.begin();
    for (const path of ['/agreement', '/agreement/print', '/withdraw'])
      expect(String((await family.open(page + path)).headers.location)).toContain('/confirm');
    const taken = await family.send(`${page}/withdraw`, { what: 'whole', afterwards: 'erase' });
    expect(String(taken.headers.location)).toContain('/confirm');
    expect(submission(site.archive.db, idOf(page)).state).toBe('draft');
    const statuses: number[] = [];
    for (let n = 0; n < 14; n += 1)
      statuses.push((await family.send(`${page}/confirm`, { given: `guess ${n}` })).status);
    expect(statuses[0]).toBe(401);
    expect(statuses.at(-1)).toBe(429);
  });

  test('asked for anew is answered the same whether anybody wrote under the address or not', async () => {
    await browser(site).begin({ email: 'known@example.org' });
    const asked = async (email: string) =>
      (await browser(site).send('/en/contribute/lost', { email, began })).text.replaceAll(email, '');
    expect(await asked('known@example.org')).toBe(await asked('unknown@example.org'));
  });
});

test('a form filled in by a machine comes back once more, with everything in it', async () => {
  const trap = await browser(site).send('/en/contribute/begin', {
    began,
    name: 'Real Person',
    website: 'http://spam.example',
  });
  const quick = await browser(site).send('/en/contribute/begin', {
    began: String(Date.parse('2999-01-01')),
    name: 'Real Person',
  });
  for (const answer of [trap, quick]) expect([answer.status, answer.text.includes('Real Person')]).toEqual([422, true]);
});

test('a concern reaches the queue without an account, and hides nothing by itself; staff can hide at once', async () => {
  const { accession, id } = await published();
  const form = await site.ask(`/en/contribute/concern?testimony=${accession}`);
  expect(form.text).toContain(accession);
  expect((await site.ask(`/en/testimonies/${accession}`)).text).toContain(
    `/en/contribute/concern?testimony=${accession}`,
  );
  const sent = await browser(site).send('/en/contribute/concern', {
    began,
    testimony: accession,
    text: 'My mother is named.',
  });
  expect(String(sent.headers.location)).toMatch(/thanks\?number=S-\d{5}$/);
  const concern = submission(site.archive.db, Number(String(sent.headers.location).slice(-5)));
  expect([concern.kind, concern.state, concern.testimonyId]).toEqual([
    'concern',
    'submitted',
    submission(site.archive.db, id).testimonyId,
  ]);
  expect((await site.ask(`/en/testimonies/${accession}`)).status).toBe(200);
  setHidden(site.archive.db, accession, { hidden: true, actor: 'a@example.org', reason: null, now: new Date() });
  expect((await site.ask(`/en/testimonies/${accession}`)).status).toBe(404);
});

test('a question for a tape needs a way to answer it', async () => {
  const asked = { began, whose: 'Salima, my grandmother' };
  const unreachable = await browser(site).send('/en/contribute/tape', asked);
  expect([unreachable.status, unreachable.text.includes('Salima, my grandmother')]).toEqual([422, true]);
  const sent = await browser(site).send('/en/contribute/tape', { ...asked, phone: '02 123 4567' });
  expect(sent.status).toBe(303);
});

describe('what is taken back', () => {
  test('is gone from its page and from search in the same request, before the index has followed', async () => {
    const { family, page, accession } = await published();
    const found = async () => JSON.parse((await site.ask('/api/v1/search?q=wordtotakeback')).text).total;
    expect(await found()).toBeGreaterThan(0);
    const before = await found();
    const { text } = await family.open(`${page}/withdraw`);
    const [, passage = ''] = [...text.matchAll(/name="passage" value="(\w+)"/g)].at(-1) ?? [];
    const answer = await family.send(`${page}/withdraw`, { what: 'passage', passage, afterwards: 'keep closed' });
    expect(answer.status).toBe(303);
    expect(await found()).toBe(before - 1);
    const shown = await site.ask(`/en/testimonies/${accession}`);
    expect([shown.status, shown.text.includes('wordtotakeback')]).toEqual([200, false]);
    await family.send(`${page}/withdraw`, { what: 'whole', afterwards: 'erase' });
    expect((await site.ask(`/en/testimonies/${accession}`)).status).toBe(404);
    const standing = await family.open(`${page}/withdraw`);
    const withdrawal = [...standing.text.matchAll(/name="withdrawal" value="(\d+)"/g)][0]![1]!;
    await family.send(`${page}/withdraw/undo`, { withdrawal });
    expect((await site.ask(`/en/testimonies/${accession}`)).status).toBe(200);
  });
});

test('nothing of this failed or left a word in the log', () => {
  expect(site.logged).toEqual([]);
});

test('a caption that is too long is refused with what was typed, and never cut', async () => {
  const family = browser(site);
  const page = await family.begin();
  const step = `${page}/step/photographs`;
  await family.sendFiles(`${page}/step/story`, { version: '0' }, [{ name: 'letter.txt', text: 'Dear Salima' }]);
  site.archive.db
    .prepare("UPDATE submission_file SET purpose = 'photograph' WHERE submission_id = ?")
    .run(Number(/S-(\d+)/.exec(page)![1]));
  const [, id, version = ''] = /name="file\.([\da-z]{12})\.version" value="(\d+)"/.exec(
    (await family.open(step)).text,
  )!;
  const long = 'key '.repeat(600).trim();
  const sent = { version: '1', [`file.${id}.version`]: version, [`file.${id}.what`]: long };
  const refused = await family.sendFiles(step, sent, []);
  expect([refused.status, refused.text.includes(long)]).toEqual([422, true]);
  expect((await family.open(step)).text).not.toContain('key key');
});
