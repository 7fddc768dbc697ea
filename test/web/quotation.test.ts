/** A quotation can be checked by anybody, says when its words have changed, and gives nothing of what is withheld later. */
import { createHash } from 'node:crypto';
import { redact } from '../../server/archive/redact.ts';
import type { Database } from '../../server/db/open.ts';
import { type OpenSite, openSampleSite } from './site.ts';

let site: OpenSite;
let db: Database;
beforeAll(async () => {
  site = await openSampleSite();
  db = site.archive.db;
}, 180_000);
afterAll(() => site.close());

interface Told {
  accession: string;
  publicId: string;
  text: string;
  version: number;
}
/** Passages that everyone may read, of one testimony. */
const told = (at: number) =>
  db
    .prepare<[number], Told>(`
      SELECT accession, passage.public_id AS publicId, text, passage.version FROM testimony
        JOIN transcript ON transcript.testimony_id = testimony.id JOIN passage ON passage.transcript_id = transcript.id
      WHERE testimony.status = 'published' AND access = 'public' AND length(text) > 60 AND transcript.status <> 'machine draft'
      ORDER BY accession, passage.id LIMIT 1 OFFSET ?`)
    .get(at)!;

async function quoted({ publicId }: Told): Promise<string> {
  const { status, headers } = await site.ask(`/en/passages/${publicId}/quotation`, {}, 'POST');
  expect(status).toBe(303);
  return headers.location!;
}

test('a quotation shows the words, and the sum that anybody gets of them', async () => {
  const passage = told(0);
  const address = await quoted(passage);
  const { status, text } = await site.ask(address);
  expect(status).toBe(200);
  expect(text).toContain('are the same as when they were quoted');
  const words = await site.ask(`${address}/text`);
  expect(words.body.toString('utf8')).toBe(passage.text);
  expect(text).toContain(createHash('sha256').update(words.body).digest('hex'));
  expect(await quoted(passage)).toBe(address);
});

test('it says when the words have been changed since, and they can be quoted anew', async () => {
  const passage = told(1);
  const address = await quoted(passage);
  db.prepare(`UPDATE passage SET text = text || ' Indeed.', version = version + 1 WHERE public_id = ?`).run(
    passage.publicId,
  );
  const { text } = await site.ask(address);
  expect(text).toContain('have been changed since they were quoted');
  expect(text).toContain('Indeed.');
  expect(await quoted(passage)).not.toBe(address);
});

test('of words that are withheld later it gives neither words nor sum, also when they are opened again', async () => {
  const passage = told(2);
  const address = await quoted(passage);
  const sum = createHash('sha256').update(passage.text).digest('hex');
  expect((await site.ask(address)).text).toContain(sum);
  const mark = { publicId: passage.publicId, version: passage.version, start: 0, end: 20 };
  redact(db, { accession: passage.accession, actor: 'a', reason: 'A name', marks: [mark], time: null });
  const { status, text } = await site.ask(address);
  expect(status).toBe(410);
  expect(text).not.toContain(sum);
  expect(text).not.toContain(passage.text.slice(0, 20));
  expect((await site.ask(`${address}/text`)).body).toHaveLength(0);
  expect(db.prepare<[string], number>('SELECT count(*) FROM quotation WHERE sha256 = ?').pluck().get(sum)).toBe(0);
  db.prepare('DELETE FROM redaction').run();
  expect((await site.ask(address)).status).toBe(410);
});

test('of a testimony that is closed later it gives nothing, and of one that is erased there is none', async () => {
  const passage = told(3);
  const address = await quoted(passage);
  db.prepare(`UPDATE testimony SET access = 'closed' WHERE accession = ?`).run(passage.accession);
  expect((await site.ask(address)).status).toBe(410);
  db.prepare(`UPDATE testimony SET access = 'public' WHERE accession = ?`).run(passage.accession);
  expect((await site.ask(address)).status).toBe(200);
});

test('what is not open to everyone cannot be quoted, nor what is not there', async () => {
  const passage = told(0);
  db.prepare(`UPDATE testimony SET access = 'registered' WHERE accession = ?`).run(passage.accession);
  expect((await site.ask(`/en/passages/${passage.publicId}/quotation`, {}, 'POST')).status).toBe(404);
  expect((await site.ask('/en/passages/nothing/quotation', {}, 'POST')).status).toBe(404);
  expect((await site.ask('/en/quotations/nothing')).status).toBe(404);
});
