import { languageTag } from '../archive/languages.ts';
import { emptyDescription, type SourceDescription } from './source.ts';
import type { Paragraph } from './turns.ts';

type OneField =
  | 'accession'
  | 'title'
  | 'abstract'
  | 'date'
  | 'collection'
  | 'series'
  | 'repository'
  | 'rights'
  | 'notes'
  | 'lang';
type ListField = 'narrators' | 'interviewers' | 'subjects' | 'keywords';

/** The names of fields at the top of a transcript. Those that can also be a speaker's label do not make front matter alone. */
const FIELDS: Record<string, OneField | ListField> = {};
const name = (field: OneField | ListField, names: string) => {
  for (const one of names.split(',')) FIELDS[one] = field;
};
name('accession', 'accession,accession number,accession no,cote,מספר,רقم');
name('title', 'title,titre,titel,العنوان,عنوان,כותרת,שם הראיון');
name('abstract', 'abstract,summary,résumé,ملخص,الملخص,תקציר,چکیده,خلاصه');
name(
  'date',
  'date,interview date,date of interview,recorded,recorded on,datum,التاريخ,تاريخ المقابلة,תאריך,תאריך הראיון,تاریخ,تاریخ مصاحبه',
);
name('lang', 'language,langue,sprache,اللغة,שפה,زبان');
name('collection', 'collection,project,fonds,المجموعة,אוסף,مجموعه');
name('series', 'series,série');
name('repository', 'repository,archive');
name('rights', 'rights,copyright,droits,الحقوق,זכויות,حقوق');
name('notes', 'remarks,remarques,ملاحظات,הערות,توضیحات');
name('subjects', 'subjects,topics,sujets,المواضيع,נושאים,موضوع‌ها');
name('keywords', 'keywords,mots-clés,الكلمات المفتاحية,מילות מפתח,کلیدواژه‌ها');
name(
  'narrators',
  'narrator,narrators,interviewee,interviewees,témoin,narrateur,narratrice,interviewé,interviewée,الراوي,الراوية,מרואיין,מרואיינת,راوی,مصاحبه‌شونده',
);
name(
  'interviewers',
  'interviewer,interviewers,interviewed by,interviewer(s),intervieweur,intervieweuse,المحاور,المحاورة,מראיין,מראיינת,مصاحبه‌گر',
);

const SPEAKING: (OneField | ListField)[] = ['narrators', 'interviewers'];
const LIST: string[] = ['narrators', 'interviewers', 'subjects', 'keywords'];
const LINE = /^([\p{L}\p{M}\u200C'’().\- ]{2,40}?)\s?[:：]\s{0,9}(\S.{0,2000})$/u;

/**
 * Lines such as `Title: …` and `Interviewer: …` at the top of a text, as its description, and the paragraphs that are left.
 * Only where every line of the first paragraphs is of this form with a known name, one of them at least no speaker's, and
 * no name comes twice: then it can be nothing else. Otherwise all stays speech; and also where nothing comes after it, unless
 * `speechFollows` elsewhere.
 */
export function frontMatter(
  paragraphs: Paragraph[],
  speechFollows = false,
): { description: SourceDescription; rest: Paragraph[] } {
  const description = emptyDescription();
  const found: [name: string, value: string][] = [];
  let at = 0;
  for (; at < paragraphs.length && at < 30; at++) {
    const lines = paragraphs[at]!.text.split('\n').map((line) => LINE.exec(line));
    if (!lines.every((line) => line !== null && fieldOf(line[1]!) !== undefined)) break;
    const named = lines.map((line): [string, string] => [line![1]!.trim(), line![2]!.trim()]);
    if (named.some(([one]) => found.some(([other]) => other === one))) break;
    found.push(...named);
  }
  const isFrontMatter =
    found.some(([one]) => !SPEAKING.includes(fieldOf(one)!)) && (speechFollows || at < paragraphs.length);
  if (!isFrontMatter) return { description, rest: paragraphs };
  for (const [one, value] of found) fill(description, one, value);
  return { description, rest: paragraphs.slice(at) };
}

/** Whether a line names a field and its value, as `Title: …` does. */
export function isFieldLine(line: string): boolean {
  const name = LINE.exec(line)?.[1];
  return name !== undefined && fieldOf(name) !== undefined;
}

function fieldOf(written: string): OneField | ListField | undefined {
  return Object.hasOwn(FIELDS, written.trim().toLowerCase()) ? FIELDS[written.trim().toLowerCase()] : undefined;
}

function fill(description: SourceDescription, written: string, value: string): void {
  const field = fieldOf(written)!;
  if (LIST.includes(field))
    description[field as ListField].push(
      ...value
        .split(';')
        .map((one) => one.trim())
        .filter(Boolean),
    );
  else if (field === 'lang') {
    description.lang = languageTag(value);
    if (!description.lang) description.other[written] = [value];
  } else if (description[field as OneField] === null) description[field as OneField] = value;
  else description.other[written] = [value];
}
