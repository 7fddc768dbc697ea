import { invertedName, namePartsOf } from '../../server/publish/person-name.ts';

test.each([
  ['Salima Dangoor', 'Dangoor, Salima'],
  ['Salima Miriam Dangoor', 'Dangoor, Salima Miriam'],
  ['Rachel Ben Simhon', 'Ben Simhon, Rachel'],
  ['Yosef al-Qafih', 'al-Qafih, Yosef'],
  ['Perla de la Vega', 'de la Vega, Perla'],
  ['Sarah Cohen-Solal', 'Cohen-Solal, Sarah'],
  ['Amélie Abécassis', 'Abécassis, Amélie'],
])('%s is cited as %s', (name, cited) => {
  expect(invertedName(name)).toBe(cited);
});

test.each(['Dina', 'سليمة دنغور', 'שרה כהן', 'Umm Salim', 'D. سليمة'])(
  '%s stays whole or keeps its first word',
  (name) => {
    const parts = namePartsOf(name);
    if ('literal' in parts) expect(parts.literal).toBe(name);
    else expect(parts.given).not.toBe('');
  },
);
