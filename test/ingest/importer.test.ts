import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Archive } from '../../server/archive/archive.ts';
import { publish, updateTestimony } from '../../server/archive/testimony.ts';
import { type ImportOptions, importPaths } from '../../server/ingest/importer.ts';
import { temporaryArchive } from '../archive-folder.ts';

const vtt = (...lines: string[]) => `WEBVTT\n\n${lines.join('\n\n')}\n`;
const cue = (from: string, to: string, text: string) => `${from} --> ${to}\n${text}`;

/** A folder to import from, with these files in it. */
function folderOf(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-import-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const OPEN: ImportOptions = { access: 'public', agreement: 'legacy' };

function count(archive: Archive, table: string): number {
  return archive.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!;
}

function everything(archive: Archive): string {
  const tables = [
    'testimony',
    'person',
    'person_name',
    'departure',
    'leg',
    'session',
    'part',
    'transcript',
    'passage',
    'cue',
    'asset',
    'asset_text',
    'agreement',
    'agreement_use',
    'testimony_term',
  ];
  return JSON.stringify(tables.map((table) => archive.db.prepare(`SELECT * FROM ${table}`).all()));
}

const STORY = vtt(
  cue('00:00.000', '00:04.000', '<v Salima>We lived by the river.'),
  cue('00:04.000', '00:09.000', '<v Salima>My father sold cloth.'),
);

const TABLE = `accession,title,narrator,narrator_variants,birth_year,country_of_origin,place_of_origin,year_of_departure,manner_of_departure,destination,language,topics,access,agreement,uses,transcript,translation,photos,captions
T-1,The river,Salima Dangur;Moshe Dangur,"סלימה דנגור|משה",1931;1929,Irak,Bagdad,Nisan 5711,airlifted,Ramat Gan,Arabic,food,public,deed,research;teaching;exhibition,story.ar.vtt,en:story.en.vtt,river.jpg;door.jpg,The river|The door
T-2,Two departures,Victor Sasson,,1940,Syria;Lebanon,Aleppo;Beirut,1947;1967,fled;emigrated,Brooklyn,French,,,,,,,,
`;

async function tableFolder(): Promise<string> {
  const picture = (colour: string) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: colour } })
      .jpeg()
      .toBuffer();
  return folderOf({
    'testimonies.csv': TABLE,
    'story.ar.vtt': vtt(
      cue('00:00.000', '00:04.000', '<v Salima>كنّا نسكن قرب النهر.'),
      cue('00:04.000', '00:09.000', '<v Moshe>أبي كان يبيع القماش.'),
    ),
    'story.en.vtt': vtt(
      cue('00:00.000', '00:04.000', '<v Salima>We lived by the river.'),
      cue('00:04.000', '00:09.000', '<v Moshe>My father sold cloth.'),
    ),
    'river.jpg': await picture('#336699'),
    'door.jpg': await picture('#884422'),
  });
}

describe('a table of records', () => {
  it('is stored with its people, departures, translation, photographs and agreement', async () => {
    const archive = temporaryArchive();
    const report = await importPaths(archive, [await tableFolder()]);
    expect(report.items.map(({ outcome, published, reason }) => ({ outcome, published, reason }))).toEqual([
      { outcome: 'added', published: true, reason: null },
      { outcome: 'added', published: false, reason: null },
    ]);
    const { db } = archive;
    expect(
      db
        .prepare(
          'SELECT country, date_given, calendar, year_min, year_max, manner FROM departure ORDER BY testimony_id, position',
        )
        .all(),
    ).toEqual([
      {
        country: 'IQ',
        date_given: 'Nisan 5711',
        calendar: 'hebrew',
        year_min: 1951,
        year_max: 1951,
        manner: 'airlifted',
      },
      { country: 'SY', date_given: '1947', calendar: 'gregorian', year_min: 1947, year_max: 1947, manner: 'fled' },
      { country: 'LB', date_given: '1967', calendar: 'gregorian', year_min: 1967, year_max: 1967, manner: 'emigrated' },
    ]);
    expect(
      db
        .prepare('SELECT place.slug FROM departure JOIN place ON place.id = place_id ORDER BY departure.id')
        .pluck()
        .all(),
    ).toEqual(['baghdad', 'aleppo', 'beirut']);
    expect(
      db
        .prepare(
          "SELECT person.name, person_name.name AS variant FROM person LEFT JOIN person_name ON person_id = id WHERE person.name LIKE '%Dangur' ORDER BY person.id",
        )
        .all(),
    ).toEqual([
      { name: 'Salima Dangur', variant: 'סלימה דנגור' },
      { name: 'Moshe Dangur', variant: 'משה' },
    ]);
    const passages = db
      .prepare(
        'SELECT passage.text, person.name, original.text AS original FROM passage LEFT JOIN person ON person.id = passage.person_id LEFT JOIN passage AS original ON original.id = passage.original_id ORDER BY passage.id',
      )
      .all();
    expect(passages).toEqual([
      { text: 'كنّا نسكن قرب النهر.', name: 'Salima Dangur', original: null },
      { text: 'أبي كان يبيع القماش.', name: 'Moshe Dangur', original: null },
      { text: 'We lived by the river.', name: 'Salima Dangur', original: 'كنّا نسكن قرب النهر.' },
      { text: 'My father sold cloth.', name: 'Moshe Dangur', original: 'أبي كان يبيع القماش.' },
    ]);
    expect(
      db
        .prepare(
          "SELECT caption FROM asset JOIN asset_text ON asset_id = id WHERE kind = 'photograph' ORDER BY position",
        )
        .pluck()
        .all(),
    ).toEqual(['The river', 'The door']);
    expect(db.prepare('SELECT use FROM agreement_use ORDER BY use').pluck().all()).toEqual([
      'exhibition',
      'research',
      'teaching',
    ]);
  });

  it('changes nothing when it is run again', async () => {
    const archive = temporaryArchive();
    const folder = await tableFolder();
    await importPaths(archive, [folder]);
    const before = everything(archive);
    const again = await importPaths(archive, [folder]);
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    expect(everything(archive)).toBe(before);
  });

  it('changes on a later run what nobody has edited since, and reports the rest as conflicts', async () => {
    const archive = temporaryArchive();
    const folder = await tableFolder();
    await importPaths(archive, [folder]);
    const id = archive.db.prepare<[], number>("SELECT id FROM testimony WHERE accession = 'T-1'").pluck().get()!;
    updateTestimony(archive.db, id, { title: 'The river, as the archivist names it' });
    writeFileSync(
      join(folder, 'testimonies.csv'),
      TABLE.replace('The river,Salima', 'The great river,Salima').replace('1931;1929', '1932;1929'),
    );
    const report = await importPaths(archive, [folder]);
    expect(report.items[0]).toMatchObject({ outcome: 'changed', conflicts: ['title'] });
    expect(archive.db.prepare('SELECT title FROM testimony WHERE id = ?').pluck().get(id)).toBe(
      'The river, as the archivist names it',
    );
    expect(archive.db.prepare("SELECT birth_date FROM person WHERE name = 'Salima Dangur'").pluck().get()).toBe('1932');
    expect(count(archive, 'person')).toBe(3);
  });

  it('does not publish again what staff have taken back', async () => {
    const archive = temporaryArchive();
    const folder = await tableFolder();
    await importPaths(archive, [folder]);
    archive.db.prepare("UPDATE testimony SET status = 'draft' WHERE accession = 'T-1'").run();
    writeFileSync(join(folder, 'testimonies.csv'), TABLE.replace('The river,', 'The wide river,'));
    await importPaths(archive, [folder]);
    expect(archive.db.prepare("SELECT status FROM testimony WHERE accession = 'T-1'").pluck().get()).toBe('draft');
  });

  it('refuses a row with its reason, and stores the others whole', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({
      'testimonies.csv': [
        'accession,title,country_of_origin,year_of_departure,transcript,access',
        'R-1,No such country,Atlantis,1951,,',
        'R-2,No such file,Iraq,1951,missing.vtt,',
        'R-3,A date nobody can read,Iraq,someday,,',
        'R-4,Outside,Iraq,1951,../../etc/passwd,',
        'R-5,An access nobody knows,Iraq,1951,,everyone',
        'R-6,,Iraq,1951,,',
        'R-7,Well,Iraq,1951,,',
        'R-7,The same number,Iraq,1951,,',
      ].join('\n'),
    });
    const report = await importPaths(archive, [folder]);
    const reasons = Object.fromEntries(
      report.items.filter(({ reason }) => reason).map(({ row, reason }) => [row, reason]),
    );
    expect(report).toMatchObject({ added: 1, refused: 7 });
    expect(reasons[2]).toMatch(
      /^testimonies.csv, row 2, column country_of_origin: Kolot knows no country “Atlantis”.*ISO code/,
    );
    expect(reasons[3]).toMatch(/row 3, column transcript: “missing.vtt” is not there/);
    expect(reasons[4]).toMatch(/row 4, column year_of_departure: “someday” is not a date/);
    expect(reasons[5]).toMatch(/outside the table's folder/);
    expect(reasons[6]).toMatch(/row 6, column access: “everyone” is not one of public, registered, restricted, closed/);
    expect(reasons[7]).toMatch(/row 7, column title: the title is empty/);
    expect(reasons[9]).toMatch(/is in testimonies.csv, row 8 already/);
    expect([count(archive, 'testimony'), count(archive, 'departure'), count(archive, 'outbox')]).toEqual([
      1,
      1,
      expect.any(Number),
    ]);
  });

  it('names a column it does not know, and stores nothing', async () => {
    const archive = temporaryArchive();
    const report = await importPaths(archive, [
      folderOf({ 'testimonies.csv': 'accession,title,narator\nA-1,One,Salima\n' }),
    ]);
    expect(report.items[0]!.reason).toMatch(/does not know the column “narator”/);
    expect(count(archive, 'testimony')).toBe(0);
  });
});

describe('transcript files', () => {
  it('become drafts without access and agreement, and are published with both', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({ 'one.vtt': STORY });
    expect(await importPaths(archive, [folder])).toMatchObject({ added: 1, drafts: 1 });
    expect(await importPaths(archive, [folder], OPEN)).toMatchObject({ changed: 1, drafts: 0 });
    expect(await importPaths(archive, [folder], OPEN)).toMatchObject({ unchanged: 1, drafts: 0 });
    expect(archive.db.prepare('SELECT accession, status, access FROM testimony').all()).toEqual([
      { accession: 'K-00001', status: 'published', access: 'public' },
    ]);
  });

  it('keep the public ids of passages whose words or times stay, and redirect those that are gone', async () => {
    const archive = temporaryArchive();
    const ohms = (words: string) =>
      `<ROOT><record><version>6.0</version><title>River</title><accession>P-1</accession><vtt_transcript><![CDATA[${words}]]></vtt_transcript></record></ROOT>`;
    const folder = folderOf({
      'a.xml': ohms(
        vtt(
          cue('00:00.000', '00:04.000', '<v A>One.'),
          cue('00:04.000', '00:08.000', '<v B>Two.'),
          cue('00:08.000', '00:12.000', '<v A>Three.'),
        ),
      ),
    });
    await importPaths(archive, [folder]);
    const ids = () =>
      archive.db
        .prepare<[], { text: string; id: string }>('SELECT text, public_id AS id FROM passage ORDER BY position')
        .all();
    const before = ids();
    writeFileSync(
      join(folder, 'a.xml'),
      ohms(vtt(cue('00:00.000', '00:04.000', '<v A>One, corrected.'), cue('00:08.000', '00:12.000', '<v A>Three.'))),
    );
    expect(await importPaths(archive, [folder])).toMatchObject({ changed: 1 });
    const after = ids();
    // The two turns of A now follow each other, and are one passage.
    expect(after).toEqual([{ text: expect.stringContaining('One, corrected.'), id: before[0]!.id }]);
    const redirects = archive.db.prepare<[], string>('SELECT public_id FROM passage_redirect').pluck().all();
    expect(redirects.sort()).toEqual([before[1]!.id, before[2]!.id].sort());
  });

  it('are not overwritten where somebody has edited a passage', async () => {
    const archive = temporaryArchive();
    const record = (words: string) =>
      `<ROOT><record><version>6.0</version><title>River</title><accession>E-1</accession><vtt_transcript><![CDATA[${vtt(cue('00:00.000', '00:04.000', words))}]]></vtt_transcript></record></ROOT>`;
    const folder = folderOf({ 'a.xml': record('<v A>One.') });
    await importPaths(archive, [folder]);
    archive.db.prepare("UPDATE passage SET text = 'One, heard again.', edited = 1").run();
    writeFileSync(join(folder, 'a.xml'), record('<v A>One, as the file now says.'));
    const report = await importPaths(archive, [folder]);
    expect(report.items[0]!.conflicts).toEqual(['transcript en, part 1'].map(() => expect.stringContaining('part 1')));
    expect(archive.db.prepare('SELECT text FROM passage').pluck().all()).toEqual(['One, heard again.']);
  });

  it('with one accession number and different recordings are parts of one testimony', async () => {
    const archive = temporaryArchive();
    const tape = (side: string) =>
      `<ROOT><record><version>6.0</version><title>Tape</title><accession>TAPE-9</accession><media_url>https://media.example.org/${side}.mp3</media_url><vtt_transcript><![CDATA[${vtt(cue('01:00:03.000', '01:00:08.000', `<v A>This is side ${side}.`))}]]></vtt_transcript></record></ROOT>`;
    const again = tape('b').replace('This is', 'This again is');
    const folder = folderOf({ 'side-a.xml': tape('a'), 'side-b.xml': tape('b'), 'side-b-again.xml': again });
    const report = await importPaths(archive, [folder]);
    expect(report).toMatchObject({ added: 1, refused: 1 });
    expect(archive.db.prepare('SELECT position, zero_offset_ms AS zero FROM part ORDER BY position').all()).toEqual([
      { position: 1, zero: 3_600_000 },
      { position: 2, zero: 3_600_000 },
    ]);
    expect(archive.db.prepare('SELECT start_ms FROM passage ORDER BY id').pluck().all()).toEqual([3_000, 3_000]);
  });

  it('do not take the accession number of a record from another source', async () => {
    const archive = temporaryArchive();
    await importPaths(archive, [folderOf({ 'testimonies.csv': 'accession,title\nX-1,From a table\n' })]);
    const ohms =
      '<ROOT><record><version>6.0</version><title>From a file</title><accession>X-1</accession></record></ROOT>';
    const report = await importPaths(archive, [folderOf({ 'x.xml': ohms })], OPEN);
    expect(report.items[0]!.reason).toMatch(/X-1 belongs to another record/);
    expect(archive.db.prepare('SELECT title, status FROM testimony').all()).toEqual([
      { title: 'From a table', status: 'draft' },
    ]);
  });

  it('that are refused leave nothing among the originals', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({
      'testimonies.csv': 'accession,title,transcript,photos\nB-1,Broken,good.vtt,bad.jpg\n',
      'good.vtt': STORY,
      'bad.jpg': Buffer.from('not a picture at all'),
    });
    const report = await importPaths(archive, [folder]);
    expect(report).toMatchObject({ added: 0, refused: 1 });
    expect(report.items[0]!.reason).toMatch(/bad\.jpg/);
    expect(originalsIn(archive)).toEqual([]);
    expect(count(archive, 'testimony') + count(archive, 'person') + count(archive, 'outbox')).toBe(0);
  });

  it('are looked at and not stored in a dry run', async () => {
    const archive = temporaryArchive();
    const report = await importPaths(archive, [folderOf({ 'one.vtt': STORY })], { dryRun: true });
    expect(report).toMatchObject({ added: 1 });
    expect(count(archive, 'testimony')).toBe(0);
    expect(originalsIn(archive)).toEqual([]);
  });

  it('of a folder that is not there are reported, not thrown', async () => {
    const report = await importPaths(temporaryArchive(), ['/nowhere/at/all']);
    expect(report.items[0]!.reason).toMatch(/no file or folder/);
  });
});

function originalsIn({ folder }: Archive): string[] {
  const originals = join(folder, 'originals');
  if (!existsSync(originals)) return [];
  return readdirSync(originals, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

describe('publishing', () => {
  it('is refused while nobody has agreed', async () => {
    const archive = temporaryArchive();
    mkdirSync(archive.folder, { recursive: true });
    await importPaths(archive, [folderOf({ 'one.vtt': STORY })]);
    const id = archive.db.prepare<[], number>('SELECT id FROM testimony').pluck().get()!;
    expect(() => publish(archive.db, id)).toThrow(/without an agreement/);
  });
});

const fixtures = new URL('../../../shared/fixtures/', import.meta.url);
(existsSync(fixtures) ? describe : describe.skip)(
  'real files of other archives (skipped where ../shared is not there)',
  () => {
    it('are imported with nothing lost', async () => {
      const archive = temporaryArchive();
      const report = await importPaths(
        archive,
        [new URL('ohms', fixtures).pathname, new URL('vtt', fixtures).pathname],
        OPEN,
      );
      expect(report).toMatchObject({ added: 5, refused: 0, drafts: 0 });
      const counted = (accession: string, table: string, join = '') =>
        archive.db
          .prepare<[string], number>(
            `SELECT count(*) FROM ${table} ${join} JOIN testimony ON testimony.id = ${table === 'passage' ? 'part' : table}.testimony_id WHERE accession = ?`,
          )
          .pluck()
          .get(accession);
      expect(counted('OH0010', 'index_point')).toBe(15);
      expect(counted('OH0344', 'index_point')).toBe(7);
      expect(counted('OH0344', 'passage', 'JOIN part ON part.id = passage.part_id')).toBeGreaterThan(80);
    });
  },
);
