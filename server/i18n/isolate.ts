/** Names and quotations inside a sentence that runs the other way. */
import { directionOf } from '../archive/languages.ts';
import type { Lang } from './languages.ts';

const ISOLATE = '\u2068'; // first strong isolate
const END = '\u2069';
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g; // embeddings, overrides and isolates that would reach past the text
const RTL_LETTER = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/u;
const LTR_LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Ethiopic}]/u;

/**
 * The text between U+2068 and U+2069, so that it takes its own direction and disturbs nothing around it; for plain text
 * (titles, mails, attributes), as `<bdi>` is for HTML. Direction controls inside it are taken out.
 */
export function isolate(text: string): string {
  return ISOLATE + text.replace(CONTROLS, '') + END;
}

const EMBEDDING = /[\u202a-\u202e]/g;
const ISOLATES = /[\u2066-\u2069]/g;

/**
 * The text with no direction control that reaches past its end: embeddings and overrides taken out, isolates left only where
 * each is closed. What people typed can then mirror nothing round it (https://www.unicode.org/reports/tr9/).
 */
export function settled(text: string): string {
  if (!/[\u202a-\u202e\u2066-\u2069]/.test(text)) return text;
  let open = 0;
  const closed = text.replace(EMBEDDING, '').replace(ISOLATES, (control) => {
    if (control !== END) open++;
    else if (open === 0) return '';
    else open--;
    return control;
  });
  return closed + END.repeat(open);
}

/** The text isolated where it has letters that run against the language around it, and otherwise as it is. */
export function isolateIn(text: string, lang: Lang): string {
  return (directionOf(lang) === 'rtl' ? LTR_LETTER : RTL_LETTER).test(text) ? isolate(text) : text;
}
