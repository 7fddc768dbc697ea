import { fold } from '../../../server/search/folding.ts';
import { sameInScript, scriptKeys } from '../../../server/search/names/script.ts';

const same = (one: string, other: string) => sameInScript(fold(one), fold(other));

describe('an Arabic word finds itself in Hebrew letters and back', () => {
  test.each([
    ['بغداد', 'בגדאד'],
    ['بغداد', 'באגדאד'],
    ['بغداد', 'בע׳דאד'],
    ['خبز', 'כ׳בז'],
    ['خبز', 'ח׳בז'],
    ['العراق', 'אלעראק'],
    ['ضرب', 'צ׳רב'],
    ['نظر', 'נט׳ר'],
    ['ثلاثة', 'ת׳לאת׳ה'],
    ['جواب', 'ג׳וואב'],
    ['مدرسة', 'מדרסה'],
    ['قهوة', 'קהוה'],
    ['چادر', 'צ׳אדר'],
  ])('%s and %s', (arabic, hebrew) => {
    expect(same(arabic, hebrew)).toBe(true);
    expect(same(hebrew, arabic)).toBe(true);
    expect(scriptKeys(fold(arabic)).some((key) => scriptKeys(fold(hebrew)).includes(key))).toBe(true);
  });
});

test.each([
  ['كتاب', 'כתב'],
  ['بغداد', 'בגדד'],
  ['حلب', 'הלב'],
  ['بيت', 'בנות'],
])('%s is not %s', (arabic, hebrew) => expect(same(arabic, hebrew)).toBe(false));

test('a word of thirty letters with two readings each still has four keys at most', () => {
  expect(scriptKeys(fold('خغخغخغخغخغخغخغخغ')).length).toBeLessThanOrEqual(4);
});
