import type { TestimonyPage } from '../../server/archive/testimony-page.ts';
import type { Lang } from '../../server/i18n/languages.ts';
import { oralHistoryCitation } from '../../server/publish/citation.ts';

const URL_OF_IT = 'https://kolot.example/en/testimonies/K-00007';

describe('A testimony', () => {
  test('is cited in the form of oral historians, with its accession number and where it was read', () => {
    expect(cited('en', testimony({}))).toBe(
      `Salima Dangoor, The key, interview by Tamar Quint, Montreal, 15 November 2012. K-00007, Kolot. ${URL_OF_IT}`,
    );
  });

  test('is cited with the words, commas and digits of the reader', () => {
    expect(cited('fr', testimony({}))).toContain('entretien mené par Tamar Quint, Montreal, 15 novembre 2012. ');
    const persian = cited('fa', testimony({ narrators: ['پروین یادگاری'], title: 'انارها' }));
    expect(persian).toMatch(/^پروین یادگاری، انارها، در گفت‌وگو با /);
    expect(persian).toContain('۲۰۱۲. \u2068K-00007\u2069، ');
  });

  test('isolates names and titles that run against the reader’s language, and leaves addresses whole', () => {
    const hebrew = cited('he', testimony({}));
    expect(hebrew).toContain('\u2068Salima Dangoor\u2069, \u2068The key\u2069, ');
    expect(hebrew.endsWith(` ${URL_OF_IT}`)).toBe(true);
  });

  test('says the time of a passage, and its part', () => {
    const text = oralHistoryCitation(testimony({}), {
      siteName: 'Kolot',
      url: URL_OF_IT,
      lang: 'en',
      passage: { startMs: 104_000, endMs: 130_000, part: 2 },
    });
    expect(text).toContain('K-00007, Part 2, \u20681:44–2:10\u2069, Kolot.');
  });
});

interface Given {
  narrators?: string[];
  interviewers?: string[];
  title?: string;
  date?: string | null;
}

function testimony({
  narrators = ['Salima Dangoor'],
  interviewers = ['Tamar Quint'],
  title = 'The key',
  date = '2012-11-15',
}: Given): TestimonyPage {
  const person = (name: string) => ({
    name,
    lang: null,
    slug: null,
    gender: null,
    birthDate: null,
    birthCountry: null,
    otherNames: [],
  });
  return {
    id: 7,
    accession: 'K-00007',
    form: 'interview',
    title,
    titleLang: 'en',
    abstract: null,
    abstractLang: 'en',
    generation: null,
    rights: null,
    credit: null,
    access: 'public',
    sample: false,
    publishedAt: null,
    open: { names: true, transcript: true, sound: true, picture: true },
    collection: null,
    narrators: narrators.map(person),
    interviewers: interviewers.map(person),
    departures: [],
    journey: [],
    losses: [],
    sessions: [{ date, place: 'Montreal', placeSlug: null }],
    parts: [],
    transcripts: [],
    terms: [],
    indexPoints: [],
    photographs: [],
    documents: [],
  };
}

function cited(lang: Lang, page: TestimonyPage): string {
  return oralHistoryCitation(page, { siteName: 'Kolot', url: URL_OF_IT, lang });
}
