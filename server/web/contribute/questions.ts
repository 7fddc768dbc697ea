/** What each step asks, in which order, and in which kind of field. The words are messages: `contribute.ask.STEP.FIELD`. */
import { USES } from '../../archive/agreement.ts';
import { FAR, GIVEN, NAMED, UNTIL } from '../../archive/submission/agreement.ts';
import { CONCERNS } from '../../archive/submission/concern.ts';
import type { Purpose } from '../../archive/submission/file.ts';
import type { AnyStep, StepName } from '../../archive/submission/steps.ts';

/** `hint`: a sentence under the question says more, `contribute.hint.STEP.FIELD`. */
export type Question =
  | { kind: 'line' | 'date'; name: string; needed?: boolean; hint?: boolean }
  | { kind: 'text'; name: string; rows: number; needed?: boolean; hint?: boolean }
  | { kind: 'choice'; name: string; options: readonly string[]; needed?: boolean }
  | { kind: 'ticks'; name: string; options: readonly string[] }
  | { kind: 'yes-no'; name: string }
  | { kind: 'rows'; name: string; least: number; fields: Extract<Question, { kind: 'line' | 'date' | 'text' }>[] }
  | { kind: 'files'; purpose: Purpose; captions: boolean };

export const QUESTIONS: Record<AnyStep, Question[]> = {
  who: [
    { kind: 'choice', name: 'teller', options: ['narrator', 'together', 'descendant'] },
    {
      kind: 'rows',
      name: 'narrators',
      least: 1,
      fields: [
        { kind: 'line', name: 'name' },
        { kind: 'date', name: 'born', hint: true },
      ],
    },
    { kind: 'line', name: 'relation', hint: true },
    { kind: 'line', name: 'language', hint: true },
  ],
  from: [
    { kind: 'line', name: 'place' },
    { kind: 'line', name: 'country', hint: true },
    { kind: 'line', name: 'community' },
  ],
  left: [
    { kind: 'choice', name: 'whose', options: ['narrator', 'parent', 'grandparent', 'other'] },
    { kind: 'date', name: 'date', hint: true },
    { kind: 'choice', name: 'manner', options: ['fled', 'expelled', 'airlifted', 'emigrated', 'never-left'] },
    { kind: 'text', name: 'how', rows: 4 },
  ],
  road: [
    {
      kind: 'rows',
      name: 'legs',
      least: 3,
      fields: [
        { kind: 'line', name: 'place' },
        { kind: 'date', name: 'date' },
        { kind: 'line', name: 'note' },
      ],
    },
  ],
  behind: [
    { kind: 'text', name: 'text', rows: 7 },
    { kind: 'text', name: 'proof', rows: 3, hint: true },
  ],
  story: [
    { kind: 'line', name: 'title' },
    { kind: 'text', name: 'text', rows: 16 },
    { kind: 'files', purpose: 'story', captions: false },
  ],
  song: [
    { kind: 'choice', name: 'form', options: ['song', 'prayer', 'recipe'] },
    { kind: 'line', name: 'title' },
    { kind: 'text', name: 'text', rows: 10 },
  ],
  photographs: [{ kind: 'files', purpose: 'photograph', captions: true }],
  use: [
    { kind: 'ticks', name: 'give', options: GIVEN },
    { kind: 'choice', name: 'far', options: FAR },
    { kind: 'choice', name: 'until', options: UNTIL },
    { kind: 'date', name: 'until_date' },
    { kind: 'choice', name: 'name', options: NAMED },
    { kind: 'line', name: 'pseudonym' },
    ...USES.map((use): Question => ({ kind: 'yes-no', name: `use_${use}` })),
    { kind: 'line', name: 'later', hint: true },
    { kind: 'line', name: 'later_reach' },
  ],
  tape: [
    { kind: 'line', name: 'whose', needed: true },
    { kind: 'date', name: 'when' },
    { kind: 'line', name: 'where' },
    { kind: 'line', name: 'who_recorded' },
    { kind: 'text', name: 'know', rows: 5, hint: true },
  ],
  concern: [
    { kind: 'choice', name: 'what', options: CONCERNS },
    { kind: 'text', name: 'text', rows: 6, needed: true },
    { kind: 'line', name: 'who' },
  ],
};

/** What the files of a step are for; null where it takes none. */
export function purposeOf(step: StepName): Purpose | null {
  for (const question of QUESTIONS[step]) if (question.kind === 'files') return question.purpose;
  return null;
}

/** The message that says in words what was chosen in a step; null where the answer is the family's own words. */
export function optionKey(step: AnyStep, name: string, value: string): string | null {
  const chosen = QUESTIONS[step].some(
    (one) => one.kind === 'choice' && one.name === name && one.options.includes(value) && step !== 'use',
  );
  return chosen ? `contribute.option.${step}.${name}.${value}` : null;
}
