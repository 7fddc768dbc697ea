import { edgesOf, onClusters, type Range } from '../clusters.ts';
import { fold, foldedTokens } from '../folding.ts';
import { withoutArticle } from '../names/forms.ts';
import { scriptOfWord } from '../names/sounds-of.ts';
import { type Token, tokens } from '../tokens.ts';

/**
 * Where `name` has the letters that were typed, at the beginnings of its words or after an article: on whole clusters, in
 * order and apart. None where it was found by another spelling or by its sound.
 */
export function lettersTyped(name: string, text: string): Range[] {
  const typed = foldedTokens(text);
  const found = tokens(name).flatMap((word) =>
    typed.flatMap((letters) => {
      const from = beginningAt(word.folded, letters);
      return from === -1 ? [] : [rangeOf(name, word, from, from + letters.length)];
    }),
  );
  return onClusters(name, found);
}

function beginningAt(folded: string, letters: string): number {
  if (folded.startsWith(letters)) return 0;
  if (scriptOfWord(folded) === 'latin') return -1;
  const bare = withoutArticle(folded).find((form) => form.startsWith(letters));
  return bare === undefined ? -1 : folded.length - bare.length;
}

/** The range of a word's original letters that its folded ones from `from` to `to` were made of. */
function rangeOf(name: string, { folded, start, end }: Token, from: number, to: number): Range {
  if (from === 0 && to === folded.length) return { start, end };
  const { after } = edgesOf(name);
  let begins = start;
  for (let at = start; at < end; ) {
    const next = Math.max(after(at + 1), at + 1);
    const length = fold(name.slice(start, next)).length;
    if (length <= from) begins = next;
    if (length >= to) return { start: begins, end: next };
    at = next;
  }
  return { start: begins, end };
}
