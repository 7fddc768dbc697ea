import type { RequestHandler } from 'express';
import type { Viewer } from '../../archive/viewer.ts';
import { correctedMessages } from '../../corrections.ts';
import { inWordsOf } from '../../i18n/spoken-words.ts';
import type { Site } from '../site.ts';

/** Whether the viewer corrects the words of the interface. */
export function mayCorrect({ role }: Viewer): boolean {
  return role === 'translator' || role === 'administrator';
}

/** Answers in the words of this archive. Whoever may correct them has them noted, to find each again on the page it is on. */
export function inItsWords(site: Site): RequestHandler {
  return (req, _res, next) => {
    const used = mayCorrect(req.viewer) ? new Set<string>() : null;
    inWordsOf({ corrected: correctedMessages(site.archive.db), used }, () => next());
  };
}
