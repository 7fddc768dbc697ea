/** A name in the parts that citation formats ask for; whole where it cannot be parted without guessing. */
export type NameParts = { family: string; given: string } | { literal: string };

/** What goes with the word that follows it: al-, Ben, Bar, Abu, de, Cohen stays a word of its own. */
const BEFORE = new Set(
  'al el ad an ar as at az ash ben bin ibn bat bint bar abu abou aboul abi umm oum de da del della di du des la le van von'.split(
    ' ',
  ),
);

/**
 * The family name is the last word, with the particles before it: *Salima Ben Simhon* is *Ben Simhon, Salima*. A name in other
 * letters than Latin, or of one word, is given whole: in Arabic, Hebrew and Persian a person is cited as they are called.
 */
export function namePartsOf(name: string): NameParts {
  const words = name.trim().split(/\s+/);
  if (words.length < 2 || !/^[\p{Script=Latin}\p{M}\p{P}\s]+$/u.test(name)) return { literal: name };
  let at = words.length - 1;
  while (at > 1 && BEFORE.has(words[at - 1]!.toLowerCase().replace(/['’-]$/, ''))) at -= 1;
  return { family: words.slice(at).join(' '), given: words.slice(0, at).join(' ') };
}

/** *Dangoor, Salima*, or the name as it stands where it has no parts. */
export function invertedName(name: string): string {
  const parts = namePartsOf(name);
  return 'literal' in parts ? parts.literal : `${parts.family}, ${parts.given}`;
}
