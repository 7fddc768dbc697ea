/**
 * True where `word` (folded) begins as typed but for one error: a letter too many, one missed, one taken for another, or two
 * changed about. An error in the last letter typed shows only once the next is: it counts against a whole word alone.
 */
export function beginsButForOne(word: string, typed: string): boolean {
  let at = 0;
  while (at < typed.length && at < word.length && typed[at] === word[at]) at++;
  if (at === typed.length) return false; // it begins so
  const rest = (from: number, of: number) => word.startsWith(typed.slice(from), of);
  if (at === typed.length - 1) return word.length - at <= 1; // the whole word, but for its last letter
  const taken = rest(at + 1, at + 1);
  const tooMany = rest(at + 1, at);
  const missed = rest(at, at + 1);
  const changed = typed[at] === word[at + 1] && typed[at + 1] === word[at] && rest(at + 2, at + 2);
  return taken || tooMany || missed || changed;
}
