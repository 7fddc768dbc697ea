import { statfs } from 'node:fs/promises';
import express, { type Request, type Router } from 'express';
import { audit } from '../../archive/audit.ts';
import { backupsHolding } from '../../archive/backup-note.ts';
import { addJob } from '../../archive/job.ts';
import { jobCounts } from '../../archive/job-list.ts';
import { dayOf } from '../../archive/viewer.ts';
import type { Database } from '../../db/open.ts';
import { href } from '../../i18n/href.ts';
import { CHECK_JOB, lastBackup, lastLook } from '../../looked-over.ts';
import { lettersWaiting } from '../../mail/standing.ts';
import { settled } from '../../settings.ts';
import { contactOf } from '../contact.ts';
import type { Site } from '../site.ts';
import { atDesk } from './staff.ts';

const FORM = express.urlencoded({ extended: false, limit: '20kb' });
const BACKUP_AGE = 8 * 86_400_000; // milliseconds: a weekly backup that was forgotten once is looked at

/** /desk/health: how the archive is, what it lacks, and what families miss by that. */
export function healthPages(site: Site): Router {
  const router = express.Router();
  const { archive, engine, now, config } = site;
  const { db } = archive;

  router.get('/health', async (req, res) => {
    const state = await engine.state();
    const { bavail, blocks, bsize } = await statfs(archive.folder);
    const backup = lastBackup(db);
    res.render('desk/keeping/health', {
      engines: state.engines ?? [state],
      jobs: jobCounts(db),
      letters: lettersOf(site, req),
      mailServer: config.mail !== null,
      disk: {
        freeGb: Math.floor((bavail * bsize) / 1e9),
        freePercent: Math.round((100 * bavail) / Math.max(1, blocks)),
      },
      look: lastLook(db),
      backup,
      backupOld: backup !== null && now().getTime() - Date.parse(backup) > BACKUP_AGE,
      backups: backupsHolding(db, now()),
      today: dayOf(now()),
      unreachable: Object.entries(contactOf(site)).flatMap(([way, where]) => (where === null ? [way] : [])),
      codes: { ...withoutCodes(db), required: settled(db, 'codes_required') },
      administrator: req.viewer.role === 'administrator',
    });
  });

  router.post('/health/check', FORM, (req, res) => {
    db.transaction(() => {
      addJob(db, CHECK_JOB, {});
      audit(db, { actor: atDesk(req).email, action: 'asked for a check', thing: 'archive' });
    }).immediate();
    res.redirect(303, href(req.lang, '/desk/jobs'));
  });
  return router;
}

/** Letters that wait, as far as whoever looks may read them. */
export function lettersOf({ archive: { db }, config }: Site, req: Request) {
  return lettersWaiting(db, { server: config.mail !== null, secrets: req.viewer.role === 'administrator' });
}

/** Staff who may sign in, and how many of them do with a password alone. */
function withoutCodes(db: Database): { staff: number; without: number } {
  return db
    .prepare<[], { staff: number; without: number }>(`
      SELECT count(*) AS staff, count(*) FILTER (WHERE code_since IS NULL) AS without FROM account
      WHERE role <> 'reader' AND disabled_at IS NULL AND confirmed_at IS NOT NULL`)
    .get()!;
}
