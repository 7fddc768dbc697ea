import { invertedName } from '../person-name.ts';
import type { Reference } from './reference.ts';

/** What RIS calls the forms of testimony; programs take a personal communication for an interview, and read it back as one. */
const TYPES: Record<Reference['form'], string> = {
  interview: 'PCOMM',
  memoir: 'MANSCPT',
  'family-story': 'MANSCPT',
  speech: 'SLIDE',
  letter: 'PCOMM',
  song: 'SOUND',
  prayer: 'SOUND',
  recipe: 'MANSCPT',
};

/**
 * References in RIS (https://en.wikipedia.org/wiki/RIS_(file_format), after the specification of 2011): a tag, two spaces, a
 * hyphen, a space, the value; lines end in CR LF. The interviewer is the secondary author, and a passage's time the section.
 */
export function ris(references: readonly Reference[]): string {
  return references.map(one).join('\r\n');
}

function one(reference: Reference): string {
  const { date, accessed } = reference;
  const lines: [string, string | null][] = [
    ['TY', TYPES[reference.form]],
    ['ID', reference.key],
    ['TI', reference.title],
    ...reference.narrators.map((name): [string, string] => ['AU', invertedName(name)]),
    ...reference.interviewers.map((name): [string, string] => ['A2', invertedName(name)]),
    ['PY', date && String(date.year)],
    ['DA', date && [date.year, two(date.month), two(date.day), ''].join('/')],
    ['CY', reference.place],
    ['M3', reference.medium],
    ['T3', reference.collection],
    ['SE', reference.moment],
    ['LA', reference.langs.join(', ')],
    ['AB', reference.abstract],
    ...reference.topics.map((topic): [string, string] => ['KW', topic]),
    ['N1', reference.sampleNotice],
    ['N1', reference.rights],
    ['N1', reference.readersNote ?? null],
    ['AN', reference.accession],
    ['DB', reference.archive],
    ['DP', reference.archive],
    ['UR', reference.url],
    ['Y2', accessed.toISOString().slice(0, 10).replaceAll('-', '/')],
  ];
  const written = lines
    .map(([tag, value]) => [tag, value?.replace(/\s+/g, ' ').trim()] as const)
    .filter(([, value]) => value)
    .map(([tag, value]) => `${tag}  - ${value}\r\n`);
  return `${written.join('')}ER  - \r\n`;
}

function two(number: number | null): string {
  return number === null ? '' : String(number).padStart(2, '0');
}
