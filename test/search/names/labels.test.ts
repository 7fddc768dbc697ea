import { isOrdinaryForm, isVeryCommon } from '../../../server/search/names/ordinary.ts';

/** Words that name nobody, though a name is spelled or sounds so behind their article or prefix. */
test.each([
  ['Rachel', 'الرحيل'],
  ['Layla', 'בלילה'],
  ['David', 'הדוד'],
  ['Esther', 'סטירה'],
  ['Fez', 'البعث'],
  ['Oran', 'באיראנ'],
])('%s is not looked for as %s, unless that is asked for', (_, word) => {
  expect(isVeryCommon(word)).toBe(true);
  expect(isOrdinaryForm(word)).toBe(true);
});
