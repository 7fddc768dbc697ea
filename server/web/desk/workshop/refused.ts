import type { RequestHandler, Response } from 'express';
import express from 'express';
import { Conflict, Invalid, NotAllowed, type Said } from '../../../archive/errors.ts';
import type { T } from '../../../i18n/messages.ts';

/** Forms of the workshop: a long passage, or the marks of a whole tape. */
export const WORKSHOP_BODY: RequestHandler = express.urlencoded({
  extended: false,
  limit: '4mb',
  parameterLimit: 20_000,
});

/** Why something was not done, in the reader's language; `detail` in English where a file says more. */
export interface Problem {
  text: string;
  detail: string | null;
  status: 400 | 403 | 409;
  field: string | null;
}

/** What to say of a refusal. Whatever else went wrong is thrown again. */
export function problemOf(error: unknown, t: T): Problem {
  const refused = error instanceof Invalid || error instanceof Conflict || error instanceof NotAllowed;
  if (!refused) throw error;
  const said: Said = error instanceof Invalid ? error.where : error.said;
  const status = error instanceof Invalid ? 400 : error instanceof Conflict ? 409 : 403;
  const field = error instanceof Invalid ? (error.where.field ?? null) : null;
  if (said.key) return { text: t(`workshop.problem.${said.key}`, said.values ?? {}), detail: null, status, field };
  return { text: t('workshop.problem.other'), detail: error.message, status, field };
}

/** Does what a form asks for and goes on to `next`, or shows the page again with what was typed and why it was refused. */
export async function carriedOut(
  res: Response,
  work: () => unknown,
  { next, again }: { next: () => string; again: (problem: Problem) => unknown },
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const problem = problemOf(error, res.locals.t as T);
    res.status(problem.status);
    await again(problem);
    return;
  }
  res.redirect(303, next());
}
