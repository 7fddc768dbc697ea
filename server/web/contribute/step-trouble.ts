/** What keeps a step from being left, and how a page says so. */
import type { SubmissionFile } from '../../archive/submission/file.ts';
import type { Answers, SavedStep, StepName, TooLong } from '../../archive/submission/steps.ts';
import type { T } from '../../i18n/messages.ts';
import type { Refused } from './receive.ts';

/** What a step is shown with beside what was saved. */
export interface Shown {
  answers?: Answers;
  version?: number;
  conflict?: SavedStep | null;
  captionConflicts?: SubmissionFile[];
  typedCaptions?: Map<string, Record<string, string>>;
  tooLong?: TooLong[];
  closed?: boolean; // the archive has begun to work with it, and took nothing of what was typed
  refused?: Refused[];
  more?: string;
}

/** Whatever keeps a step from being left: too little room, somebody else, no room on the disk. */
export function statusOf({ tooLong, conflict, captionConflicts, closed, refused }: Shown): number {
  if (refused?.some(({ problem }) => problem === 'disk_full')) return 507;
  if (conflict || captionConflicts?.length || closed) return 409;
  return tooLong?.length || refused?.length ? 422 : 200;
}

/** The same in a few words, for a page that saves while somebody writes; null where all is saved. */
export function saidOf(step: StepName, { tooLong, conflict, captionConflicts, closed }: Shown, t: T): string | null {
  if (closed) return t('contribute.not_editable');
  if (conflict || captionConflicts?.length) return t('contribute.quiet.elsewhere');
  const [first] = tooLong ?? [];
  if (!first) return null;
  return `${t(labelOf(step, first.field))} · ${t('contribute.problem.longer', { count: first.most })}`;
}

/** The message that is the question of a field: `place`, `legs.0.note`, `file.0123456789ab.what`. */
export function labelOf(step: StepName, field: string): string {
  const part = field.split('.').at(-1)!;
  return field.startsWith('file.') ? `contribute.caption.${part}` : `contribute.ask.${step}.${part}`;
}
