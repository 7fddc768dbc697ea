import { beginsButForOne } from '../../../server/search/suggest/one-error.ts';

test.each([
  ['marrakesh', 'marrkesh'], // missed
  ['marrakesh', 'marraakes'], // too many
  ['marrakesh', 'marrukesh'], // taken for another
  ['marrakesh', 'marrkae'], // changed about
  ['baghdad', 'baghdaf'], // the last of the whole word
  ['בגדאד', 'בגדעד'],
  ['القاهره', 'القهاره'],
])('%s is begun by %s but for one error', (word, typed) => expect(beginsButForOne(word, typed)).toBe(true));

test.each([
  ['marrakesh', 'marrak'], // no error
  ['marrakesh', 'marrax'], // the next letter will tell
  ['marrakesh', 'morrokesh'], // two
  ['aden', 'cairo'],
])('%s is not by %s', (word, typed) => expect(beginsButForOne(word, typed)).toBe(false));
