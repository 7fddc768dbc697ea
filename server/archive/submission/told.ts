/**
 * What a family told that belongs in a catalogue entry, word for word, each with a key of its own (`left.how`,
 * `road.legs.0.note`), and what of it an archivist has dealt with. The story, the song and the captions are not here: they
 * become transcripts and captions whole.
 */
import type { Database } from '../../db/open.ts';
import { NotFound } from '../errors.ts';
import { rowsIn, type StepName, stepsOf, textIn } from './steps.ts';

export interface Told {
  key: string;
  step: StepName;
  field: string;
  row: number | null; // of a list, from 0
  /** The other fields of its row. */
  beside: Record<string, string>;
  text: string;
  dealtWith: { by: string | null; at: string } | null;
}

/** In the order in which it is asked. */
const ASKED: readonly { step: StepName; fields: readonly string[]; list?: string }[] = [
  { step: 'who', fields: ['teller', 'relation', 'language'] },
  { step: 'who', list: 'narrators', fields: ['name', 'born'] },
  { step: 'from', fields: ['place', 'country', 'community'] },
  { step: 'left', fields: ['whose', 'date', 'manner', 'how'] },
  { step: 'road', list: 'legs', fields: ['place', 'date', 'note'] },
  { step: 'behind', fields: ['text', 'proof'] },
  { step: 'story', fields: ['title'] },
  { step: 'song', fields: ['form', 'title'] },
];

/** Everything of a story that was answered. A mark is of the words it was set on: once its step is saved again it is gone. */
export function toldBy(db: Database, submissionId: number): Told[] {
  const steps = stepsOf(db, submissionId);
  const marks = new Map(
    db
      .prepare<[number], { told: string; by: string | null; at: string }>(`
        SELECT told, account.name AS "by", at FROM submission_told LEFT JOIN account ON account.id = account_id
        WHERE submission_id = ?`)
      .all(submissionId)
      .map(({ told, ...mark }) => [told, mark]),
  );
  return ASKED.flatMap(({ step, fields, list }) => {
    const { answers, savedAt } = steps[step];
    const rows = list === undefined ? [null] : rowsIn(answers, list);
    return rows.flatMap((row, at) =>
      fields.flatMap((field): Told[] => {
        const text = row === null ? textIn(answers, field) : (row[field] ?? '');
        if (text === '') return [];
        const key = list === undefined ? `${step}.${field}` : `${step}.${list}.${at}.${field}`;
        const mark = marks.get(key);
        const dealtWith = mark && (savedAt === null || mark.at >= savedAt) ? mark : null;
        return [{ key, step, field, row: row === null ? null : at, beside: row ?? {}, text, dealtWith }];
      }),
    );
  });
}

/** Marks it as dealt with, or takes the mark off. Throws NotFound where the family told nothing by that key. */
export function dealWith(
  db: Database,
  submissionId: number,
  mark: { key: string; done: boolean; account: number; now: Date },
): void {
  if (!toldBy(db, submissionId).some(({ key }) => key === mark.key)) throw new NotFound('answer', mark.key);
  db.prepare('DELETE FROM submission_told WHERE submission_id = ? AND told = ?').run(submissionId, mark.key);
  if (mark.done)
    db.prepare('INSERT INTO submission_told (submission_id, told, account_id, at) VALUES (?, ?, ?, ?)').run(
      submissionId,
      mark.key,
      mark.account,
      mark.now.toISOString(),
    );
}
