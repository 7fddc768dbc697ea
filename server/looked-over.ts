/** When the archive was last looked over and last copied, and what was found: noted by the commands and by a job of the desk. */
import type { Archive } from './archive/archive.ts';
import { setSetting, setting } from './archive/setting.ts';
import { type CheckOptions, type CheckResult, checkArchive } from './check.ts';
import type { Database } from './db/open.ts';

/** The kind of the job that looks the archive over. */
export const CHECK_JOB = 'check';

export interface LookedOver {
  at: string;
  results: CheckResult[];
}

/** Looks the archive over and notes what was found. */
export async function lookOver(archive: Archive, now: Date, options: CheckOptions = {}): Promise<CheckResult[]> {
  const results = await checkArchive(archive, options);
  setSetting(archive.db, 'last_check', JSON.stringify({ at: now.toISOString(), results }));
  return results;
}

/** Null where nobody ever looked. */
export function lastLook(db: Database): LookedOver | null {
  const kept = setting(db, 'last_check');
  return kept === null ? null : (JSON.parse(kept) as LookedOver);
}

export function noteBackup(db: Database, now: Date): void {
  setSetting(db, 'last_backup', now.toISOString());
}

/** The moment of the last backup that was made with `kolot backup`; null where there was none. */
export function lastBackup(db: Database): string | null {
  return setting(db, 'last_backup');
}
