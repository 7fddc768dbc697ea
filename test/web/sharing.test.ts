/** Words are carried to other sites only where everyone may read them here and those who tell agreed; the link always is. */
import sharp from 'sharp';
import { type OpenSite, openSampleSite, signedIn } from './site.ts';

let site: OpenSite;
let arabic: string;
let testimonyId: number;
let cookie: string;

beforeAll(async () => {
  site = await openSampleSite((archive) => {
    cookie = signedIn(archive, 'reader').cookie;
  });
  const row = site.archive.db
    .prepare<[], { publicId: string; testimonyId: number }>(`
      SELECT passage.public_id AS publicId, testimony.id AS testimonyId
      FROM passage JOIN transcript ON transcript.id = passage.transcript_id
        JOIN testimony ON testimony.id = transcript.testimony_id
      WHERE accession = 'SAMPLE-009' AND transcript.lang = 'ar' AND length(text) BETWEEN 90 AND 300 AND position > 2
      ORDER BY position LIMIT 1`)
    .get()!;
  [arabic, testimonyId] = [row.publicId, row.testimonyId];
}, 120_000);
afterAll(() => site.close());

const ways = () => [
  `/en/passages/${arabic}/card.png`,
  `/ar/embed/passages/${arabic}`,
  `/oembed?url=${encodeURIComponent(`http://kolot.example/ar/passages/${arabic}`)}`,
];
const statuses = (headers = {}) => Promise.all(ways().map(async (path) => (await site.ask(path, headers)).status));
const share = async (headers = {}) => (await site.ask(`/en/passages/${arabic}/share`, headers)).text;

/** Makes a change, looks, and takes it back. */
async function whileSo(change: string, values: unknown[], look: () => Promise<void>) {
  const { db } = site.archive;
  db.exec('SAVEPOINT before');
  db.prepare(change).run(...values);
  await look();
  db.exec('ROLLBACK TO before; RELEASE before');
}

test('a card is a picture of 1200 by 630 with ink on it, which other sites may show', async () => {
  const { status, headers, body } = await site.ask(ways()[0]!);
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'image/png', 'no-store']);
  expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
  const { width, height } = await sharp(body).metadata();
  expect([width, height]).toEqual([1200, 630]);
  const words = await sharp(body).extract({ left: 84, top: 70, width: 1032, height: 320 }).greyscale().stats();
  expect(words.channels[0]!.min).toBeLessThan(80);
});

test('another site may frame the passage, with its sound, and no other page', async () => {
  const { status, headers, text } = await site.ask(ways()[1]!);
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toContain('frame-ancestors *');
  expect(headers['x-frame-options']).toBeUndefined();
  expect(text).toContain('<html lang="ar" dir="rtl">');
  expect(text).toMatch(/<audio [^>]*src="\/media\/\w+#t=[\d.]+/);
  const other = await site.ask('/en/testimonies/SAMPLE-009');
  expect(other.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(other.headers['x-frame-options']).toBe('SAMEORIGIN');
});

test('oEmbed answers for the address of a passage, in the language of the address', async () => {
  const { text } = await site.ask(ways()[2]!);
  const answer = JSON.parse(text);
  expect(answer).toMatchObject({ version: '1.0', type: 'rich', width: 640, height: 320 });
  expect(answer.html).toContain(`src="http://kolot.example/ar/embed/passages/${arabic}"`);
  const narrow = JSON.parse((await site.ask(`${ways()[2]}&maxwidth=300`)).text);
  expect(narrow.html).toContain('width="300"');
  expect([answer.thumbnail_width, narrow.thumbnail_url]).toEqual([1200, undefined]); // it keeps within the room as well
  for (const url of ['http://elsewhere.example/passages/x', 'nonsense', 'http://kolot.example/ar/search'])
    expect((await site.ask(`/oembed?url=${encodeURIComponent(url)}`)).status).toBe(404);
  expect((await site.ask(`${ways()[2]}&format=xml`)).status).toBe(501);
});

test('signs that turn the direction reach neither the card nor the page of another site', async () => {
  const plain = (await site.ask(ways()[0]!)).body;
  await whileSo(
    'UPDATE passage SET text = char(8238) || text || char(8295) WHERE public_id = ?',
    [arabic],
    async () => {
      expect((await site.ask(ways()[0]!)).body.equals(plain)).toBe(true);
    },
  );
  await whileSo("UPDATE testimony SET title = 'A ' || char(8238) || 'door' WHERE id = ?", [testimonyId], async () => {
    const { title, html } = JSON.parse((await site.ask(ways()[2]!)).text);
    expect([title, /[\u202a-\u202e]/.test(html)]).toEqual(['A door', false]);
  });
});

test('where those who tell did not agree to it, the link alone is offered, and the page says why', async () => {
  expect(await share()).toContain('/card.png');
  await whileSo(
    "DELETE FROM agreement_use WHERE use = 'social' AND agreement_id IN (SELECT id FROM agreement WHERE testimony_id = ?)",
    [testimonyId],
    async () => {
      expect(await statuses()).toEqual([404, 404, 404]);
      const text = await share();
      expect(text).toContain('have not agreed to be quoted on other sites');
      expect(text).toContain(`http://kolot.example/en/passages/${arabic}`);
      expect(text).not.toContain('card.png');
    },
  );
});

test('what only those signed in may read is shown to no other site, though they may pass on its link', async () => {
  await whileSo("UPDATE testimony SET access = 'registered' WHERE id = ?", [testimonyId], async () => {
    expect(await statuses({ cookie })).toEqual([404, 404, 404]);
    expect((await site.ask(`/en/passages/${arabic}/share`)).status).toBe(404);
    const text = await share({ cookie });
    expect(text).toContain('not open to everyone');
    expect(text).not.toContain('card.png');
  });
});

test('words before which something must be told, or of which some are withheld, are not carried away', async () => {
  await whileSo(
    "INSERT INTO content_note (testimony_id, passage_id, kind) SELECT ?, id, 'death' FROM passage WHERE public_id = ?",
    [testimonyId, arabic],
    async () => {
      expect(await statuses()).toEqual([404, 404, 404]);
      expect(await share()).toContain('should not meet anyone unprepared');
    },
  );
  await whileSo(
    'INSERT INTO redaction (testimony_id, passage_id, char_start, char_end) SELECT ?, id, 0, 4 FROM passage WHERE public_id = ?',
    [testimonyId, arabic],
    async () => expect(await statuses()).toEqual([404, 404, 404]),
  );
});
