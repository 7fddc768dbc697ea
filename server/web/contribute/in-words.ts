/** What a step says, as it is read again: each answer under its question, what was chosen in words. */
import type { AgreementText } from '../../archive/submission/agreement.ts';
import type { Caption } from '../../archive/submission/file.ts';
import { type Answers, type AnyStep, rowsIn, textIn } from '../../archive/submission/steps.ts';
import type { T } from '../../i18n/messages.ts';
import { optionKey, QUESTIONS, type Question } from './questions.ts';

export interface Told {
  asked: string;
  lines: string[]; // in the family's own words, or those of the choice
}

/** The answers of a step that were given, in the order in which they are asked. Files are no answers. */
export function inWords(step: AnyStep, answers: Answers, t: T, said: AgreementText['said']): Told[] {
  return QUESTIONS[step]
    .filter((question) => question.kind !== 'files')
    .map((question) => ({
      asked: askedIn(step, question.name, t, said),
      lines: linesOf(step, question, answers, t, said),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** The words about a picture, each under what was asked. */
export function captionInWords(caption: Caption, t: T): Told[] {
  return (['what', 'who', 'place', 'date'] as const)
    .map((field) => ({ asked: t(`contribute.caption.${field}`), lines: [caption[field] ?? ''].filter(Boolean) }))
    .filter(({ lines }) => lines.length > 0);
}

function askedIn(step: AnyStep, name: string, t: T, said: AgreementText['said']): string {
  return step === 'use' && name in said ? plain(said[name as keyof typeof said]) : t(`contribute.ask.${step}.${name}`);
}

function linesOf(
  step: AnyStep,
  question: Exclude<Question, { kind: 'files' }>,
  answers: Answers,
  t: T,
  said: AgreementText['said'],
): string[] {
  const { kind, name } = question;
  const chosen = (key: string) => (key in said ? plain(said[key as keyof typeof said]) : key);
  if (kind === 'rows') return rowsIn(answers, name).map((row) => Object.values(row).filter(Boolean).join(' · '));
  if (kind === 'ticks')
    return question.options.filter((one) => textIn(answers, `${name}_${one}`)).map((one) => chosen(`${name}_${one}`));
  const text = textIn(answers, name);
  if (!text) return [];
  if (kind === 'yes-no') return [chosen(text)];
  if (kind === 'choice' && step === 'use') return [chosen(`${name}_${text}`)];
  const key = optionKey(step, name, text);
  return [key ? t(key) : text];
}

/** Words of the agreement without the places where it names a day or another name. */
const plain = (words: string) => words.replace(/ ?[:\u00a0]* ?\{pseudonym\}\.?/, '').replace(/\{\w+\}\.?/g, '…');
