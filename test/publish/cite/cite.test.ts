/** Citations in published styles, carried out by citeproc, in the five languages of the interface. */
import { LANGUAGES, type Lang } from '../../../server/i18n/languages.ts';
import { cite, listOfWorks } from '../../../server/publish/cite/cite.ts';
import { type CitationStyle, styleXml } from '../../../server/publish/cite/engine.ts';
import type { Reference } from '../../../server/publish/reference/reference.ts';

const URL_OF_IT = 'https://kolot.example/en/testimonies/K-00007';

function referenceWith(given: Partial<Reference>, edtf: string | null): Reference {
  return {
    accession: 'K-00007',
    key: 'K-00007',
    form: 'interview',
    title: 'The key',
    titleLang: 'en',
    narrators: ['Salima Dangoor'],
    interviewers: ['Tamar Quint'],
    date: edtf ? { year: 2012, month: 11, day: 15 } : null,
    edtf,
    place: 'Montreal',
    archive: 'Kolot',
    url: URL_OF_IT,
    langs: ['en'],
    medium: 'audio',
    abstract: 'About a key.',
    rights: 'CC BY',
    topics: ['keys'],
    collection: null,
    moment: null,
    accessed: new Date('2026-05-03T10:00:00Z'),
    sampleNotice: null,
    ...given,
  };
}

async function cited(lang: Lang, given: Partial<Reference> = {}, edtf: string | null = '2012-11-15') {
  const styles = await cite(referenceWith(given, edtf), lang);
  return Object.fromEntries(styles.map(({ style, ...texts }) => [style, texts])) as Record<
    CitationStyle,
    { note: string; entry: string | null }
  >;
}

test('a testimony in English, in each style', async () => {
  expect(await cited('en')).toEqual({
    'oral-history': {
      note: `Salima Dangoor, The key, interview by Tamar Quint, Montreal, 15 November 2012. K-00007, Kolot. ${URL_OF_IT}`,
      entry: null,
    },
    chicago: {
      note: `Salima Dangoor, The key, interview by Tamar Quint, November 15, 2012, K-00007, Kolot, ${URL_OF_IT}.`,
      entry: `Dangoor, Salima. The key. Interview by Tamar Quint, November 15, 2012. K-00007. Kolot. ${URL_OF_IT}.`,
    },
    mla: {
      note: '(Dangoor)',
      entry: `Dangoor, Salima. The Key. Interview by Tamar Quint, 15 Nov. 2012, ${URL_OF_IT}. Kolot, K-00007.`,
    },
    apa: {
      note: '(Dangoor, 2012)',
      entry: `Dangoor, S. (2012, November 15). The key (T. Quint, Interviewer; K-00007) [Interview]. Kolot. ${URL_OF_IT}`,
    },
  });
});

test('a passage has its part and its times, where the style says what of a work is meant', async () => {
  const { chicago, mla, apa, 'oral-history': oral } = await cited('en', { moment: '2, 0:01:44–0:02:10' });
  const times = 'Part 2, \u20680:01:44–0:02:10\u2069';
  expect(oral.note).toContain(`K-00007, ${times}, Kolot.`);
  expect(chicago.note).toContain(`2012, ${times}, K-00007`);
  expect(mla.note).toBe(`(Dangoor, ${times})`);
  expect(apa.note).toBe(`(Dangoor, 2012, ${times})`);
});

test('several narrators in three scripts, without interviewer or year, are cited as they are called', async () => {
  const given = {
    narrators: ['سليمة دنكور', 'Moshe Levy', 'סלימה'],
    interviewers: [],
    title: 'حكاية من بغداد 1951',
    titleLang: 'ar',
  };
  const english = await cited('en', given, null);
  expect(english.chicago.note).toMatch(
    /^\u2068سليمة دنكور\u2069, Moshe Levy, and \u2068סלימה\u2069, \u2068حكاية من بغداد 1951\u2069, /,
  );
  expect(english.apa.note).toBe('(\u2068سليمة دنكور\u2069 et al., n.d.)');
  expect(english.apa.entry).toContain('Levy, M., & ');
  const arabic = await cited('ar', given, null);
  expect(arabic['oral-history'].note).toMatch(
    /^سليمة دنكور، \u2068Moshe Levy\u2069، وסלימה، \u2068حكاية من بغداد 1951\u2069، /,
  );
  expect(arabic.apa.note).toBe('(سليمة دنكور وآخرون، د.ت.)');
  const hebrew = await cited('he', given, null);
  expect(hebrew['oral-history'].note).toContain('\u2068Moshe Levy\u2069 וסלימה');
});

test('a pseudonym stays as it is shown, and one whom nobody names is cited by title', async () => {
  expect((await cited('en', { narrators: ['S.'] })).mla.note).toBe('(S.)');
  const nameless = await cited('en', { narrators: [], interviewers: [] }, null);
  expect(nameless.apa.entry).toMatch(/^The key \(K-00007\)\. \(n\.d\.\)\./);
  expect(nameless.mla.note).toBe('(The Key)');
});

test('a vague date is said in words, and never twice', async () => {
  const { chicago, apa } = await cited('en', {}, '[1948..1951]');
  expect(chicago.note.match(/between 1948 and 1951/g)).toHaveLength(1);
  expect(apa.note).toBe('(Dangoor, between 1948 and 1951)');
  expect((await cited('fr', {}, '1951~')).apa.note).toBe('(Dangoor, vers 1951)');
});

test.each(LANGUAGES)(
  'in %s, the address is whole, Latin names are isolated as one, and signs are those of the language',
  async (lang) => {
    for (const { note, entry } of Object.values(await cited(lang))) {
      const texts = [note, entry ?? ''];
      if (entry) expect(entry).toContain(URL_OF_IT);
      for (const text of texts) {
        if (lang === 'ar' || lang === 'fa')
          expect(text.replace(/\u2068[^\u2069]*\u2069|https:\S+/g, '')).not.toMatch(/[,;]/);
        if (lang === 'fa') expect(text.replace(/\u2068[^\u2069]*\u2069|https:\S+/g, '')).not.toMatch(/\d/);
        if (['ar', 'he', 'fa'].includes(lang))
          expect(text.replace(/\u2068[^\u2069]*\u2069|https:\S+/g, '')).not.toMatch(/[A-Za-z]/);
      }
    }
  },
);

test('an interview is of the narrator, and by who asked, in each language', async () => {
  const by = await Promise.all(LANGUAGES.map(async (lang) => (await cited(lang)).chicago.note));
  for (const [at, said] of [
    'interview by',
    'entretien mené par',
    'مقابلة من إجراء',
    'ריאיון בידי',
    'در گفت‌وگو با',
  ].entries())
    expect(by[at]).toContain(said);
});

test('what was cited before is not remembered', async () => {
  await cited('en', { title: 'Another' });
  expect((await cited('en')).mla.entry).toContain('The Key');
});

test('the style of oral history is a file that says its licence', () => {
  expect(styleXml('oral-history')).toContain('<rights license="https://creativecommons.org/publicdomain/zero/1.0/">');
  expect(styleXml('apa')).toContain('creativecommons.org/licenses/by-sa/3.0/');
});

test('a list of works has each work once, in the order of its language', async () => {
  const works = [
    { title: 'Zion' },
    { narrators: ['Moshe Levy'] },
    { narrators: [], title: 'A road' },
    { title: 'Zion' },
  ];
  const list = await listOfWorks(
    works.map((given) => referenceWith(given, '2012')),
    'apa',
    'en',
  );
  expect(list.split('\n\n').map((entry) => entry.slice(0, 6))).toEqual(['A road', 'Dangoo', 'Levy, ']);
});
