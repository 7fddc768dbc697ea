import { COLUMNS, type Column } from '../../server/ingest/table.ts';
import { recordOfRow } from '../../server/ingest/table-record.ts';

const TABLE = { file: 'testimonies.csv', folder: '/from/here', headings: {}, rows: [] };

function record(values: Partial<Record<Column, string>>) {
  return recordOfRow(TABLE, { row: 7, values: { accession: 'T-1', title: 'One', ...values } });
}

function refusal(values: Partial<Record<Column, string>>): string {
  try {
    record(values);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the row was taken, and should have been refused');
}

describe('a row', () => {
  it('needs nothing but its number and title', () => {
    expect(record({})).toMatchObject({
      accession: 'T-1',
      title: 'One',
      form: 'interview',
      narrators: [],
      departures: [],
      access: null,
      agreement: null,
      transcriptStatus: 'uncorrected',
      media: [],
    });
  });

  it('says all of what the columns hold', () => {
    const read = record({
      form: 'family story',
      narrator: 'Salima Dangoor; Moshe Dangoor',
      narrator_variants: 'סלימה דנגור;Salima Dangur|משה',
      birth_year: '1931;Nisan 5689',
      birth_country: 'Iraq;עיראק',
      gender: 'female;male',
      community: 'baghdad;basra',
      generation: 'first',
      country_of_origin: 'Irak;Lebanon',
      place_of_origin: 'Baghdad;Beirut',
      year_of_departure: '14 Nisan 5711;[1966..1967]',
      manner_of_departure: 'airlifted;never left',
      destination: 'Lod;London',
      recorded_on: '2011-05-17',
      recorded_place: 'her kitchen, London',
      interviewer: 'Tamar Quint;Dan Quint',
      language: 'Judeo-Arabic',
      collection: 'Voices; of the river',
      topics: 'childhood;schools',
      events: 'farhud',
      abstract: 'One; two.\nThree.',
      rights: 'http://rightsstatements.org/vocab/InC/1.0/',
      access: 'registered',
      agreement: 'deed',
      agreement_date: '2012',
      agreement_file: 'papers/deed.pdf',
      uses: 'social;research',
      embargo_until: '2031-05-01',
      transcript: 'a.vtt;;c.vtt',
      transcript_status: 'Audited against sound',
      translation: 'ar:a.ar.vtt; he: a.he.vtt;ar:c.ar.vtt',
      photos: 'one.jpg;two.jpg',
      captions: 'The river; at dusk|',
      audio: 'a.mp3;b.mp3',
      video: 'c.mp4',
      documents: 'letter.pdf',
    });
    expect(read).toMatchObject({
      form: 'family-story',
      narrators: [
        {
          name: 'Salima Dangoor',
          variants: ['סלימה דנגור', 'Salima Dangur'],
          birth: { edtf: '1931' },
          birthCountry: 'Iraq',
          gender: 'female',
        },
        {
          name: 'Moshe Dangoor',
          variants: ['משה'],
          birth: { given: 'Nisan 5689', calendar: 'hebrew', min: 1929 },
          birthCountry: 'עיראק',
          gender: 'male',
        },
      ],
      communities: ['baghdad', 'basra'],
      generation: 'first',
      departures: [
        {
          country: 'Irak',
          place: 'Baghdad',
          date: { given: '14 Nisan 5711', calendar: 'hebrew', min: 1951 },
          manner: 'airlifted',
        },
        {
          country: 'Lebanon',
          place: 'Beirut',
          date: { edtf: '[1966..1967]', min: 1966, max: 1967 },
          manner: 'never-left',
        },
      ],
      destinations: ['Lod', 'London'],
      recordedOn: { edtf: '2011-05-17' },
      recordedPlace: 'her kitchen, London',
      interviewers: ['Tamar Quint', 'Dan Quint'],
      lang: 'jrb',
      collection: 'Voices; of the river',
      topics: ['childhood', 'schools'],
      events: ['farhud'],
      abstract: 'One; two.\nThree.',
      rights: 'https://rightsstatements.org/vocab/InC/1.0/',
      access: 'registered',
      agreement: {
        kind: 'deed',
        date: '2012',
        file: { path: '/from/here/papers/deed.pdf' },
        uses: ['research', 'social'],
      },
      embargoUntil: '2031-05-01',
      transcriptStatus: 'audited against sound',
    });
    expect(read.transcripts.map(({ name, part, lang, translation }) => [name, part, lang, translation])).toEqual([
      ['a.vtt', 1, 'jrb', false],
      ['c.vtt', 3, 'jrb', false],
      ['a.ar.vtt', 1, 'ar', true],
      ['a.he.vtt', 1, 'he', true],
      ['c.ar.vtt', 2, 'ar', true],
    ]);
    expect(read.media.map(({ kind, name, part, caption }) => [kind, name, part, caption])).toEqual([
      ['photograph', 'one.jpg', null, 'The river; at dusk'],
      ['photograph', 'two.jpg', null, null],
      ['document', 'letter.pdf', null, null],
      ['audio', 'a.mp3', 1, null],
      ['audio', 'b.mp3', 2, null],
      ['video', 'c.mp4', 1, null],
    ]);
  });

  it('allows research and teaching where an agreement names no uses', () => {
    expect(record({ agreement: 'legacy' }).agreement!.uses).toEqual(['research', 'teaching']);
  });

  it.each([
    ['1330/2/14 in the Persian calendar', '14 ordibehesht 1330', 'persian', 1951],
    ['a month of the Islamic calendar', 'Rajab 1370', 'islamic', 1951],
    ['a Hebrew date in Hebrew letters', 'י״ד בניסן תשי״א', 'hebrew', 1951],
  ])('keeps %s as it is given', (_, given, calendar, year) => {
    expect(record({ country_of_origin: 'Iran', year_of_departure: given }).departures[0]!.date).toMatchObject({
      given,
      calendar,
      min: year,
    });
  });

  it('pairs by position, also past an empty place', () => {
    const { narrators } = record({ narrator: 'A;;B', birth_year: '1931;;1940' });
    expect(narrators.map(({ name, birth }) => [name, birth?.edtf])).toEqual([
      ['A', '1931'],
      ['B', '1940'],
    ]);
  });

  it('keeps Hebrew and Arabic values with the marks of direction they have, and Windows paths', () => {
    expect(record({ title: '\u200fالنهر (1951)\u200e' }).title).toBe('\u200fالنهر (1951)\u200e');
    expect(record({ photos: 'pictures\\one.jpg' }).media[0]!.path).toBe('/from/here/pictures/one.jpg');
  });

  it('has every column of the specification', () => {
    expect(COLUMNS).toHaveLength(38);
  });

  it.each<[Partial<Record<Column, string>>, RegExp]>([
    [{ accession: '' }, /column accession: the accession number is empty/],
    [{ accession: 'OH 10/3' }, /column accession: .*“\/”, which cannot stand in an address/],
    [{ accession: 'A\u202eB' }, /column accession: .*cannot be seen/],
    [{ accession: '..' }, /column accession/],
    [{ title: '' }, /column title: the title is empty/],
    [{ title: 'a'.repeat(1_001) }, /column title: the value has 1001 characters/],
    [{ title: 'a\u0000b' }, /column title: the value holds a control character \(U\+0000\) after “a”/],
    [{ title: 'a\u001b[31mb' }, /column title: the value holds a control character \(U\+001B\)/],
    [{ abstract: '#REF!' }, /column abstract: the value is the error #REF! of a spreadsheet/],
    [{ form: 'poem' }, /column form: “poem” is not one of interview, memoir/],
    [{ narrator: 'A', birth_year: '1931;1940' }, /column birth_year: the values do not fit the 1 narrators/],
    [{ narrator: 'A', narrator_variants: 'B|C' }, /column narrator_variants/],
    [{ gender: 'female' }, /column gender: the values do not fit the 0 narrators/],
    [{ narrator: 'A', birth_year: 'long ago' }, /column birth_year: “long ago” is not a date/],
    [{ year_of_departure: '1951' }, /column year_of_departure: there is no country or place for departure 1/],
    [{ country_of_origin: 'Iraq', year_of_departure: '1951;1960' }, /departure 2/],
    [
      { country_of_origin: 'Iraq', manner_of_departure: 'walked' },
      /column manner_of_departure: “walked” is not one of emigrated/,
    ],
    [{ language: 'Klingonish' }, /column language: “Klingonish” is no language that Kolot knows/],
    [{ language: 'ar;fr' }, /column language: “ar;fr” names several languages/],
    [{ rights: 'all mine' }, /column rights: “all mine” is no address/],
    [{ rights: 'https://creativecommons.org/"><script>' }, /column rights/],
    [{ access: 'everyone' }, /column access: “everyone” is not one of public, registered/],
    [{ agreement: 'handshake' }, /column agreement: “handshake” is not one of deed/],
    [{ uses: 'research' }, /column agreement: the kind of agreement is empty, but uses is not/],
    [{ agreement: 'deed', uses: 'selling' }, /column uses: “selling” is not one of/],
    [{ embargo_until: '2031' }, /column embargo_until: “2031” is not a day/],
    [{ transcript_status: 'perfect' }, /column transcript_status: “perfect” is not one of machine draft/],
    [{ translation: 'story.ar.vtt' }, /column translation: “story.ar.vtt” is no language and file/],
    [{ transcript: '../secret.vtt' }, /column transcript: “..\/secret.vtt” lies outside the table's folder/],
    [{ photos: '/etc/passwd' }, /column photos: “\/etc\/passwd” lies outside/],
    [{ photos: 'a.jpg;b.jpg;a.jpg' }, /column photos: “a.jpg” is there twice/],
    [{ photos: 'a.jpg', captions: 'one|two' }, /column captions: there are 2 captions for 1 photographs/],
    [{ topics: 'a;'.repeat(600) }, /column topics: the list has 601 values/],
  ])('is refused with file, row, column and reason: %j', (values, reason) => {
    expect(refusal(values)).toMatch(reason);
    expect(refusal(values)).toMatch(/^testimonies.csv, row 7, column /);
  });

  it('with more values than columns is refused', () => {
    expect(() => recordOfRow(TABLE, { row: 3, values: { accession: 'A', title: 'B' }, excess: true })).toThrow(
      'testimonies.csv, row 3: there are more values than columns.',
    );
  });
});
