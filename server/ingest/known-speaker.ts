import { nameKey } from '../archive/names.ts';

export interface KnownSpeaker {
  personId: number;
  role: 'narrator' | 'interviewer';
  names: string[];
}

const named = (labels: string) => new Set(labels.split(',').map(nameKey));

/** Labels that say a role and no name. */
const INTERVIEWER = named(
  'int,interviewer,q,question,intervieweur,intervieweuse,enquêteur,enquêtrice,מראיין,מראיינת,שאלה,المحاور,المحاورة,سؤال,مصاحبه‌گر,مصاحبه گر,پرسش',
);
const NARRATOR = named(
  'a,answer,narrator,interviewee,resp,respondent,témoin,narrateur,narratrice,interviewé,interviewée,מרואיין,מרואיינת,מספר,מספרת,עד,עדה,תשובה,المتحدث,المتحدثة,الراوي,الراوية,جواب,راوی,مصاحبه‌شونده,مصاحبه شونده,پاسخ',
);

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
    only((person) => initials(person.names[0] ?? '') === label.replace(/[.״׳"'\s]/g, '').toUpperCase()) ??
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
