import { isolateIn } from './isolate.ts';
import type { Lang } from './languages.ts';

/** *Salima*, *Salima and Moshe*, *Salima, Moshe, and Dina*: names in a row, each isolated where it runs against `lang`. */
export function formatList(names: readonly string[], lang: Lang): string {
  const format = new Intl.ListFormat(lang, { type: 'conjunction' });
  return format.format(names.map((name) => isolateIn(name, lang)));
}
