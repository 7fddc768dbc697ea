/** What a later import of the same source does: it changes what nobody has edited since, and names the rest as conflicts. */
import { unpublish, updateTestimony } from '../../server/archive/testimony.ts';
import { importPaths } from '../../server/ingest/importer.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { imported, passages, sql } from './importing/again.ts';
import { all, column, everything, type Files, folderOf, PUBLIC, picture, put, table, vtt } from './importing/import.ts';

const FULL = {
  form: 'memoir',
  narrator: 'Salima Dangoor;Moshe Dangoor',
  narrator_variants: 'סלימה|משה',
  birth_year: '1931;1929',
  birth_country: 'Iraq',
  gender: 'female;male',
  community: 'baghdad',
  generation: 'first',
  country_of_origin: 'Iraq',
  place_of_origin: 'Baghdad',
  year_of_departure: '1951',
  manner_of_departure: 'airlifted',
  destination: 'Lod',
  recorded_on: '2011',
  recorded_place: 'London',
  interviewer: 'Tamar Quint',
  language: 'ar',
  collection: 'Voices of the river',
  topics: 'childhood',
  events: 'farhud',
  abstract: 'A life.',
  rights: 'https://creativecommons.org/licenses/by/4.0/',
  access: 'public',
  agreement: 'deed',
  agreement_date: '2012',
  agreement_file: 'deed.txt',
  embargo_until: '2001-01-01',
  transcript: 'story.vtt',
  transcript_status: 'audited against sound',
  translation: 'en:story.en.vtt',
  photos: 'river.jpg;door.jpg',
  captions: 'The river|The door',
  documents: 'letter.txt',
};

async function fullFiles(): Promise<Files> {
  return {
    'story.vtt': vtt('Salima: كنّا نسكن قرب النهر.', 'Moshe: أبي كان يبيع القماش.'),
    'story.en.vtt': vtt('Salima: We lived by the river.', 'Moshe: My father sold cloth.'),
    'river.jpg': await picture('#336699'),
    'door.jpg': await picture('#884422'),
    'deed.txt': 'I agree.',
    'letter.txt': 'Dear Raymond, the piano is sold.',
  };
}

describe('a later import', () => {
  it('of the same source changes not one row', async () => {
    const { archive, again } = await imported(FULL, await fullFiles());
    const before = everything(archive);
    expect(await again()).toMatchObject({ outcome: 'unchanged', published: true, conflicts: [] });
    expect(everything(archive)).toEqual(before);
  });

  it('of a source whose every value changed takes every one of them', async () => {
    const { archive, again, id } = await imported(FULL, await fullFiles());
    const item = await again(
      {
        title: 'The great river',
        form: 'interview',
        narrator_variants: 'סלימה;Salima Dangur|משה',
        birth_year: '1932;1929',
        birth_country: 'Iran',
        gender: 'other;male',
        community: 'basra',
        generation: 'descendant',
        country_of_origin: 'Egypt;Lebanon',
        place_of_origin: 'Cairo;Beirut',
        year_of_departure: 'Nisan 5717;1967',
        manner_of_departure: 'expelled;fled',
        destination: 'London',
        recorded_on: '2012-03',
        recorded_place: 'Paris',
        interviewer: 'Dan Quint',
        collection: 'Other voices',
        topics: 'schools;music',
        events: 'suez',
        abstract: 'Another life.',
        rights: 'https://rightsstatements.org/vocab/InC/1.0/',
        access: 'registered',
        agreement: 'licence',
        agreement_date: '2013',
        uses: 'research',
        embargo_until: '2002-01-01',
        transcript_status: 'narrator-reviewed',
        photos: 'door.jpg;river.jpg',
        captions: 'A door|A river',
      },
      {
        'story.vtt': vtt('Salima: كنّا نسكن قرب النهر الكبير.', 'Moshe: أبي كان يبيع القماش.'),
        'deed.txt': 'We agree.',
      },
    );
    expect(item).toMatchObject({ outcome: 'changed', conflicts: [], reason: null });
    expect(
      all(
        archive,
        `SELECT testimony.title, form, generation, abstract, rights, access, embargo_until, collection_text.title AS collection
        FROM testimony JOIN collection_text USING (collection_id) WHERE id = ?`,
        id,
      ),
    ).toEqual([
      {
        title: 'The great river',
        form: 'interview',
        generation: 'descendant',
        abstract: 'Another life.',
        rights: 'https://rightsstatements.org/vocab/InC/1.0/',
        access: 'registered',
        embargo_until: '2002-01-01',
        collection: 'Other voices',
      },
    ]);
    expect(
      all(
        archive,
        `SELECT name, role, birth_date, birth_country, gender FROM person JOIN testimony_person ON person_id = person.id
        ORDER BY role, position`,
      ),
    ).toEqual([
      { name: 'Dan Quint', role: 'interviewer', birth_date: null, birth_country: null, gender: null },
      { name: 'Salima Dangoor', role: 'narrator', birth_date: '1932', birth_country: 'IR', gender: 'other' },
      { name: 'Moshe Dangoor', role: 'narrator', birth_date: '1929', birth_country: null, gender: 'male' },
    ]);
    expect(column(archive, 'SELECT name FROM person_name ORDER BY name')).toEqual(['Salima Dangur', 'משה', 'סלימה']);
    expect(all(archive, 'SELECT whose, country, date_given AS date, manner FROM departure ORDER BY position')).toEqual([
      { whose: 'other', country: 'EG', date: 'Nisan 5717', manner: 'expelled' },
      { whose: 'other', country: 'LB', date: '1967', manner: 'fled' },
    ]);
    expect(column(archive, 'SELECT count(*) FROM leg')).toEqual([3]);
    expect(all(archive, 'SELECT date, place_text AS place FROM session')).toEqual([
      { date: '2012-03', place: 'Paris' },
    ]);
    expect(column(archive, 'SELECT slug FROM testimony_term JOIN term ON term_id = term.id ORDER BY slug')).toEqual([
      'basra',
      'music',
      'school',
      'suez',
    ]);
    expect(
      all(
        archive,
        'SELECT agreement.kind, agreement.date, use, asset.sha256 IS NOT NULL AS file FROM agreement JOIN agreement_use ON agreement_id = agreement.id JOIN asset ON asset.id = asset_id',
      ),
    ).toEqual([{ kind: 'licence', date: '2013', use: 'research', file: 1 }]);
    expect(all(archive, 'SELECT lang, status FROM transcript ORDER BY lang')).toEqual([
      { lang: 'ar', status: 'narrator-reviewed' },
      { lang: 'en', status: 'uncorrected' },
    ]);
    expect(passages(archive)[0]).toBe('كنّا نسكن قرب النهر الكبير.');
    expect(
      column(
        archive,
        "SELECT caption FROM asset JOIN asset_text ON asset_id = id WHERE kind = 'photograph' ORDER BY position",
      ),
    ).toEqual(['A door', 'A river']);
    expect(column(archive, "SELECT DISTINCT rights FROM asset WHERE kind IN ('photograph', 'document')")).toEqual([
      'https://rightsstatements.org/vocab/InC/1.0/',
    ]);
    expect(await again()).toMatchObject({ outcome: 'unchanged' });
  });

  it('of a source that lost its values takes them back, and makes what it published a draft', async () => {
    const { archive, again } = await imported(FULL, await fullFiles());
    const item = await again(Object.fromEntries(Object.keys(FULL).map((name) => [name, ''])));
    expect(item).toMatchObject({ outcome: 'changed', conflicts: [], published: false });
    const left = everything(archive);
    for (const name of ['person', 'departure', 'leg', 'agreement', 'passage', 'transcript', 'part', 'testimony_term'])
      expect([name, left[name]]).toEqual([name, []]);
    expect(all(archive, 'SELECT status, access, abstract, collection_id, embargo_until FROM testimony')).toEqual([
      { status: 'draft', access: 'closed', abstract: null, collection_id: null, embargo_until: null },
    ]);
    expect(column(archive, 'SELECT DISTINCT kind FROM asset ORDER BY kind')).toEqual(['agreement', 'source']);
    expect(await again(FULL)).toMatchObject({ outcome: 'changed', published: true, conflicts: [] });
    expect(left.person_name).toEqual([]);
  });

  it('keeps what the source said before it was changed, with where the change came from', async () => {
    const { archive, again } = await imported({ abstract: 'A life.' });
    await again({ abstract: 'Another life.' });
    expect(all(archive, 'SELECT actor, reason, before FROM revision')).toEqual([
      { actor: 'import', reason: 'import of testimonies.csv, row 2', before: '{"abstract":"A life."}' },
    ]);
  });
});

describe('what people have edited', () => {
  it('stays, is named each time, and is taken again once both say the same', async () => {
    const { archive, again, id } = await imported({ abstract: 'A life.' });
    updateTestimony(archive.db, id, { abstract: 'A long life.' });
    expect(await again({ title: 'The great river' })).toMatchObject({ outcome: 'changed', conflicts: [] });
    expect(await again({ abstract: 'A short life.' })).toMatchObject({ outcome: 'unchanged', conflicts: ['abstract'] });
    const before = everything(archive);
    expect(await again()).toMatchObject({ outcome: 'unchanged', conflicts: ['abstract'] });
    expect(everything(archive)).toEqual(before);
    expect(column(archive, 'SELECT abstract FROM testimony')).toEqual(['A long life.']);
    expect(await again({ abstract: 'A long life.' })).toMatchObject({ conflicts: [] });
    expect(await again({ abstract: 'The end.' })).toMatchObject({ outcome: 'changed', conflicts: [] });
  });

  it.each<[string, Record<string, string>, string, Record<string, string>]>([
    [
      'departures',
      { country_of_origin: 'Iraq', year_of_departure: '1951' },
      "UPDATE departure SET manner = 'fled'",
      { year_of_departure: '1950' },
    ],
    ['journey', { destination: 'Lod' }, "UPDATE leg SET note = 'by ship'", { destination: 'London' }],
    ['session', { recorded_on: '2011' }, "UPDATE session SET date = '2010'", { recorded_on: '2012' }],
    ['topics', { topics: 'music' }, 'DELETE FROM testimony_term', { topics: 'food' }],
    [
      'narrators',
      { narrator: 'Salima' },
      "UPDATE testimony_person SET shown_as = 'S.'",
      { narrator: 'Salima Dangoor' },
    ],
    [
      'birth year of Salima',
      { narrator: 'Salima', birth_year: '1931' },
      "UPDATE person SET birth_date = '1930'",
      { birth_year: '1932' },
    ],
    ['agreement', { agreement: 'deed' }, "UPDATE agreement SET revoked_on = '2020-01-01'", { agreement: 'licence' }],
    ['access', { access: 'public' }, "UPDATE testimony SET access = 'closed'", { access: 'registered' }],
    [
      'embargo',
      { embargo_until: '2031-01-01' },
      "UPDATE testimony SET embargo_until = '2041-01-01'",
      { embargo_until: '2021-01-01' },
    ],
    ['collection', { collection: 'Voices' }, 'UPDATE testimony SET collection_id = NULL', { collection: 'Others' }],
  ])('is not overwritten: %s', async (field, row, edit, change) => {
    const { archive, again } = await imported(row);
    sql(archive, edit);
    const edited = everything(archive);
    expect(await again(change)).toMatchObject({ conflicts: [field] });
    const after = everything(archive);
    for (const name of ['departure', 'leg', 'session', 'testimony_person', 'person', 'agreement', 'testimony_term'])
      expect([name, after[name]]).toEqual([name, edited[name]]);
    expect(all(archive, 'SELECT access, embargo_until, collection_id FROM testimony')).toEqual(
      [JSON.parse(edited.testimony![0]!)].map(({ access, embargo_until, collection_id }) => ({
        access,
        embargo_until,
        collection_id,
      })),
    );
  });

  it('is not published again, also when the source says something new', async () => {
    const { archive, again, id } = await imported({ access: 'public', agreement: 'deed' });
    unpublish(archive.db, id);
    expect(await again({ title: 'The great river' })).toMatchObject({ published: false });
    expect(await again({ access: 'registered' })).toMatchObject({ published: false });
  });

  it('is left alone when the family has taken the testimony back', async () => {
    const { archive, again } = await imported({ abstract: 'A life.' });
    sql(archive, "UPDATE testimony SET withdrawn_on = '2020-01-01'");
    const before = everything(archive);
    expect(await again({ abstract: 'Another life.' })).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(/row 2, column accession: T-1 was taken back/),
    });
    expect(everything(archive)).toEqual(before);
  });

  it('of a person who tells in two testimonies is changed by neither where the other says nothing', async () => {
    const archive = temporaryArchive();
    const rows = [
      {
        accession: 'T-1',
        title: 'One',
        narrator: 'Salima',
        birth_year: '1931',
        gender: 'female',
        narrator_variants: 'סלימה',
      },
      { accession: 'T-2', title: 'Two', narrator: 'Salima', birth_year: '1931', gender: '', narrator_variants: '' },
    ];
    const folder = folderOf({ 'testimonies.csv': table(...rows) });
    await importPaths(archive, [folder]);
    put(folder, {
      'testimonies.csv': table(rows[0]!, { ...rows[1]!, title: 'Two again', narrator_variants: 'Selima' }),
    });
    await importPaths(archive, [folder]);
    expect(all(archive, 'SELECT name, gender FROM person')).toEqual([{ name: 'Salima', gender: 'female' }]);
    expect(column(archive, 'SELECT name FROM person_name ORDER BY name')).toEqual(['Selima', 'סלימה']);
    put(folder, { 'testimonies.csv': table(rows[0]!, { ...rows[1]!, gender: 'male' }) });
    expect((await importPaths(archive, [folder])).items[1]!.conflicts).toEqual(['gender of Salima']);
  });
});

describe('options', () => {
  it('given once stand until others are given', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({ 'one.vtt': vtt('A: One.') });
    const run = async (options = {}) => (await importPaths(archive, [folder], options)).items[0]!;
    expect(await run(PUBLIC)).toMatchObject({ outcome: 'added', published: true });
    expect(await run()).toMatchObject({ outcome: 'unchanged', published: true });
    expect(await run({ access: 'registered' })).toMatchObject({ outcome: 'changed', published: true });
    expect(column(archive, 'SELECT access FROM testimony')).toEqual(['registered']);
    expect(await run()).toMatchObject({ outcome: 'unchanged', published: true });
  });
});
