import fc from 'fast-check';
import { fold } from '../../server/search/folding.ts';
import { sameWord, stemKey, stems } from '../../server/search/stem.ts';

/** Asked and found as a reader would write them. */
const means = (asked: string, found: string) => sameWord(fold(asked), fold(found));

describe('a word asked for finds its plain forms', () => {
  test.each([
    ['refugee', 'refugees'],
    ['families', 'family'],
    ['family', 'families'],
    ['box', 'boxes'],
    ['church', 'churches'],
    ['heroes', 'hero'],
    ['Baghdad', "Baghdad's"],
    ['journal', 'journaux'],
    ['chevaux', 'cheval'],
    ['bateau', 'bateaux'],
    ['jeux', 'jeu'],
    ['réfugiés', 'réfugié'],
    ['Hillah', 'Alhillah'],
    ['Alhillah', 'Hillah'],
    ['Maleh', 'Elmaleh'],
  ])('%s: %s', (asked, found) => expect(means(asked, found)).toBe(true));

  test.each([
    ['بيت', 'البيت'],
    ['البيت', 'بيت'],
    ['بغداد', 'وبغداد'],
    ['بغداد', 'ببغداد'],
    ['بغداد', 'لبغداد'],
    ['العراق', 'بالعراق'],
    ['عراق', 'والعراق'],
    ['بيت', 'للبيت'],
    ['حلة', 'الحِلّة'],
    ['کتاب', 'کتاب‌ها'],
    ['کتاب', 'کتابهای'],
    ['کتابهای', 'کتاب'],
  ])('%s: %s', (asked, found) => expect(means(asked, found)).toBe(true));

  test.each([
    ['בית', 'הבית'],
    ['בית', 'ובבית'],
    ['הבית', 'בית'],
    ['הבית', 'לבית'],
    ['בגדד', 'מבגדד'],
    ['בגדד', 'שבבגדד'],
    ['מדינה', 'המדינה'],
    ['מדינה', 'במדינה'],
    ['משפחה', 'והמשפחה'],
    ['בגדאדי', 'אלבגדאדי'],
    ['אלבגדאדי', 'בגדאדי'],
    ['בגדאדי', 'ואלבגדאדי'],
  ])('%s: %s', (asked, found) => expect(means(asked, found)).toBe(true));
});

describe('and does not surprise', () => {
  test.each([
    ['one', 'alone'],
    ['ready', 'already'],
    ['most', 'almost'],
    ['Dan', 'dans'],
    ['Hama', 'Hamas'],
    ['moi', 'mois'],
    ['foi', 'fois'],
    ['glass', 'glas'],
    ['thi', 'this'],
  ])('%s is not %s', (asked, found) => expect(means(asked, found)).toBe(false));

  test.each([
    ['عيد', 'بعيد'],
    ['بير', 'كبير'],
    ['احد', 'واحد'],
    ['رقة', 'ورقة'],
    ['له', 'الله'],
    ['وان', 'ألوان'],
    ['دایه', 'بداية'],
  ])('%s is not %s', (asked, found) => expect(means(asked, found)).toBe(false));

  test.each([
    ['דינה', 'מדינה'],
    ['דינה', 'והמדינה'],
    ['שפחה', 'משפחה'],
    ['חנה', 'מחנה'],
    ['טבח', 'במטבח'],
    ['שנה', 'משנה'],
    ['חלה', 'מחלה'],
    ['למה', 'שלמה'],
    ['מנה', 'אלמנה'],
    ['יד', 'היד'],
  ])('%s is not %s', (asked, found) => expect(means(asked, found)).toBe(false));

  test('a first letter that may be a prefix is kept by whoever types it', () => {
    expect(means('לבנה', 'בנה')).toBe(false);
    expect(means('בגדאדי', 'גדאדי')).toBe(false);
    expect(means('גדאדי', 'בגדאדי')).toBe(true);
    expect(means('وليمة', 'ليمة')).toBe(false);
  });

  test('words of other scripts stay as they are', () => {
    expect(means('дом', 'дома')).toBe(false);
    expect(means('日', '日')).toBe(true);
    expect(means('1951', '1951')).toBe(true);
  });
});

describe('the key of the dictionary', () => {
  const affixed = (prefixes: string[], letters: string, endings: string[]) =>
    fc
      .tuple(
        fc.constantFrom(...prefixes),
        fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 7 }),
        fc.constantFrom(...endings),
      )
      .chain(([prefix, word, ending]) =>
        fc.constantFrom([word, prefix + word + ending], [prefix + word + ending, word]),
      );

  test.each([
    ['Latin', affixed(['', 'al', 'el'], 'alesxyubiochz', ['', 's', 'es', 'ies', 'x', 'aux', 'al'])],
    ['Arabic', affixed(['', 'ال', 'وال', 'بال', 'لل', 'و', 'ب', 'ل', 'وب'], 'البوكهيدنف', ['', 'ها', 'هاي'])],
    ['Hebrew', affixed(['', 'ה', 'וה', 'ו', 'שב', 'כש', 'אל', 'ואל', 'מה'], 'אהובלמשכתר', [''])],
  ])('is one for all words that mean each other: %s', (_, pairs) => {
    fc.assert(
      fc.property(pairs, ([asked, found]) => {
        if (sameWord(asked!, found!)) expect(stemKey(found!)).toBe(stemKey(asked!));
      }),
      { numRuns: 5000 },
    );
  });

  test('is made of any word, and never empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const word of fold(text).split(' ')) expect(stemKey(word).length > 0).toBe(word.length > 0);
      }),
    );
  });
});

describe('the forms of a word', () => {
  test('begin with the word itself', () => {
    expect(stems('alhillah')).toEqual(['alhillah', 'hillah']);
    expect(stems('ובבית')).toEqual(['ובבית', 'בבית', 'בית']);
    expect(stems('1951')).toEqual(['1951']);
  });

  test('leave out the plurals of other languages where the language is known', () => {
    expect(stems('chevaux', 'fr')).toContain('cheval');
    expect(stems('chevaux', 'en')).not.toContain('cheval');
    expect(stems('boxes', 'en-GB')).toContain('box');
    expect(stems('boxes', 'tr')).toEqual(['boxes']);
    expect(stems('alhillahs', 'ar-Latn')).toEqual(['alhillahs', 'hillahs']);
  });
});
