/** The first page opens with a voice that an archivist chose, and never with one that everyone may not hear today. */
import { mayOpenTheArchive, voiceOfTheDay } from '../../../server/archive/voice.ts';
import { chooseVoice, chosenVoices, voicesToChooseFrom } from '../../../server/archive/voice-choice.ts';
import { type OpenSite, openSampleSite, signedIn } from '../site.ts';

let site: OpenSite;
let cookie: string;
const today = '2026-03-01';

beforeAll(async () => {
  site = await openSampleSite((archive) => {
    cookie = signedIn(archive, 'archivist').cookie;
  });
  site.clock.day = today;
}, 120_000);
afterAll(() => site.close());

const send = (fields: Record<string, string>) =>
  site.ask(
    '/en/desk/voices',
    { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    'POST',
    String(new URLSearchParams(fields)),
  );
const nextDay = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
const publicIdOf = (id: number) =>
  site.archive.db.prepare<[number], string>('SELECT public_id FROM passage WHERE id = ?').pluck().get(id)!;

test('those chosen open the archive in turn, one a day, and no other', async () => {
  const { db } = site.archive;
  const english = mayOpenTheArchive(db, today).filter(({ lang }) => lang === 'en');
  const chosen = [english[0]!, english.find(({ testimonyId }) => testimonyId !== english[0]!.testimonyId)!];
  for (const { id } of chosen) {
    const { status, headers } = await send({ action: 'choose', passage: publicIdOf(id) });
    expect([status, headers.location]).toEqual([303, '/en/desk/voices']);
  }
  const ids = chosen.map(({ id }) => id).sort();
  const days = [0, 1, 2, 3].map((day) => voiceOfTheDay(db, nextDay(day), 'en')!.id);
  expect([...new Set(days)].sort()).toEqual(ids);
  expect(days[0]).not.toBe(days[1]);
  expect(days[0]).toBe(days[2]);
  const { text } = await site.ask('/en/');
  expect(text).toContain(`/en/passages/${publicIdOf(days[0]!)}`);
  const desk = await site.ask('/en/desk/voices', { cookie });
  for (const { id } of chosen) expect(desk.text).toContain(publicIdOf(id));
});

test('one that is closed since is told at the desk and heard nowhere', async () => {
  const { db } = site.archive;
  const [first, second] = chosenVoices(db, today);
  const of = db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(first!.accession);
  db.prepare("UPDATE testimony SET access = 'registered' WHERE id = ?").run(of);
  for (const day of [0, 1, 2]) expect(voiceOfTheDay(db, nextDay(day), 'en')!.id).toBe(second!.id);
  expect(chosenVoices(db, today).map(({ recording }) => recording === null)).toEqual([true, false]);
  expect((await site.ask('/en/desk/voices', { cookie })).text).toContain('Not shown for now');
  db.prepare("UPDATE testimony SET access = 'public' WHERE id = ?").run(of);
});

test('words whose narrator did not agree to exhibitions cannot be chosen, and the desk says why', async () => {
  const { db } = site.archive;
  const other = mayOpenTheArchive(db, today).find(({ lang }) => lang === 'fr')!;
  db.prepare(`DELETE FROM agreement_use WHERE use = 'exhibition'
    AND agreement_id IN (SELECT id FROM agreement WHERE testimony_id = ?)`).run(other.testimonyId);
  const passage = publicIdOf(other.id);
  const { status, text } = await send({ action: 'choose', passage });
  expect([status, text.includes('must have agreed to exhibitions')]).toEqual([422, true]);
  expect(() => chooseVoice(db, passage, { today, actor: 'a' })).toThrow('may not open the archive');
  const accession = db
    .prepare<[number], string>('SELECT accession FROM testimony WHERE id = ?')
    .pluck()
    .get(other.testimonyId)!;
  expect(voicesToChooseFrom(db, today, accession)).toEqual([]);
});

test('a voice taken back opens the archive no more; where none is left the archive looks for one', async () => {
  const { db } = site.archive;
  for (const { publicId } of chosenVoices(db, today)) await send({ action: 'take-back', passage: publicId });
  expect(chosenVoices(db, today)).toEqual([]);
  expect(voiceOfTheDay(db, today, 'en')).not.toBeNull();
});
