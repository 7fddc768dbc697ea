/** The agreement that stands for a story, and whether it still says what the family answers now. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../db/open.ts';
import {
  type AgreementText,
  agreementParagraphs,
  type Choices,
  choicesIn,
  type Signature,
  signaturesOf,
} from './agreement.ts';
import { stepOf } from './steps.ts';

export interface StandingAgreement extends Signature {
  outdated: boolean; // an answer to how it may be used has changed since: it has to be signed again
}

/** Null where nothing was signed. */
export function standingAgreement(db: Database, submissionId: number): StandingAgreement | null {
  const signature = signaturesOf(db, submissionId).find(({ replacedAt }) => replacedAt === null);
  if (!signature) return null;
  const { answers, version } = stepOf(db, submissionId, 'use');
  // As on the day it was signed: a date that has come since is no other answer.
  const { choices } = choicesIn(answers, signature.signedOn);
  return { ...signature, outdated: version > 0 && !isDeepStrictEqual(choices, signature.choices) };
}

/** A mark of the very words that are read before signing, choices and all: what is signed must have the same. */
export function markOfWords(text: AgreementText, choices: Choices, site: string): string {
  const words = agreementParagraphs(text, choices, site).map((one) => one.text);
  return createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 22);
}
