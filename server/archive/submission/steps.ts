/**
 * The form a family fills in, one short step at a time: which steps there are, what each asks, and how they are saved. A step
 * is saved whole under a version of its own, so that two tabs or two people never write over each other unseen.
 */
import type { Database } from '../../db/open.ts';
import { Conflict, NotFound } from '../errors.ts';
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
    fields: { teller: 20, relation: LINE, language: 40 },
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
  savedBy: string | null; // what they call themselves; null: an archivist, or nobody
}

export function isStep(name: string): name is StepName {
  return Object.hasOwn(STEPS, name);
}

function shapeOf(step: AnyStep): StepShape {
  return isStep(step) ? STEPS[step] : SINGLE_STEPS[step as keyof typeof SINGLE_STEPS];
}

/** Fields that were longer than a step takes, and were not cut: the page says so and keeps them. */
export interface TooLong {
  field: string;
  most: number; // characters
}

/**
 * The answers of a step out of what a form sent: `place`, and `legs.0.place` for rows. Rows that are wholly empty go. Nothing is
 * cut: what is too long is named.
 */
export function answersFrom(step: AnyStep, sent: Record<string, unknown>): { answers: Answers; tooLong: TooLong[] } {
  const shape = shapeOf(step);
  const tooLong: TooLong[] = [];
  const read = (name: string, most: number): string => {
    const value = sent[name];
    const text = (typeof value === 'string' ? value : '').replace(/\r\n?/g, '\n').replaceAll('\0', '').trim();
    if (text.length > most) tooLong.push({ field: name, most });
    return text;
  };
  const answers: Answers = {};
  for (const [name, most] of Object.entries(shape.fields)) answers[name] = read(name, most);
  for (const [list, { fields, most }] of Object.entries(shape.lists ?? {})) {
    const rows: Record<string, string>[] = [];
    for (let at = 0; at < most + 10; at += 1) {
      const row = Object.fromEntries(
        Object.entries(fields).map(([name, longest]) => [name, read(`${list}.${at}.${name}`, longest)]),
      );
      if (Object.values(row).some(Boolean)) rows.push(row);
    }
    answers[list] = rows.slice(0, most);
  }
  return { answers, tooLong };
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
  return Object.values(answers).some((value) => value.length > 0);
}

/** A step as it was last saved; version 0, all empty, where it never was. */
export function stepOf(db: Database, submissionId: number, step: AnyStep): SavedStep {
  const row = db
    .prepare<[number, string], { version: number; answers: string; savedAt: string; savedBy: string | null }>(`
      SELECT version, answers, saved_at AS savedAt, submission_person.name AS savedBy
      FROM submission_step LEFT JOIN submission_person ON submission_person.id = person_id
      WHERE submission_step.submission_id = ? AND step = ?`)
    .get(submissionId, step);
  const { answers: empty } = answersFrom(step, {});
  if (!row) return { step, version: 0, answers: empty, savedAt: null, savedBy: null };
  return { ...row, step, answers: { ...empty, ...(JSON.parse(row.answers) as Answers) } };
}

/** Every step of a story, in order. */
export function stepsOf(db: Database, submissionId: number): Record<StepName, SavedStep> {
  return Object.fromEntries(STEP_NAMES.map((step) => [step, stepOf(db, submissionId, step)])) as Record<
    StepName,
    SavedStep
  >;
}

/** Somebody else saved the same step since it was opened. Both texts are there to choose from. */
export class StepConflict extends Conflict {
  override name = 'StepConflict';
  constructor(readonly theirs: SavedStep) {
    super('Somebody else saved this step meanwhile. Both texts are shown: keep what should stand, and save again.');
  }
}

/**
 * Saves a step that was opened at `version`; the answers before are kept. Gives the version it has now. Saying the same again
 * changes nothing. Throws StepConflict where it was saved in between.
 */
export function saveStep(
  db: Database,
  submissionId: number,
  step: AnyStep,
  saved: { answers: Answers; version: number; personId: number | null; now: Date },
): number {
  return db
    .transaction(() => {
      const before = stepOf(db, submissionId, step);
      const text = JSON.stringify(saved.answers);
      if (text === JSON.stringify(before.answers) && before.version > 0) return before.version;
      if (before.version !== saved.version) throw new StepConflict(before);
      const at = saved.now.toISOString();
      if (before.version > 0)
        db.prepare(`
          INSERT INTO submission_step_before (submission_id, step, version, answers, person_id, saved_at)
          SELECT submission_id, step, version, answers, person_id, saved_at
          FROM submission_step WHERE submission_id = ? AND step = ?`).run(submissionId, step);
      const { changes } = db.prepare('UPDATE submission SET updated_at = ? WHERE id = ?').run(at, submissionId);
      if (!changes) throw new NotFound('submission', String(submissionId));
      db.prepare(`
        INSERT INTO submission_step (submission_id, step, version, answers, person_id, saved_at)
        VALUES (@submissionId, @step, @version, @text, @personId, @at)
        ON CONFLICT (submission_id, step) DO UPDATE SET version = excluded.version, answers = excluded.answers,
          person_id = excluded.person_id, saved_at = excluded.saved_at`).run({
        submissionId,
        step,
        version: before.version + 1,
        text,
        personId: saved.personId,
        at,
      });
      return before.version + 1;
    })
    .immediate();
}

/** What a step said before it was last saved, newest first. */
export function stepBefore(db: Database, submissionId: number, step: AnyStep): { answers: Answers; savedAt: string }[] {
  return db
    .prepare<[number, string], { answers: string; savedAt: string }>(`
      SELECT answers, saved_at AS savedAt FROM submission_step_before
      WHERE submission_id = ? AND step = ? ORDER BY version DESC`)
    .all(submissionId, step)
    .map(({ answers, savedAt }) => ({ answers: JSON.parse(answers) as Answers, savedAt }));
}
