import type { Archive } from './archive/archive.ts';
import { type AssetKind, renditionJob } from './archive/asset.ts';
import { addJob, isAskedFor } from './archive/job.ts';
import { silencedFor } from './archive/redaction.ts';
import { visitor } from './archive/viewer.ts';
import { imageFormats, offeredWidths, renderImage } from './media/image.ts';
import { mediaTools, renderSound, soundIfMade } from './media/sound.ts';
import { waveform } from './media/waveform.ts';

interface Rendered {
  id: number;
  kind: AssetKind;
  sha256: string;
  mime: string | null;
  width: number | null;
  partId: number | null;
  turn: number;
}

const RENDERED = `
  SELECT id, kind, sha256, mime, CASE WHEN turn IN (90, 270) THEN height ELSE width END AS width, part_id AS partId, turn
  FROM asset
  WHERE sha256 IS NOT NULL AND kind IN ('photograph', 'document', 'audio', 'video')`;

/** The work of a job `{ asset }`: makes what readers of it will be served, so that the first of them does not wait for it. */
export async function makeRendition(archive: Archive, payload: unknown, signal: AbortSignal): Promise<void> {
  const { asset: id } = payload as { asset: number };
  const asset = archive.db.prepare<[number], Rendered>(`${RENDERED} AND id = ?`).get(id);
  if (!asset) return; // it was taken out of its testimony
  const { kind, sha256, mime, width, turn } = asset;
  if (kind === 'audio' || kind === 'video') {
    await renderSound(archive.folder, sha256, { silence: silenceOf(archive, asset), signal });
  } else if (mime?.startsWith('image/') && width !== null) {
    for (const offered of offeredWidths(width)) {
      for (const format of imageFormats) {
        await renderImage(archive.folder, sha256, { width: offered.width, format, turn }, signal);
      }
    }
  }
}

/** The shape of the sound that editors see beside its text; nothing of it is withheld from them. */
export const PEAKS_A_SECOND = 10;

/** The work of a job `{ asset }` that draws the shape of a recording's sound. */
export async function makeWaveform(archive: Archive, payload: unknown, signal: AbortSignal): Promise<void> {
  const { asset: id } = payload as { asset: number };
  const sha256 = archive.db.prepare<[number], string>('SELECT sha256 FROM asset WHERE id = ?').pluck().get(id);
  if (sha256) await waveform(archive.folder, sha256, PEAKS_A_SECOND, { signal });
}

/**
 * Asks again for recordings whose rendition is not there: what is derived may have been deleted, or left out of a backup.
 * Pictures are made in the moment they are asked for, and need no asking.
 */
export async function askForMissing(archive: Archive, signal: AbortSignal): Promise<void> {
  if (!mediaTools()) return;
  const recordings = archive.db.prepare<[], Rendered>(`${RENDERED} AND kind IN ('audio', 'video') ORDER BY id`).all();
  for (const asset of recordings) {
    if (signal.aborted) return;
    if (await soundIfMade(archive.folder, asset.sha256, silenceOf(archive, asset))) continue;
    if (signal.aborted) return;
    const [kind, payload] = [renditionJob(asset.kind), { asset: asset.id }];
    if (!isAskedFor(archive.db, kind, payload)) addJob(archive.db, kind, payload);
  }
}

function silenceOf({ db }: Archive, { partId }: Rendered) {
  return partId === null ? [] : silencedFor(db, visitor(), partId);
}
