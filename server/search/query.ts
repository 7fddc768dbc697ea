/**
 * What people may type.
 *
 *   query    = clause*                     all clauses must hold
 *   clause   = operand ('OR' operand)*     OR joins its neighbours only: `a OR b c` is (a or b) and c; also OU, |
 *   operand  = ['-' | 'NOT'] primary       a minus counts only before a letter, a quote or a parenthesis, after a space
 *   primary  = word | word'*' | '"' words '"' | near | field | '(' query ')'
 *   near     = 'NEAR(' primary+ [',' n] ')' | primary 'NEAR'['/' n] primary     words and phrases; n is 10 unless said, up to 100
 *   field    = name ':' (value | '"' value '"')                               names in fields.ts
 *   year     = 1951 | 1941..1951 | ..1951 | 1941.. | 1941-1951
 *
 * Operators are in capitals; AND and ET may stand between clauses and change nothing. The Arabic, Hebrew and Persian words for
 * *or* have no capitals and are words; `|` serves there. Any of " “ ” „ « » ״ opens and closes a phrase, but between two Hebrew
 * letters it abbreviates (צה"ל). A word of several parts (Port-Saïd, 10:30) is a phrase, without its article (al-Hillah,
 * l'Irak). The same field twice means either, different fields must all hold, wherever in the query they stand.
 *
 * Nothing is an error. What cannot be read as meant is read as words or left out, and `notes` says so. At most 64 words and
 * values of 1,000 characters together are read, from the first 4,000 typed.
 */
export { type FieldFilter, VALUE_FIELDS, YEAR_FIELDS } from './query/fields.ts';
export { parse } from './query/parse.ts';
export { print } from './query/print.ts';
export type { And, Near, Node, Not, Note, Or, ParsedQuery, Phrase, Term } from './query/tree.ts';
export { nodesIn } from './query/tree.ts';
