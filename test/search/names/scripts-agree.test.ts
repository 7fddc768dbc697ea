import { openEmbedded } from '../../../server/search/embedded/index.ts';
import type { SearchEngine } from '../../../server/search/engine.ts';
import { sampleArchive } from '../../sample-archive.ts';
import { asking } from '../embedded/asking.ts';

/** The sample collection, which is running text in five languages: what a name finds there must not depend on who types it. */
let engine: SearchEngine;
beforeAll(async () => {
  const archive = await sampleArchive();
  engine = openEmbedded(archive, { threads: 1, limit: 60_000, poll: 20 });
  await engine.follow();
}, 300_000);
afterAll(() => engine.close());

const found = async (text: string) => {
  const { hits } = await engine.search(asking(text, { perPage: 100 }));
  return hits.map(({ testimonyId }) => testimonyId).sort((a, b) => a - b);
};

test.each([
  ['Baghdad', 'Bagdad', 'بغداد', 'בגדד', 'באגדאד'],
  ['Iraq', 'Irak', 'العراق', 'عراق', 'עיראק', 'עירק'],
  ['Basra', 'Bassora', 'البصرة', 'בצרה'],
  ['Mosul', 'Mossoul', 'الموصل', 'מוסול'],
  ['Zakho', 'Zaxo', 'زاخو', 'זאכו'],
  ['Djerba', 'Jerba', 'جربة', "ג'רבה"],
  ['Tunis', 'Tunes', 'تونس', 'תוניס'],
  ['Libya', 'Libye', 'ليبيا', 'לוב'],
  ['Benghazi', 'Bengasi', 'بنغازي', 'בנגאזי'],
  ['Cairo', 'Le Caire', 'القاهرة', 'קהיר'],
  ['Alexandria', 'Alexandrie', 'الإسكندرية', 'אלכסנדריה'],
  ['Port-Saïd', 'Bur-Saïd', 'بورسعيد', 'פורט סעיד'],
  ['Egypt', 'Égypte', 'مصر', 'מצרים'],
  ['Damascus', 'Damas', 'دمشق', 'דמשק'],
  ['Aleppo', 'Alep', 'Halab', 'حلب', 'חלב'],
  ['Qamishli', 'Kamishli', 'القامشلي', 'קאמישלי'],
  ['Syria', 'Syrie', 'سوريا', 'סוריה'],
  ['Beirut', 'Beyrouth', 'بيروت', 'ביירות'],
  ['Lebanon', 'Liban', 'لبنان', 'לבנון'],
  ['Yemen', 'Yémen', 'اليمن', 'תימן'],
  ['Sanaa', "San'a", 'صنعاء', 'צנעא'],
  ['Morocco', 'Maroc', 'المغرب', 'מרוקו'],
  ['Fez', 'Fès', 'فاس', 'פאס'],
  ['Marrakesh', 'Marrakech', 'מרקש'],
  ['Essaouira', 'Mogador', 'الصويرة', 'מוגדור'],
  ['Algeria', 'Algérie', 'الجزائر', 'אלג׳יריה'],
  ['Constantine', 'قسنطينة', 'קונסטנטין'],
  ['Tehran', 'Téhéran', 'تهران', 'טהרן'],
  ['Isfahan', 'Ispahan', 'اصفهان', 'אספהאן'],
  ['Mashhad', 'Meched', 'مشهد', 'משהד'],
  ['Istanbul', 'Stamboul', 'إسطنبول', 'איסטנבול'],
  ['Salonica', 'Thessalonique', 'سالونيك', 'סלוניקי'],
  ['Farhud', 'Farhoud', 'الفرهود', 'הפרהוד'],
])('%s finds the same testimonies as %s and however else it is spelled', async (first, ...others) => {
  const expected = await found(first);
  for (const other of others) expect([other, await found(other)]).toEqual([other, expected]);
});

test.each([
  ['Moshe', 'Moïse', 'משה'],
  ['Yaakov', 'Yaqub', 'يعقوب', 'יעקב'],
  ['Yosef', 'Youssef', 'يوسف', 'יוסף'],
  ['Rachel', 'Rahel', 'راحيل', 'רחל'],
  ['Avraham', 'Ibrahim', 'إبراهيم', 'אברהם'],
  ['Esther', 'Ester', 'إستير'], // אסתר is in what the scroll is called
  ['Naima', 'Na‘ima', 'نعيمة', 'נעימה'],
  ['Shammaa', 'Chammaa'],
  ['Zamanji', 'زمانجي', 'זמנג׳י'],
  ['Dangoor', 'Dangour', 'دنكور', 'דנגור'],
  ['Khayat', 'Khayyat', 'خياط', 'כיאט'],
  ['Benchimol', 'Ben Shimol', 'בן שימול'],
  ['Haddad', 'Hadad', 'حداد', 'חדד'],
  ['kubbeh', 'kibbeh', 'كبة', 'كبه'],
  ['mellah', 'mellaḥ', 'מלאח'],
  ['dafina', 'adafina', 'דפינה'],
])('%s, a name or a word of the culture, finds the same in every script', async (first, ...others) => {
  const expected = await found(first);
  for (const other of others) expect([other, await found(other)]).toEqual([other, expected]);
});

test('a word of everyday typed behind a prefix finds what it finds alone', async () => {
  expect(await found('בחצר')).toEqual(await found('חצר'));
  expect((await found('חצר')).length).toBeGreaterThan(2);
});

test('a name that is also a word of everyday is not found in what a subject is called, and the word itself is', async () => {
  const [name, word] = [await found('Haim'), await found('חיים')];
  expect(await found('Chaim')).toEqual(name);
  expect(name.length).toBeLessThan(word.length / 2);
  expect(word).toEqual(expect.arrayContaining(name));
});

test.each(['zzzqq', 'xyzzy', 'asdfgh', 'qwrtp', 'bbbbb', 'hjkl'])(
  '%s, which nobody says, sounds like nothing',
  async (nonsense) => {
    expect(await found(nonsense)).toEqual([]);
  },
);

test('a country is not found where a word of its letters is: Iraq, and to drown', async () => {
  const { alsoSpelled } = await engine.search(asking('עיראק'));
  expect(alsoSpelled.flatMap(({ added }) => added.map(({ by }) => by))).not.toContain('script');
  expect(JSON.stringify(alsoSpelled)).not.toContain('غرق');
});
