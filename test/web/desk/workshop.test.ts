/** The transcript workshop over HTTP, as an archivist without JavaScript uses it, and as everybody else is kept from it. */
import { addAgreement } from '../../../server/archive/agreement.ts';
import { setIndexPoints } from '../../../server/archive/index-point.ts';
import { ACTOR, addInterview, addWords, passagesIn } from '../../archive/transcript-edit/made.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';

let site: OpenSite;
let cookie: string;
let en: number;
let interview: { testimonyId: number; partId: number };
const here = () => `/en/desk/testimonies/K-1/transcripts/${en}`;
const passages = () => passagesIn(site.archive, en);

beforeAll(async () => {
  site = await openSite((archive) => {
    interview = addInterview(archive, 'K-1');
    en = addWords(archive, interview, [
      { startMs: 0, endMs: 10_000, speaker: 'Q', text: 'Where did you hide?' },
      { startMs: 10_000, endMs: 20_000, speaker: 'Salima', text: 'We hid with Ezra Cohen. Then we left.' },
      { startMs: 20_000, endMs: 30_000, speaker: 'Salima', text: 'That was in 1951.' },
    ]);
    addWords(archive, interview, [{ startMs: 10_000, endMs: 20_000, text: 'Cachés chez Ezra Cohen.' }], {
      lang: 'fr',
      translates: 'en',
    });
    addAgreement(archive.db, interview.testimonyId, { kind: 'deed', date: null, uses: ['research'] });
    const text = {
      lang: 'en',
      title: 'Hiding',
      synopsis: 'With Ezra Cohen',
      partialTranscript: null,
      keywords: [],
      subjects: [],
    };
    setIndexPoints(archive.db, interview.testimonyId, interview.partId, [
      { startMs: 9_000, texts: [text], places: [], links: [] },
    ]);
    archive.db.prepare("UPDATE testimony SET status = 'published', access = 'public'").run();
  });
  ({ cookie } = signedIn(site.archive, 'archivist', 'dalia'));
});
afterAll(() => site.close());

const get = (path: string) => site.ask(path, { cookie });
const post = (path: string, fields: Record<string, string> | [string, string][]) =>
  site.ask(
    path,
    { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    'POST',
    new URLSearchParams(fields).toString(),
  );
const upload = (path: string, fields: Record<string, string>, name: string, body: string) => {
  const parts = Object.entries(fields).map(
    ([field, value]) => `--b\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const file = `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${body}\r\n--b--\r\n`;
  return site.ask(
    path,
    { cookie, 'content-type': 'multipart/form-data; boundary=b', 'sec-fetch-site': 'same-origin' },
    'POST',
    parts.join('') + file,
  );
};
const fieldsOf = (at: number, more: Record<string, string> = {}) => {
  const { version, text, speaker, startMs, endMs } = passages()[at]!;
  return {
    version: String(version),
    text,
    speaker: speaker ?? '',
    start: String(startMs! / 1000),
    end: String(endMs! / 1000),
    ...more,
  };
};

test('words, speaker and times of a passage are saved by one form', async () => {
  const { status, headers } = await post(
    `${here()}/passages/${passages()[2]!.publicId}`,
    fieldsOf(2, { text: 'That was in March 1951.', speaker: 'Salima N.', start: '00:00:21.500' }),
  );
  expect([status, headers.location]).toEqual([303, expect.stringContaining(`#p-${passages()[2]!.publicId}`)]);
  expect(passages()[2]).toMatchObject({ text: 'That was in March 1951.', speaker: 'Salima N.', startMs: 21_500 });
  const { text } = await get(headers.location!);
  expect(text).toContain('That was in March 1951.');
});

test('what is refused keeps what was typed, and says what to do', async () => {
  const stale = fieldsOf(2, { text: 'My own words.', version: '1' });
  const conflict = await post(`${here()}/passages/${passages()[2]!.publicId}`, stale);
  expect(conflict.status).toBe(409);
  expect(conflict.text).toContain('My own words.');
  expect(conflict.text).toContain('Nothing was overwritten');
  const backwards = await post(`${here()}/passages/${passages()[2]!.publicId}`, fieldsOf(2, { start: '0:01' }));
  expect(backwards.status).toBe(400);
  expect(backwards.text).toContain('value="0:01"');
  const inArabic = await post(
    `/ar${here().slice(3)}/passages/${passages()[2]!.publicId}`,
    fieldsOf(2, { start: '0:01' }),
  );
  expect(inArabic.text).toContain('سيمتد المقطع إلى السابق');
});

test('an empty line divides, a button joins, and each step can be taken back', async () => {
  const [, second] = passages();
  await post(
    `${here()}/passages/${second!.publicId}`,
    fieldsOf(1, { text: 'We hid with Ezra Cohen.\n\nThen we left.' }),
  );
  expect(passages()).toHaveLength(4);
  await post(`${here()}/passages/${second!.publicId}`, fieldsOf(1, { do: 'join' }));
  expect(passages()).toHaveLength(3);
  expect((await post(`${here()}/undo`, { which: 'undo' })).status).toBe(303);
  expect(passages()).toHaveLength(4);
  await post(`${here()}/undo`, { which: 'undo' });
  expect(passages()[1]).toMatchObject({ publicId: second!.publicId, text: 'We hid with Ezra Cohen. Then we left.' });
});

test('words that are found are shown before they are replaced', async () => {
  const shown = await get(`${here()}?find=ezra&replacement=Azra&whole=on`);
  expect(shown.text).toContain('We hid with <mark>Ezra</mark> Cohen');
  const { publicId, version } = passages()[1]!;
  await post(`${here()}/replace`, [
    ['find', 'ezra'],
    ['replacement', 'Azra'],
    ['whole', '1'],
    ['passage', `${publicId}:${version}`],
  ]);
  expect(passages()[1]!.text).toBe('We hid with Azra Cohen. Then we left.');
  await post(`${here()}/undo`, { which: 'undo' });
});

test('a draft is kept for who typed it and shown again, and goes when it is saved', async () => {
  const { publicId, version } = passages()[0]!;
  expect(
    (await post(`${here()}/drafts/${publicId}`, { version: String(version), text: 'Where did you hi' })).status,
  ).toBe(204);
  expect((await get(here())).text).toContain('Where did you hi</textarea>');
  const other = signedIn(site.archive, 'archivist', 'ezer');
  expect((await site.ask(here(), { cookie: other.cookie })).text).not.toContain('Where did you hi</textarea>');
  await post(`${here()}/passages/${publicId}`, fieldsOf(0, { text: 'Where did you hide then?' }));
  expect((await get(here())).text).toContain('Where did you hide then?</textarea>');
});

test('a text is pasted, synchronised by typed times, and written out in every format', async () => {
  const made = await upload(
    '/en/desk/testimonies/K-1/transcripts',
    { part: String(interview.partId), lang: 'he', translates: '', text: 'שלום\n\nלהתראות' },
    '',
    '',
  );
  expect(made.headers.location).toMatch(/transcripts\/\d+\?done=file/);
  const id = Number(/transcripts\/(\d+)/.exec(made.headers.location!)![1]);
  const [first, second] = passagesIn(site.archive, id);
  expect([first?.text, second?.text]).toEqual(['שלום', 'להתראות']);
  const page = `/en/desk/testimonies/K-1/transcripts/${id}`;
  const marks = { part: '1', [`at.${first!.publicId}`]: '0:02', [`at.${second!.publicId}`]: '00:00:09.500' };
  expect((await post(`${page}/synchronise`, marks)).headers.location).toContain('timed=2');
  expect(passagesIn(site.archive, id).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
    [2_000, 9_500],
    [9_500, 60_000],
  ]);
  const wrong = await post(`${page}/synchronise`, { part: '1', [`at.${first!.publicId}`]: '0:30' });
  expect([wrong.status, wrong.text.includes('value="0:30"')]).toEqual([400, true]);
  for (const [format, type] of [
    ['webvtt', 'text/vtt'],
    ['srt', 'application/x-subrip'],
    ['text', 'text/plain'],
    ['csv', 'text/csv'],
    ['docx', 'application/vnd'],
    ['ohms', 'application/xml'],
  ]) {
    const { status, headers } = await get(`${page}/export/${format}`);
    expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
      200,
      expect.stringContaining(type!),
      expect.stringContaining('K-1-he-1'),
    ]);
  }
  expect((await get(`${page}/export/exe`)).status).toBe(404);
  const back = (await get(`${page}/export/webvtt`)).text.replace('להתראות', 'להתראות!');
  await upload(`${page}/import`, { part: String(interview.partId) }, 'back.vtt', back);
  expect(passagesIn(site.archive, id)[1]).toMatchObject({ publicId: second!.publicId, text: 'להתראות!' });
  const broken = await upload(`${page}/import`, { part: String(interview.partId) }, 'x.vtt', 'WEBVTT\n');
  expect([broken.status, broken.text.includes('it has no cue')]).toEqual([400, true]);
});

test('a text that nobody has worked on can be removed; one that people have edited cannot', async () => {
  const made = await upload(
    '/en/desk/testimonies/K-1/transcripts',
    { part: String(interview.partId), lang: 'ar', text: 'كلام' },
    '',
    '',
  );
  const id = Number(/transcripts\/(\d+)/.exec(made.headers.location!)![1]);
  const { headers } = await post(`/en/desk/testimonies/K-1/transcripts/${id}/remove`, {});
  expect((await get(headers.location!)).text).toContain('The text was removed');
  expect((await get(`/en/desk/testimonies/K-1/transcripts/${id}`)).status).toBe(404);
  expect((await post(`${here()}/remove`, {})).status).toBe(409);
  expect(passages()).toHaveLength(3);
});

test('the status moves on with a name and a day', async () => {
  await post(`${here()}/status`, {
    status: 'audited against sound',
    was: 'uncorrected',
    name: 'Dalia',
    date: '2026-03-01',
  });
  expect((await get(here())).text).toContain('<bdi>Dalia</bdi>');
  expect(
    (await post(`${here()}/status`, { status: 'uncorrected', was: 'uncorrected', name: 'Dalia', date: '2026-03-01' }))
      .status,
  ).toBe(409);
});

test('a program may not write down what the agreement does not allow', async () => {
  const { status, text } = await post('/en/desk/testimonies/K-1/transcribe', {
    part: String(interview.partId),
    lang: 'en',
  });
  expect([status, text.includes('No program that transcribes is set up')]).toEqual([400, true]);
});

test('words are withheld after a look at what remains, and found no more from that request on', async () => {
  const [, second] = passages();
  const start = second!.text.indexOf('Ezra');
  const words = [
    [start, start + 4],
    [start + 5, start + 11],
  ].map(([from, to]): [string, string] => ['word', `${second!.publicId}:${second!.version}:${from}:${to}`]);
  const asked: [string, string][] = [
    ...words,
    ['passage', second!.publicId],
    ['part', '1'],
    ['start', '0:11'],
    ['end', '0:13'],
    ['reason', 'He asked for it.'],
  ];
  const address = '/en/desk/testimonies/K-1/redactions';
  const preview = await post(address, [...asked, ['do', 'preview']]);
  expect(preview.text).toContain('We hid with ▒▒▒ Then we left.');
  expect(preview.text).toContain('Nothing of this passage, until its own words are marked');
  await site.engine.follow();
  const found = async (q: string) => JSON.parse((await site.ask(`/api/v1/search?q=${q}`)).text).total as number;
  expect(await found('Ezra')).toBe(1);
  expect((await post(address, [...asked, ['do', 'make']])).status).toBe(303);
  expect(await found('Ezra')).toBe(0);
  await site.engine.follow();
  expect(await found('Ezra')).toBe(0);
  expect(await found('hid')).toBe(1);
  const page = (await site.ask('/en/testimonies/K-1?text=en')).text;
  expect(page).toContain('We hid with ▒▒▒ Then we left.');
  expect(page).not.toContain('Ezra');
  expect((await site.ask('/en/testimonies/K-1?text=fr')).text).not.toContain('Ezra');
});

test('a moment of the index is shown again once its words have been read, and a new one is added at a time', async () => {
  const address = '/en/desk/testimonies/K-1/index-points';
  expect((await site.ask('/en/testimonies/K-1')).text).not.toContain('Hiding');
  const { id, version } = site.archive.db
    .prepare<[], { id: number; version: number }>('SELECT id, version FROM index_point')
    .get()!;
  const words = {
    version: String(version),
    part: '1',
    start: '0:09',
    'title.en': 'Hiding',
    'synopsis.en': 'With a neighbour',
    'keywords.en': 'hiding; neighbours',
  };
  await post(`${address}/${id}`, { ...words, cleared: 'on' });
  const page = (await site.ask('/en/testimonies/K-1')).text;
  expect(page).toContain('Hiding');
  expect(page).not.toContain('Ezra');
  expect((await post(`${address}/${id}`, words)).status).toBe(409);
  const refused = await post(`${address}/new`, { part: '1', start: 'soon', 'title.en': 'Leaving' });
  expect([refused.status, refused.text.includes('value="soon"')]).toEqual([400, true]);
  expect(
    (await post(`${address}/new`, { part: '1', start: '0:21', 'title.en': 'Leaving', place: 'Baghdad' })).status,
  ).toBe(303);
  expect((await get(address)).text).toContain('Leaving');
});

test('all of it is for staff alone', async () => {
  const { cookie: reader } = signedIn(site.archive, 'reader', 'reader');
  for (const path of [
    here(),
    `${here()}/synchronise`,
    `${here()}/export/csv`,
    '/en/desk/testimonies/K-1/redactions',
    '/en/desk/testimonies/K-1/peaks/1',
  ]) {
    const { status, text } = await site.ask(path, { cookie: reader });
    expect([status, text.includes('Ezra')]).toEqual([403, false]);
    expect((await site.ask(path)).status).toBe(303);
  }
  const form = { cookie: reader, 'content-type': 'application/x-www-form-urlencoded' };
  for (const path of [
    `${here()}/undo`,
    `${here()}/passages/${passages()[0]!.publicId}`,
    '/en/desk/testimonies/K-1/redactions/1/lift',
  ]) {
    expect((await site.ask(path, form, 'POST', 'version=1&text=x')).status).toBe(403);
  }
  expect(site.logged).toEqual([]);
});

test('every edit is told in a revision, by whom', () => {
  const rows = site.archive.db
    .prepare<[], { actor: string }>("SELECT DISTINCT actor FROM revision WHERE thing = 'transcript'")
    .all();
  expect(rows).toEqual([{ actor: 'dalia@example.org' }]);
  expect(ACTOR).not.toBe('dalia@example.org');
});
