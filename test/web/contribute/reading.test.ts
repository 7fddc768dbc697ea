/** What a family said yes to is what appears: changed afterwards, or under their eyes, it is theirs to read once more. */
import { randomUUID } from 'node:crypto';
import { addAsset } from '../../../server/archive/asset.ts';
import { ACTOR, addInterview, addWords, passagesIn } from '../../archive/transcript-edit/made.ts';
import { visitorOf } from '../desk/desk.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { browser } from './family.ts';

let site: OpenSite;
let desk: ReturnType<typeof visitorOf>;
let family: ReturnType<typeof browser>;
let own: string;
let transcript: number;

beforeEach(async () => {
  site = await openSite((archive) => {
    const interview = addInterview(archive, 'K-1');
    transcript = addWords(archive, interview, [{ text: 'We kept the key.' }, { text: 'Nobody asked us for it.' }]);
  });
  desk = visitorOf(site, signedIn(site.archive, 'archivist', ACTOR).cookie);
  family = browser(site);
  own = await family.begin();
  site.archive.db
    .prepare(`
      UPDATE submission SET state = 'with the narrator',
        testimony_id = (SELECT id FROM testimony WHERE accession = 'K-1')`)
    .run();
});
afterEach(() => site.close());

const read = async () => family.send(`${own}/reading`, { ...(await family.hidden(`${own}/reading`)), answer: 'right' });
const lacking = async () => (await desk.get('/en/desk/testimonies/K-1/publishing')).text;
const AGAIN = 'It was changed after its narrator read it.';

async function write(text: string) {
  const [passage] = passagesIn(site.archive, transcript);
  const at = `/en/desk/testimonies/K-1/transcripts/${transcript}`;
  const { status } = await desk.send(at, { text, do: 'save' }, `${at}/passages/${passage!.publicId}?chapter=1`);
  expect(status).toBe(303);
}

test('words changed after they said yes are read again before they appear', async () => {
  expect((await read()).status).toBe(303);
  expect(await lacking()).not.toContain(AGAIN);
  await write('We gave the key away.');
  expect(await lacking()).toContain(AGAIN);
  expect((await desk.post('/en/desk/testimonies/K-1/publish', {})).status).toBe(409);

  expect((await read()).status).toBe(303);
  expect(await lacking()).not.toContain(AGAIN);
});

test('an archivist who read the change to them on the telephone says so', async () => {
  await read();
  await write('We gave the key away.');
  await desk.post('/en/desk/testimonies/K-1/read', { how: 'aloud, on the telephone' });
  expect(await lacking()).not.toContain(AGAIN);
  expect(await lacking()).toContain('aloud, on the telephone');
});

test('how far it was corrected, its times and who may see it change nothing that they read', async () => {
  await read();
  const { db } = site.archive;
  const entry = { title: 'The key', access: 'public' };
  for (const [thing, reason, before] of [
    ['transcript', 'status', {}],
    ['transcript', 'synchronise', []],
    ['testimony', null, { entry, after: { ...entry, access: 'closed' } }],
  ] as const)
    db.prepare(`
      INSERT INTO revision (testimony_id, thing, thing_id, actor, reason, before)
      SELECT id, ?, 1, 'dalia', ?, ? FROM testimony`).run(thing, reason, JSON.stringify(before));
  expect(await lacking()).not.toContain(AGAIN);
});

test('what was changed while they were reading is shown to them, with what they typed, and is not yet said to be right', async () => {
  const seen = await family.hidden(`${own}/reading`);
  await write('We gave the key away.');
  const answer = await family.send(`${own}/reading`, { ...seen, answer: 'right', text: 'Thank you' });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('Something was changed here while you were reading.');
  expect(answer.text).toContain('We gave the key away.');
  expect(answer.text).toContain('Thank you</textarea>');
  expect(site.archive.db.prepare('SELECT read_at FROM submission').pluck().get()).toBeNull();
});

test('photographs stand there with what will be said of them, and those that stay closed do not', async () => {
  const { db } = site.archive;
  const testimonyId = db.prepare<[], number>('SELECT id FROM testimony').pluck().get()!;
  const given = db.prepare(`
    INSERT INTO submission_file (public_id, submission_id, purpose, position, original_name, mime, sha256, bytes, what, asset_id, added_at)
    VALUES (@publicId, (SELECT id FROM submission), 'photograph', 1, 'a.jpg', 'image/jpeg', @sha256, 1,
      'my own words', @assetId, '2026-03-01')`);
  for (const [publicId, caption, access] of [
    ['shown', 'The wedding in 1938', null],
    ['shut', 'Kept closed', 'closed'],
  ] as const) {
    const sha256 = randomUUID().replaceAll('-', '').repeat(2);
    const assetId = addAsset(db, testimonyId, { kind: 'photograph', sha256, bytes: 1, mime: 'image/jpeg' });
    db.prepare('UPDATE asset SET access = ? WHERE id = ?').run(access, assetId);
    db.prepare("INSERT INTO asset_text (asset_id, lang, caption) VALUES (?, 'en', ?)").run(assetId, caption);
    given.run({ publicId, sha256, assetId });
  }
  const { text } = await family.open(`${own}/reading`);
  expect(text).toContain('The wedding in 1938');
  expect(text).toContain('/files/shown/picture');
  expect(text).not.toContain('my own words');
  expect(text).not.toContain('Kept closed');
  expect(text).not.toContain('/files/shut/picture');
});
