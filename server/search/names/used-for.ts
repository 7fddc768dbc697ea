/** Other names that people go by whose name is asked for: Selim for Shlomo. */
import { scriptOfWord } from './sounds-of.ts';
import { type Form, setsOf, type Thesaurus } from './thesaurus.ts';
import { addForm } from './widen.ts';
import type { WordBook } from './word-book.ts';

const MOST_NAMES = 8;

/**
 * The names used for one asked for (folded words), as far as they stand in the texts that a book knows: each by its commonest
 * spelling in the script of the one asked for, where it has any.
 */
export function namesUsedFor(book: WordBook, thesaurus: Thesaurus, words: readonly string[]): string[] {
  const own = setsOf(thesaurus, words.join(' '));
  const script = scriptOfWord(words[0] ?? '');
  const others = new Set(own.flatMap((set) => thesaurus.sets[set]!.usedFor).filter((set) => !own.includes(set)));
  const names = new Set<string>();
  for (const other of others) {
    const forms = thesaurus.formsOf[other]!.filter(({ sets }) => !sets.some((set) => own.includes(set)));
    const standing = forms.map((form) => ({ form, testimonies: testimoniesWith(book, form) }));
    if (!standing.some(({ testimonies }) => testimonies > 0)) continue;
    const written = standing.filter(({ form }) => scriptOfWord(form.folded.split(' ')[0]!) === script);
    const [best] = (written.length ? written : standing).sort((a, b) => b.testimonies - a.testimonies);
    names.add(best!.form.shown);
  }
  return [...names].slice(0, MOST_NAMES);
}

/** In how many testimonies the commonest word is that a spelling is found by. */
function testimoniesWith(book: WordBook, form: Form): number {
  let most = 0;
  addForm(book, form, 'used-for', (_, testimonies) => {
    most = Math.max(most, testimonies);
  });
  return most;
}
