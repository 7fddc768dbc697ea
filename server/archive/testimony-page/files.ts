import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { assetOpenTo } from '../access.ts';
import { renditionJob } from '../asset.ts';
import { isAskedFor } from '../job.ts';
import { PICTURE_COLUMNS, PICTURE_WORDS } from '../picture-columns.ts';
import { silencedFor } from '../redaction.ts';
import type { TranscriptKind, TranscriptStatus } from '../transcript.ts';
import type { Viewer } from '../viewer.ts';

export interface PartShown {
  id: number;
  number: number; // from 1
  label: string | null;
  durationMs: number | null;
  zeroOffsetMs: number;
  recordings: RecordingShown[];
}

export interface RecordingShown {
  publicId: string;
  kind: 'audio' | 'video';
  mime: string | null;
  remoteUrl: string | null;
  remoteHost: string | null; // where `remoteUrl` leads, as MEDIA_HOSTS names it
  durationMs: number | null;
  width: number | null;
  height: number | null;
  /** Some of it is withheld from this viewer: what they hear is silenced there. */
  silenced: boolean;
  /** The rendition that is silenced there is still being made: until then it cannot be heard. */
  preparing: boolean;
}

export interface TranscriptShown {
  id: number;
  lang: string;
  kind: TranscriptKind;
  status: TranscriptStatus;
  originalId: number | null;
  maker: string | null;
  tool: string | null;
  passages: number; // in all, whoever looks
}

export interface AssetShown {
  id: number;
  publicId: string;
  mime: string | null;
  width: number | null; // pixels, as it is shown
  height: number | null;
  turn: number; // degrees, clockwise
  bytes: number | null;
  placeholder: string | null;
  caption: string | null;
  captionLang: string | null;
  alt: string | null;
  date: string | null;
  rights: string | null;
}

export function partsOf(db: Database, viewer: Viewer, testimonyId: number): PartShown[] {
  const parts = kept<[number], Omit<PartShown, 'recordings'>>(
    db,
    `
      SELECT id, position AS number, label, duration_ms AS durationMs, zero_offset_ms AS zeroOffsetMs
      FROM part WHERE testimony_id = ? ORDER BY position`,
  ).all(testimonyId);
  const recordings = kept<
    Viewer & { testimonyId: number },
    Omit<RecordingShown, 'silenced' | 'preparing' | 'remoteHost'> & { partId: number; id: number }
  >(
    db,
    `
      SELECT asset.id, asset.public_id AS publicId, asset.part_id AS partId, asset.kind, asset.mime, asset.remote_url AS remoteUrl,
        asset.duration_ms AS durationMs, asset.width, asset.height
      FROM asset JOIN testimony ON testimony.id = asset.testimony_id
      WHERE asset.testimony_id = @testimonyId AND asset.kind IN ('audio', 'video') AND ${assetOpenTo('asset', 'testimony')}
      ORDER BY asset.position`,
  ).all({ ...viewer, testimonyId });
  return parts.map((part) => {
    const silenced = silencedFor(db, viewer, part.id).length > 0;
    return {
      ...part,
      recordings: recordings
        .filter((one) => one.partId === part.id && (one.remoteUrl === null || hostOf(one.remoteUrl) !== null))
        .map(({ partId: _, id, ...one }) => ({
          ...one,
          remoteHost: one.remoteUrl && hostOf(one.remoteUrl),
          silenced,
          preparing: silenced && isAskedFor(db, renditionJob(one.kind), { asset: id }),
        })),
    };
  });
}

/** Null for what a page must not lead to: a source file may name anything as its recording. */
function hostOf(url: string): string | null {
  return URL.canParse(url) && /^https?:/i.test(url) ? new URL(url).host : null;
}

/** The texts of a testimony; a program's draft that nobody has read only where nothing is withheld. Who made them is a name as well. */
export function transcriptsOf(
  db: Database,
  testimonyId: number,
  { named, wholly }: { named: boolean; wholly: boolean },
): TranscriptShown[] {
  return kept<[number, number], TranscriptShown>(
    db,
    `
      SELECT id, lang, kind, status, original_id AS originalId, maker, tool,
        (SELECT count(*) FROM passage WHERE passage.transcript_id = transcript.id) AS passages
      FROM transcript WHERE testimony_id = ? AND (unread = 0 OR ?) ORDER BY original_id IS NOT NULL, id`,
  )
    .all(testimonyId, wholly ? 1 : 0)
    .map((transcript) => ({ ...transcript, maker: named ? transcript.maker : null }));
}

export function assetsOf(
  db: Database,
  viewer: Viewer,
  testimonyId: number,
  lang: string,
): (AssetShown & { kind: string })[] {
  return kept<Viewer & { testimonyId: number; lang: string }, AssetShown & { kind: string }>(
    db,
    `
      SELECT asset.id, asset.kind, asset.mime, asset.bytes, asset.placeholder, asset.date, asset.rights, ${PICTURE_COLUMNS}
      FROM asset JOIN testimony ON testimony.id = asset.testimony_id ${PICTURE_WORDS}
      WHERE asset.testimony_id = @testimonyId AND asset.kind IN ('photograph', 'document') AND ${assetOpenTo('asset', 'testimony')}
      ORDER BY asset.kind, asset.position, asset.id`,
  ).all({ ...viewer, testimonyId, lang });
}
