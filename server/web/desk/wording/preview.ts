import { isolateIn } from '../../../i18n/isolate.ts';
import type { Lang } from '../../../i18n/languages.ts';
import type { Message } from '../../../i18n/messages.ts';
import { formatNumber } from '../../../i18n/numbers.ts';
import { formsOf, numbersOf } from '../../../i18n/wording.ts';

/** A message as a page would show it: numbers that take each form, and for every other value its name between ‹ and ›. */
export function previewOf(words: Message, lang: Lang): string[] {
  return formsOf(words).flatMap(([form, text]) => {
    const numbers = form === null ? [3] : numbersOf(form, lang).some;
    const shown = (numbers.length ? numbers : [1_000_000]).map((number) =>
      text.replace(/\{(\w+)\}/g, (_, name: string) =>
        name === 'count' ? formatNumber(number, lang) : isolateIn(`‹${name}›`, lang),
      ),
    );
    return [...new Set(shown)];
  });
}
