import { nameKey } from '../archive/names.ts';

export interface KnownSpeaker {
  personId: number;
  role: 'narrator' | 'interviewer';
  names: string[];
}

const INTERVIEWER = new Set([
  'int',
  'interviewer',
  'q',
  'intervieweur',
  'מראיין',
  'מראיינת',
  'المحاور',
  'المحاورة',
  'مصاحبه گر',
]);
const NARRATOR = new Set([
  'a',
  'narrator',
  'interviewee',
  'resp',
  'temoin',
  'נאמר',
  'المتحدث',
  'المتحدثة',
  'الراوي',
  'الراوية',
  'راوی',
]);

/**
 * Who a speaker's label means among the people of a testimony: a whole name, a name in it that only one of them has,
 * initials, or the role where only one person has it. Null where that is not certain.
 */
export function speakerNamed(label: string, people: KnownSpeaker[]): number | null {
  const key = nameKey(label);
  if (key === '') return null;
  const only = (fits: (person: KnownSpeaker) => boolean) => {
    const found = people.filter(fits);
    return found.length === 1 ? found[0]!.personId : null;
  };
  const keysOf = (person: KnownSpeaker) => person.names.map(nameKey);
  return (
    only((person) => keysOf(person).includes(key)) ??
    only((person) => keysOf(person).some((name) => name.split(' ').includes(key))) ??
    only((person) => initials(person.names[0] ?? '') === label.replaceAll('.', '').trim()) ??
    (INTERVIEWER.has(key) ? only((person) => person.role === 'interviewer') : null) ??
    (NARRATOR.has(key) ? only((person) => person.role === 'narrator') : null)
  );
}

function initials(name: string): string {
  return name
    .split(/[\s-]+/)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}
