import type { Lang } from './languages.ts';

const made = new Map<Lang, Intl.Collator>();

/** The order of names in a language. Kept: to make one takes longer than to put a hundred names in order. */
export function collatorOf(lang: Lang): Intl.Collator {
  const collator = made.get(lang) ?? new Intl.Collator(lang);
  made.set(lang, collator);
  return collator;
}
