import type { TestimonyPage } from '../../server/archive/testimony-page.ts';
import type { Lang } from '../../server/i18n/languages.ts';
import { citations } from '../../server/publish/citation.ts';

const URL_OF_IT = 'https://kolot.example/en/testimonies/K-00007';

describe('A testimony', () => {
  test('is cited in four styles, with its accession number and where it was read', () => {
    expect(cited('en', testimony({}))).toEqual({
      'oral-history': `Salima Dangoor, The key, interview by Tamar Quint, Montreal, 15 November 2012. K-00007, Kolot. ${URL_OF_IT}`,
      chicago: `Salima Dangoor, “The key”, interview by Tamar Quint, Montreal, 15 November 2012. K-00007, Kolot. ${URL_OF_IT}.`,
      mla: `Dangoor, Salima. “The key.” Interview by Tamar Quint, 15 November 2012, Kolot, K-00007, ${URL_OF_IT}. Accessed 3 May 2026.`,
      apa: `Dangoor, Salima (2012). The key (K-00007) [Interview]. Kolot. ${URL_OF_IT}`,
    });
  });

  test('of several narrators names them all, the first turned round where the style does so', () => {
    const two = testimony({ narrators: ['Salima Dangoor', 'Moshe Levy'] });
    expect(cited('en', two).chicago).toMatch(/^Salima Dangoor and Moshe Levy, “The key”/);
    expect(cited('en', two).mla).toMatch(/^Dangoor, Salima, and Moshe Levy\. /);
    const three = testimony({ narrators: ['Salima Dangoor', 'Moshe Levy', 'Dina'] });
    expect(cited('en', three).mla).toMatch(/^Dangoor, Salima, Moshe Levy, and Dina\. /);
  });

  test('whose narrators are not named is cited by its title', () => {
    const nameless = cited('en', testimony({ narrators: [], interviewers: [], date: null }));
    expect(nameless.chicago).toMatch(/^“The key”, Montreal\. K-00007, Kolot\./);
    expect(nameless.mla).toMatch(/^“The key\.” Kolot, K-00007,/);
    expect(nameless.apa).toMatch(/^The key \(K-00007\) \[Interview\]\. \(n\.d\.\)\. Kolot\./);
  });

  test('is cited with the words, quotation marks, commas and digits of the reader', () => {
    expect(cited('fr', testimony({})).mla).toMatch(
      /^Dangoor, Salima\. «\u00a0The key\u00a0»\. Entretien mené par Tamar Quint, 15 novembre 2012, /,
    );
    expect(cited('fa', testimony({ narrators: ['پروین یادگاری'], title: 'انارها' })).apa).toMatch(
      /^پروین یادگاری \(۲۰۱۲\)\. انارها \(⁨K-00007⁩\) \[گفت‌وگو\]\. /,
    );
    expect(cited('ar', testimony({ narrators: ['سليمة'], title: 'المفتاح' })).chicago).toMatch(/^سليمة، «المفتاح»، /);
  });

  test('isolates names and titles that run against the reader’s language, and leaves addresses whole', () => {
    const { chicago } = cited('he', testimony({}));
    expect(chicago).toContain('\u2068Salima Dangoor\u2069, ״\u2068The key\u2069״');
    expect(chicago).toContain(` ${URL_OF_IT}.`);
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

function cited(lang: Lang, page: TestimonyPage): Record<string, string> {
  const context = { siteName: 'Kolot', url: URL_OF_IT, lang, accessed: new Date('2026-05-03T10:00:00Z') };
  return Object.fromEntries(citations(page, context).map(({ style, text }) => [style, text]));
}
