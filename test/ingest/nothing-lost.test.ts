/** Everything that a source says is in the archive after an import, somewhere. */
import { readFileSync } from 'node:fs';
import { importPaths } from '../../server/ingest/importer.ts';
import { originalPath } from '../../server/media/storage.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { all, column, folderOf, importRow, ohms, picture, vtt } from './importing/import.ts';

const OHMS = ohms(
  {
    title: 'Salima, on the river',
    accession: 'OH-12',
    interviewee: 'Salima Dangoor',
    interviewer: 'Tamar Quint',
    date: '<!-- -->',
    description: 'A life by the river.',
    subject: 'Rivers</subject><subject>Baghdad (Iraq)',
    keyword: 'sewing machine',
    collection_name: 'Voices',
    repository: 'The House of Voices',
    rights: 'Ask the family.',
    transcript_alt_lang: 'Hebrew',
    language: 'English',
    media_url: 'https://media.example.org/oh-12.mp3',
    file_name: 'oh-12.wav',
    mediafile: '<host>Kaltura</host><host_clip_id>1_abc</host_clip_id><clip_format>audio</clip_format>',
  },
  vtt('Salima: One.'),
  '<index><point><time>3</time><title>The river</title><title_alt>הנהר</title_alt><synopsis>She swims.</synopsis><keywords>water</keywords><gps>33.3,44.4</gps><gps_text>Baghdad</gps_text><hyperlink>https://example.org/map</hyperlink><hyperlink_text>A map</hyperlink_text></point></index>',
);

const asked = `
  SELECT (SELECT group_concat(kind || ':' || text, ', ') FROM testimony_keyword) AS words,
    (SELECT remote_url FROM asset WHERE remote_url IS NOT NULL) AS recording,
    (SELECT group_concat(lang || ':' || title, ', ') FROM (SELECT * FROM index_point_text ORDER BY lang)) AS points,
    (SELECT synopsis FROM index_point_text WHERE lang = 'en') AS synopsis,
    (SELECT label || ' ' || latitude FROM index_point_place) AS place, (SELECT url FROM index_point_link) AS link,
    abstract, provenance
  FROM testimony`;

const held = {
  words: 'keyword:sewing machine, subject:Rivers, subject:Baghdad (Iraq)',
  recording: 'https://media.example.org/oh-12.mp3',
  points: 'en:The river, he:הנהר',
  synopsis: 'She swims.',
  place: 'Baghdad 33.3',
  link: 'https://example.org/map',
};

/** The rest of a WAV file of an eighth of a second: 8,000 samples a second, one channel, eight bits. */
function wave(): Buffer {
  const rest = Buffer.alloc(20 + 1_000, 128);
  rest.writeUInt32LE(8_000, 0);
  rest.writeUInt32LE(8_000, 4);
  rest.writeUInt16LE(1, 8);
  rest.writeUInt16LE(8, 10);
  rest.write('data', 12, 'latin1');
  rest.writeUInt32LE(1_000, 16);
  return rest;
}

describe('an OHMS file', () => {
  it('keeps its subjects, recording, index and whatever has no field of its own', async () => {
    const archive = temporaryArchive();
    await importPaths(archive, [folderOf({ 'a.xml': OHMS })]);
    const [row] = all<Record<string, string>>(archive, asked);
    expect(row).toMatchObject({ ...held, abstract: 'A life by the river.' });
    const { provenance } = row!;
    for (const line of [
      'repository: The House of Voices',
      'rights: Ask the family.',
      'recording: oh-12.wav, Kaltura 1_abc',
      'transcript_alt_lang: Hebrew',
    ])
      expect(provenance!.split('\n')).toContain(line);
  });

  it('that a table names gives all it has beside the row, and the row goes first', async () => {
    const archive = temporaryArchive();
    const row = {
      accession: 'T-1',
      title: 'The river',
      abstract: 'As we tell it.',
      language: 'en',
      transcript: 'a.xml',
    };
    expect(await importRow(archive, row, { 'a.xml': OHMS })).toMatchObject({ outcome: 'added', reason: null });
    const [found] = all<Record<string, string>>(archive, asked);
    expect(found).toMatchObject({ ...held, abstract: 'As we tell it.' });
    for (const line of ['accession: OH-12', 'title: Salima, on the river', 'abstract: A life by the river.'])
      expect(found!.provenance!.split('\n')).toContain(line);
    expect(
      all(archive, 'SELECT name, role FROM person JOIN testimony_person ON person_id = id ORDER BY role DESC'),
    ).toEqual([
      { name: 'Salima Dangoor', role: 'narrator' },
      { name: 'Tamar Quint', role: 'interviewer' },
    ]);
  });

  it('whose recording the table brings itself keeps the address of the other', async () => {
    const archive = temporaryArchive();
    const sound = Buffer.concat([
      Buffer.from('RIFF\u0024\u0008\u0000\u0000WAVEfmt \u0010\u0000\u0000\u0000\u0001\u0000\u0001\u0000', 'latin1'),
      wave(),
    ]);
    const item = await importRow(
      archive,
      { language: 'en', transcript: 'a.xml', audio: 'a.wav' },
      { 'a.xml': OHMS, 'a.wav': sound },
    );
    expect(item).toMatchObject({ outcome: 'added', reason: null });
    expect(all(archive, "SELECT kind, remote_url AS url, mime FROM asset WHERE kind = 'audio'")).toEqual([
      { kind: 'audio', url: null, mime: 'audio/wav' },
    ]);
    expect(column<string>(archive, 'SELECT provenance FROM testimony')[0]).toContain(
      'recording: https://media.example.org/oh-12.mp3, oh-12.wav, Kaltura 1_abc',
    );
  });

  it('of version 5 has both its languages, in time with each other', async () => {
    const archive = temporaryArchive();
    const five = ohms({
      title: 'Two languages',
      accession: 'OH-5',
      language: 'English',
      transcript_alt_lang: 'Hebrew',
      duration: '00:03:00',
      sync: '1:|1(1)|3(1)',
      sync_alt: '1:|1(1)|3(1)',
      transcript: 'BROWN: One two three.\n\nLEVY: Four five six.\n\nBROWN: Seven eight.',
      transcript_alt: 'BROWN: אחת שתיים שלוש.\n\nLEVY: ארבע חמש שש.\n\nBROWN: שבע שמונה.',
    }).replace('6.0', '5.4');
    const { items } = await importPaths(archive, [folderOf({ 'five.xml': five })]);
    expect(items).toMatchObject([{ outcome: 'added', reason: null }]);
    const texts = all<{ lang: string; translated: number; passages: number; paired: number }>(
      archive,
      `SELECT lang, transcript.original_id IS NOT NULL AS translated, count(*) AS passages, count(passage.original_id) AS paired
      FROM transcript JOIN passage ON transcript_id = transcript.id GROUP BY transcript.id`,
    );
    expect(texts.map(({ translated }) => translated)).toEqual([0, 1]);
    expect(new Set(texts.map(({ lang }) => lang)).size).toBe(2);
    expect(texts[1]!.paired).toBe(texts[1]!.passages);
  });

  it('with an address that is none links to nothing, and keeps it in words', async () => {
    const archive = temporaryArchive();
    const file = ohms({ title: 'A', accession: 'B', media_url: 'javascript:alert(1)' }, vtt('A: One.'));
    expect(await importPaths(archive, [folderOf({ 'a.xml': file })])).toMatchObject({ added: 1 });
    expect(column(archive, 'SELECT count(*) FROM asset WHERE remote_url IS NOT NULL')).toEqual([0]);
    expect(column(archive, 'SELECT provenance FROM testimony')).toEqual([
      expect.stringContaining('recording: javascript:alert(1)'),
    ]);
  });
});

describe('a transcript', () => {
  it('keeps each cue as the file has it, its settings and its notes', async () => {
    const archive = temporaryArchive();
    const file =
      'WEBVTT\n\nNOTE Heard by Tamar.\n\nfirst\n00:01.000 --> 00:04.000 line:0 align:start\n<v Salima>We <i>lived</i> by\nthe river &amp; the mill.\n\n00:04.000 --> 00:06.000\n<v Salima>My father sold cloth.\n';
    await importRow(archive, { language: 'en', transcript: 'a.vtt' }, { 'a.vtt': file });
    expect(all(archive, 'SELECT payload, identifier, settings, start_ms AS start FROM cue ORDER BY position')).toEqual([
      {
        payload: '<v Salima>We <i>lived</i> by\nthe river &amp; the mill.',
        identifier: 'first',
        settings: 'line:0 align:start',
        start: 1_000,
      },
      { payload: '<v Salima>My father sold cloth.', identifier: null, settings: null, start: 4_000 },
    ]);
    expect(column(archive, 'SELECT notes FROM transcript_source')).toEqual(['Heard by Tamar.']);
  });

  it('keeps its file, and so does every photograph, document and agreement, byte for byte', async () => {
    const archive = temporaryArchive();
    const files = {
      'texts/a.vtt': vtt('A: One.'),
      'p.jpg': await picture('#123456'),
      'letter.txt': 'Dear Raymond.',
      'deed.txt': 'I agree.',
    };
    await importRow(
      archive,
      {
        language: 'en',
        transcript: 'texts/a.vtt',
        photos: 'p.jpg',
        documents: 'letter.txt',
        agreement: 'deed',
        agreement_file: 'deed.txt',
      },
      files,
    );
    const kept = all<{ kind: string; name: string; sha256: string; bytes: number }>(
      archive,
      'SELECT kind, original_name AS name, sha256, bytes FROM asset ORDER BY kind',
    );
    expect(kept.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'agreement deed.txt',
      'document letter.txt',
      'photograph p.jpg',
      'source a.vtt',
    ]);
    for (const { name, sha256, bytes } of kept) {
      const original = Object.entries(files).find(([path]) => path.endsWith(name))![1];
      expect(readFileSync(originalPath(archive.folder, sha256))).toEqual(Buffer.from(original));
      expect(bytes).toBe(Buffer.byteLength(original));
    }
  });

  it('and its translation say what each claims to be', async () => {
    const archive = temporaryArchive();
    const row = {
      language: 'ar',
      transcript: 'a.vtt',
      translation: 'en:b.vtt;fr:c.vtt',
      transcript_status: 'audited against sound',
    };
    await importRow(archive, row, { 'a.vtt': vtt('A: نعم.'), 'b.vtt': vtt('A: Yes.'), 'c.vtt': vtt('A: Oui.') });
    expect(
      all(archive, 'SELECT lang, status, original_id IS NOT NULL AS translated FROM transcript ORDER BY id'),
    ).toEqual([
      { lang: 'ar', status: 'audited against sound', translated: 0 },
      { lang: 'en', status: 'uncorrected', translated: 1 },
      { lang: 'fr', status: 'uncorrected', translated: 1 },
    ]);
  });

  it('in the same language and part as another is refused, and not put in its place', async () => {
    const archive = temporaryArchive();
    const row = { language: 'ar', transcript: 'a.vtt', translation: 'ar:b.vtt' };
    const item = await importRow(archive, row, { 'a.vtt': vtt('A: نعم.'), 'b.vtt': vtt('A: أجل.') });
    expect(item.reason).toMatch(
      /row 2, column translation: “a.vtt” and “b.vtt” are both texts in the language “ar” of part 1/,
    );
    expect(column(archive, 'SELECT count(*) FROM testimony')).toEqual([0]);
  });
});

test('a name written as one letter or as two finds its file', async () => {
  const archive = temporaryArchive();
  const row = { language: 'fr', transcript: 'témoin.vtt'.normalize('NFC') };
  const item = await importRow(archive, row, { ['témoin.vtt'.normalize('NFD')]: vtt('A: Oui.') });
  expect(item).toMatchObject({ outcome: 'added', reason: null });
});

test('an embargo is kept also for a draft, and a row without agreement opens nothing', async () => {
  const archive = temporaryArchive();
  await importRow(archive, { embargo_until: '2031-05-01', access: 'public' });
  expect(all(archive, 'SELECT status, access, embargo_until FROM testimony')).toEqual([
    { status: 'draft', access: 'public', embargo_until: '2031-05-01' },
  ]);
});
