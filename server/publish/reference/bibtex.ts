import { namePartsOf } from '../person-name.ts';
import type { Reference } from './reference.ts';

/** What means something to TeX, as it is written to stand for itself. */
const ESCAPED: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '%': '\\%',
  '&': '\\&',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** References in BibTeX, in UTF-8, as biblatex and BibTeX with a recent style read them (https://ctan.org/pkg/biblatex). */
export function bibtex(references: readonly Reference[]): string {
  return references.map(one).join('\n');
}

function one(reference: Reference): string {
  const { date } = reference;
  const fields: [string, string | null][] = [
    ['author', reference.narrators.map(nameOf).join(' and ')],
    ['title', `{${plain(reference.title)}}`], // a second pair of braces keeps the case of the title
    ['year', date && String(date.year)],
    ['date', date && [date.year, ...[date.month, date.day].filter((n) => n !== null).map(twoDigits)].join('-')],
    ['howpublished', plain([reference.archive, reference.accession].join(', '))],
    ['type', reference.form],
    ['address', reference.place && plain(reference.place)],
    ['pages', reference.moment && plain(reference.moment)],
    ['language', reference.langs.join(', ')],
    ['keywords', plain(reference.topics.join(', '))],
    ['abstract', reference.abstract && plain(reference.abstract)],
    ['note', plain(noteOf(reference))],
    ['annote', plain(reference.readersNote ?? '')],
    ['url', reference.url],
    ['urldate', reference.accessed.toISOString().slice(0, 10)],
  ];
  const written = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@misc{${reference.key.replace(/[^\w:.-]/g, '-')},\n${written.join('')}}\n`;
}

/** BibTeX has no interviewer. */
function noteOf({ interviewers, sampleNotice, rights }: Reference): string {
  const by = interviewers.length ? `Interviewed by ${interviewers.join(', ')}.` : null;
  return [sampleNotice, by, rights].filter(Boolean).join(' ');
}

function nameOf(name: string): string {
  const parts = namePartsOf(name);
  return 'literal' in parts ? `{${plain(parts.literal)}}` : `${plain(parts.family)}, ${plain(parts.given)}`;
}

function plain(text: string): string {
  return text.replace(/[\\{}%&$#_~^]/g, (sign) => ESCAPED[sign]!).replace(/\s+/g, ' ');
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
