import { basename } from 'node:path';
import { Invalid } from '../archive/errors.ts';
import type { SourceProblem } from './source.ts';

/** A hostile file can have a million faults; a person reads the first few. */
const LISTED_PROBLEMS = 100;

/** The `Invalid` for a file that is not read: its name (never its path), the line if known, the reason and what to do. */
export function refusal(fileName: string, reason: string, line: number | null = null): Invalid {
  const file = basename(fileName);
  return new Invalid(
    `“${file}”${line === null ? '' : `, line ${line}`}: ${reason}`,
    line === null ? { file } : { file, line },
  );
}

const LONGEST_QUOTED = 80;

/** A value as a refusal quotes it: the beginning of a long one is enough to find it. */
export function quoted(text: string): string {
  return `“${text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED)}…` : text}”`;
}

/** Notes something read only in part; after a hundred, only that there are more. */
export function note(problems: SourceProblem[], line: number | null, message: string): void {
  if (problems.length < LISTED_PROBLEMS) problems.push({ line, message });
  else if (problems.length === LISTED_PROBLEMS) {
    problems.push({ line, message: 'There are more problems from this line on; they are not listed.' });
  }
}
