/**
 * The form a family fills in, one short step at a time: which steps there are, and what each asks. How they are saved is in
 * step-saving.ts, what they said before in step-before.ts.
 */
import type { Database } from '../../db/open.ts';
import type { SubmissionKind } from './submission.ts';

/** What a step asks: single fields, and lists of rows. The lengths are the most characters a field takes. */
interface StepShape {
  fields: Record<string, number>;
  lists?: Record<string, { fields: Record<string, number>; most: number }>;
}

const LINE = 300;
const STORY = 400_000; // a book of two hundred pages
const NOTE = 5_000;

/** The steps in which a story is told. One that records in the browser has its place before `photographs`. */
export const STEPS = {
  who: {
    fields: { teller: 20, relation: LINE, language: 200 },
    lists: { narrators: { fields: { name: LINE, born: 150 }, most: 12 } },
  },
  from: { fields: { country: LINE, place: LINE, community: LINE } },
  left: { fields: { manner: 20, date: 150, whose: 20, how: NOTE } },
  road: { fields: {}, lists: { legs: { fields: { place: LINE, date: 150, note: NOTE }, most: 40 } } },
  behind: { fields: { text: STORY, proof: NOTE } },
  story: { fields: { title: LINE, text: STORY } },
  song: { fields: { form: 20, title: LINE, text: STORY } },
  photographs: { fields: {} },
  use: {
    fields: {
      give_text: 3,
      give_sound: 3,
      give_image: 3,
      give_name: 3,
      far: 20,
      until: 20,
      until_date: 150,
      name: 20,
      pseudonym: LINE,
      use_research: 3,
      use_teaching: 3,
      use_exhibition: 3,
      use_programme: 3,
      use_translation: 3,
      use_statement: 3,
      use_social: 3,
      use_ai: 3,
      later: LINE,
      later_reach: LINE,
    },
  },
} as const satisfies Record<string, StepShape>;

export type StepName = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as StepName[];

/** A question for a tape, and a concern, are one page each. */
export const SINGLE_STEPS = {
  tape: { fields: { whose: LINE, when: 150, where: LINE, who_recorded: LINE, know: NOTE } },
  concern: { fields: { what: 20, passage: LINE, photograph: LINE, text: NOTE, who: LINE } },
} as const satisfies Record<Exclude<SubmissionKind, 'story'>, StepShape>;

export type AnyStep = StepName | keyof typeof SINGLE_STEPS;

/** The answers of a step: texts, and rows of texts. Nothing is missing: what was not answered is empty. */
export type Answers = Record<string, string | Record<string, string>[]>;

export interface SavedStep {
  step: AnyStep;
  version: number; // 0: never saved
  answers: Answers;
  savedAt: string | null;
  personId: number | null; // who saved it; null: an archivist, or nobody
  savedBy: string | null; // what they call themselves
}

export function isStep(name: string): name is StepName {
  return Object.hasOwn(STEPS, name);
}

function shapeOf(step: AnyStep): StepShape {
  return isStep(step) ? STEPS[step] : SINGLE_STEPS[step as keyof typeof SINGLE_STEPS];
}

/** A field that was longer than a step takes. It is not cut: the page shows it, and says so. */
export interface TooLong {
  field: string; // as the form shows it again: `place`, `legs.0.note`
  most: number; // characters
}

/**
 * The answers of a step out of what a form sent: `place`, and `legs.0.place` for rows. Rows that are wholly empty go. Nothing is
 * cut: what is too long is named.
 */
export function answersFrom(step: AnyStep, sent: Record<string, unknown>): { answers: Answers; tooLong: TooLong[] } {
  const shape = shapeOf(step);
  const tooLong: TooLong[] = [];
  const read = (name: string): string => {
    const value = sent[name];
    return (typeof value === 'string' ? value : '').replace(/\r\n?/g, '\n').replaceAll('\0', '').trim();
  };
  const measure = (field: string, text: string, most: number) => {
    if (text.length > most) tooLong.push({ field, most });
  };
  const answers: Answers = {};
  for (const [name, most] of Object.entries(shape.fields)) {
    const text = read(name);
    answers[name] = text;
    measure(name, text, most);
  }
  for (const [list, { fields, most }] of Object.entries(shape.lists ?? {})) {
    const rows: Record<string, string>[] = [];
    for (let at = 0; at < most + 10; at += 1) {
      const row = Object.fromEntries(Object.keys(fields).map((name) => [name, read(`${list}.${at}.${name}`)]));
      if (Object.values(row).some(Boolean)) rows.push(row);
    }
    answers[list] = rows.slice(0, most);
    for (const [at, row] of answers[list].entries())
      for (const [name, longest] of Object.entries(fields)) measure(`${list}.${at}.${name}`, row[name] ?? '', longest);
  }
  return { answers, tooLong };
}

/**
 * What of the answers can be kept: where one is too long, what was saved there before stands. A row is known again by its other
 * fields, else by its place; one that had nothing else stays as an empty row, so that those behind it keep theirs.
 */
export function keepable(answers: Answers, tooLong: readonly TooLong[], before: Answers): Answers {
  const kept = structuredClone(answers);
  for (const { field } of tooLong) {
    const [name = '', at, part = ''] = field.split('.');
    if (at === undefined) {
      kept[name] = textIn(before, name);
      continue;
    }
    const row = rowsIn(kept, name)[Number(at)];
    if (!row) continue;
    const known = rowsIn(before, name);
    const others = Object.keys(row).filter((one) => one !== part && row[one]);
    const same = known.find((one) => others.length > 0 && others.every((other) => one[other] === row[other]));
    row[part] = (same ?? known[Number(at)])?.[part] ?? '';
  }
  return kept;
}

export function textIn(answers: Answers, field: string): string {
  const value = answers[field];
  return typeof value === 'string' ? value : '';
}

export function rowsIn(answers: Answers, list: string): Record<string, string>[] {
  const value = answers[list];
  return Array.isArray(value) ? value : [];
}

export function isAnswered({ answers }: Pick<SavedStep, 'answers'>): boolean {
  return Object.values(answers).some((value) =>
    typeof value === 'string' ? value !== '' : value.some((row) => Object.values(row).some(Boolean)),
  );
}

/** A step as it was last saved; version 0, all empty, where it never was. */
export function stepOf(db: Database, submissionId: number, step: AnyStep): SavedStep {
  const row = db
    .prepare<[number, string], Omit<SavedStep, 'step' | 'answers'> & { answers: string }>(`
      SELECT version, answers, saved_at AS savedAt, person_id AS personId, submission_person.name AS savedBy
      FROM submission_step LEFT JOIN submission_person ON submission_person.id = person_id
      WHERE submission_step.submission_id = ? AND step = ?`)
    .get(submissionId, step);
  const { answers: empty } = answersFrom(step, {});
  if (!row) return { step, version: 0, answers: empty, savedAt: null, personId: null, savedBy: null };
  return { ...row, step, answers: { ...empty, ...(JSON.parse(row.answers) as Answers) } };
}

/** Every step of a story, in order. */
export function stepsOf(db: Database, submissionId: number): Record<StepName, SavedStep> {
  return Object.fromEntries(STEP_NAMES.map((step) => [step, stepOf(db, submissionId, step)])) as Record<
    StepName,
    SavedStep
  >;
}
