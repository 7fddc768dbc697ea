import type { Request } from 'express';
import { NotFound } from '../../../archive/errors.ts';
import { type Submission, submission } from '../../../archive/submission/submission.ts';
import { settled } from '../../../settings.ts';
import { numbered } from '../../numbered.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';

/** Who looks at the queue, and the moment before which something has waited too long. */
export function looking(site: Site, req: Request): { account: number; late: string } {
  const days = settled(site.archive.db, 'overdue_days');
  return { account: atDesk(req).id, late: new Date(site.now().getTime() - days * 86_400_000).toISOString() };
}

/** The submission that an address names. A draft is the family's alone, until it is sent: here it is not there. */
export function theSubmission(site: Site, req: Request): Submission {
  const id = numbered(req, 'submission');
  const found = submission(site.archive.db, id);
  if (found.state === 'draft' || found.erasedAt !== null) throw new NotFound('submission', String(req.params.id));
  return found;
}
