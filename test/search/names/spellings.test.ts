import { storeAuthorities } from '../../../server/archive/authority-store.ts';
import { addNameSet, addSpelling } from '../../../server/archive/name-set.ts';
import { openEmbedded } from '../../../server/search/embedded/index.ts';
import type { SearchEngine, SearchRequest } from '../../../server/search/engine.ts';
import { asking } from '../embedded/asking.ts';
import { smallArchive, tell } from '../embedded/small-archive.ts';

let archive: ReturnType<typeof smallArchive>;
let engine: SearchEngine;
const ids = new Map<string, number>();

beforeAll(async () => {
  archive = smallArchive();
  storeAuthorities(archive.db);
  const texts = {
    arabic: 'ولدت في بغداد سنة ١٩٢٩',
    hebrew: 'נסענו לבגדד ברכבת',
    judeoArabic: 'כנא פי בגדאד',
    english: 'We lived in Bagdad then.',
    benShimol: 'My teacher was Mr. Ben Shimol of the Alliance.',
    benchimol: 'Monsieur Benchimol parlait peu.',
    portSaid: 'Nous sommes passés par Port-Saïd.',
    burSaid: 'وصلنا إلى بورسعيد ليلا',
    kasentina: 'Born in Kasentina, he said.',
    skull: 'He painted a skull on the wall.',
    notebook: 'וכתבת כל שי באלדפתר',
    arabicNotebook: 'وضعنا الدفتر على الطاولة',
  };
  for (const [name, text] of Object.entries(texts)) ids.set(name, tell(archive.db, { title: 'One', passages: [text] }));
  engine = openEmbedded(archive, { threads: 1, limit: 60_000, poll: 20 });
  await engine.follow();
}, 60_000);
afterAll(async () => {
  await engine.close();
  archive.leave();
});

const search = (text: string, more: Partial<SearchRequest> = {}) => engine.search(asking(text, more));
const found = async (text: string, more: Partial<SearchRequest> = {}) => {
  const { hits } = await search(text, more);
  return [...ids].filter(([, id]) => hits.some(({ testimonyId }) => testimonyId === id)).map(([name]) => name);
};

test.each(['Bagdad', 'Baghdād', 'بغداد', 'בגדד', 'באגדאד'])('%s finds the same testimonies', async (spelling) => {
  expect(await found(spelling)).toEqual(['arabic', 'hebrew', 'judeoArabic', 'english']);
});

test('the spelling typed comes first, and what else was looked for is said, each with how', async () => {
  const { hits, alsoSpelled } = await search('בגדד');
  expect(hits[0]!.testimonyId).toBe(ids.get('hebrew')); // with its prefix
  const [also] = alsoSpelled;
  expect(also!.asked).toBe('בגדד');
  const ways = Object.fromEntries(also!.added.map(({ spelling, by }) => [spelling, by]));
  expect(ways).toMatchObject({ לבגדד: 'stem', bagdad: 'authority', بغداد: 'authority' });
});

test('it can be switched off, and quotes ask for words as typed', async () => {
  expect(await found('Bagdad', { spellings: 'as-typed' })).toEqual(['english']);
  expect(await found('"Bagdad"')).toEqual(['english']);
  expect((await search('Bagdad', { spellings: 'as-typed' })).alsoSpelled).toEqual([]);
});

test('a name of several words is found joined, apart and in other scripts', async () => {
  expect(await found('Benchimol')).toEqual(['benShimol', 'benchimol']);
  expect(await found('Ben Chimol')).toEqual(['benShimol', 'benchimol']);
  expect(await found('בן שימול')).toEqual(['benShimol', 'benchimol']);
  expect(await found('Port-Saïd')).toEqual(['portSaid', 'burSaid']);
  expect(await found('פורט סעיד')).toEqual(['portSaid', 'burSaid']);
});

test('a spelling that nobody listed is found by its sound', async () => {
  expect(await found('Constantine')).toEqual(['kasentina']);
  expect(await found('قسنطينة')).toEqual(['kasentina']);
});

test('a word of Judeo-Arabic is found by its Arabic letters and back, behind its prefixes', async () => {
  expect(await found('دفتر')).toEqual(['notebook', 'arabicNotebook']);
  expect(await found('דפתר')).toEqual(['notebook', 'arabicNotebook']);
});

test('a name typed with a prefix finds what it finds without', async () => {
  expect(await found('בבגדאד')).toEqual(['arabic', 'hebrew', 'judeoArabic', 'english']);
  expect(await found('وبغداد')).toEqual(['arabic', 'hebrew', 'judeoArabic', 'english']);
});

test('words of everyday are not taken for names', async () => {
  expect(await found('school')).toEqual([]);
});

test('what an archivist adds is searched by at once', async () => {
  expect(await found('Quzzubaddu')).toEqual([]);
  const set = addNameSet(archive.db, 'word', [{ name: 'Quzzubaddu', lang: 'und-Latn' }]);
  addSpelling(archive.db, set, { name: 'skull', lang: 'en' });
  expect(await found('Quzzubaddu')).toEqual(['skull']);
});

test('a spelling that stands only in what is closed is neither found nor said', async () => {
  tell(archive.db, { access: 'closed', passages: ['חיים נולד בבגדאדה'] });
  await engine.follow();
  const { alsoSpelled } = await search('Bagdad');
  expect(JSON.stringify(alsoSpelled)).not.toContain('בבגדאדה');
});
