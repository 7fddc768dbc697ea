/**
 * How far the index in Meilisearch has followed the archive. The index says it of itself, in a document of its own that is
 * written in one task with the change; archive.db keeps what was last confirmed and what was last told, since the one who
 * told may have been ended before hearing that it was done. An index that says anything else is not ours any more.
 */
import type { Index } from 'meilisearch';
import { MeilisearchApiError } from 'meilisearch';
import { setSetting, setting } from '../../archive/setting.ts';
import type { Database } from '../../db/open.ts';
import { INDEX_VERSION } from './settings.ts';

export interface Standing {
  cursor: number; // the last change followed
  day: string; // YYYY-MM-DD of the audiences
  stamp: string; // made anew at each writing
}

interface Known {
  confirmed: Standing | null;
  told: Standing | null; // and perhaps done
}

const SETTING = 'meilisearch_standing';

function known(archive: Database): Known {
  const kept = setting(archive, SETTING);
  return kept === null ? { confirmed: null, told: null } : (JSON.parse(kept) as Known);
}

/** The standing as last confirmed. */
export function confirmed(archive: Database): Standing | null {
  return known(archive).confirmed;
}

/** Notes what the index is being told, before it is. */
export function tell(archive: Database, told: Standing): void {
  setSetting(archive, SETTING, JSON.stringify({ ...known(archive), told } satisfies Known));
}

export function confirm(archive: Database, standing: Standing): void {
  setSetting(archive, SETTING, JSON.stringify({ confirmed: standing, told: null } satisfies Known));
}

/** The document in which an index says where it stands. It has no readers. */
export interface StandingDocument extends Standing {
  id: typeof STANDING;
  version: number;
  archive: string;
}
const STANDING = 'standing';

export function standingDocument(standing: Standing, archiveId: string): StandingDocument {
  return { id: STANDING, version: INDEX_VERSION, archive: archiveId, ...standing };
}

const NOT_THERE = ['index_not_found', 'document_not_found'];

/** What the index says; null where there is none, or it was not built to its end. */
export async function readStanding(index: Index): Promise<StandingDocument | null> {
  try {
    return await index.getDocument<StandingDocument>(STANDING);
  } catch (error) {
    if (error instanceof MeilisearchApiError && NOT_THERE.includes(error.cause?.code ?? '')) return null;
    throw error;
  }
}

/** Whether the index is as this archive left it. One that is then stands confirmed. */
export function isOurs(archive: Database, archiveId: string, found: StandingDocument | null): boolean {
  if (!isAsLeft(archive, archiveId, found)) return false;
  const { cursor, day, stamp } = found;
  if (known(archive).told?.stamp === stamp) confirm(archive, { cursor, day, stamp });
  return true;
}

/** The same, changing nothing. */
export function isAsLeft(
  archive: Database,
  archiveId: string,
  found: StandingDocument | null,
): found is StandingDocument {
  if (found === null || found.archive !== archiveId || found.version !== INDEX_VERSION) return false;
  const { confirmed: last, told } = known(archive);
  return last?.stamp === found.stamp || told?.stamp === found.stamp;
}
